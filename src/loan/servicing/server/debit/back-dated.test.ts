import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '#kernel'
import type { SuspenseList } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { settledStep } from '../day-end/settled.ts'
import { answer, openDebited, resultsOn, runStepOf } from '../testing/debit.ts'
import { type Counter, onDay, openCounter, pageOf, payOn } from '../testing/note.ts'
import { ordersStep } from './orders.ts'
import { resultsStep } from './results-step.ts'

let counter: Counter
let operator: TestStaff

beforeAll(async () => {
  counter = await openCounter()
  operator = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈静' })
})
afterAll(() => counter.close())

const DUE = 1_022_104
const allocations = async (noteId: string) => (await counter.db.asOwner('select r.paid_on::text as on, a.part, a.amount_fen::int as fen from repayment r join repayment_allocation a using (bank_id, repayment_id) where r.note_id = $1 order by r.seq, a.line_no', [noteId])).map((row) => [row['on'], row['part'], row['fen']])
const booked = async (noteId: string, on: string) => (await counter.db.asOwner('select t.kind, d.purpose as debit, c.purpose as credit, t.amount_fen::int as fen, t.value_day::text as value from transfer t join ledger_account d on d.bank_id = t.bank_id and d.code = t.debit_code join ledger_account c on c.bank_id = t.bank_id and c.code = t.credit_code where t.note_id = $1 and t.business_day = $2 order by t.voucher_id, t.line_no', [noteId, on])).map((row) => [row['kind'], row['debit'], row['credit'], row['fen'], row['value']])

async function ordered(): Promise<{ noteId: string; number: string; caseId: string; orderNo: string }> {
  const { noteId, number, caseId } = await openDebited(counter)
  await onDay(counter, '2025-04-14')
  await runStepOf(counter, ordersStep, day('2025-04-13'))
  return { noteId, number, caseId, orderNo: `20250414${number}` }
}

describe('an answer that comes after later money', () => {
  it('is set off on its own day: the penalty the later payment bore was never owed, and what that changes is booked on the day of the file', async () => {
    const { noteId, orderNo } = await ordered()
    expect((await payOn(counter, noteId, '2025-04-18', 300_000)).statusCode).toBe(201)
    expect(await allocations(noteId)).toEqual([['2025-04-18', 'COMPOUND', 85], ['2025-04-18', 'PENALTY', 1142], ['2025-04-18', 'INTEREST', 70_800], ['2025-04-18', 'PRINCIPAL', 227_973]])
    const taken = await resultsOn(counter, '2025-04-20', [answer(orderNo, { result: 'INSUFFICIENT', paidFen: 600_000, reference: 'L1', paidOn: day('2025-04-14') })])
    expect(taken).toMatchObject({ taken: 1, settledFen: 600_000, suspenseFen: 0 })
    const page = await pageOf(counter, noteId)
    // 10,221.04 − 6,000.00 = 4,221.04 of principal from the 14th on; four days at 10.8 % are 5.07.
    const lines = (on: string) => page.repayments.find((one) => one.paidOn === on)!.lines.map((line) => [line.part, line.amountFen])
    expect(lines('2025-04-14')).toEqual([['INTEREST', 70_800], ['PRINCIPAL', 529_200]])
    expect(lines('2025-04-18')).toEqual([['PENALTY', 507], ['PRINCIPAL', 299_493]])
    expect(await booked(noteId, '2025-04-20')).toEqual([
      ['CORRECTED', 'COMPOUND_RECEIVABLE', 'SETTLEMENT', 85, '2025-04-14'], ['CORRECTED', 'PENALTY_RECEIVABLE', 'SETTLEMENT', 635, '2025-04-14'], ['CORRECTED', 'SETTLEMENT', 'PRINCIPAL', 600_720, '2025-04-14'],
    ])
    expect(page.balanceFen).toBe(11_800_000 - 529_200 - 299_493)
  })

  it('is set off once, however often the file comes', async () => {
    const { noteId, orderNo } = await ordered()
    await payOn(counter, noteId, '2025-04-18', 300_000)
    const line = answer(orderNo, { result: 'INSUFFICIENT', paidFen: 600_000, reference: 'L2', paidOn: day('2025-04-14') })
    await resultsOn(counter, '2025-04-20', [line])
    expect(await resultsOn(counter, '2025-04-21', [line, line])).toMatchObject({ taken: 0, repeated: 2, settledFen: 0 })
    expect((await pageOf(counter, noteId)).repayments).toHaveLength(2)
  })

  it('goes to the list of suspense with its reason where the later payment has paid the debt already', async () => {
    const { noteId, orderNo, number } = await ordered()
    expect((await payOn(counter, noteId, '2025-04-18', DUE + 1227)).statusCode).toBe(201)
    expect(await resultsOn(counter, '2025-04-20', [answer(orderNo, { reference: 'L3', paidOn: day('2025-04-14') })])).toMatchObject({ settledFen: 0, suspenseFen: DUE })
    const { items } = (await counter.as(operator, 'GET', '/api/suspense?view=open')).json<SuspenseList>()
    expect(items.filter((one) => one.noteNumber === number)).toMatchObject([{ cause: 'NOT_TAKEN', leftFen: DUE, paidOn: '2025-04-14' }])
    expect((await pageOf(counter, noteId)).repayments).toHaveLength(1)
  })

  it('waits for the open day where its note was touched before the answers of the closed day were set off', async () => {
    const { noteId, orderNo } = await ordered()
    await resultsOn(counter, '2025-04-14', [])
    await counter.db.asOwner(`insert into note_before (bank_id, day, note_id, unit_id, product_code, book, state, balance_fen, annual_rate, schedule_version, oldest_due_on, period_interest_fen, due_principal_fen, due_interest_fen, written_off_fen, risk_class, instalment_states)
      select bank_id, '2025-04-14', note_id, unit_id, product_code, book, state, balance_fen, annual_rate, schedule_version, oldest_due_on, 0, 0, 0, 0, risk_class, '[]' from note where note_id = $1`, [noteId])
    expect(await resultsOn(counter, '2025-04-14', [answer(orderNo, { reference: 'W1', paidOn: day('2025-04-14') })])).toMatchObject({ taken: 1, answers: 0 })
    await onDay(counter, '2025-04-15')
    expect((await runStepOf(counter, resultsStep, day('2025-04-15'))).figures).toMatchObject({ 入账金额: DUE })
    await counter.db.asOwner('delete from note_before where note_id = $1', [noteId])
  })
})

describe('money that a file brought', () => {
  it('is told to its case at the end of the day, each payment once [S2-77]', async () => {
    const { noteId, caseId, orderNo } = await ordered()
    await resultsOn(counter, '2025-04-22', [answer(orderNo, { result: 'INSUFFICIENT', paidFen: 100_000, reference: 'T1', paidOn: day('2025-04-22') }), answer(orderNo, { result: 'INSUFFICIENT', paidFen: 200_000, reference: 'T2', paidOn: day('2025-04-22') })])
    const lead = counter.officer.staffId
    expect((await runStepOf(counter, settledStep, day('2025-04-22'))).figures).toMatchObject({ 还款告知案件: 2, 结清笔数: 0 })
    expect(await counter.db.asOwner('select fact, by::text, on_day::text from case_fact where case_id = $1 order by seq', [caseId])).toEqual([1, 2].map(() => ({ fact: 'loan.repaid', by: lead, on_day: '2025-04-22' })))
    expect((await pageOf(counter, noteId)).repayments).toHaveLength(2)
  })
})
