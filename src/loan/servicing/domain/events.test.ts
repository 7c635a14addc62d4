import { describe, expect, it } from 'vitest'
import { type Day, addDays, day, fen, formatYuan, parseYuan, sumFen } from '#kernel'
import { accruedOn, closingOf } from './closing.ts'
import { type EventKind, type NoteEvent, readEvent } from './events.ts'
import { lprOn, repriced } from './lpr.ts'
import { type LateRule, type PlanTerms, outstandingFen } from './note.ts'
import { firstPlan } from './plan.ts'
import { type PlayedNote, type Stepped, begin, play, step } from './play.ts'
import type { Keep } from './early.ts'
import { type RepaymentKind, possibleOn } from './repay.ts'
import { transfersOf } from './transfers.ts'

const RULE: LateRule = {
  penaltyRate: '0.108', compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: true,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
}
const CALENDAR = { holidays: new Set<string>(), makeUpDays: new Set<string>() }
const TERMS: PlanTerms = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-14', dayCount: 'M30' }
const REASON = '测试用的事由'
const INSTALMENT = '10221.04'

function start(terms: PlanTerms = TERMS): PlayedNote {
  return begin({ amountFen: fen(terms.principalFen), disbursedOn: day(terms.disbursedOn), terms, rule: RULE, plan: firstPlan(terms, 'NONE', CALENDAR) })
}

let ids = 0
function happen(state: PlayedNote, kind: EventKind, on: string, body: Record<string, unknown> = {}): Stepped & { id: string } {
  const id = `E${++ids}`
  return { ...step(state, readEvent(id, day(on), kind, { reason: REASON, ...body }), CALENDAR), id }
}

function pay(state: PlayedNote, on: string, yuan: string, kind: RepaymentKind = 'DUE', keep: Keep | null = null): Stepped & { id: string } {
  const id = `R${++ids}`
  return { ...step(state, { id, on: day(on), kind: 'REPAID', body: { kind, keep, amountFen: parseYuan(yuan) } } satisfies NoteEvent, CALENDAR), id }
}

const DUE_DAYS = ['2025-04-14', '2025-05-14', '2025-06-14', '2025-07-14', '2025-08-14', '2025-09-14', '2025-10-14', '2025-11-14', '2025-12-14', '2026-01-14', '2026-02-14', '2026-03-14']
/** Paid on time up to this instalment. */
function paidUntil(count: number, from = start()): PlayedNote {
  return DUE_DAYS.slice(0, count).reduce((at, on) => pay(at, on, INSTALMENT).state, from)
}

const shown = (lines: readonly { seq: number; part: string; amountFen: number }[]) => lines.map((line) => `${line.seq} ${line.part} ${formatYuan(line.amountFen)}`)
const due = (state: PlayedNote, on: string) => formatYuan(possibleOn(state.note, day(on), CALENDAR).dueFen)
const rest = (state: PlayedNote, from: number) => state.note.instalments.slice(from).map((row) => formatYuan(row.principalFen + row.interestFen))
const balance = (state: PlayedNote) => formatYuan(outstandingFen(state.note))

describe('misuse', () => {
  it('of 118,000 for 30 days at 14.4 % costs 1,416.00, contract interest included and not added again', () => {
    const found = happen(start(), 'MISUSE_FOUND', '2025-03-14', { amountFen: 11_800_000, annualRate: '0.144' })
    const ended = happen(found.state, 'MISUSE_ENDED', '2025-04-13')
    expect(ended.bookings).toEqual([{ outcome: { kind: 'CHARGED', lines: [{ part: 'PENALTY', amountFen: 70_800 }] }, nonAccrual: false }])
    const { lines } = pay(ended.state, '2025-04-14', '10929.04')
    expect(shown(lines)).toEqual(['0 PENALTY 708.00', '1 INTEREST 708.00', '1 PRINCIPAL 9,513.04'])
    const running = pay(found.state, '2025-04-13', '708')
    expect(running.lines[0]!.says).toBe('挪用罚息：挪用本金 118,000.00 × 14.4 % ÷ 360 × 30 天（2025-03-14 至 2025-04-13，算头不算尾）= 1,416.00，其中 708.00 已含在合同利息或罚息中，另收 708.00')
  })

  it('of principal that is overdue as well bears the higher rate, not both', () => {
    const found = happen(paidUntil(11), 'MISUSE_FOUND', '2026-03-14', { amountFen: 11_800_000, annualRate: '0.144' }).state
    // All of the last 10,160.05 principal is overdue: 10.8 % as penalty and 3.6 % more is 14.4 % on it.
    const last = found.note.instalments[11]!
    const penalty = Math.round((last.principalFen * 0.108 * 10) / 360)
    const misuse = Math.round((last.principalFen * 0.036 * 10) / 360)
    const { lines } = pay(found, '2026-03-24', '20000')
    expect(lines.find((line) => line.part === 'PENALTY' && line.seq === 12)?.amountFen).toBe(penalty)
    expect(lines.find((line) => line.seq === 0)?.amountFen).toBe(misuse)
  })
})

