import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, fen } from '#kernel'
import type { DebitDay, Reminders, SuspenseList } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { dueStep } from '../day-end/due.ts'
import { answer, inCounter, openDebited, resultsOn, runStepOf } from '../testing/debit.ts'
import { type Counter, onDay, openCounter, pageOf } from '../testing/note.ts'
import { takeAnswers } from './answers.ts'
import { ordersStep } from './orders.ts'
import { resultsStep } from './results-step.ts'

let counter: Counter
let operator: TestStaff
let second: TestStaff

beforeAll(async () => {
  counter = await openCounter()
  operator = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈静' })
  second = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '赵敏' })
})
afterAll(() => counter.close())

const DUE = 1_022_104
const orders = (noteId: string) => counter.db.asOwner('select day::text, order_no, amount_fen::int, overdue_fen::int, debited_fen::int, state, reason from debit_order where note_id = $1 order by day', [noteId])
const suspense = async (view = 'open'): Promise<SuspenseList> => (await counter.as(operator, 'GET', `/api/suspense?view=${view}`)).json<SuspenseList>()
const transfers = (kind: string) => counter.db.asOwner('select d.purpose as debit, c.purpose as credit, t.amount_fen::int as amount, t.value_day::text from transfer t join ledger_account d on d.bank_id = t.bank_id and d.code = t.debit_code join ledger_account c on c.bank_id = t.bank_id and c.code = t.credit_code where t.kind = $1 order by t.amount_fen', [kind])

/** Opens a note and the order for its first instalment. */
async function ordered(account?: string): Promise<{ noteId: string; number: string; orderNo: string }> {
  const { noteId, number } = await openDebited(counter, account)
  await onDay(counter, '2025-04-14')
  await runStepOf(counter, ordersStep, day('2025-04-13'))
  return { noteId, number, orderNo: `20250414${number}` }
}

describe('orders to debit', () => {
  it('ask for what falls due on the next day, once however often the step runs [S2-77]', async () => {
    const { noteId, orderNo } = await ordered()
    await runStepOf(counter, ordersStep, day('2025-04-13'))
    expect(await orders(noteId)).toEqual([{ day: '2025-04-14', order_no: orderNo, amount_fen: DUE, overdue_fen: 0, debited_fen: 0, state: 'SENT', reason: null }])
  })

  it('ask for what is overdue with its penalty too, and for nothing of a note on which nothing is due', async () => {
    const { noteId } = await openDebited(counter)
    const quiet = await openDebited(counter, undefined, { firstDueOn: day('2025-05-14') })
    await onDay(counter, '2025-04-18')
    await runStepOf(counter, dueStep, day('2025-04-17'))
    await runStepOf(counter, ordersStep, day('2025-04-17'))
    // 9,513.04 × 10.8 % ÷ 360 × 4 = 11.42; 708.00 likewise 0.85
    expect(await orders(noteId)).toMatchObject([{ day: '2025-04-18', amount_fen: DUE + 1142 + 85, overdue_fen: DUE + 1142 + 85 }])
    expect(await orders(quiet.noteId)).toEqual([])
  })
})

