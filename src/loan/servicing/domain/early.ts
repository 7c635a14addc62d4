import { type Day, type Fen, ZERO_FEN, add, daysBetween, divide, fen, multiply, roundFen, roundWhole } from '#kernel'
import { factorOf } from './interest.ts'
import type { NoteAtHand, PlanRow } from './note.ts'
import { type Cut, atSameInstalment, cutAt, numbered, overSameTerm } from './rest.ts'

export const KEEPS = { SHORTEN: '缩短期限，每期金额不变', KEEP_TERM: '期限不变，每期金额减少' } as const satisfies Record<string, string>
export type Keep = keyof typeof KEEPS

/** What an early repayment finds: the rows behind it, the principal not yet due, and the days its interest has run. */
export interface Early extends Cut {
  readonly on: Day
  readonly days: number
}

/** Where an early repayment on a day would cut the plan. Interest runs since the last regular due day, as contracted. */
export function earlyOn(note: NoteAtHand, on: Day): Early {
  const cut = cutAt(note, on)
  return { ...cut, on, days: on > cut.from ? daysBetween(cut.from, on) : 0 }
}

/** Interest to the day on principal repaid before its time. */
export function earlyInterest(note: NoteAtHand, principalFen: Fen, early: Pick<Early, 'from' | 'on'>): Fen {
  return roundFen(multiply(principalFen, factorOf(note.terms, early.from, early.on, note.rule.daysPerYear)))
}

/** The plan that ends with all the rest on this day. */
export function settledPlan(note: NoteAtHand, early: Early): PlanRow[] {
  const { kept, restFen, on } = early
  return restFen === 0 ? [...kept] : [...kept, { seq: kept.length + 1, kind: 'PREPAID', dueOn: on, principalFen: restFen, interestFen: earlyInterest(note, restFen, early), balanceFen: ZERO_FEN }]
}

/** Principal that `amountFen` repays before its time with its interest to the day; undefined where no whole fen fits. */
export function principalWithin(note: NoteAtHand, amountFen: Fen, early: Early): Fen | undefined {
  const principalFen = mostWithin(note, amountFen, early)
  return principalFen > 0 && principalFen + earlyInterest(note, principalFen, early) === amountFen ? principalFen : undefined
}

/** The most principal that `amountFen` repays before its time with its interest to the day. */
export function mostWithin(note: NoteAtHand, amountFen: Fen, early: Early): Fen {
  const each = add(1, factorOf(note.terms, early.from, early.on, note.rule.daysPerYear))
  const near = roundWhole(divide(amountFen, each))
  const fits = [near + 1, near, near - 1].find((principal) => principal >= 0 && principal + earlyInterest(note, fen(principal), early) <= amountFen)
  return fen(fits ?? 0)
}

/** The plan after principal was repaid before its time: shorter at the same instalment, or lower over the same term. */
export function prepaidPlan(note: NoteAtHand, { principalFen, keep }: { principalFen: Fen; keep: Keep }, early: Early): PlanRow[] {
  const { kept, restFen, on } = early
  const left = fen(restFen - principalFen)
  const prepaid: PlanRow = { seq: kept.length + 1, kind: 'PREPAID', dueOn: on, principalFen, interestFen: earlyInterest(note, principalFen, early), balanceFen: left }
  const rest = keep === 'KEEP_TERM' ? overSameTerm(note, left, early) : atSameInstalment(note, left, early)
  return [...kept, prepaid, ...numbered(rest, prepaid.seq)]
}
