import type { Fen } from '#kernel'
import type { Cells } from './cells.ts'
import type { Columns, Header, Role } from './columns.ts'
import type { At, BillFormat, Direction, Nature } from './statement.ts'

/** One row as its layout understands it. */
export interface Entry {
  readonly id: string
  readonly at: At
  readonly recorded: Direction
  readonly nature: Nature
  readonly amountFen: Fen
  readonly refundFen: Fen
  readonly balanceFen: Fen | null
  readonly counterparty: string
  readonly kind: string
  readonly status: string
  /** The seller's own number of the order, which a sale and its refund share. */
  readonly order?: string
  /** A refund that has not been paid, or not yet. */
  readonly refundOpen?: boolean
}

/** A kind of bill: by which columns it is known, and how a row of it reads. */
export interface Layout {
  readonly format: BillFormat
  readonly name: string
  /** Words above the rows that say whose bill it is, where titles alone leave it open. */
  readonly says?: RegExp
  /** Its titles are those of another with a column left out: without its words it is not taken for this one. */
  readonly needsItsWords?: boolean
  /** Titles many banks share: it gives way to every other layout that fits. */
  readonly isGeneric?: boolean
  /** Taught by the bank itself: it goes before every other layout that fits. */
  readonly isTaught?: boolean
  /** A bank's: where an amount has no column for its direction, the balances may correct what its sign says. */
  readonly hasSigns?: boolean
  readonly columns: Columns
  readonly required: readonly Role[]
  readonly read: (cells: Cells) => Entry
  /** Finds the columns itself where their titles alone do not tell them apart. */
  readonly place?: (names: readonly string[]) => Header
}
