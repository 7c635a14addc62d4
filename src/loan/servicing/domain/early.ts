import { ScheduleTerms, buildSchedule, shapeOf } from '#common/schedule/domain'
import { type Day, type Fen, Refusal, ZERO_FEN, add, daysBetween, divide, exact, fen, multiply, roundWhole, sumFen } from '#kernel'
import type { NoteAtHand, PlanRow } from './note.ts'
import { interestOfDays } from './owed.ts'
import { contractedDueDays, planRows } from './plan.ts'

export const KEEPS = { SHORTEN: '缩短期限，每期金额不变', KEEP_TERM: '期限不变，每期金额减少' } as const satisfies Record<string, string>
export type Keep = keyof typeof KEEPS

/** What an early repayment finds: the rows behind it, the principal not yet due, and the days its interest has run. */
export interface Early {
  /** Rows that are due or paid already; they stay as they are. */
  readonly kept: readonly PlanRow[]
  readonly restFen: Fen
  readonly days: number
  /** How many regular instalments are behind. */
  readonly regular: number
}

/** Where an early repayment on a day would cut the plan. Interest runs since the last regular due day, as contracted. */
export function earlyOn(note: NoteAtHand, on: Day): Early {
  const kept = note.instalments.filter((row) => row.settledOn !== null || row.dueOn <= on)
  const regular = kept.filter((row) => row.kind === 'REGULAR').length
  const from = regular === 0 ? note.disbursedOn : contractedDueDays(note.terms)[regular - 1]!
  return { kept, restFen: fen(note.amountFen - sumFen(kept.map((row) => row.principalFen))), days: on > from ? daysBetween(from, on) : 0, regular }
}

/** Interest to the day on principal repaid before its time. */
export function earlyInterest(note: NoteAtHand, principalFen: Fen, days: number): Fen {
  return interestOfDays(principalFen, note.terms.annualRate, days, note.rule.daysPerYear)
}

/** The plan that ends with all the rest on this day. */
export function settledPlan(note: NoteAtHand, on: Day): PlanRow[] {
  const { kept, restFen, days } = earlyOn(note, on)
  return restFen === 0 ? [...kept] : [...kept, { seq: kept.length + 1, kind: 'PREPAID', dueOn: on, principalFen: restFen, interestFen: earlyInterest(note, restFen, days), balanceFen: ZERO_FEN }]
}

/** Principal that `amountFen` repays before its time with its interest to the day; undefined where no whole fen fits. */
export function principalWithin(note: NoteAtHand, amountFen: Fen, days: number): Fen | undefined {
  const perYuan = divide(multiply(exact(note.terms.annualRate), days), note.rule.daysPerYear)
  const near = roundWhole(divide(amountFen, add(1, perYuan)))
  return [near, near - 1, near + 1].map((value) => fen(value)).find((principal) => principal > 0 && principal + earlyInterest(note, principal, days) === amountFen)
}

/** The plan after principal was repaid before its time: shorter at the same instalment, or lower over the same term. */
export function prepaidPlan(note: NoteAtHand, { on, principalFen, keep }: { on: Day; principalFen: Fen; keep: Keep }): PlanRow[] {
  const { kept, restFen, days, regular } = earlyOn(note, on)
  const left = fen(restFen - principalFen)
  const prepaid: PlanRow = { seq: kept.length + 1, kind: 'PREPAID', dueOn: on, principalFen, interestFen: earlyInterest(note, principalFen, days), balanceFen: left }
  const rest = keep === 'KEEP_TERM' ? overSameTerm(note, left, regular) : atSameInstalment(note, left, regular)
  return [...kept, prepaid, ...onOldDays(note, rest, regular).map((row, index) => ({ ...row, seq: prepaid.seq + 1 + index }))]
}

function overSameTerm(note: NoteAtHand, leftFen: Fen, regular: number): PlanRow[] {
  const days = contractedDueDays(note.terms)
  return planRows(buildSchedule(ScheduleTerms.parse({ ...note.terms, ...dueDayOf(note), principalFen: leftFen, periods: days.length - regular, disbursedOn: days[regular - 1] ?? note.disbursedOn, firstDueOn: days[regular]! })).rows)
}

function atSameInstalment(note: NoteAtHand, leftFen: Fen, regular: number): PlanRow[] {
  const shape = shapeOf(note.terms.method)
  if (shape === 'AT_END') throw new Refusal({ code: 'repayment.cannot-shorten', message: '到期还本的贷款没有每期归还的本金，不能缩短期限', at: '/keep', value: 'SHORTEN', expected: 'KEEP_TERM（期限不变）' }, 422)
  const next = note.instalments.filter((row) => row.kind === 'REGULAR')[regular]!
  const days = contractedDueDays(note.terms)
  const rows: PlanRow[] = []
  let left: Fen = leftFen
  for (let k = regular; left > 0; k++) {
    const interestFen = interestOfPeriod(note, left, days[k - 1] ?? note.disbursedOn, days[k]!)
    const wanted = shape === 'LEVEL' ? next.principalFen + next.interestFen - interestFen : next.principalFen
    const principalFen = fen(k === days.length - 1 ? left : Math.min(left, Math.max(0, wanted)))
    left = fen(left - principalFen)
    rows.push({ seq: 0, kind: 'REGULAR', dueOn: days[k]!, principalFen, interestFen, balanceFen: left })
  }
  return rows
}

/** Interest of one period by the day count of the loan. */
function interestOfPeriod(note: NoteAtHand, balanceFen: Fen, from: Day, to: Day): Fen {
  const { annualRate, dayCount, oddPeriod, rounding } = note.terms
  const [row] = buildSchedule(ScheduleTerms.parse({ principalFen: balanceFen, annualRate, method: 'BULLET', periods: 1, disbursedOn: from, firstDueOn: to, ...dueDayOf(note), dayCount, oddPeriod, rounding })).rows
  return row!.interestFen
}

/** A due day at the end of a long month is said where the month at hand is too short to show it. */
function dueDayOf(note: NoteAtHand): { dueDay: number } {
  return { dueDay: note.terms.dueDay ?? Number(note.terms.firstDueOn.slice(-2)) }
}

/** Days that were moved off a holiday stay moved. */
function onOldDays(note: NoteAtHand, rows: readonly PlanRow[], regular: number): PlanRow[] {
  const old = note.instalments.filter((row) => row.kind === 'REGULAR')
  return rows.map((row, index) => ({ ...row, dueOn: old[regular + index]?.dueOn ?? row.dueOn }))
}
