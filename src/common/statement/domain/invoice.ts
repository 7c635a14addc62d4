import type { Day, Fen } from '#kernel'

/** One VAT invoice, as far as the figures need it. */
export interface Invoice {
  /** The firm whose books it is in. */
  readonly firm: string
  readonly of: 'SALES' | 'PURCHASES'
  readonly on: Day
  /** The other firm. */
  readonly partner: string
  /** Price with tax; below zero for a return. */
  readonly totalFen: Fen
  readonly valid: boolean
  /** Names where the list gives them beside the codes. */
  readonly partnerName: string
  readonly goods: string
}