describe('compound interest', () => {
  const interestOnly = start({ ...TERMS, method: 'INTEREST_ONLY_M' })
  const onInterest = (state: PlayedNote, on: string) => possibleOn(state.note, day(on), CALENDAR).dueFen

  it('on interest overdue within the term of its principal is at the contract rate', () => {
    // 708.00 × 7.2 % ÷ 360 × 10 = 1.42; at the penalty rate it would be 2.12.
    expect(onInterest(interestOnly, '2025-04-24')).toBe(70_800 + 142)
    expect(pay(interestOnly, '2025-04-24', '1').lines[0]!.says).toBe('第 1 期复利：逾期利息 708.00 × 7.2 % ÷ 360 × 10 天（2025-04-14 至 2025-04-24，算头不算尾）= 1.42')
  })

  it('runs on at the penalty rate from the day the principal falls due', () => {
    const eleven = DUE_DAYS.slice(0, 10).reduce((at, on) => pay(at, on, '708').state, interestOnly)
    // 708.00 × (7.2 % × 28 days + 10.8 % × 10 days) ÷ 360 = 6.09; of the last instalment 2.12, and penalty 118,000 × 10.8 % ÷ 360 × 10 = 354.00.
    expect(onInterest(eleven, '2026-03-24')).toBe(2 * 70_800 + 11_800_000 + 609 + 212 + 35_400)
    expect(pay(eleven, '2026-03-24', '1').lines[0]!.says).toBe('第 11 期复利：逾期利息 708.00 × （7.2 % ÷ 360 × 28 天 + 10.8 % ÷ 360 × 10 天）（2026-02-14 至 2026-03-24，算头不算尾）= 6.09')
  })

  it('ends its stretch where the contract rate changes, and turns to the penalty rate where all is declared due', () => {
    const changed = happen(interestOnly, 'RATE_CHANGED', '2025-04-24', { annualRate: '0.06', penaltyRate: '0.108' }).state
    // 1.42 until then; 708.00 × 6 % ÷ 360 × 10 = 1.18.
    expect(onInterest(changed, '2025-05-04')).toBe(70_800 + 142 + 118)
    const declared = happen(interestOnly, 'ACCELERATED', '2025-04-24').state
    // 708.00 × (7.2 % × 10 + 10.8 % × 10) ÷ 360 = 3.54; 118,000 at 10.8 % and its ten days of interest 236.00 likewise.
    expect(onInterest(declared, '2025-05-04')).toBe(70_800 + 354 + 11_800_000 + 35_400 + 23_600 + 71)
  })
})

