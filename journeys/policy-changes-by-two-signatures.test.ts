import type { Browser, Page } from '@playwright/test'
import { expect, test } from './support.ts'

const BANK = '临湖村镇银行'
const PEOPLE = { riskManager: 'cao.rui', unitHead: 'lu.ming', vicePresident: 'ren.tao', officer: 'wei.dong' } as const

async function signedIn(browser: Browser, address: string, login: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: address, locale: 'zh-CN' })).newPage()
  await page.goto('/sign-in')
  await page.getByLabel('银行').selectOption({ label: BANK })
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill('xiaowei-2025')
  await page.getByLabel('密码').press('Enter')
  await expect(page.getByRole('navigation', { name: '主菜单' }).first()).toBeVisible()
  return page
}

async function typeFigure(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text)
  await field.press('Tab')
}

async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: /政策项|再改一项/ }).fill(name)
  await page.getByRole('list', { name: '找到的政策项' }).getByRole('button', { name }).click()
}

test('the haircut of first loans rises to 25 % by a draft and two signatures, from the next day on [S0-36]', async ({ browser, product }) => {
  const author = await signedIn(browser, product.address, PEOPLE.riskManager)
  await author.getByRole('link', { name: '政策' }).click()
  await author.getByRole('link', { name: '起草变更' }).click()
  await pick(author, '首贷折扣')
  const card = author.getByRole('article', { name: '首贷折扣' })
  const handIn = author.getByRole('button', { name: '提交签署' })

  await typeFigure(author, '新值', '35')
  await expect(card.getByRole('alert')).toContainText('应为：20% 到 30%')
  await expect(handIn).toHaveAttribute('aria-disabled', 'true')

  await typeFigure(author, '新值', '25')
  await expect(card.getByRole('alert')).toHaveCount(0)
  await expect(author.getByRole('row', { name: '首贷折扣' })).toContainText('20%→25%')
  await expect(handIn).toHaveAttribute('aria-disabled', 'true')
  await author.getByLabel('变更理由').fill('首贷客户逾期上升，收紧首贷额度')
  const nextDay = await author.getByRole('textbox', { name: '生效日' }).inputValue()
  await handIn.click()
  await expect(author.getByRole('heading', { level: 1 })).toContainText('全行 第 2 版')
  await expect(author.getByRole('button', { name: '签署', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await expect(author.getByText('可签署：陆鸣、任涛')).toBeVisible()
  // Nobody signs before it is known what the change does to the cases there are.
  await expect(author.getByText('复算指纹')).toBeVisible({ timeout: 60_000 })
  await expect(author.getByRole('region', { name: '复算' })).toContainText('有变')

  const head = await signedIn(browser, product.address, PEOPLE.unitHead)
  await head.goto(author.url())
  await head.getByRole('button', { name: '签署', exact: true }).click()
  await expect(head.getByText('还需一人签署。')).toBeVisible()
  await expect(head.getByRole('button', { name: '签署', exact: true })).toHaveAttribute('aria-disabled', 'true')
  const vice = await signedIn(browser, product.address, PEOPLE.vicePresident)
  await vice.goto(author.url())
  await vice.getByRole('button', { name: '签署', exact: true }).click()
  await expect(vice.getByRole('heading', { level: 1 })).toContainText('待生效')

  const officer = await signedIn(browser, product.address, PEOPLE.officer)
  await officer.goto('/policy?search=首贷折扣')
  const haircut = officer.getByRole('listitem').filter({ hasText: 'limit.firstLoanHaircut' })
  await expect(haircut).toContainText('20%')
  await officer.getByRole('textbox', { name: '哪一天执行的政策' }).fill(nextDay)
  await officer.getByRole('textbox', { name: '哪一天执行的政策' }).press('Tab')
  await expect(haircut).toContainText('25%')
  await expect(haircut.getByRole('link', { name: '全行 第 2 版' })).toBeVisible()
  await expect(officer.getByText('逐层叠加：随附政策包 m3-jinxin ← 全行 第 2 版')).toBeVisible()
})

test('a locked value is only tightened, and the draft survives a look elsewhere', async ({ browser, product }) => {
  const author = await signedIn(browser, product.address, PEOPLE.riskManager)
  await author.goto('/policy?group=collection')
  await author.getByRole('link', { name: '变更「禁止催收时段」' }).click()
  const card = author.getByRole('article', { name: '禁止催收时段' })
  await card.getByLabel('起', { exact: true }).fill('23:00')
  await expect(card.getByRole('alert')).toContainText('应为：已锁定，时段须包含 22:00 至 08:00')
  await author.goto('/policy/changes')
  await author.getByRole('button', { name: '起草变更' }).click()
  await expect(card.getByLabel('起', { exact: true })).toHaveValue('23:00')
  await card.getByLabel('起', { exact: true }).fill('21:30')
  await expect(card.getByRole('alert')).toHaveCount(0)
  await expect(author.getByRole('row', { name: '禁止催收时段' })).toContainText('21:30 至 08:00')
  await author.getByRole('button', { name: '清空草稿' }).click()
  await expect(card).toHaveCount(0)
})
