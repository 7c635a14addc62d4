import { describe, expect, it } from 'vitest'
import { type Day, Refusal, day, fen, formatYuan, parseYuan, sumFen } from '#kernel'
import { type LateRule, type NoteAtHand, outstandingFen } from './note.ts'
import { firstPlan, unpaid } from './plan.ts'
import { type Around, type RepaymentKind, type Wanted, possibleOn, repay } from './repay.ts'
import type { Keep } from './early.ts'

const RULE: LateRule = {
  penaltyRate: '0.108', compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: true,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
}
const AROUND: Around = { calendar: { holidays: new Set(), makeUpDays: new Set() }, prepaymentMinFen: fen(1_000_000) }
const TERMS: NoteAtHand['terms'] = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-14', dayCount: 'M30', oddPeriod: 'ACT_360', rounding: 'HALF_UP' }

function note(terms: NoteAtHand['terms'] = TERMS, rule = RULE): NoteAtHand {
  return { amountFen: fen(terms.principalFen), disbursedOn: day(terms.disbursedOn), terms, rule, instalments: unpaid(firstPlan(terms, 'NONE', AROUND.calendar)), lastPaidOn: null }
}

function pay(at: NoteAtHand, on: string, yuan: string, kind: RepaymentKind = 'DUE', keep: Keep | null = null) {
  const wanted: Wanted = { kind, keep, amountFen: parseYuan(yuan), paidOn: day(on) }
  const done = repay(at, wanted, AROUND)
  return { ...done, note: { ...at, instalments: done.instalments, lastPaidOn: wanted.paidOn } satisfies NoteAtHand }
}

/** The instalments paid on their days, up to this one. */
function paidUntil(count: number): NoteAtHand {
  const days: readonly string[] = ['2025-04-14', '2025-05-14', '2025-06-14', '2025-07-14', '2025-08-14', '2025-09-14']
  return days.slice(0, count).reduce((at, on) => pay(at, on, '10221.04').note, note())
}

const shown = (lines: readonly { seq: number; part: string; amountFen: number }[]) => lines.map((line) => `${line.seq} ${line.part} ${formatYuan(line.amountFen)}`)

