import { type Fen, type Month, fen, monthOf } from '#kernel'
import { type StatementRow, type StatementSummary, dayOf } from './statement.ts'

/**
 * What a bill adds up to. Turnover is what was sold less what was given back to customers; refunds received, own money and
 * closed orders are in `neutralFen` and nowhere else.
 */
export function summarise(rows: readonly StatementRow[]): StatementSummary {
  const sums = { IN: 0, OUT: 0, NEUTRAL: 0, sold: 0, givenBack: 0 }
  const months = new Map<Month, { IN: number; OUT: number; NEUTRAL: number }>()
  for (const row of rows) {
    const of = monthOf(dayOf(row.at))
    let month = months.get(of)
    if (!month) months.set(of, month = { IN: 0, OUT: 0, NEUTRAL: 0 })
    month[row.direction] += row.amountFen
    sums[row.direction] += row.amountFen
    if (row.nature === 'TRADE') sums.sold += row.amountFen
    sums.givenBack += refundPaid(row)
  }
  return {
    count: rows.length, inFen: fen(sums.IN), outFen: fen(sums.OUT), neutralFen: fen(sums.NEUTRAL),
    refundPaidFen: fen(sums.givenBack), turnoverFen: fen(sums.sold - sums.givenBack),
    months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, sum]) => ({ month, inFen: fen(sum.IN), outFen: fen(sum.OUT) })),
  }
}

/** What this row gave back to a customer: a refund of its own, or the refunded part of a sale. */
export function refundPaid(row: StatementRow): Fen | 0 {
  return row.nature === 'REFUND_PAID' || row.nature === 'TRADE' ? row.refundFen : 0
}

/** What this row adds to turnover. */
export function turnoverOf(row: StatementRow): number {
  return (row.nature === 'TRADE' ? row.amountFen : 0) - refundPaid(row)
}
