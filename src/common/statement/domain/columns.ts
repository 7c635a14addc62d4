import type { DayOrder } from './moment.ts'

/** What a column means, whatever a bank calls it. */
export type Role =
  | 'id' | 'order' | 'refundId' | 'at' | 'time' | 'flow' | 'amount' | 'income' | 'expense' | 'refund' | 'balance'
  | 'counterparty' | 'counterAccount' | 'account' | 'kind' | 'detail' | 'note' | 'status' | 'refundStatus' | 'currency'

/** Column names in their plain form (see `columnName`), the preferred one first. */
export type Columns = Readonly<Partial<Record<Role, readonly string[]>>>

/** Where the columns stand in a file, and how the file titles them. */
export interface Header {
  readonly columns: Columns
  readonly at: Readonly<Partial<Record<Role, number>>>
  readonly titles: Readonly<Partial<Record<Role, string>>>
  /** How days are written, where they do not begin with a year of four digits. */
  readonly day?: DayOrder
}