describe('a change of the rate', () => {
  const lpr = lprOn(day('2026-01-01'), 'ONE_YEAR')

  it('follows the LPR published last, with its spread and the penalty uplift', () => {
    expect(lpr).toEqual({ tenor: 'ONE_YEAR', publishedOn: '2025-12-22', rate: '0.03' })
    expect(repriced(lpr, '0.037', '0.5')).toEqual({ annualRate: '0.067', penaltyRate: '0.1005' })
    for (const on of ['2019-08-19', '2026-09-21']) expect(() => lprOn(day(on), 'FIVE_YEARS')).toThrow('贷款市场报价利率')
  })

  it('counts the running period by the days of each rate and works level instalments out anew', () => {
    const { state, plan } = happen(paidUntil(6), 'RATE_CHANGED', '2025-09-24', { annualRate: '0.06', penaltyRate: '0.09' })
    // 60,058.70 at 7.2 % for 10 days of 30 and 6 % for 20: 0.064 ÷ 12 → 320.31. Level over 6 months at 6 %: 10,185.68.
    expect(plan!.slice(6).map((row) => formatYuan(row.interestFen))[0]).toBe('320.31')
    expect(rest(state, 7).slice(0, 4)).toEqual(Array.from({ length: 4 }, () => '10,185.68'))
    expect(sumFen(plan!.map((row) => row.principalFen))).toBe(11_800_000)
    // Settled on 2025-10-04: 10 days at 7.2 % and 10 at 6 % of 60,058.70 = 120.1174 + 100.0978.
    expect(formatYuan(possibleOn(state.note, day('2025-10-04'), CALENDAR).restInterestFen)).toBe('220.22')
  })

  it('on the last day of a period whose due day was moved off a Sunday leaves that period at the old rate', () => {
    const terms: PlanTerms = { ...TERMS, periods: 6, firstDueOn: '2025-04-14' }
    const moved = begin({ amountFen: fen(terms.principalFen), disbursedOn: day(terms.disbursedOn), terms, rule: RULE, plan: firstPlan(terms, 'FOLLOWING', CALENDAR) })
    const before = moved.note.instalments[5]!
    expect(before.dueOn).toBe('2025-09-15')
    const paid = moved.note.instalments.slice(0, 5).reduce((at, row) => pay(at, row.dueOn, formatYuan(row.principalFen + row.interestFen).replaceAll(',', '')).state, moved)
    expect(happen(paid, 'RATE_CHANGED', '2025-09-14', { annualRate: '0.06', penaltyRate: '0.09' }).state.note.instalments[5]!.interestFen).toBe(before.interestFen)
  })

  it('ends the stretch of penalty at the old rate', () => {
    const { state } = happen(paidUntil(3), 'RATE_CHANGED', '2025-07-24', { annualRate: '0.06', penaltyRate: '0.09' })
    // 29.06 at 10.8 % until then; 9,685.30 × 9 % ÷ 360 × 10 = 24.21. Compound 1.61 + 1.34.
    expect(shown(pay(state, '2025-08-03', '100').lines).slice(0, 2)).toEqual(['4 COMPOUND 2.95', '4 PENALTY 53.27'])
  })

  it('of equal principal leaves the principal of each instalment alone', () => {
    const { plan } = happen(start({ ...TERMS, method: 'EQUAL_PRINCIPAL' }), 'RATE_CHANGED', '2025-04-14', { annualRate: '0.06', penaltyRate: '0.09' })
    expect(new Set(plan!.slice(0, 11).map((row) => row.principalFen)).size).toBe(1)
    expect(plan!.map((row) => formatYuan(row.interestFen)).slice(0, 3)).toEqual(['708.00', '540.83', '491.67'])
  })
})

describe('acceleration', () => {
  it('makes all the balance overdue principal from that day', () => {
    const { state } = happen(paidUntil(6), 'ACCELERATED', '2025-09-24')
    expect(due(state, '2025-09-24')).toBe('60,178.82')
    // Ten days later: 60,058.70 × 10.8 % ÷ 360 × 10 = 180.18 and on 120.12 interest 0.36.
    expect(due(state, '2025-10-04')).toBe('60,359.36')
    expect(closingOf(state.note, day('2025-09-24'))).toMatchObject({ nextEventOn: null, duePrincipalFen: 6_005_870, dueInterestFen: 12_012, oldestDueOn: '2025-09-24' })
  })
})