describe('a repayment', () => {
  it('late by ten days owes 29.06 penalty and 1.61 compound interest', () => {
    const { lines, instalments } = pay(paidUntil(3), '2025-07-24', '10251.71')
    expect(shown(lines)).toEqual(['4 COMPOUND 1.61', '4 PENALTY 29.06', '4 INTEREST 535.74', '4 PRINCIPAL 9,685.30'])
    expect(lines[1]!.says).toBe('第 4 期罚息：逾期本金 9,685.30 × 10.8 % ÷ 360 × 10 天（2025-07-14 至 2025-07-24，算头不算尾）= 29.06')
    expect(instalments[3]).toMatchObject({ settledOn: '2025-07-24' })
  })

  it('of 5,000.00 goes to compound, penalty, interest, then principal', () => {
    const part = pay(paidUntil(3), '2025-07-24', '5000')
    expect(shown(part.lines)).toEqual(['4 COMPOUND 1.61', '4 PENALTY 29.06', '4 INTEREST 535.74', '4 PRINCIPAL 4,433.59'])
    const possible = possibleOn(part.note, day('2025-07-24'), AROUND.calendar)
    expect(formatYuan(possible.dueFen)).toBe('5,251.71')
    // Penalty runs on from here on the 5,251.71 alone: × 10.8 % ÷ 360 × 5 = 7.88.
    expect(shown(pay(part.note, '2025-07-29', '5259.59').lines)).toEqual(['4 PENALTY 7.88', '4 PRINCIPAL 5,251.71'])
  })

  it('of 30,000 before its time leaves 30,058.70; the same instalment ends after 9,976.58', () => {
    const { plan, note: after } = pay(paidUntil(6), '2025-09-14', '30000', 'PART', 'SHORTEN')
    const rest = plan!.slice(7)
    expect(plan![6]).toMatchObject({ kind: 'PREPAID', principalFen: 3_000_000, interestFen: 0, balanceFen: 3_005_870 })
    expect(rest.map((row) => formatYuan(row.principalFen + row.interestFen))).toEqual(['10,221.04', '10,221.04', '9,976.58'])
    expect(formatYuan(sumFen(rest.map((row) => row.interestFen)))).toBe('359.96')
    expect(outstandingFen(after)).toBe(3_005_870)
  })

  it('of 30,000 before its time over the same term gives six of 5,115.51', () => {
    const rest = pay(paidUntil(6), '2025-09-14', '30000', 'PART', 'KEEP_TERM').plan!.slice(7)
    expect(rest.map((row) => formatYuan(row.principalFen + row.interestFen))).toEqual(['5,115.51', '5,115.51', '5,115.51', '5,115.51', '5,115.51', '5,115.53'])
    expect(formatYuan(sumFen(rest.map((row) => row.interestFen)))).toBe('634.38')
    expect(rest.map((row) => row.dueOn)).toEqual(['2025-10-14', '2025-11-14', '2025-12-14', '2026-01-14', '2026-02-14', '2026-03-14'])
  })

  it('of all the rest ten days after instalment 6 costs 60,178.82', () => {
    const { lines, isSettled, outstandingFen: left } = pay(paidUntil(6), '2025-09-24', '60178.82', 'FULL')
    expect(lines[0]!.says).toBe('提前结清利息：本金 60,058.70 × 7.2 % ÷ 360 × 10 天（2025-09-14 至 2025-09-24，算头不算尾）= 120.12')
    expect(shown(lines)).toEqual(['7 INTEREST 120.12', '7 PRINCIPAL 60,058.70'])
    expect([isSettled, left]).toEqual([true, 0])
  })

  it('of a line repaid at any time may be as small as it likes, and bears the interest of its days', () => {
    const line = note({ ...TERMS, method: 'REVOLVING', periods: 3 })
    // 500.00 × 7.2 % ÷ 360 × 10 = 1.00; of what is left 117,500.00 × 7.2 % ÷ 360 × 31 = 728.50.
    const { lines, plan, note: after } = pay(line, '2025-03-24', '501', 'PART', 'KEEP_TERM')
    expect(shown(lines)).toEqual(['1 INTEREST 1.00', '1 PRINCIPAL 500.00'])
    expect(plan!.map((row) => [row.dueOn, formatYuan(row.principalFen), formatYuan(row.interestFen)]).slice(0, 2)).toEqual([['2025-03-24', '500.00', '1.00'], ['2025-04-14', '0.00', '728.50']])
    expect(outstandingFen(after)).toBe(11_750_000)
  })

  it('is refused with what is possible when it is more than what is due', () => {
    const refused = (act: () => unknown): Refusal => { try { act() } catch (error) { if (error instanceof Refusal) return error } throw new Error('it was taken') }
    expect(refused(() => pay(paidUntil(3), '2025-07-14', '12000')).message).toBe('2025-07-14 应还 10,221.04 元，多出的 1,778.96 元不入账，留在客户账户；客户要求时可办：提前还第 5 期（2025-08-14 到期）共 20,442.08 元；2025-07-14 全部结清 89,825.04 元；或部分提前还本')
    expect(refused(() => pay(paidUntil(3), '2025-07-01', '10221.04')).code).toBe('repayment.nothing-due')
    expect(refused(() => pay(paidUntil(3), '2025-06-01', '10221.04')).code).toBe('repayment.before-the-last')
    expect(refused(() => pay(paidUntil(6), '2025-09-14', '9999.99', 'PART', 'SHORTEN')).code).toBe('repayment.part-too-small')
    expect(refused(() => pay(paidUntil(3), '2025-07-24', '30000', 'PART', 'SHORTEN')).code).toBe('repayment.due-first')
    expect(refused(() => pay(paidUntil(6), '2025-09-24', '60000', 'FULL')).expected).toBe('60,178.82 元')
  })

  it('ahead of its day takes the next instalment as it stands in the plan', () => {
    const { lines, note: after } = pay(paidUntil(3), '2025-07-11', '10221.04', 'AHEAD')
    expect(shown(lines)).toEqual(['4 INTEREST 535.74', '4 PRINCIPAL 9,685.30'])
    expect(possibleOn(after, day('2025-07-14'), AROUND.calendar)).toMatchObject({ dueFen: 0, next: { name: '第 5 期', dueOn: '2025-08-14' } })
  })

  it('on the Monday after a due Sunday bears no penalty, on the Tuesday from the Sunday on', () => {
    expect(possibleOn(paidUntil(5), day('2025-09-15'), AROUND.calendar).dueFen).toBe(1_022_104)
    // 9,801.88 × 10.8 % ÷ 360 × 2 = 5.88; 419.16 likewise 0.25.
    expect(possibleOn(paidUntil(5), day('2025-09-16'), AROUND.calendar).dueFen).toBe(1_022_104 + 588 + 25)
  })

  it('after 90 days goes to all principal first', () => {
    const { lines } = pay(paidUntil(3), '2025-10-13', '20000')
    expect(shown(lines)).toEqual(['4 PRINCIPAL 9,685.30', '5 PRINCIPAL 9,743.42', '6 PRINCIPAL 571.28'])
  })

  it('in the middle of a period brings the interest on what is repaid with it', () => {
    // 30,000 × 7.2 % ÷ 360 × 10 = 60.00
    const { lines, plan } = pay(paidUntil(6), '2025-09-24', '30060', 'PART', 'KEEP_TERM')
    expect(shown(lines)).toEqual(['7 INTEREST 60.00', '7 PRINCIPAL 30,000.00'])
    expect(plan!.at(-1)).toMatchObject({ balanceFen: 0, dueOn: '2026-03-14' as Day })
  })
})
