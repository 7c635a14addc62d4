import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, fen, formatYuan, sumFen } from '#kernel'
import { reverseNote } from './start-note.ts'
import { type Counter, type Opened, onDay, openCounter, openNote, pageOf, payOn } from './testing/note.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

const yuan = (amounts: readonly number[]): string[] => amounts.map((one) => formatYuan(one))
const GC01_DAYS: readonly string[] = ['2025-04-14', '2025-05-14', '2025-06-14', '2025-07-14', '2025-08-14', '2025-09-14']

async function payUntil(noteId: string, count: number): Promise<void> {
  for (const on of GC01_DAYS.slice(0, count)) expect((await payOn(counter, noteId, on, 1_022_104)).statusCode).toBe(201)
}

async function lineOf(lineId: string) {
  const [row] = await counter.db.asOwner('select drawn_fen, taken_fen from line where line_id = $1', [lineId])
  return { drawn: Number(row!['drawn_fen']), taken: Number(row!['taken_fen']) }
}

describe('a note', () => {
  it('of GC-01 begins with its twelve instalments', async () => {
    const { noteId } = await openNote(counter)
    const { instalments, maturesOn, rule, balanceFen } = await pageOf(counter, noteId)
    expect(instalments.map((row) => [row.dueOn, formatYuan(row.principalFen), formatYuan(row.interestFen), formatYuan(row.balanceFen)].join(' '))).toEqual([
      '2025-04-14 9,513.04 708.00 108,486.96', '2025-05-14 9,570.12 650.92 98,916.84', '2025-06-14 9,627.54 593.50 89,289.30', '2025-07-14 9,685.30 535.74 79,604.00',
      '2025-08-14 9,743.42 477.62 69,860.58', '2025-09-14 9,801.88 419.16 60,058.70', '2025-10-14 9,860.69 360.35 50,198.01', '2025-11-14 9,919.85 301.19 40,278.16',
      '2025-12-14 9,979.37 241.67 30,298.79', '2026-01-14 10,039.25 181.79 20,259.54', '2026-02-14 10,099.48 121.56 10,160.06', '2026-03-14 10,160.06 60.96 0.00',
    ])
    expect(yuan([sumFen(instalments.map((row) => fen(row.principalFen))), sumFen(instalments.map((row) => fen(row.interestFen)))])).toEqual(['118,000.00', '4,652.46'])
    expect([maturesOn, rule.penaltyRate, balanceFen]).toEqual(['2026-03-14', '0.108', 11_800_000])
  })

  it('with an odd first period bears the interest of its days', async () => {
    const { noteId } = await openNote(counter, { amountFen: fen(10_000_000), firstDueOn: day('2025-04-20') })
    // 100,000 × 7.2 % ÷ 360 × 37 = 740.00
    expect((await pageOf(counter, noteId)).instalments[0]!.interestFen).toBe(74_000)
  })

  it.each([['EQUAL_PRINCIPAL', 'MONTH', 12], ['INTEREST_ONLY_M', 'MONTH', 12], ['BULLET', 'ONCE', 1], ['INTEREST_ONLY_Q', 'QUARTER', 4], ['ANNUITY_Q', 'QUARTER', 4], ['EQUAL_PRINCIPAL_Q', 'QUARTER', 4]] as const)('repaid by %s sums to what was lent', async (method, every, periods) => {
    const { noteId } = await openNote(counter, { method, every, periods, amountFen: fen(12_000_000), firstDueOn: day(method === 'BULLET' ? '2026-03-14' : every === 'QUARTER' ? '2025-06-14' : '2025-04-14') })
    const { instalments } = await pageOf(counter, noteId)
    expect(instalments).toHaveLength(periods)
    expect(sumFen(instalments.map((row) => fen(row.principalFen)))).toBe(12_000_000)
    expect(instalments.at(-1)!.balanceFen).toBe(0)
  })
})