describe('interest off the balance sheet', () => {
  it('sends money to principal first, on whatever day, until it accrues again', () => {
    const { state } = happen(paidUntil(3), 'NON_ACCRUAL', '2025-07-20')
    expect(shown(pay(state, '2025-07-24', '9700').lines)).toEqual(['4 PRINCIPAL 9,685.30', '4 INTEREST 14.70'])
    expect(shown(pay(happen(state, 'ACCRUAL_AGAIN', '2025-07-22').state, '2025-07-24', '100').lines)).toEqual(['4 COMPOUND 1.61', '4 PENALTY 29.06', '4 INTEREST 69.33'])
    const { bookings } = pay(state, '2025-07-24', '9700')
    const booked = { noteId: 'N', unitId: 'U', productCode: 'MICRO', nonAccrual: true, valueDay: day('2025-07-24') }
    expect(bookings.every(({ nonAccrual }) => nonAccrual)).toBe(true)
    expect(bookings.flatMap(({ outcome }) => transfersOf(outcome, booked)).map(({ debit, credit, amountFen }) => [debit, credit, amountFen])).toEqual([['SETTLEMENT', 'PRINCIPAL', 968_530], ['SETTLEMENT', 'INTEREST_INCOME', 1470], ['OFF_CONTRA', 'OFF_INTEREST', 1470]])
  })
})

describe('another plan', () => {
  it('by extension puts the last principal off to another day at the interest of the contract', () => {
    const { state } = happen(start({ ...TERMS, method: 'BULLET', every: 'ONCE', periods: 1, firstDueOn: '2026-03-14' }), 'EXTENDED', '2026-02-20', { principalFen: 11_800_000, rest: { method: 'BULLET', periods: 1, firstDueOn: '2026-09-14' } })
    expect(state.note.instalments).toHaveLength(1)
    // 118,000 × 7.2 % ÷ 12 × 18
    expect(state.note.instalments[0]).toMatchObject({ dueOn: '2026-09-14', interestFen: 1_274_400 })
    expect(closingOf(state.note, day('2026-03-14'))).toMatchObject({ nextEventOn: '2026-09-14', periodFrom: '2025-03-14', periodTo: '2026-09-14' })
  })

  it('by extension at another rate bears the old one for the days gone by', () => {
    const bullet = start({ ...TERMS, method: 'BULLET', every: 'ONCE', periods: 1, firstDueOn: '2026-03-14' })
    const { state } = happen(bullet, 'EXTENDED', '2026-03-14', { principalFen: 11_800_000, annualRate: '0.06', penaltyRate: '0.09', rest: { method: 'BULLET', periods: 1, firstDueOn: '2026-09-14', dayCount: 'ACT_360' } })
    // Nothing was left to plan: on its last day all of it is due.
    expect(state.note.instalments[0]!.dueOn).toBe('2026-03-14')
    const before = happen(bullet, 'EXTENDED', '2026-03-13', { principalFen: 11_800_000, annualRate: '0.06', penaltyRate: '0.09', rest: { method: 'BULLET', periods: 1, firstDueOn: '2026-09-14', dayCount: 'ACT_360' } }).state
    // 118,000 × (7.2 % × 364 + 6 % × 185) ÷ 360
    expect(formatYuan(before.note.instalments[0]!.interestFen)).toBe('12,228.73')
  })

  it('by rescheduling takes overdue principal in; its penalty stays owed', () => {
    const before = paidUntil(3)
    const { state } = happen(before, 'RESCHEDULED', '2025-07-24', { principalFen: 8_928_930, rest: { method: 'EQUAL_PRINCIPAL', periods: 10, firstDueOn: '2025-08-24' }, takesOverdue: true, isDistressed: true })
    expect(due(state, '2025-07-24')).toBe('566.41')
    expect(shown(pay(state, '2025-07-24', '566.41').lines)).toEqual(['4 COMPOUND 1.61', '4 PENALTY 29.06', '4 INTEREST 535.74'])
    // Of 79,604.00 not yet due ten days' interest came along: 159.21; of all 89,289.30 a month's: 535.74.
    expect(formatYuan(state.note.instalments[4]!.interestFen)).toBe('694.95')
    expect(sumFen(state.note.instalments.map((row) => row.principalFen))).toBe(11_800_000)
    expect(balance(state)).toBe('89,289.30')
  })

  it('by renewal without repayment is settled by the new note', () => {
    const { state, bookings } = happen(paidUntil(6), 'RENEWED', '2025-09-24', { newNoteId: '01890000-0000-7000-8000-000000000001', amountFen: 6_017_882 })
    expect(closingOf(state.note, day('2025-09-24'))).toMatchObject({ balanceFen: 0, settledOn: '2025-09-24' })
    expect(bookings.map(({ outcome }) => outcome.kind)).toEqual(['RENEWED'])
  })
})

