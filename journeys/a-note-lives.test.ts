import type { Locator, Page } from '@playwright/test'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { type Person, expect, expectFits, test } from './people.ts'

/** The schedule of 17.1, paid out on 14 March: instalment, principal, interest and what is left. */
const SCHEDULE = [
  ['2025-04-14', '10,221.04', '9,513.04', '708.00', '108,486.96'], ['2025-05-14', '10,221.04', '9,570.12', '650.92', '98,916.84'], ['2025-06-14', '10,221.04', '9,627.54', '593.50', '89,289.30'], ['2025-07-14', '10,221.04', '9,685.30', '535.74', '79,604.00'],
  ['2025-08-14', '10,221.04', '9,743.42', '477.62', '69,860.58'], ['2025-09-14', '10,221.04', '9,801.88', '419.16', '60,058.70'], ['2025-10-14', '10,221.04', '9,860.69', '360.35', '50,198.01'], ['2025-11-14', '10,221.04', '9,919.85', '301.19', '40,278.16'],
  ['2025-12-14', '10,221.04', '9,979.37', '241.67', '30,298.79'], ['2026-01-14', '10,221.04', '10,039.25', '181.79', '20,259.54'], ['2026-02-14', '10,221.04', '10,099.48', '121.56', '10,160.06'], ['2026-03-14', '10,221.02', '10,160.06', '60.96', '0.00'],
] as const

test.use({ alone: 'a-note-lives' })

test('[S0-38] GC-01 through its life: paid on time, late, in part, ahead of its day, and settled, each fen explained', async ({ house, product }) => {
  test.setTimeout(900_000)
  const people = house('hengchuan')
  const untilDay = (day: string): void => {
    const { code, said } = product.weidai('day', 'forward', day, '--bank', 'hengchuan')
    expect(code, said).toBe(0)
  }
  const way = startCase(house, { cast: HENGCHUAN, owner: '王建国', days: { startsOn: '2025-03-14', firstDueOn: '2025-04-14' } })
  await test.step('decided on Wednesday, paid out on Friday', async () => {
    await way.to('INFORMED')
    untilDay('2025-03-14')
    await way.to('ARRIVED')
  })
  const cashier = await people.as('shen.bo')
  const desk = await cashier.open(`/cases/${way.caseId}/servicing`)
  const head = desk.getByRole('region', { name: '借据', exact: true })
  await test.step('the note stands with the schedule of the case', () => readPlan(desk))
  await test.step('three instalments are paid on their days; the third, on a Saturday, opens the way to a higher limit', async () => {
    for (const [at, [day, , principal, interest, left]] of SCHEDULE.slice(0, 3).entries()) {
      untilDay(day)
      await desk.reload()
      await expect(desk.getByText('可申请提额')).toHaveCount(0)
      await payDue(desk, [`第 ${at + 1} 期利息${interest}`, `第 ${at + 1} 期本金${principal}`], '入账 10,221.04 元')
      await figure(head, '剩余本金', left)
    }
    await expect(desk.getByText('已连续 3 期按时还款，可申请提额（满 3 期即可）。')).toBeVisible()
    untilDay('2025-06-15')
    const day = await (await people.as('shen.bo')).open('/day-end/2025-06-14')
    await expect(day.getByText('连续按时').locator('xpath=following-sibling::*[1]')).toHaveText('1')
    await day.close()
  })
  await test.step('the fourth is ten days late and costs 29.06 and 1.61; five thousand are set off in their order', async () => {
    untilDay('2025-07-24')
    await desk.reload()
    await payLate(desk, head)
  })
  await test.step('on the sixth due day the customer asks what it would cost to settle ten days on, and repays thirty thousand instead', async () => {
    untilDay('2025-08-14')
    await desk.reload()
    await payDue(desk, ['第 5 期利息477.62', '第 5 期本金9,743.42'], '入账 10,221.04 元')
    untilDay('2025-09-14')
    await desk.reload()
    await payDue(desk, ['第 6 期利息419.16', '第 6 期本金9,801.88'], '入账 10,221.04 元')
    await figure(head, '剩余本金', '60,058.70')
    await quote(desk, way.caseId, cashier)
    await prepay(desk)
    await figure(head, '剩余本金', '30,058.70')
  })
  await test.step('three instalments are left of the plan; ten days on he settles all, and has his certificate', async () => {
    const plan = desk.getByRole('region', { name: '还款计划' })
    await expect(plan.getByRole('row').filter({ hasText: '未到期' }).locator('td.figure:nth-child(3)')).toHaveText(['10,221.04', '10,221.04', '9,976.58'])
    untilDay('2025-09-24')
    await desk.reload()
    // 30,058.70 × 7.2 % ÷ 360 × 10 = 60.12.
    await figure(head, '今日结清', '30,118.82')
    await settle(desk)
    await expect(head.getByRole('heading')).toContainText('已结清')
    await desk.getByRole('button', { name: '结清证明' }).click()
    await expect(desk.getByText(/已出具结清证明/)).toBeVisible()
  })
  await test.step('its life is one line, at the desk and on the phone', async () => {
    await readHistory(desk)
    const phone = await cashier.open(`/notes/${way.noteId}?history=PAPER`, 'phone')
    await expect(phone.getByRole('region', { name: '履历' }).getByRole('listitem').filter({ hasText: '出具结清证明' })).toBeVisible()
    await expectFits(phone)
  })
})

