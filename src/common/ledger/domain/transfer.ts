import { type Day, type Fen, assert, fen } from '#kernel'
import { type Purpose, isOffBalance } from './chart.ts'

/** One row of the ledger: an amount from one account to another, so every voucher balances by construction. */
export interface Transfer {
  /** What happened: `DISBURSED`, `REPAID_INTEREST` … */
  readonly kind: string
  readonly debit: Purpose
  readonly credit: Purpose
  /** A negative amount is the same transfer with its sides swapped; zero is no transfer. */
  readonly amountFen: Fen
  /** None for a sum over notes. */
  readonly noteId: string | null
  readonly unitId: string
  readonly productCode: string
  /** The day from which it counts; never after the business day of its voucher. */
  readonly valueDay: Day
}

/** What is booked together: one act, or one step of a day-end over one unit. */
export interface Voucher {
  readonly voucherId: string
  readonly businessDay: Day
  /** The voucher this one takes back, or sets right. */
  readonly reverses?: string
  readonly transfers: readonly Transfer[]
}

/** The transfers as they are written: zeros dropped, negative ones with their sides swapped. */
export function asWritten(transfers: readonly Transfer[]): Transfer[] {
  return transfers.filter(({ amountFen }) => amountFen !== 0).map((one) => {
    assert(one.debit !== one.credit, `a transfer needs two accounts, got ${one.debit} twice`)
    assert(isOffBalance(one.debit) === isOffBalance(one.credit), `a transfer from ${one.credit} to ${one.debit} would cross the balance sheet`)
    return one.amountFen > 0 ? one : { ...one, debit: one.credit, credit: one.debit, amountFen: fen(-one.amountFen) }
  })
}
