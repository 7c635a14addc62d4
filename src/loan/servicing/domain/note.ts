import type { ScheduleTerms } from '#common/schedule/domain'
import type { Day, Fen } from '#kernel'
import type { z } from 'zod'

/** What money received is set against. */
export const PARTS = { COSTS: '费用', COMPOUND: '复利', PENALTY: '罚息', INTEREST: '利息', PRINCIPAL: '本金' } as const satisfies Record<string, string>
export type Part = keyof typeof PARTS

/** One row of a plan. PREPAID is a payment made before its time, on the day it was made. */
export interface PlanRow {
  readonly seq: number
  readonly kind: 'REGULAR' | 'PREPAID'
  readonly dueOn: Day
  readonly principalFen: Fen
  readonly interestFen: Fen
  /** Principal left after it. */
  readonly balanceFen: Fen
}

/** What was agreed at drawdown about being late. */
export interface LateRule {
  /** Yearly, decimal text; on overdue principal, and on overdue interest where `compound` holds. */
  readonly penaltyRate: string
  readonly compound: boolean
  readonly daysPerYear: number
  /** Days without penalty when paid within them. */
  readonly graceDays: number
  /** A due day on a holiday may be paid on the next working day without penalty. */
  readonly graceToWorkingDay: boolean
  readonly allocation: { readonly normal: readonly Part[]; readonly nonAccrual: readonly Part[]; readonly nonAccrualAfterDays: number }
}

/**
 * What was paid of an instalment. Penalty runs on the principal overdue since the due day, in stretches: one ends when a
 * payment changes the principal, so that each stretch is one product, rounded once.
 */
export interface Paid {
  readonly principalPaidFen: Fen
  readonly interestPaidFen: Fen
  readonly penaltyClosedFen: Fen
  readonly penaltyPaidFen: Fen
  /** Day on which the running stretch began; null while it began on the due day. */
  readonly penaltyFrom: Day | null
  readonly compoundClosedFen: Fen
  readonly compoundPaidFen: Fen
  readonly compoundFrom: Day | null
  /** Day on which nothing of it was owed any more. */
  readonly settledOn: Day | null
}

export type Standing = PlanRow & Paid

/** A note as rules need it: what was lent, on which terms, the plan in force with what is paid of it. */
export interface NoteAtHand {
  readonly amountFen: Fen
  readonly disbursedOn: Day
  /** Terms of the first plan, as they are kept. */
  readonly terms: z.input<typeof ScheduleTerms>
  readonly rule: LateRule
  readonly instalments: readonly Standing[]
  /** Day of the last repayment that stands; the next one does not lie before it. */
  readonly lastPaidOn: Day | null
  /** Principal written off; the claim is kept. */
  readonly writtenOffFen?: Fen
  /** Day from which its interest is kept off the balance sheet; none while it accrues. */
  readonly nonAccrualOn?: Day | null
}

/** Principal not repaid and not written off. */
export function outstandingFen(note: Pick<NoteAtHand, 'amountFen' | 'instalments' | 'writtenOffFen'>): Fen {
  return note.instalments.reduce((left, row) => left - row.principalPaidFen, note.amountFen - (note.writtenOffFen ?? 0)) as Fen
}

/** What a screen calls a row: regular instalments are counted, payments before their time are not. */
export function rowNames(rows: readonly { readonly seq: number; readonly kind: PlanRow['kind']; readonly balanceFen: number }[]): ReadonlyMap<number, string> {
  let count = 0
  return new Map(rows.map((row) => [row.seq, row.kind === 'REGULAR' ? `第 ${++count} 期` : row.balanceFen === 0 ? '提前结清' : '提前还本']))
}
