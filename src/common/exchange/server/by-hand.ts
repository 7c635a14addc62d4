import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'

/** Who acts, on which business day, at which instant. */
export interface ByHand {
  readonly staff: Staff
  readonly on: Day
  readonly now: Date
}
