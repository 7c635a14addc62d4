import type { PolicyPack } from '#common/policy/domain'
import type { Day, WorkingCalendar } from '#kernel'
import type { Tx } from '#platform/db'
import type { Tell } from '../at.ts'

/** Where a step stands: the closed day it works on, the part of the bank, and what the rules need to be told. */
export interface DayEndAt {
  /** The closed day. */
  readonly day: Day
  /** The day that is open now; what is written without a place in the closed day carries it. */
  readonly next: Day
  /** The unit of a step that runs unit by unit; none for a step over the whole bank. */
  readonly unitId: string | null
  /** Name of the part: the unit's id, or BANK. */
  readonly part: string
  /** The published holidays, from before the closed day until well after it. */
  readonly calendar: WorkingCalendar
  /** The pack in force for a product at this unit on the closed day; read once a run. */
  policyOf(productCode: string, unitId?: string | null): Promise<PolicyPack>
  /** The voucher of this day, step, part and suffix: the same whenever the step is repeated. */
  voucherId(suffix: string): string
  /** One instant for all that the step writes. */
  readonly now: string
  /** Tells later stages of a note that has a case, inside the step's transaction. */
  readonly tell: Tell
}

/** What a step did: rows written, the sum that proves them, and figures a person looks at. */
export interface DayEndDone {
  readonly rows: number
  readonly controlFen: bigint | number
  /** Shown on the day-end screen: Chinese label → fen, count or text. */
  readonly figures?: Readonly<Record<string, number | string>>
}

/**
 * One step of the day-end. Each part of it is one transaction: killed anywhere, it happened wholly or not at all, and it is
 * run again only while it is not recorded as done. It reads closed facts of the day (`note_before` in place of `note`).
 */
export interface DayEndStep {
  readonly id: string
  readonly name: string
  /** Run for each unit by itself, so that several workers share the bank. */
  readonly perUnit: boolean
  /** On which days it runs; every day where this is left out. */
  readonly when?: (day: Day) => boolean
  run(tx: Tx, at: DayEndAt): Promise<DayEndDone>
}
