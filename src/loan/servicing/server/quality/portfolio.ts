import { sql } from 'kysely'
import type { Day } from '#kernel'
import { BUCKETS, type Bucket, type RiskClass, TERMS, type Term } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** Notes of one unit and product that a report does not tell apart, at the end of a day. */
export interface PortfolioCell {
  readonly unitId: string
  readonly productCode: string
  readonly book: 'BOOK' | 'MIRROR'
  readonly riskClass: RiskClass
  readonly bucket: Bucket
  readonly term: Term
  readonly nonAccrual: boolean
  readonly notes: number
  readonly balanceFen: number
  /** Of overdue notes: principal fallen due and not paid; interest likewise. */
  readonly overduePrincipalFen: number
  readonly overdueInterestFen: number
  /** Interest accrued and not paid at the end of the day, that fallen due included. */
  readonly accruedFen: number
}

interface Row { unit_id: string; product_code: string; book: string; risk_class: string; bucket: number; term: number; off: boolean; notes: number; balance: number; principal: number; interest: number; accrued: number }

/**
 * The portfolio at the end of a closed day: one scan over the running notes, those an act of the next day already changed
 * read as they were. The interest is that of `accruedOn`, note by note, rounded once.
 */
export async function portfolioOf(tx: Tx, day: Day, unitId: string | null = null): Promise<PortfolioCell[]> {
  const ofUnit = unitId === null ? sql`` : sql`and n.unit_id = ${unitId}`
  // Sums come as text of their own kind; a statement that only reads may use every core.
  const { rows } = await sql<Row>`
    with n as (
      select n.unit_id, n.product_code, n.book, n.risk_class, n.non_accrual_on, n.disbursed_on, n.matures_on, n.balance_fen, n.oldest_due_on, n.period_from, n.period_to, n.period_interest_fen, n.due_principal_fen, n.due_interest_fen
      from note n where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.disbursed_on <= ${day} ${ofUnit}
        and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
      union all
      select n.unit_id, n.product_code, n.book, n.risk_class, n.non_accrual_on, k.disbursed_on, k.matures_on, n.balance_fen, n.oldest_due_on, n.period_from, n.period_to, n.period_interest_fen, n.due_principal_fen, n.due_interest_fen
      from note_before n join note k on k.bank_id = ${tx.bankId} and k.note_id = n.note_id
      where n.bank_id = ${tx.bankId} and n.day = ${day} and n.state = 'RUNNING' ${ofUnit}
    )
    select unit_id, product_code, book, risk_class, non_accrual_on is not null as off,
      case when oldest_due_on < ${day} then width_bucket(${day}::date - oldest_due_on, ${sql.lit(LATE)}::int[]) else 0 end as bucket, ${termOf('matures_on - disbursed_on')} as term,
      count(*)::int as notes, sum(balance_fen)::bigint as balance,
      coalesce(sum(due_principal_fen) filter (where oldest_due_on < ${day}), 0)::bigint as principal, coalesce(sum(due_interest_fen) filter (where oldest_due_on < ${day}), 0)::bigint as interest,
      sum(due_interest_fen + case
        when period_interest_fen = 0 or period_from is null or ${day}::date <= period_from then 0
        when ${day}::date >= period_to then period_interest_fen
        else (2 * period_interest_fen * (${day}::date - period_from) + (period_to - period_from)) / (2 * (period_to - period_from)) end)::bigint as accrued
    from n group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`.execute(tx)
  return rows.map((row) => ({
    unitId: row.unit_id, productCode: row.product_code, book: row.book as PortfolioCell['book'], riskClass: row.risk_class as RiskClass, bucket: BUCKETS[row.bucket]!.id, term: TERMS[row.term]!.id, nonAccrual: row.off,
    notes: row.notes, balanceFen: row.balance, overduePrincipalFen: row.principal, overdueInterestFen: row.interest, accruedFen: row.accrued,
  }))
}

/** Lower ends of the buckets above the first, as width_bucket wants them. */
const LATE = `{${BUCKETS.slice(1).map(({ from }) => from).join(',')}}`

/** The place of a term in the list; asked of every note, and comparisons cost a third of width_bucket. */
function termOf(days: string) {
  return sql.raw(`case ${TERMS.slice(1).map(({ from }, at) => `when ${days} < ${from} then ${at}`).join(' ')} else ${TERMS.length - 1} end`)
}