/** The schedule of 17.1, row by row. */
async function readPlan(desk: Page): Promise<void> {
  const plan = desk.getByRole('region', { name: '还款计划' })
  for (const [at, [day, ...figures]] of SCHEDULE.entries()) {
    await expect(plan.getByRole('row').nth(at + 1)).toContainText(day)
    await expect(plan.getByRole('row').nth(at + 1).locator('.figure')).toHaveText(figures)
  }
}

/** Money at the counter for what is due: where each fen goes is shown before it is taken, and stands in the history after. */
async function payDue(desk: Page, lines: readonly (string | RegExp)[], button: string, typed?: string): Promise<void> {
  await desk.getByRole('button', { name: '记还款' }).click()
  const form = desk.getByRole('dialog')
  if (typed !== undefined) await form.getByLabel('金额').fill(typed)
  await form.getByLabel('还款渠道').selectOption({ label: '现金' })
  await expect(form.getByRole('region', { name: '去处预览' }).getByRole('listitem')).toHaveText([...lines])
  await form.getByRole('button', { name: button }).click()
  await expect(form).toBeHidden()
  await expect(newest(desk).locator('.allocation li')).toHaveText([...lines])
}

function newest(desk: Page): Locator {
  return desk.getByRole('region', { name: '履历' }).locator('.history > li').first()
}

/** Ten days behind: five thousand first, then the rest. */
async function payLate(desk: Page, head: Locator): Promise<void> {
  await expect(head.getByRole('heading')).toContainText('逾期 10 天')
  await figure(head, '今日应还', '10,251.71')
  await payDue(desk, [/^第 4 期复利1\.61.*535\.74 × 10\.8 % ÷ 360 × 10 天/, /^第 4 期罚息29\.06.*9,685\.30 × 10\.8 % ÷ 360 × 10 天/, '第 4 期利息535.74', /^第 4 期本金4,433\.59/], '入账 5,000.00 元', '5000')
  await figure(head, '今日应还', '5,251.71')
  await expect(desk.getByText('可申请提额')).toHaveCount(0)
  await payDue(desk, [/^第 4 期本金5,251\.71.*已还 4,433\.59/], '入账 5,251.71 元')
  await figure(head, '剩余本金', '79,604.00')
  await figure(head, '今日应还', '0.00')
}