describe('an early repayment', () => {
  const irregular: PlanTerms = { ...TERMS, method: 'IRREGULAR', principalsFen: [5, 5, 8, 12, 15, 15, 12, 8, 8, 12, 13, 5].map((thousand) => thousand * 100_000) }

  it('keeps the proportion of given amounts over the same term, and their size where the term shortens', () => {
    const at = DUE_DAYS.slice(0, 2).reduce((state, on) => pay(state, on, due(state, on).replace(',', '')).state, start(irregular))
    expect(balance(at)).toBe('108,000.00')
    const same = pay(at, '2025-05-14', '54000', 'PART', 'KEEP_TERM').state
    expect(same.note.instalments.slice(3, 6).map((row) => formatYuan(row.principalFen))).toEqual(['4,000.00', '6,000.00', '7,500.00'])
    const shorter = pay(at, '2025-05-14', '54000', 'PART', 'SHORTEN').state
    expect(shorter.note.instalments.slice(3).map((row) => formatYuan(row.principalFen))).toEqual(['8,000.00', '12,000.00', '15,000.00', '15,000.00', '4,000.00'])
  })

  it('of a grace loan keeps the grace', () => {
    const terms: PlanTerms = { ...TERMS, method: 'GRACE_ANNUITY', gracePeriods: 3 }
    const { state } = pay(pay(start(terms), '2025-04-14', '708').state, '2025-04-14', '18000', 'PART', 'KEEP_TERM')
    expect(rest(state, 2).slice(0, 2)).toEqual(['600.00', '600.00'])
    expect(new Set(rest(state, 4).slice(0, -1)).size).toBe(1)
  })
})

describe('relief, costs, refund', () => {
  it('relief of penalty and compound leaves nothing of them, and is a loss', () => {
    const { state, lines, bookings } = happen(paidUntil(3), 'RELIEVED', '2025-07-24', { parts: ['PENALTY', 'COMPOUND'], amountFen: 3067 })
    expect(shown(lines)).toEqual(['4 COMPOUND 1.61', '4 PENALTY 29.06'])
    expect(due(state, '2025-07-24')).toBe('10,221.04')
    const booked = { noteId: 'N', unitId: 'U', productCode: 'MICRO', nonAccrual: false, valueDay: day('2025-07-24') }
    expect(bookings.flatMap(({ outcome }) => transfersOf(outcome, booked)).map(({ debit, credit, amountFen }) => [debit, credit, amountFen])).toEqual([['RELIEF_LOSS', 'COMPOUND_RECEIVABLE', 161], ['RELIEF_LOSS', 'PENALTY_RECEIVABLE', 2906]])
  })

  it('costs come first', () => {
    const { state } = happen(paidUntil(3), 'COST_CHARGED', '2025-07-20', { amountFen: 50_000 })
    expect(shown(pay(state, '2025-07-24', '600').lines)).toEqual(['0 COSTS 500.00', '4 COMPOUND 1.61', '4 PENALTY 29.06', '4 INTEREST 69.33'])
  })

  it('an overpayment is left over and can be given back, a penalty taken wrongly too', () => {
    const paid = pay(paidUntil(3), '2025-07-24', '10300')
    expect([formatYuan(paid.leftFen), paid.state.note.suspenseFen]).toEqual(['48.29', 4829])
    const refund = happen(paid.state, 'REFUNDED', '2025-07-25', { part: 'SUSPENSE', amountFen: 4829, payBy: '2025-07-30' })
    expect(refund.state.note.suspenseFen).toBe(0)
    const penalty = happen(refund.state, 'REFUNDED', '2025-07-25', { part: 'PENALTY', seq: 4, amountFen: 2906, payBy: '2025-07-30' })
    expect(penalty.bookings.map(({ outcome }) => outcome)).toEqual([{ kind: 'REFUNDED', amountFen: 2906, part: 'PENALTY' }])
    expect(due(penalty.state, '2025-07-25')).toBe('0.00')
  })
})