describe('a drawdown taken back on its own day', () => {
  const takenBack = (opened: Opened, on: string) => counter.db.database.inBank(counter.banks[0], (tx) => reverseNote(tx, { fact: 'loan.reversed', caseId: opened.caseId, noteId: opened.noteId, by: counter.second.staffId, on: day(on), at: '2025-03-14T09:00:00Z' }))

  it('leaves a note that never was and a line as before', async () => {
    const opened = await openNote(counter)
    await takenBack(opened, '2025-03-14')
    expect(await pageOf(counter, opened.noteId)).toMatchObject({ state: 'REVERSED', balanceFen: 0 })
    expect(await lineOf(opened.lineId)).toEqual({ drawn: 0, taken: 0 })
    await expect(takenBack(opened, '2025-03-14')).rejects.toMatchObject({ code: 'note.already-paid' })
  })

  it('is refused a day later, and after a repayment', async () => {
    const [late, paid] = [await openNote(counter), await openNote(counter, { firstDueOn: day('2025-03-20') })]
    await onDay(counter, '2025-03-15')
    await expect(takenBack(late, '2025-03-15')).rejects.toMatchObject({ code: 'note.not-its-day' })
    expect((await payOn(counter, paid.noteId, '2025-03-14', (await pageOf(counter, paid.noteId)).instalments[0]!.principalFen + (await pageOf(counter, paid.noteId)).instalments[0]!.interestFen, { kind: 'AHEAD' })).statusCode).toBe(201)
    await expect(takenBack(paid, '2025-03-14')).rejects.toMatchObject({ code: 'note.already-paid' })
  })
})

