import { sql } from 'kysely'
import type { AccountKind, BalanceQuestion, Side, TrialBalance } from '#common/ledger/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { lastClosedDay } from './close-day.ts'

interface Row { code: string; name: string; kind: string; side: string; opening: number; debit: number; credit: number }

/**
 * The trial balance of a day. Closed units are read from their balances; of the others, what stood at their last closing and
 * what was booked since.
 */
export async function trialBalance(tx: Tx, asked: BalanceQuestion, on: Day): Promise<TrialBalance> {
  const last = await lastClosedDay(tx)
  const day = (asked.day ?? last ?? on) as Day
  const unit = asked.unitId === undefined ? sql`` : sql`and x.unit_id = ${asked.unitId}`
  const product = asked.productCode === undefined ? sql`` : sql`and x.product_code = ${asked.productCode}`
  const { rows } = await sql<Row>`
    with closed as (
      select x.unit_id, max(x.day) as day from ledger_day x where x.bank_id = ${tx.bankId} and x.day <= ${day} ${unit} group by 1
    ), s as (
      select x.account_code as code, case when c.day = ${day} then x.opening_fen else x.closing_fen end as opening, case when c.day = ${day} then x.debit_fen else 0 end as debit, case when c.day = ${day} then x.credit_fen else 0 end as credit
      from account_balance x join closed c on c.unit_id = x.unit_id and c.day = x.day where x.bank_id = ${tx.bankId} ${unit} ${product}
      union all
      select x.debit_code, case when x.business_day < ${day} then x.amount_fen else 0 end, case when x.business_day = ${day} then x.amount_fen else 0 end, 0
      from transfer x left join closed c on c.unit_id = x.unit_id where x.bank_id = ${tx.bankId} and x.business_day <= ${day} and x.business_day > coalesce((select min(day) from closed), '-infinity') and (c.day is null or x.business_day > c.day) ${unit} ${product}
      union all
      select x.credit_code, case when x.business_day < ${day} then -x.amount_fen else 0 end, 0, case when x.business_day = ${day} then x.amount_fen else 0 end
      from transfer x left join closed c on c.unit_id = x.unit_id where x.bank_id = ${tx.bankId} and x.business_day <= ${day} and x.business_day > coalesce((select min(day) from closed), '-infinity') and (c.day is null or x.business_day > c.day) ${unit} ${product}
    )
    select a.code, a.name, a.kind, a.side, coalesce(sum(s.opening), 0)::bigint as opening, coalesce(sum(s.debit), 0)::bigint as debit, coalesce(sum(s.credit), 0)::bigint as credit
    from ledger_account a left join s on s.code = a.code where a.bank_id = ${tx.bankId} group by 1, 2, 3, 4 order by 1`.execute(tx)
  const shown = rows.map((row) => ({ code: row.code, name: row.name, kind: row.kind as AccountKind, side: row.side as Side, openingFen: row.opening, debitFen: row.debit, creditFen: row.credit, closingFen: row.opening + row.debit - row.credit }))
  const openUnits = await unitsOpen(tx, day, asked.unitId)
  return { day, closed: openUnits === 0, openUnits, rows: shown, totals: totalsOf(shown), ...await choices(tx), lastClosedDay: last, on }
}

function totalsOf(rows: TrialBalance['rows']): TrialBalance['totals'] {
  const sum = (of: (row: TrialBalance['rows'][number]) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const onBalance = (off: boolean) => (row: TrialBalance['rows'][number]): number => ((row.kind === 'OFF_BALANCE') === off ? row.closingFen : 0)
  return {
    debitFen: sum((row) => row.debitFen), creditFen: sum((row) => row.creditFen),
    debitBalanceFen: sum((row) => Math.max(0, onBalance(false)(row))), creditBalanceFen: sum((row) => Math.max(0, -onBalance(false)(row))),
    offDebitBalanceFen: sum((row) => Math.max(0, onBalance(true)(row))), offCreditBalanceFen: sum((row) => Math.max(0, -onBalance(true)(row))),
  }
}

/** Units with something in the ledger whose day is not closed. */
async function unitsOpen(tx: Tx, day: Day, unitId: string | undefined): Promise<number> {
  const ofUnit = unitId === undefined ? sql`` : sql`and u.unit_id = ${unitId}`
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from unit u where u.bank_id = ${tx.bankId} ${ofUnit} and not exists (select from ledger_day d where d.bank_id = ${tx.bankId} and d.day = ${day} and d.unit_id = u.unit_id)`.execute(tx)
  return rows[0]?.n ?? 0
}

async function choices(tx: Tx): Promise<Pick<TrialBalance, 'units' | 'products'>> {
  const units = await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).orderBy('code').execute()
  const products = await tx.selectFrom('product').select(['product_code', 'name']).where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
  return { units: units.map((row) => ({ unitId: row.unit_id, name: row.name })), products: products.map((row) => ({ productCode: row.product_code, name: row.name })) }
}