describe('a claim written off', () => {
  it('leaves the balance sheet, is kept, and what comes later is recovery', () => {
    const late = happen(paidUntil(3), 'NON_ACCRUAL', '2025-10-13').state
    const off = happen(late, 'WRITTEN_OFF', '2026-04-01')
    const { writtenOff } = off.state.note
    expect([balance(off.state), formatYuan(writtenOff!.principalFen)]).toEqual(['0.00', '89,289.30'])
    expect(closingOf(off.state.note, day('2026-04-01'))).toMatchObject({ balanceFen: 0, nextEventOn: null, duePrincipalFen: 0, dueInterestFen: 0 })
    const back = pay(off.state, '2026-06-01', '100000')
    expect(back.lines.map((line) => [line.part, line.amountFen])).toEqual([['PRINCIPAL', 8_928_930], ['INTEREST', Math.min(writtenOff!.restFen, 10_000_000 - 8_928_930)]])
    expect(back.bookings[0]!.outcome).toMatchObject({ kind: 'RECOVERED', claimFen: 8_928_930 })
  })
})

describe('history rewritten from a day', () => {
  it('takes back an earlier repayment and sets the later ones off anew', () => {
    const fourth = pay(paidUntil(3), '2025-07-14', INSTALMENT)
    const after = pay(fourth.state, '2025-08-14', INSTALMENT)
    const taken = happen(after.state, 'REVERSED', '2025-08-20', { reverses: fourth.id })
    // What came on 2025-08-14 now pays instalment 4 with a month's penalty, and what is left instalment 5.
    expect(shown(taken.state.entries.at(-1)!.lines)).toEqual(['4 COMPOUND 4.98', '4 PENALTY 90.07', '4 INTEREST 535.74', '4 PRINCIPAL 9,590.25'])
    expect(taken.differences.map(({ id, part, beforeFen, afterFen }) => [id === after.id ? 'later' : 'reversed', part, beforeFen, afterFen])).toContainEqual(['later', 'PENALTY', 0, 9007])
    const booked = taken.bookings.flatMap(({ outcome }) => (outcome.kind === 'CORRECTED' ? outcome.lines : []))
    expect(sumFen(booked.map((line) => line.amountFen))).toBe(-1_022_104)
    expect(taken.state.note).toEqual(play(taken.state.origin, taken.state.events, CALENDAR).note)
    // The reversal itself taken back gives the note as it was.
    expect(happen(taken.state, 'REVERSED', '2025-08-21', { reverses: taken.id }).state.note).toEqual(after.state.note)
  })

  it('a repayment that came late in the books counts from its day', () => {
    const missed = paidUntil(3)
    const fifth = pay(missed, '2025-08-14', '10316.09').state
    const late = pay(fifth, '2025-07-14', INSTALMENT)
    expect(late.lines.map((line) => line.part)).toEqual(['INTEREST', 'PRINCIPAL'])
    expect(late.state.note.instalments[3]!.settledOn).toBe('2025-07-14')
    expect(formatYuan(late.state.note.suspenseFen!)).toBe('95.05')
    expect(due(late.state, '2025-08-14')).toBe('0.00')
  })

  it('takes the plan of an early repayment back with it', () => {
    const early = pay(paidUntil(6), '2025-09-14', '30000', 'PART', 'SHORTEN')
    const seventh = pay(early.state, '2025-10-14', INSTALMENT)
    const taken = happen(seventh.state, 'REVERSED', '2025-10-20', { reverses: early.id })
    expect(taken.plan).toHaveLength(12)
    expect(balance(taken.state)).toBe(balance(paidUntil(7)))
  })
})

describe('what has accrued', () => {
  it('rises by a day each day and is what a settlement on a whole period costs', () => {
    const { note } = paidUntil(6)
    const closing = closingOf(note, day('2025-09-14'))
    const days = Array.from({ length: 30 }, (_, k) => accruedOn(closing, addDays(day('2025-09-14'), k)))
    expect(days[0]).toBe(0)
    expect(days[10]).toBe(12_012)
    expect(days.every((each, k) => k === 0 || each - days[k - 1]! - 1201 <= 1)).toBe(true)
    expect(accruedOn(closing, '2025-10-14' as Day)).toBe(36_035)
  })
})
