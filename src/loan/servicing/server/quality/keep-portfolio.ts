import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import type { PortfolioCell } from './portfolio.ts'

/** Keeps the portfolio of a closed day, so that every report of that day reads the same and none has to scan the notes again. */
export async function keepPortfolio(tx: Tx, day: Day, cells: readonly PortfolioCell[]): Promise<number> {
  const groups = new Map<string, PortfolioCell>()
  for (const cell of cells) {
    const key = [cell.unitId, cell.productCode, cell.book, cell.riskClass, cell.bucket, cell.term].join(' ')
    const before = groups.get(key)
    groups.set(key, before === undefined ? cell : {
      ...before, notes: before.notes + cell.notes, balanceFen: before.balanceFen + cell.balanceFen, overduePrincipalFen: before.overduePrincipalFen + cell.overduePrincipalFen, overdueInterestFen: before.overdueInterestFen + cell.overdueInterestFen,
    })
  }
  const rows = [...groups.values()]
  const of = (pick: (cell: PortfolioCell) => string | number): (string | number)[] => rows.map(pick)
  await sql`
    insert into portfolio_day (bank_id, day, unit_id, product_code, book, risk_class, bucket, term, notes, balance_fen, overdue_principal_fen, overdue_interest_fen)
    select ${tx.bankId}::int, ${day}::date, c.* from unnest(${of((cell) => cell.unitId)}::uuid[], ${of((cell) => cell.productCode)}::text[], ${of((cell) => cell.book)}::text[], ${of((cell) => cell.riskClass)}::text[], ${of((cell) => cell.bucket)}::text[],
      ${of((cell) => cell.term)}::text[], ${of((cell) => cell.notes)}::int[], ${of((cell) => cell.balanceFen)}::bigint[], ${of((cell) => cell.overduePrincipalFen)}::bigint[], ${of((cell) => cell.overdueInterestFen)}::bigint[]) as c`.execute(tx)
  return rows.length
}
