import { sql } from 'kysely'
import { type Day, assert } from '#kernel'
import type { Tx } from '#platform/db'
import { ensureChart } from './chart.ts'

export interface DayClosed {
  /** Balances written. */
  readonly rows: number
  readonly transfers: number
  readonly turnoverFen: number
}

/**
 * Closes a unit's day in the ledger: each balance is that of the day before and the day's transfers, and nothing is booked
 * on the day afterwards. The first closing of a unit opens with all that was booked before. Closing twice is one closing.
 */
export async function closeLedgerDay(tx: Tx, { day, unitId, now }: { readonly day: Day; readonly unitId: string; readonly now: string }): Promise<DayClosed> {
  await ensureChart(tx)
  const before = await tx.selectFrom('ledger_day').select(({ fn }) => fn.max('day').as('day')).where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).executeTakeFirstOrThrow()
  if (before.day !== null && before.day >= day) return { rows: 0, transfers: 0, turnoverFen: 0 }
  const { rows: [sums] } = await sql<{ transfers: number; turnover: number }>`
    insert into ledger_day (bank_id, day, unit_id, transfer_count, turnover_fen, closed_at)
    select ${tx.bankId}, ${day}, ${unitId}, count(*), coalesce(sum(t.amount_fen), 0), ${now} from transfer t where t.bank_id = ${tx.bankId} and t.business_day = ${day} and t.unit_id = ${unitId}
    returning transfer_count as transfers, turnover_fen::bigint as turnover`.execute(tx)
  const { rows: [written] } = await sql<{ rows: number; sum: number }>`
    with moved as (
      select s.product_code, s.code, sum(s.debit)::bigint as debit, sum(s.credit)::bigint as credit from (
        select t.product_code, t.debit_code as code, t.amount_fen as debit, 0::bigint as credit from transfer t where t.bank_id = ${tx.bankId} and t.business_day = ${day} and t.unit_id = ${unitId}
        union all
        select t.product_code, t.credit_code, 0, t.amount_fen from transfer t where t.bank_id = ${tx.bankId} and t.business_day = ${day} and t.unit_id = ${unitId}
      ) s group by 1, 2
    ), stood as (
      select s.product_code, s.code, sum(s.amount)::bigint as opening from (
        select b.product_code, b.account_code as code, b.closing_fen as amount from account_balance b where b.bank_id = ${tx.bankId} and b.day = ${before.day}::date and b.unit_id = ${unitId}
        union all
        select t.product_code, t.debit_code, t.amount_fen from transfer t where t.bank_id = ${tx.bankId} and t.business_day > coalesce(${before.day}::date, '-infinity') and t.business_day < ${day} and t.unit_id = ${unitId}
        union all
        select t.product_code, t.credit_code, -t.amount_fen from transfer t where t.bank_id = ${tx.bankId} and t.business_day > coalesce(${before.day}::date, '-infinity') and t.business_day < ${day} and t.unit_id = ${unitId}
      ) s group by 1, 2 having sum(s.amount) <> 0
    ), put as (
      insert into account_balance (bank_id, day, unit_id, product_code, account_code, opening_fen, debit_fen, credit_fen, closing_fen)
      select ${tx.bankId}, ${day}, ${unitId}, coalesce(m.product_code, s.product_code), coalesce(m.code, s.code), coalesce(s.opening, 0), coalesce(m.debit, 0), coalesce(m.credit, 0),
        coalesce(s.opening, 0) + coalesce(m.debit, 0) - coalesce(m.credit, 0)
      from moved m full join stood s on s.product_code = m.product_code and s.code = m.code
      returning closing_fen
    )
    select count(*)::int as rows, coalesce(sum(closing_fen), 0)::bigint as sum from put`.execute(tx)
  assert(written!.sum === 0, `the balances of unit ${unitId} on ${day} add up to ${written!.sum}, not to nothing`)
  return { rows: written!.rows, transfers: sums!.transfers, turnoverFen: sums!.turnover }
}

/** The last day a unit of the bank has closed; none before the first. */
export async function lastClosedDay(tx: Tx): Promise<Day | null> {
  const row = await tx.selectFrom('ledger_day').select(({ fn }) => fn.max('day').as('day')).where('bank_id', '=', tx.bankId).executeTakeFirst()
  return (row?.day ?? null) as Day | null
}
