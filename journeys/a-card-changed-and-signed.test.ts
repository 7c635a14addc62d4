import type { Locator, Page } from '@playwright/test'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

const TODAY = '2025-03-12'
const LONGEST_REPLAY_MS = 60_000
const CARD = 'SC-2025-02'

test.use({ alone: 'a-card-changed-and-signed' })

async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text)
  await field.press('Tab')
}

/** An indicator of the card, opened. */
async function indicator(page: Page, id: string): Promise<Locator> {
  const one = page.locator('details.author-indicator').filter({ has: page.locator('summary .ledger-code', { hasText: new RegExp(`^${id}$`) }) })
  await one.locator('summary').click()
  return one
}

test('[S1-26] a card is changed as a table, replayed, signed by two; the next case is judged by it, an old one keeps its own', async ({ house, product }) => {
  test.setTimeout(240_000)
  const people = house('hengchuan')
  const old = startCase(house, { cast: HENGCHUAN, owner: '宇文旧' })
  await old.to('SUBMITTED')
  const author = await (await people.as('zhou.hua')).open('/policy/tables')
  await test.step('a gap between two bins shows where it is, until it is closed', async () => {
    const growth = await indicator(author, 'C7')
    await type(growth.getByRole('textbox', { name: 'C7 第 1 档下限', exact: true }), '0')
    await expect(growth.getByRole('alert')).toContainText('销售同比在 -5% 与 0% 之间有空档')
    await type(growth.getByRole('textbox', { name: 'C7 第 2 档上限', exact: true }), '0')
    await expect(growth.getByRole('alert')).toHaveCount(0)
    await expect(growth.getByText('-15% ≤ x ＜ 0%')).toBeVisible()
  })

  await test.step('fewer points for a thin cover, and higher lines between the grades', async () => {
    const cover = await indicator(author, 'A1')
    for (const [at, points] of [5, 4, 2, 1].entries()) await type(cover.getByRole('textbox', { name: `A1 第 ${at + 2} 档得分`, exact: true }), String(points))
    await type(author.getByLabel('评分卡版本').last(), CARD)
    const lines = author.getByLabel('最低分')
    await type(lines.nth(0), '95')
    await type(lines.nth(1), '92')
    await type(lines.nth(2), '90')
    await expect(author.getByText('草稿改动 3 项')).toBeVisible()
  })

  await test.step('handed in with a reason, it is replayed on every case before anyone signs', async () => {
    await author.getByRole('link', { name: '核对并提交' }).click()
    await author.getByLabel('变更理由').fill('覆盖倍数不足 1.75 的首年逾期偏高')
    await author.getByRole('button', { name: '提交签署' }).click()
    await expect(author.getByText('复算指纹')).toBeVisible({ timeout: LONGEST_REPLAY_MS })
    const replay = author.getByRole('region', { name: '复算' })
    await expect(replay).toContainText('等级')
    const mine = replay.getByRole('row').filter({ hasText: old.number })
    await expect(mine).toContainText('118,000.00')
    await expect(mine).toContainText('100,000.00')
    await expect(mine).toContainText('B → D')
    await expect(mine).toContainText('7.20% → 10.20%')
    await expect(mine).toContainText('金额、等级、价格')
    await expect(author.getByRole('button', { name: '签署', exact: true })).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('two others sign, one of them on the phone', async () => {
    const head = await (await people.as('liu.yang')).open(new URL(author.url()).pathname, 'phone')
    await expectFits(head)
    await head.getByRole('button', { name: '签署', exact: true }).click()
    await expect(head.getByText('还需一人签署。')).toBeVisible()
    const vice = await (await people.as('gao.lin')).open(new URL(author.url()).pathname)
    await vice.getByRole('button', { name: '签署', exact: true }).click()
    await expect(vice.getByRole('heading', { level: 1 })).toContainText('待生效')
  })

  await test.step('the day after, a new case of the same shop is judged by the new card, the old one by the card of its day', async () => {
    const { code, said } = product.weidai('day', 'close', TODAY, '--bank', 'hengchuan')
    expect(code, said).toBe(0)
    const next = startCase(house, { cast: HENGCHUAN, owner: '宇文新' })
    await next.to('WRITTEN')
    const officer = await (await next.by.lead()).open(`/cases/${next.caseId}/score`)
    await expect(officer.locator('.rail-limit')).toContainText('100,000.00')
    await expect(officer.getByText(CARD).first()).toBeVisible()
    const { cases } = await (await next.by.lead()).get<{ cases: { caseId: string; customer: { name: string } }[] }>('/api/cases')
    // What was handed in keeps its figures; a draft of the day before is still worked out by the card of that day.
    for (const caseId of [old.caseId, cases.find(({ customer }) => customer.name === '王建国')!.caseId]) {
      await officer.goto(`/cases/${caseId}/score`)
      await expect(officer.locator('.rail-limit')).toContainText('118,000.00')
      await expect(officer.getByText('SC-2025-01').first()).toBeVisible()
      await expect(officer.getByText(CARD)).toHaveCount(0)
    }
  })
})
