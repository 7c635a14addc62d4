import type { Day, Fen, Month } from '#kernel'

/** The layouts a bill can be in: those shipped in `layouts/`, and those a bank taught by hand. */
export type BillFormat =
  | 'alipay-personal' | 'wechat-personal' | 'alipay-merchant' | 'alipay-merchant-fund' | 'wechat-merchant' | 'wechat-merchant-fund' | 'jd-personal' | 'jd-merchant' | 'meituan-personal' | 'meituan-merchant'
  | 'icbc-debit' | 'ccb-debit' | 'boc-debit' | 'abc-debit' | 'cmb-debit' | 'bocom-debit' | 'spdb-debit' | 'citic-debit' | 'cgb-debit' | 'psbc-debit' | 'rural-debit'
  | `taught-${string}`

export type Direction = 'IN' | 'OUT' | 'NEUTRAL'

/**
 * What a row is to the business. TRADE is money earned by selling, PAYMENT any money spent; REFUND_PAID went back to a
 * customer, REFUND_RECEIVED came back from a seller; OWN moved between the owner's own pockets; LOAN was lent by someone;
 * OTHER came in without being sales (wages, interest, gifts); CLOSED never took place or was undone.
 */
export type Nature = 'TRADE' | 'PAYMENT' | 'REFUND_PAID' | 'REFUND_RECEIVED' | 'OWN' | 'LOAN' | 'OTHER' | 'CLOSED'

/** `2023-01-02` where the bill gives the day alone, `2023-01-02T10:11:12` where it gives the time too; always the bank's zone. */
export type At = string

export interface StatementRow {
  /** The bill's own number; its second appearance is `number#2`, and the seventh entry of a bill without numbers is `#7`. */
  readonly id: string
  /** Row of the sheet or line of the CSV, from 1. */
  readonly row: number
  readonly at: At
  readonly direction: Direction
  readonly amountFen: Fen
  /** The part of the amount that was or is a refund. */
  readonly refundFen: Fen
  readonly balanceFen: Fen | null
  readonly counterparty: string
  readonly kind: string
  readonly status: string
  readonly nature: Nature
  /** What the file itself says of the direction, before it is judged. */
  readonly recorded: Direction
  /** Last digits of the account the row is of, where the file says so row by row; else empty. */
  readonly accountTail: string
  /** Last digits of the other side's account; empty where they are not given or masked. */
  readonly counterTail: string
  /** What the row says beside its kind: goods, usage, remark. */
  readonly note: string
}

export interface StatementWarning {
  readonly code: 'HEADER_TOTALS' | 'OUTSIDE_PERIOD' | 'BALANCE_GAP' | 'BALANCE_MASKED' | 'DUPLICATE_ROW' | 'REFUND_NOT_PAID' | 'SIGNS_BY_BALANCE' | 'PARTY_NAMES' | 'FORMULA' | 'SHEET_NOT_READ' | 'FILE_NOT_READ'
  readonly row: number | null
  readonly message: string
}

export interface MonthTurnover {
  readonly month: Month
  readonly inFen: Fen
  readonly outFen: Fen
}

export interface StatementSummary {
  readonly count: number
  readonly inFen: Fen
  readonly outFen: Fen
  readonly neutralFen: Fen
  readonly refundPaidFen: Fen
  readonly turnoverFen: Fen
  readonly months: readonly MonthTurnover[]
}

export interface Statement {
  readonly format: BillFormat
  /** The layout as people of the bank know it. */
  readonly layoutName: string
  /** Whose account it is, by the bill or by who sent it; empty where neither says. */
  readonly holder: string
  /** Last digits of the account's number, where the bill names one account. */
  readonly accountTail: string
  readonly rows: readonly StatementRow[]
  readonly summary: StatementSummary
  readonly warnings: readonly StatementWarning[]
  /** The days the bill says it covers, where it says so. */
  readonly period: { readonly from: Day; readonly until: Day } | null
}

/** The day a row belongs to. */
export function dayOf(at: At): Day {
  return at.slice(0, 10) as Day
}

/** A statement as the command line and the API show it: the documented keys and no others. */
export function shownStatement(statement: Statement) {
  return {
    format: statement.format,
    rows: statement.rows.map(({ id, at, direction, amountFen, refundFen, balanceFen, counterparty, kind, status }) => (
      { id, at, direction, amountFen, refundFen, balanceFen, counterparty, kind, status })),
    summary: statement.summary,
    warnings: statement.warnings,
  }
}
