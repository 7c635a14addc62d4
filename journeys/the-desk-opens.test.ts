import type { Page } from '@playwright/test'
import { expect, test } from './support.ts'

const PASSWORD = 'xiaowei-2025'
const BANK = '衡川农商银行'

async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await expect(page.getByLabel('银行').locator('option:checked')).toHaveText(BANK)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('密码').press('Enter')
}

/** An ID number of this birthday that passes its own check character. */
function idNumber(born: string, serial: string): string {
  const digits = `430405${born}${serial}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return `${digits}${'10X98765432'[[...digits].reduce((sum, digit, i) => sum + Number(digit) * weights[i]!, 0) % 11]}`
}

test('a wrong password says so, the fifth locks the login', async ({ page }) => {
  await signIn(page, 'hou.gang', 'not-the-password')
  await expect(page.getByRole('alert')).toContainText('银行、登录名或密码不正确')
  for (let attempt = 2; attempt <= 5; attempt++) {
    await page.getByLabel('密码').fill('not-the-password')
    const answered = page.waitForResponse('**/api/session')
    await page.getByLabel('密码').press('Enter')
    await answered
  }
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByLabel('密码').press('Enter')
  await expect(page.getByRole('alert')).toContainText('已锁定')
  await expect(page.getByLabel('登录名')).toHaveValue('hou.gang')
})

test('a client manager puts a customer on file and takes his application in', async ({ page }) => {
  await signIn(page, 'wang.lei')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王磊，今天有')
  await expect(page.getByRole('banner').getByText('演示数据')).toBeVisible()
  await page.getByRole('link', { name: '客户', exact: true }).click()
  await page.getByRole('button', { name: '新客户建档' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('姓名').fill('欧阳建国')
  await form.getByLabel('身份证号').fill('430405198209160011')
  await form.getByLabel('手机').fill('138 0013 8000')
  await form.getByRole('button', { name: '建档', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('身份证号')
  await expect(form.getByLabel('姓名')).toHaveValue('欧阳建国')
  await form.getByLabel('身份证号').fill(idNumber('19820916', '017'))
  await form.getByRole('button', { name: '建档', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('欧阳建国')

  await page.getByRole('main').getByRole('link', { name: '受理申请' }).first().click()
  const file = page.getByRole('button', { name: '受理', exact: true })
  await expect(file).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('申请金额').fill('１１.８万')
  await expect(page.getByText('壹拾壹万捌仟元整')).toBeVisible()
  await page.getByLabel('用途说明').fill('旺季饮料备货')
  await page.reload()
  await expect(page.getByText('接着上次填到一半的申请')).toBeVisible()
  await expect(page.getByLabel('申请金额')).toHaveValue('118,000.00')
  await expect(page.getByLabel('用途说明')).toHaveValue('旺季饮料备货')
  await page.getByLabel('用途总额').fill('190,000')
  await page.getByLabel('婚姻状况').selectOption('离异')
  await page.getByLabel('子女情况').selectOption('无子女')
  await page.getByLabel('家庭财产').selectOption('自有住房')
  await page.getByLabel('居住城市').fill('衡川')
  await page.getByLabel('居住年数').fill('42')
  await page.getByLabel('字号').fill('建国副食批发部')
  await page.getByLabel('行业').selectOption('快消品批发')
  await page.getByLabel('经营城市').fill('衡川')
  await page.getByRole('textbox', { name: '开业日期' }).fill('20170220')
  await page.getByLabel('经营场所').selectOption('自有')
  await expect(file).toHaveAttribute('aria-disabled', 'false')
  await file.click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}(?:\/|$)/)

  await page.goto('/customers')
  await page.keyboard.press('/')
  await page.keyboard.type('oyjg')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /欧阳建国/ })).toBeVisible()
  await page.getByRole('link', { name: '申请', exact: true }).click()
  await expect(page.getByRole('row', { name: /欧阳建国/ })).toContainText('118,000.00')
  await expect(page).toHaveURL(/view=application/)
})

test('[S2-43] the system administrator gives posts and sees nothing of the business', async ({ page }) => {
  await signIn(page, 'admin')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户与岗位')
  await expect(page.getByRole('navigation').first().getByRole('link')).toHaveText(['用户与岗位', '机构', '发件箱'])
  await page.goto('/customers')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一页不在您的权限之内')
  await page.goto('/administration/staff')
  await page.getByRole('button', { name: '新用户' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('邓小兰')
  await dialog.getByLabel('登录名').fill('deng.xiaolan')
  // The list moves while it opens; a click beside it chooses nothing and is made again, as a person would.
  await expect(async () => {
    await dialog.getByLabel('机构').click()
    await page.getByTitle('城东微贷团队').click({ timeout: 2_000 })
    await expect(dialog.getByRole('button', { name: '建立用户' })).not.toHaveAttribute('aria-disabled', 'true', { timeout: 2_000 })
  }).toPass()
  await dialog.getByRole('button', { name: '建立用户' }).click()
  await expect(dialog.getByRole('heading', { name: '邓小兰', exact: true })).toBeVisible()
  await dialog.getByLabel('岗位').selectOption('客户经理')
  await dialog.getByRole('button', { name: '授予岗位' }).click()
  await expect(dialog.getByRole('listitem')).toContainText('客户经理')
})

test('everything fits a phone, with the bar at the foot', async ({ browser, baseURL }) => {
  const phone = await browser.newPage({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await signIn(phone, 'wang.lei')
  for (const [word, path] of [['客户', '/customers'], ['办件', '/cases'], ['我的', '/me'], ['今日', '/today']] as const) {
    await phone.getByRole('navigation').last().getByRole('link', { name: word, exact: true }).tap()
    await expect(phone).toHaveURL(new RegExp(`${path}$`))
    await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
  await phone.close()
})
