import type { Fen } from '#kernel'

/** What of the bank's policy the reading of accounts goes by. */
export interface FlowRules {
  /** Hours within which money that came counts as gone again. */
  readonly passThroughHours: number
  /** A payment of the same amount, give or take this share, makes a receipt one that only passed through. */
  readonly passThroughTolerance: string
  /** Receipts below this are never judged to have passed through: a day's takings are often paid on. */
  readonly passThroughAtLeast: Fen
  /** A month whose lowest balance is no higher is a tight one. */
  readonly tightBalance: Fen
  readonly tightOfMonths: number
  /** Yearly rate of demand deposits, by which interest is turned back into a balance. */
  readonly demandRate: string
}

/** Who belongs to the case, by whose names and accounts money that only moves among them is known. */
export interface Household {
  readonly names: readonly string[]
}

/** What an officer ruled of one row. */
export interface Ruling {
  readonly rules: 'COUNTS' | 'EXCLUDED'
  readonly reason: string
  readonly by: string
  readonly on: string
}
