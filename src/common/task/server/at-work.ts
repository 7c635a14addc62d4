import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'

/** A person at work on a case: who, which, on what business day, at what instant. */
export interface AtWork {
  readonly staff: Staff
  readonly caseId: string
  readonly on: Day
  readonly now: Date
}
