import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatYuan } from '#kernel'
import type { HistoryEntry, NoteHistory } from '#loan/servicing/domain'
import { testStaff } from '#platform/http'
import { type Acting, actingAt } from '../testing/acting.ts'
import { type Counter, onDay, openCounter, openNote, payOn } from '../testing/note.ts'
import { openTakenOver } from '../testing/taken-over.ts'

let counter: Counter
let acting: Acting
beforeAll(async () => {
  counter = await openCounter()
  acting = await actingAt(counter)
})
afterAll(() => counter.close())

async function historyOf(noteId: string): Promise<HistoryEntry[]> {
  const answer = await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/history`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<NoteHistory>().entries
}
const short = (one: HistoryEntry): string => [one.bookedOn, one.kind, one.name, one.amountFen === null ? '' : formatYuan(one.amountFen), one.by?.name ?? '日终', one.approvedBy?.name ?? ''].filter((text) => text !== '').join(' ')

it('the life of a note is one line: money, acts, rates, classes and papers with who and when, and what was taken back leads to its reversal', async () => {
  const { noteId } = await openNote(counter)
  const risk = await testStaff(counter.db.database, counter.banks[0], { posts: ['RISK_MANAGER'], name: '钱风险' })
  expect((await payOn(counter, noteId, '2025-04-14', 1_022_104)).statusCode).toBe(201)
  const second = (await payOn(counter, noteId, '2025-05-14', 1_022_104)).json<{ repaymentId: string }>()
  await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/repayments/${second.repaymentId}/receipt`)
  expect((await counter.as(counter.second, 'POST', `/api/notes/${noteId}/repayments/${second.repaymentId}/reversal`, { body: { reason: '支票退票' } })).statusCode).toBe(200)
  await onDay(counter, '2025-05-20')
  await acting.state(noteId, 'charge-cost', { amountFen: 30_000 })
  expect((await counter.as(counter.second, 'POST', `/api/notes/${noteId}/events/E1/reversal`, { body: { reason: '费用由客户自付' } })).statusCode).toBe(200)
  await acting.done(noteId, 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' })
  const proposed = (await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/class-proposals`, { body: { riskClass: 'SUBSTANDARD', reasons: ['BUSINESS_STOPPED'], says: '店铺已关门停业' } })).json<{ proposals: { proposalId: string }[] }>()
  const at = `/api/notes/${noteId}/class-proposals/${proposed.proposals[0]!.proposalId}`
  expect((await counter.as(acting.head, 'POST', `${at}/confirmation`, { body: { says: '情况属实' } })).statusCode).toBe(200)
  expect((await counter.as(risk, 'POST', `${at}/approval`, { body: { says: '同意下调' } })).statusCode).toBe(200)
  expect((await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/papers/statement`, { body: { from: '2025-03-14', to: '2025-05-20' } })).statusCode).toBe(201)
  const all = await historyOf(noteId)
  expect(all.map(short)).toEqual([
    '2025-05-20 PAPER 出具对账单 张敏', '2025-05-20 CLASS 风险分类 次级 王磊 钱风险', '2025-05-20 RATE 调息 王磊 周行长', '2025-05-20 ACT 冲正代垫费用 刘洋', '2025-05-20 ACT 代垫费用 张敏',
    '2025-05-14 REPAYMENT 冲正还款 10,221.04 刘洋', '2025-05-14 REPAYMENT 归还到期款 10,221.04 张敏', '2025-04-14 REPAYMENT 归还到期款 10,221.04 张敏', '2025-03-14 ACT 放款 118,000.00 王磊',
  ])
  const of = (name: string, on: string): HistoryEntry => all.find((one) => one.name === name && one.bookedOn === on)!
  const [repaid, undone, cost, back] = [of('归还到期款', '2025-05-14'), of('冲正还款', '2025-05-14'), of('代垫费用', '2025-05-20'), of('冲正代垫费用', '2025-05-20')]
  expect([repaid.reversedBy, undone.reverses?.id, undone.says]).toEqual([{ id: undone.id, on: '2025-05-14' }, second.repaymentId, [{ label: '原因', value: '支票退票' }]])
  expect([cost.reversedBy?.id, back.reverses]).toEqual([back.id, { id: cost.id, name: '代垫费用' }])
  expect(of('归还到期款', '2025-04-14').lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)).toEqual(['INTEREST 708.00', 'PRINCIPAL 9,513.04'])
  expect(of('风险分类 次级', '2025-05-20').says).toContainEqual({ label: '减值准备', value: '剩余本金 108,486.96 元 × 30 % = 32,546.09 元，月末计提' })
  for (const { voucherId } of [repaid, cost, back]) expect((await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/vouchers/${voucherId}`)).json<{ transfers: unknown[] }>().transfers.length).toBeGreaterThan(0)
  // The receipt of the repayment taken back fell with it.
  expect(repaid.documentId).toBeNull()
})

it('a note without a case has its history; of a note out of sight there is none', async () => {
  const { noteId } = await openTakenOver(counter, { on: await onDay(counter, '2025-05-20'), paidInstalments: 1 })
  expect((await historyOf(noteId)).map((one) => [one.name, one.on, one.bookedOn, one.by?.name ?? one.how])).toEqual([['归还到期款', '2025-04-14', '2025-05-20', '核心系统'], ['接收借据', '2025-03-14', '2025-03-14', '王磊']])
  const stranger = await testStaff(counter.db.database, counter.banks[1], { posts: ['UNIT_HEAD'], name: '别行行长' })
  expect((await counter.as(stranger, 'GET', `/api/notes/${noteId}/history`)).statusCode).toBe(404)
})
