import type { Page } from '@playwright/test'
import { QINGSHAN, startCase } from './carry/index.ts'
import { type Person, expect, test } from './people.ts'

const FIRST = '请补仓库外景照片'
const SECOND = '请向第二家供应商核实应付账款'

test('a case returned twice, by two reviewers, keeps both returns and goes on with its third version', async ({ house }) => {
  test.setTimeout(180_000)
  const people = house('qingshan')
  const way = startCase(house, { cast: QINGSHAN, owner: '闻人杰' })
  await way.to('SUBMITTED')
  const officer = await way.by.lead()
  const desk = await officer.open(`/cases/${way.caseId}/versions`)
  const [first, second] = [await people.as('kang.jie'), await people.as('yu.bin')]

  await test.step('the first reviewer returns it and names the sheet', async () => {
    const page = await first.open('/tasks')
    await giveBack(page, way.caseId, { reason: '资料不齐', says: FIRST, sheet: '资料', point: '仓库外景与门牌' })
    await page.close()
  })
  await test.step('the officer finds it in his inbox with the reason, puts it right and submits again', async () => {
    await desk.goto('/tasks')
    const line = desk.getByRole('listitem').filter({ hasText: way.number }).filter({ hasText: '补件' })
    await expect(line).toBeVisible()
    await desk.goto(`/cases/${way.caseId}/basics`)
    await expect(desk.getByRole('main')).toContainText(FIRST)
    await correct(way.caseId, officer, '仓库外景照片')
    await submit(desk, way.caseId)
  })
  await test.step('another reviewer takes it up, sees the first return, and returns it again', async () => {
    const page = await second.open('/tasks')
    await giveBack(page, way.caseId, { reason: '交叉检验不足', says: SECOND, sheet: '交叉检验', point: '应付账款另找一家供应商' }, async () => {
      await expect(page.getByText(FIRST).first()).toBeVisible()
    })
    await page.close()
  })
  await test.step('the officer reads both, by name, in the versions', async () => {
    await desk.goto(`/cases/${way.caseId}/versions`)
    for (const says of [FIRST, SECOND]) await expect(desk.getByText(says).first()).toBeVisible()
    await desk.goto(`/cases/${way.caseId}/review`)
    const rounds = desk.locator('.review-round')
    await expect(rounds).toHaveCount(2)
    await expect(rounds.nth(0)).toContainText('第 2 轮 · 第 2 版')
    await expect(rounds.nth(0)).toContainText('于斌')
    await expect(rounds.nth(0)).toContainText('交叉检验：应付账款另找一家供应商')
    await expect(rounds.nth(1)).toContainText('康洁')
    await expect(rounds.nth(1)).toContainText('2025-03-12')
    await submit(desk, way.caseId)
  })
  await test.step('the third version passes and goes to the committee', async () => {
    await way.to('SUBMITTED')
    await way.to('REVIEWED')
    await desk.goto(`/cases/${way.caseId}/review`)
    await expect(desk.locator('.review-round').first()).toContainText('通过')
    await expect(desk.getByText('已退回 2 次')).toBeVisible()
  })
  await test.step('the head of the unit reads how often each returns', async () => {
    const head = await (await people.as('qi.feng')).open('/reviews')
    for (const name of ['康洁', '于斌']) await expect(head.getByRole('row', { name }).first()).toContainText('%')
  })
})

interface Return { readonly reason: string; readonly says: string; readonly sheet: string; readonly point: string }

async function giveBack(page: Page, caseId: string, { reason, says, sheet, point }: Return, look: () => Promise<void> = async () => undefined): Promise<void> {
  const line = page.getByRole('listitem').filter({ has: page.locator(`a[href*="${caseId}"]`) })
  await line.getByRole('button', { name: '认领' }).click()
  await line.getByRole('button', { name: '去办理' }).click()
  await page.getByRole('button', { name: '开始审查' }).click()
  await look()
  await page.getByRole('button', { name: '退回…' }).click()
  const drawer = page.getByRole('dialog')
  const act = drawer.getByRole('button', { name: '退回', exact: true })
  await expect(act).toHaveAttribute('aria-disabled', 'true')
  await drawer.getByLabel(reason).check()
  await drawer.getByLabel('退回说明').fill(says)
  await drawer.getByRole('button', { name: '加一处须补正' }).click()
  await drawer.getByLabel('在哪张表').selectOption(sheet)
  await drawer.getByLabel('须补正').fill(point)
  await act.click()
  await expect(page.getByText('已退回，主办补正')).toBeVisible()
}

/** What was asked for, as a note among the evidence. */
async function correct(caseId: string, officer: Person, title: string): Promise<void> {
  await officer.post(`/api/cases/${caseId}/notes`, { class: 'SEEN', title, text: title })
}

async function submit(desk: Page, caseId: string): Promise<void> {
  await desk.goto(`/cases/${caseId}/basics`)
  await desk.getByRole('button', { name: '提交审查' }).filter({ visible: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await expect(desk.getByText(/版已提交，等待审查/)).toBeVisible()
}