describe('at the counter', () => {
  it('a late instalment, a part of it, and the rest are taken to the fen and explained', async () => {
    const { noteId } = await openNote(counter)
    await payUntil(noteId, 3)
    const part = await payOn(counter, noteId, '2025-07-24', 500_000)
    expect(part.json<{ lines: { part: string; amountFen: number }[] }>().lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)).toEqual(['COMPOUND 1.61', 'PENALTY 29.06', 'INTEREST 535.74', 'PRINCIPAL 4,433.59'])
    const after = await pageOf(counter, noteId)
    expect(yuan([after.instalments[3]!.principalFen - after.instalments[3]!.principalPaidFen, after.balanceFen])).toEqual(['5,251.71', '84,855.71'])
    expect(after.repayments[0]).toMatchObject({ number: `${after.number}-HK004`, recordedBy: { name: '张敏' }, reversed: null })
    expect(after.repayments[0]!.lines[1]!.says).toContain('逾期本金 9,685.30 × 10.8 % ÷ 360 × 10 天')
    expect((await payOn(counter, noteId, '2025-07-24', 525_172)).json()).toMatchObject({ code: 'repayment.too-much', expected: '不超过 5,251.71 元' })
    expect((await payOn(counter, noteId, '2025-07-24', 525_171)).statusCode).toBe(201)
  })

  it('three instalments on time open the way to a higher limit [S0-38]', async () => {
    const { noteId } = await openNote(counter)
    await payUntil(noteId, 2)
    expect((await pageOf(counter, noteId)).onTime).toEqual({ inARow: 2, needed: 3, mayIncrease: false })
    await payOn(counter, noteId, '2025-06-14', 1_022_104)
    expect((await pageOf(counter, noteId)).onTime).toEqual({ inARow: 3, needed: 3, mayIncrease: true })
    await onDay(counter, '2025-07-15')
    expect((await pageOf(counter, noteId)).onTime.mayIncrease).toBe(false)
  })

  it('an early repayment makes the next version of the plan; reversing it brings the old plan back', async () => {
    const { noteId, lineId } = await openNote(counter)
    await payUntil(noteId, 6)
    const paid = await payOn(counter, noteId, '2025-09-14', 3_000_000, { kind: 'PART', keep: 'SHORTEN' })
    expect(paid.statusCode).toBe(201)
    const shorter = await pageOf(counter, noteId)
    expect([shorter.versions.map((one) => one.reason), shorter.maturesOn, shorter.balanceFen]).toEqual([['DISBURSED', 'PREPAID'], '2025-12-14', 3_005_870])
    expect(yuan(shorter.instalments.slice(7).map((row) => row.principalFen + row.interestFen))).toEqual(['10,221.04', '10,221.04', '9,976.58'])
    const { repaymentId } = shorter.repayments[0]!
    const address = `/api/notes/${noteId}/repayments/${repaymentId}/reversal`
    expect((await counter.as(counter.cashier, 'POST', address, { body: { reason: '客户当日反悔' } })).json()).toMatchObject({ code: 'repayment.own' })
    expect((await counter.as(counter.second, 'POST', address, { body: { reason: '客户当日反悔' } })).json()).toEqual({ repaymentId, balanceFen: 6_005_870 })
    const back = await pageOf(counter, noteId)
    expect([back.versions.map((one) => one.reason), back.instalments.length, back.maturesOn]).toEqual([['DISBURSED', 'PREPAID', 'REVERSED'], 12, '2026-03-14'])
    expect(back.repayments[0]).toMatchObject({ repaymentId, reversed: { by: { name: '刘洋' }, reason: '客户当日反悔' } })
    expect(await lineOf(lineId)).toEqual({ drawn: 6_005_870, taken: 11_800_000 })
    expect((await counter.as(counter.second, 'POST', address, { body: { reason: '再冲一次看看' } })).json()).toMatchObject({ code: 'repayment.reversed-already' })
  })

  it('settling ends the note and empties the line, which does not revolve', async () => {
    const { noteId, lineId, caseId } = await openNote(counter)
    await payUntil(noteId, 6)
    await onDay(counter, '2025-09-24')
    const quote = await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/settlement-quote?on=2025-09-24`)
    expect(quote.json()).toMatchObject({ fullFen: 6_017_882, restInterestFen: 12_012, dueFen: 0 })
    expect((await payOn(counter, noteId, '2025-09-24', 6_017_882, { kind: 'FULL' })).json()).toMatchObject({ isSettled: true, balanceFen: 0 })
    expect(await pageOf(counter, noteId)).toMatchObject({ state: 'SETTLED', settledOn: '2025-09-24' })
    expect(await lineOf(lineId)).toEqual({ drawn: 0, taken: 11_800_000 })
    expect((await payOn(counter, noteId, '2025-09-24', 100)).json()).toMatchObject({ code: 'note.not-running' })
    expect((await counter.as(counter.officer, 'GET', `/api/cases/${caseId}/notes-of-loan`)).json()).toMatchObject({ notes: [{ noteId, state: 'SETTLED' }] })
  })

  it('a hundred equal sends are one repayment, and two cashiers take the money once', async () => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-04-14')
    const { rowVersion } = await pageOf(counter, noteId)
    const body = { rowVersion, kind: 'DUE', amountFen: 500_000, paidOn: '2025-04-14', channel: 'CASH', payer: 'OWN' }
    const sends = await Promise.all(Array.from({ length: 100 }, () => counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/repayments`, { body, key: 'one-payment' })))
    expect(new Set(sends.map((one) => one.statusCode))).toEqual(new Set([201]))
    expect(new Set(sends.map((one) => one.body)).size).toBe(1)
    const seen = await pageOf(counter, noteId)
    const both = await Promise.all([counter.cashier, counter.second].map((who) => counter.as(who, 'POST', `/api/notes/${noteId}/repayments`, { body: { ...body, rowVersion: seen.rowVersion } })))
    expect(both.map((one) => one.statusCode).sort((a, b) => a - b)).toEqual([201, 409])
    expect(both.find((one) => one.statusCode === 409)!.json<{ detail: string }>().detail).toContain('刚有变动，最近一笔还款 2025-04-14 入账')
    expect((await pageOf(counter, noteId)).repayments).toHaveLength(2)
  })

  it('money of someone else is named, one transfer is taken once, and nothing is dated ahead', async () => {
    const { noteId } = await openNote(counter)
    expect((await payOn(counter, noteId, '2025-04-14', 100_000, { payer: 'OTHER' })).json()).toMatchObject({ errors: [{ at: '/payerName' }] })
    expect((await payOn(counter, noteId, '2025-04-14', 100_000, { payer: 'OTHER', payerName: '李强', channel: 'TRANSFER', reference: 'T-1' })).statusCode).toBe(201)
    expect((await payOn(counter, noteId, '2025-04-14', 100_000, { channel: 'TRANSFER', reference: 'T-1' })).json()).toMatchObject({ code: 'repayment.same-reference' })
    expect((await payOn(counter, noteId, '2025-04-14', 100_000, { paidOn: '2025-04-15' })).json()).toMatchObject({ code: 'repayment.in-the-future' })
    expect((await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/repayments`, { body: {} })).statusCode).toBe(403)
  })

  it('the lists say what is due today and what is overdue', async () => {
    const { noteId } = await openNote(counter, { firstDueOn: day('2025-05-02') })
    await onDay(counter, '2025-05-02')
    const list = async (view: string) => (await counter.as(counter.cashier, 'GET', `/api/notes?view=${view}`)).json<{ notes: { noteId: string; dueFen: number; overdueDays: number }[]; counts: Record<string, number> }>()
    expect((await list('due')).notes.map((one) => one.noteId)).toEqual([noteId])
    await onDay(counter, '2025-05-05')
    const overdue = (await list('overdue')).notes.find((one) => one.noteId === noteId)!
    expect(overdue.overdueDays).toBe(3)
    expect(overdue.dueFen).toBe((await pageOf(counter, noteId)).instalments.slice(0, 1).reduce((sum, row) => sum + row.principalFen + row.interestFen, 0))
    // 2025-05-01 to 05-05 is a holiday: paid on the first working day after it, there is no penalty.
    expect((await payOn(counter, noteId, '2025-05-06', overdue.dueFen)).json<{ lines: { part: string }[] }>().lines.map((line) => line.part)).toEqual(['INTEREST', 'PRINCIPAL'])
  })
})
