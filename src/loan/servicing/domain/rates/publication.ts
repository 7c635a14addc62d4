import type { Day } from '#kernel'

/** One publication of the rate: the day and both tenors, as shares of one. */
export interface Publication {
  readonly publishedOn: Day
  readonly oneYear: string
  readonly fiveYears: string
}
