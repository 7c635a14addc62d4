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

/** A rate and the day from which it holds. */
export interface RateFrom {
  readonly from: Day
  readonly annualRate: string
}

/**
 * What the plan in force was made from, as it is kept with its version: the terms of a schedule, and what a schedule made at
 * once cannot know.
 */
export type PlanTerms = z.input<typeof ScheduleTerms> & {
  /** Contracted due days of all regular instalments, where they no longer follow from the terms. */
  readonly dueDays?: readonly Day[] | undefined
  /** Regular instalments that lay behind when these terms were agreed. */
  readonly behind?: number | undefined
  /** Every rate there was, once one has changed; `annualRate` is the last. */
  readonly rates?: readonly RateFrom[] | undefined
}

/** Principal found to be used for another purpose; it bears the misuse rate in place of the contract's. */
export interface Misuse {
  readonly amountFen: Fen
  /** Yearly, contract interest included. */
  readonly annualRate: string
  /** Day from which its running stretch counts. */
  readonly from: Day
}

/** What is owed beside the plan. */
export interface Beside {
  readonly costsFen: Fen
  readonly costsPaidFen: Fen
  readonly misuse: Misuse | null
  /** Misuse interest of stretches that are closed; an act on the note closes the running one. */
  readonly misuseClosedFen: Fen
  readonly misusePaidFen: Fen
}

/** A claim whose principal has left the balance sheet. */
export interface WrittenOff {
  readonly on: Day
  readonly principalFen: Fen
  /** Interest, penalty, compound interest and costs owed on that day; nothing is added later. */
  readonly restFen: Fen
  /** Of these, costs: paid out for the customer, so an asset that was lost with the principal. */
  readonly costsFen: Fen
  readonly recoveredFen: Fen
}

/** A note as rules need it: what was lent, on which terms, the plan in force with what is paid of it. */
export interface NoteAtHand {
  readonly amountFen: Fen
  readonly disbursedOn: Day
  /** Terms of the plan in force, as they are kept. */
  readonly terms: PlanTerms
  readonly rule: LateRule
  readonly instalments: readonly Standing[]
  /** Day of the last repayment that stands; the next one does not lie before it. */
  readonly lastPaidOn: Day | null
  /** None: nothing is owed beside the plan. */
  readonly beside?: Beside | null
  /** Principal written off; the claim is kept. */
  readonly writtenOff?: WrittenOff | null
  /** Day from which its interest is kept off the balance sheet; none while it accrues. */
  readonly nonAccrualOn?: Day | null
  /** Money that came and could not be set off; it is the customer's. */
  readonly suspenseFen?: Fen
  /** To be given back, and paid out of that. */
  readonly refundedFen?: Fen
  readonly refundPaidFen?: Fen
}

/** Principal not repaid and not written off. */
export function outstandingFen(note: Pick<NoteAtHand, 'amountFen' | 'instalments' | 'writtenOff'>): Fen {
  return note.instalments.reduce((left, row) => left - row.principalPaidFen, note.amountFen - (note.writtenOff?.principalFen ?? 0)) as Fen
}

/** True while something of an instalment may be owed; one of nothing (no interest at a rate of 0) never was. */
export function isOpen(row: Standing): boolean {
  return row.settledOn === null && row.principalFen + row.interestFen > 0
}

/** What is owed beside the plan stands under this number. */
export const BESIDE = 0

type Named = { readonly seq: number; readonly kind: PlanRow['kind']; readonly balanceFen: number }

/** What a screen calls a row: regular instalments are counted, payments before their time and what is owed beside the plan are not. */
export function rowNames(rows: readonly Named[]): ReadonlyMap<number, string> {
  let count = 0
  return new Map([[BESIDE, ''], ...rows.map((row): [number, string] => [row.seq, nameOf(row, row.kind === 'REGULAR' ? ++count : count)])])
}

/** The same for one row. */
export function rowName(rows: readonly Named[], seq: number): string {
  let count = 0
  for (const row of rows) {
    if (row.kind === 'REGULAR') count++
    if (row.seq === seq) return nameOf(row, count)
  }
  return ''
}

function nameOf({ kind, balanceFen }: Named, count: number): string {
  return kind === 'REGULAR' ? `第 ${count} 期` : balanceFen === 0 ? '提前结清' : '提前还本'
}