describe('answers', () => {
  it('are set off with the day of the debit as value day, and once: in a second file, twice in one, and in any order', async () => {
    const { noteId, orderNo } = await ordered()
    const part = answer(orderNo, { result: 'INSUFFICIENT', paidFen: 500_000, reference: 'C1', paidOn: day('2025-04-14') })
    const rest = answer(orderNo, { paidFen: DUE - 500_000, reference: 'C2', paidOn: day('2025-04-14') })
    const none = answer(orderNo, { result: 'INSUFFICIENT', reference: 'C0', paidOn: day('2025-04-14') })
    expect(await resultsOn(counter, '2025-04-15', [rest, part, part])).toMatchObject({ taken: 2, repeated: 1, contradictory: [], settledFen: DUE, suspenseFen: 0 })
    expect(await resultsOn(counter, '2025-04-16', [none, part, rest])).toMatchObject({ taken: 1, repeated: 2, answers: 0 })
    const page = await pageOf(counter, noteId)
    expect(page.repayments.map((one) => [one.amountFen, one.paidOn, one.recordedOn, one.channel, one.recordedBy]).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([[500_000, '2025-04-14', '2025-04-15', 'DIRECT_DEBIT', null], [DUE - 500_000, '2025-04-14', '2025-04-15', 'DIRECT_DEBIT', null]])
    expect(page.balanceFen).toBe(10_848_696)
    expect(await orders(noteId)).toMatchObject([{ state: 'FULL', debited_fen: DUE, reason: null }])
  })

  it('leave a short account for the checks of the due day', async () => {
    const { noteId, orderNo } = await ordered()
    await resultsOn(counter, '2025-04-14', [answer(orderNo, { result: 'INSUFFICIENT', resultText: '可用余额不足' })])
    expect(await orders(noteId)).toMatchObject([{ state: 'INSUFFICIENT', debited_fen: 0, reason: '可用余额不足' }])
    const shown = (await counter.as(operator, 'GET', '/api/debits?on=2025-04-14&state=INSUFFICIENT')).json<DebitDay>()
    expect(shown.orders.filter((one) => one.noteId === noteId)).toMatchObject([{ state: 'INSUFFICIENT', amountFen: DUE, reason: '可用余额不足' }])
  })

  it('with the number of another transaction and another sum are named and not used', async () => {
    const { noteId, orderNo } = await ordered()
    await resultsOn(counter, '2025-04-14', [answer(orderNo, { paidFen: 300_000, reference: 'S1' })])
    expect(await resultsOn(counter, '2025-04-14', [answer(orderNo, { paidFen: 400_000, reference: 'S1' })])).toMatchObject({ taken: 0, contradictory: [2], answers: 0 })
    expect(await orders(noteId)).toMatchObject([{ state: 'PARTIAL', debited_fen: 300_000 }])
  })

  it('that say a result is still to come change nothing', async () => {
    const { noteId, orderNo } = await ordered()
    expect(await resultsOn(counter, '2025-04-14', [answer(orderNo, { result: 'PENDING' })])).toMatchObject({ taken: 0, pending: 1 })
    expect(await orders(noteId)).toMatchObject([{ state: 'SENT' }])
  })

  it('that wait are finished by the day-end of their day', async () => {
    const { noteId, orderNo } = await ordered()
    await inCounter(counter, (tx) => takeAnswers(tx, { fileId: null, lines: [{ line: 2, values: answer(orderNo) }] }, { on: day('2025-04-14'), now: new Date().toISOString() }))
    expect((await pageOf(counter, noteId)).repayments).toEqual([])
    const done = await runStepOf(counter, resultsStep, day('2025-04-14'))
    expect(done).toMatchObject({ rows: 1, controlFen: DUE })
    expect(await runStepOf(counter, resultsStep, day('2025-04-14'))).toMatchObject({ rows: 0 })
    expect((await pageOf(counter, noteId)).repayments).toHaveLength(1)
  })
})

describe('money nobody can place', () => {
  it('goes into suspense with its cause and stands on the suspense account', async () => {
    const { number, orderNo } = await ordered('6230580000000026')
    const other = await ordered()
    const before = (await suspense()).count
    await resultsOn(counter, '2025-04-14', [
      answer(orderNo, { account: '6230589999999999' }), answer('20250414JJ9999999999', { noteNumber: 'JJ9999999999', paidFen: 12_345, account: '6230580000000034' }), answer(other.orderNo, { paidFen: DUE + 5_000 }), answer('19990101X', { noteNumber: number, paidFen: 700 }),
    ])
    const list = await suspense()
    expect(list.count).toBe(before + 4)
    expect(list.items.slice(before).map((one) => [one.cause, one.leftFen]).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([['TOO_MUCH', 5_000], ['UNKNOWN_ORDER', 12_345], ['UNKNOWN_ORDER', 700], ['WRONG_ACCOUNT', DUE]])
    expect((await transfers('SUSPENDED')).filter((one) => [700, 5_000, 12_345, DUE].includes(Number(one['amount'])))).toMatchObject([700, 5_000, 12_345, DUE].map((amount) => ({ debit: 'SETTLEMENT', credit: 'SUSPENSE', amount, value_day: '2025-04-14' })))
  })

  it('a small amount is set off by one person on the day it came, a large one by two, neither twice', async () => {
    const { number, noteId } = await ordered()
    await resultsOn(counter, '2025-04-14', [answer('20250414-A', { noteNumber: number, paidFen: 2_000 }), answer('20250414-B', { noteNumber: number, paidFen: 600_000 })])
    const items = (await suspense()).items.filter((one) => one.noteNumber === number)
    const [small, large] = [items.find((one) => one.amountFen === 2_000)!, items.find((one) => one.amountFen === 600_000)!]
    const allocate = (who: TestStaff, item: typeof small, rowVersion: number) => counter.as(who, 'POST', `/api/suspense/${item.suspenseId}/allocation`, { body: { rowVersion, noteNumber: number, amountFen: item.amountFen, reason: '客户确认为本期还款' } })
    expect((await allocate(operator, small, small.rowVersion)).json()).toMatchObject({ state: 'DONE', leftFen: 0, doneFen: 2_000 })
    expect((await allocate(operator, small, small.rowVersion + 1)).json()).toMatchObject({ code: 'suspense.nothing-left' })
    const asked = (await allocate(operator, large, large.rowVersion)).json<{ actId: string; state: string }>()
    expect(asked.state).toBe('PROPOSED')
    const confirm = (who: TestStaff) => counter.as(who, 'POST', `/api/suspense/${large.suspenseId}/acts/${asked.actId}/confirmation`, { body: { says: '已核对' } })
    expect((await confirm(operator)).json()).toMatchObject({ code: 'suspense.same-person' })
    expect((await confirm(second)).json()).toMatchObject({ state: 'DONE', leftFen: 0 })
    expect((await confirm(second)).json()).toMatchObject({ code: 'suspense.decided' })
    const page = await pageOf(counter, noteId)
    expect(page.repayments.map((one) => [one.amountFen, one.paidOn]).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([[2_000, '2025-04-14'], [600_000, '2025-04-14']])
    expect((await transfers('SUSPENSE_ALLOCATED')).map((one) => [one['debit'], one['credit'], one['amount']])).toEqual([['SUSPENSE', 'SETTLEMENT', 2_000], ['SUSPENSE', 'SETTLEMENT', 600_000]])
  })

  it('put early on another account of the customer is not paid until he allows the transfer between his accounts, and counts from that day [S2-127]', async () => {
    const { number, noteId } = await ordered()
    await onDay(counter, '2025-04-09')
    // Five days early, on the account he takes cash with; the order finds nothing on the one that was agreed.
    await resultsOn(counter, '2025-04-09', [answer('20250409-E', { noteNumber: number, paidFen: DUE, account: '6230580000000091', paidOn: day('2025-04-09') })])
    await onDay(counter, '2025-04-14')
    const { notes } = (await counter.as(counter.officer, 'GET', '/api/reminders?view=short')).json<Reminders>()
    expect(notes.find((one) => one.noteId === noteId)?.says).toMatch(/^已发扣款，尚未回盘；另有 10221\.04 元来自 \d+\*+0091，客户授权划转后方可入账$/)
    await onDay(counter, '2025-04-18')
    expect(await pageOf(counter, noteId)).toMatchObject({ balanceFen: 11_800_000, repayments: [] })
    const item = (await suspense()).items.find((one) => one.orderNo === '20250409-E')!
    const allocate = (more: object) => counter.as(operator, 'POST', `/api/suspense/${item.suspenseId}/allocation`, { body: { rowVersion: item.rowVersion, noteNumber: number, amountFen: DUE, reason: '客户要求从本人另一账户划转', ...more } })
    expect((await allocate({})).json()).toMatchObject({ status: 422, code: 'suspense.not-authorised', at: '/authorisation', detail: `这笔款项来自 ${item.accountMasked}，不是借据约定的还款账户，须客户书面授权划转后方可入账` })
    expect((await allocate({ authorisation: { paper: 'SQ-2025-017', signedOn: '2025-04-19' } })).json()).toMatchObject({ status: 422, code: 'suspense.authorised-later', at: '/authorisation/signedOn' })
    const { actId } = (await allocate({ authorisation: { paper: 'SQ-2025-017', signedOn: '2025-04-18' } })).json<{ actId: string }>()
    expect((await pageOf(counter, noteId)).repayments).toEqual([])
    expect((await suspense('waiting')).items.find((one) => one.suspenseId === item.suspenseId)?.acts).toMatchObject([{ actId, authorisation: { paper: 'SQ-2025-017', signedOn: '2025-04-18' } }])
    expect((await counter.as(second, 'POST', `/api/suspense/${item.suspenseId}/acts/${actId}/confirmation`, { body: { says: '授权书已核对' } })).json()).toMatchObject({ state: 'DONE', leftFen: 0, doneFen: DUE })
    const page = await pageOf(counter, noteId)
    expect(page.repayments).toMatchObject([{ amountFen: DUE, paidOn: '2025-04-18' }])
    // Four days late all the same: 9,513.04 × 10.8 % ÷ 360 × 4 = 11.42; 708.00 likewise 0.85. So much of the principal stays open.
    expect(page.balanceFen).toBe(10_848_696 + 1142 + 85)
  })

  it('is not set off to a note out of sight, which is told like one that does not exist', async () => {
    const { number } = await ordered()
    await resultsOn(counter, '2025-04-14', [answer('20250414-D', { noteNumber: number, paidFen: 3_000 })])
    const item = (await suspense()).items.find((one) => one.orderNo === '20250414-D')!
    const [branch, clerk] = [randomUUID(), await testStaff(counter.db.database, counter.banks[0], { posts: ['BACK_OFFICE'], name: '高峰' })]
    await counter.db.asOwner("insert into unit (bank_id, unit_id, parent_id, code, name) values ($1, $2, $3, 'B9', '西街支行')", [counter.banks[0], branch, clerk.unitId])
    await counter.db.asOwner('update staff_post set unit_id = $1 where staff_id = $2', [branch, clerk.staffId])
    await counter.db.asOwner('update suspense_item set unit_id = $1 where suspense_id = $2', [branch, item.suspenseId])
    const allocate = async (who: TestStaff, noteNumber: string) => (await counter.as(who, 'POST', `/api/suspense/${item.suspenseId}/allocation`, { body: { rowVersion: item.rowVersion, noteNumber, amountFen: 3_000, reason: '客户确认为本期还款' } })).json<{ code: string; detail: string }>()
    for (const unseen of [number, 'JJ2025999999']) expect(await allocate(clerk, unseen)).toMatchObject({ code: 'suspense.unknown-note', detail: `没有借据 ${unseen}` })
    expect(await allocate(operator, number)).toMatchObject({ state: 'DONE', doneFen: 3_000 })
  })

  it('can go back in part, be explained, and a proposal can be refused with a reason', async () => {
    await ordered()
    await resultsOn(counter, '2025-04-14', [answer('20250414-C', { paidFen: 900_000, account: '6230580000000042' })])
    const item = (await suspense()).items.find((one) => one.orderNo === '20250414-C')!
    const url = `/api/suspense/${item.suspenseId}`
    expect((await counter.as(operator, 'POST', `${url}/explanation`, { body: { rowVersion: item.rowVersion, reason: '等待核心部门查证来源' } })).json()).toMatchObject({ state: 'DONE', leftFen: 900_000 })
    const rowVersion = item.rowVersion + 1
    expect((await counter.as(operator, 'POST', `${url}/return`, { body: { rowVersion: item.rowVersion, amountFen: 100_000, reason: '退回多扣部分' } })).json()).toMatchObject({ code: 'suspense.changed' })
    expect((await counter.as(operator, 'POST', `${url}/return`, { body: { rowVersion, amountFen: fen(900_001), reason: '退回多扣部分' } })).json()).toMatchObject({ code: 'suspense.too-much' })
    expect((await counter.as(operator, 'POST', `${url}/return`, { body: { rowVersion, amountFen: 100_000, reason: '退回多扣部分' } })).json()).toMatchObject({ state: 'DONE', leftFen: 800_000 })
    const asked = (await counter.as(operator, 'POST', `${url}/return`, { body: { rowVersion: rowVersion + 1, amountFen: 800_000, reason: '退回原账户' } })).json<{ actId: string; state: string }>()
    expect(asked.state).toBe('PROPOSED')
    expect((await suspense('waiting')).items.map((one) => one.suspenseId)).toContain(item.suspenseId)
    expect((await counter.as(second, 'POST', `${url}/acts/${asked.actId}/refusal`, { body: { reason: '账户有误，先联系客户' } })).json()).toMatchObject({ state: 'REFUSED', leftFen: 800_000 })
    expect(await transfers('SUSPENSE_RETURNED')).toMatchObject([{ debit: 'SUSPENSE', credit: 'SETTLEMENT', amount: 100_000 }])
  })
})