/** 60,058.70 × 7.2 % ÷ 360 × 10 = 120.12. */
async function quote(desk: Page, caseId: string, cashier: Person): Promise<void> {
  await desk.getByRole('button', { name: '提前还款试算单' }).click()
  await desk.getByRole('dialog').getByRole('textbox', { name: '拟结清日' }).fill('20250924')
  await desk.getByRole('dialog').getByRole('button', { name: '出具', exact: true }).click()
  await expect(desk.getByText(/已出具提前还款试算单/)).toBeVisible()
  const { documents } = await cashier.get<{ documents: { documentId: string; kind: string }[] }>(`/api/cases/${caseId}/documents`)
  const paper = await cashier.open(`/cases/${caseId}/papers/${documents.find(({ kind }) => kind === 'EARLY_QUOTE')!.documentId}`)
  for (const figures of ['120.12', '60,178.82']) await expect(paper.getByRole('main')).toContainText(figures)
  await paper.close()
}

/** Both ways are looked at; the shorter one is taken. */
async function prepay(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '记还款' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('还款种类').selectOption({ label: '部分提前还本' })
  await form.getByLabel('提前归还的本金').fill('30000')
  await form.getByLabel('还款渠道').selectOption({ label: '现金' })
  const preview = form.getByRole('region', { name: '去处预览' })
  await form.getByLabel('此后').selectOption({ label: '期限不变，每期金额减少' })
  await expect(preview).toContainText('此后利息共 634.38 元，原计划 1,267.52 元。')
  await expect(preview.getByRole('row').filter({ hasText: '2025-10-14' }).locator('.figure')).toHaveText(['10,221.04', '5,115.51'])
  await expect(preview.getByRole('row').filter({ hasText: '2026-03-14' }).locator('.figure')).toHaveText(['10,221.02', '5,115.53'])
  await form.getByLabel('此后').selectOption({ label: '缩短期限，每期金额不变' })
  await expect(preview).toContainText('还后剩余本金 30,058.70 元，余 3 期，下期 2025-10-14 应还 10,221.04 元。')
  await expect(preview).toContainText('此后利息共 359.96 元，原计划 1,267.52 元。')
  await expect(preview.getByRole('row').filter({ hasText: '2025-12-14' }).locator('.figure')).toHaveText(['10,221.04', '9,976.58'])
  await form.getByRole('button', { name: '入账 30,000.00 元' }).click()
  await expect(form).toBeHidden()
}

/** All that is left, with its interest to the day. */
async function settle(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '记还款' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('还款种类').selectOption({ label: '提前结清' })
  await form.getByLabel('还款渠道').selectOption({ label: '现金' })
  await expect(form.getByRole('region', { name: '去处预览' }).getByRole('listitem')).toHaveText([/利息60\.12/, /本金30,058\.70/])
  await form.getByRole('button', { name: '入账 30,118.82 元' }).click()
  await expect(form).toBeHidden()
}

async function readHistory(desk: Page): Promise<void> {
  const history = desk.getByRole('region', { name: '履历' })
  await history.getByRole('button', { name: /^还款/ }).click()
  await expect(history.locator('.history > li')).toHaveCount(9)
  const late = history.locator('.history > li').filter({ hasText: '2025-07-24' }).filter({ hasText: '5,000.00' })
  await late.getByRole('button', { name: /2025-07-24/ }).click()
  await expect(late.locator('.allocation li')).toHaveText([/^第 4 期复利1\.61/, /^第 4 期罚息29\.06/, /^第 4 期利息535\.74/, /^第 4 期本金4,433\.59/])
  await late.getByRole('button', { name: '看分录' }).click()
  await expect(late.getByRole('row').filter({ hasText: '4,433.59' })).toContainText('本金')
  await history.getByRole('button', { name: /^文书/ }).click()
  await expect(history.locator('.history > li')).toHaveCount(2)
}

/** One of the large figures of a note. */
async function figure(head: Locator, label: string, says: string): Promise<void> {
  await expect(head.locator('.servicing-figures > div').filter({ hasText: label })).toContainText(says)
}
