import { unitsInSight } from '#common/staff/server'
import { type Day, addDays } from '#kernel'
import { type DebitDay, type DebitOrderShown, type DebitQuestion, ORDER_STATES, type OrderState } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

const DAYS_SHOWN = 30

/** 扣划: the orders of a day, their files, and what came of them; of the units this person's posts reach. */
export async function readDebitDay(tx: Tx, staff: Staff, question: DebitQuestion, today: Day): Promise<DebitDay> {
  const units = await unitsInSight(tx, staff.posts, 'debit.read')
  const days = await daysWithOrders(tx, units, today)
  const on = (question.on as Day | undefined) ?? (days.includes(today) ? today : days[0] ?? today)
  const counts = await countsOf(tx, units, on)
  const of = question.state
  return {
    on, today, days, drawdowns: await drawdownsOf(tx, staff, units, on), batches: await batchesOf(tx, units, on), counts, waiting: await waitingOf(tx, units), orders: await ordersShown(tx, staff, { units, on, of, limit: question.limit }),
    count: of === undefined ? Object.values(counts).reduce((sum, one) => sum + one.count, 0) : counts[of].count,
  }
}

/** The latest days with orders. Each is found from the one after it, so that a million orders are not read for thirty days. */
async function daysWithOrders(tx: Tx, units: readonly string[], today: Day): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    with recursive days as (
      (select day from debit_order where bank_id = ${tx.bankId} and day <= ${addDays(today, 1)} order by day desc limit 1)
      union all
      select (select o.day from debit_order o where o.bank_id = ${tx.bankId} and o.day < days.day order by o.day desc limit 1) from days where days.day is not null
    )
    select d.day from (select day from days where day is not null limit ${DAYS_SHOWN}) d
    where exists (select from debit_order o where o.bank_id = ${tx.bankId} and o.day = d.day and o.unit_id = any(${units}::uuid[])) order by d.day desc`.execute(tx)
  return rows.map((row) => row.day)
}

async function batchesOf(tx: Tx, units: readonly string[], on: Day): Promise<DebitDay['batches']> {
  const { rows } = await sql<DebitDay['batches'][number]>`
    select b.batch_id as "batchId", b.number, b.product_code as "productCode", p.name as "productName", count(o.note_id)::int as orders, coalesce(sum(o.amount_fen), 0)::bigint as "amountFen", b.made_at as "madeAt",
      (count(o.note_id) filter (where o.state <> 'SENT'))::int as answered, coalesce(sum(o.debited_fen), 0)::bigint as "debitedFen", coalesce(sum(r.settled_fen), 0)::bigint as "settledFen", coalesce(sum(r.suspense_fen), 0)::bigint as "suspenseFen"
    from debit_batch b
    join product p on p.bank_id = b.bank_id and p.product_code = b.product_code
    left join debit_order o on o.bank_id = b.bank_id and o.day = b.day and o.batch_id = b.batch_id and o.unit_id = any(${units}::uuid[])
    left join (select bank_id, order_no, sum(settled_fen) as settled_fen, sum(suspense_fen) as suspense_fen from debit_result where bank_id = ${tx.bankId} and day = ${on} group by bank_id, order_no) r on r.bank_id = o.bank_id and r.order_no = o.order_no
    where b.bank_id = ${tx.bankId} and b.day = ${on}
    group by b.batch_id, b.number, b.product_code, p.name, b.made_at order by b.number`.execute(tx)
  return rows
}

const DRAWDOWNS_SHOWN = 100

async function drawdownsOf(tx: Tx, staff: Staff, units: readonly string[], on: Day): Promise<DebitDay['drawdowns']> {
  const { rows } = await sql<DebitDay['drawdowns'][number]>`
    select o.note_id as "noteId", o.note_number as "noteNumber", case when ${staff.permissions.has('customer.read')} then k.name else '' end as "customerName", o.amount_fen as "amountFen", o.day, o.state, o.core_number as "coreNumber", o.reason
    from drawdown_order o
    join note n on n.bank_id = o.bank_id and n.note_id = o.note_id
    join customer k on k.bank_id = n.bank_id and k.customer_id = n.customer_id
    where o.bank_id = ${tx.bankId} and o.unit_id = any(${units}::uuid[]) and (o.day = ${on} or o.state in ('WAITING', 'SENT')) order by o.day desc, o.note_number limit ${DRAWDOWNS_SHOWN}`.execute(tx)
  return rows
}

async function countsOf(tx: Tx, units: readonly string[], on: Day): Promise<DebitDay['counts']> {
  const { rows } = await sql<{ state: OrderState; count: number; amount: number; debited: number }>`
    select state, count(*)::int as count, sum(amount_fen)::bigint as amount, sum(debited_fen)::bigint as debited from debit_order where bank_id = ${tx.bankId} and day = ${on} and unit_id = any(${units}::uuid[]) group by state`.execute(tx)
  return Object.fromEntries((Object.keys(ORDER_STATES) as OrderState[]).map((state) => {
    const row = rows.find((one) => one.state === state)
    return [state, { count: row?.count ?? 0, amountFen: row?.amount ?? 0, debitedFen: row?.debited ?? 0 }]
  })) as DebitDay['counts']
}

async function waitingOf(tx: Tx, units: readonly string[]): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from debit_result where bank_id = ${tx.bankId} and state = 'WAITING' and unit_id = any(${units}::uuid[])`.execute(tx)
  return row?.count ?? 0
}

interface OrdersAsked { readonly units: readonly string[]; readonly on: Day; readonly of: OrderState | undefined; readonly limit: number }

/** Orders that need someone first: unanswered or short, the largest amounts before the others. */
async function ordersShown(tx: Tx, staff: Staff, { units, on, of, limit }: OrdersAsked): Promise<DebitOrderShown[]> {
  const { rows } = await sql<DebitOrderShown>`
    select o.note_id as "noteId", n.number as "noteNumber", case when ${staff.permissions.has('customer.read')} then k.name else '' end as "customerName", n.case_id as "caseId", u.name as "unitName", n.account_masked as "accountMasked", o.order_no as "orderNo",
      o.amount_fen as "amountFen", o.overdue_fen as "overdueFen", o.debited_fen as "debitedFen", o.state, o.reason, o.answered_on as "answeredOn"
    from debit_order o
    join note n on n.bank_id = o.bank_id and n.note_id = o.note_id
    join customer k on k.bank_id = n.bank_id and k.customer_id = n.customer_id
    join unit u on u.bank_id = o.bank_id and u.unit_id = o.unit_id
    where o.bank_id = ${tx.bankId} and o.day = ${on} and o.unit_id = any(${units}::uuid[]) ${of === undefined ? sql`` : sql`and o.state = ${of}`}
    order by o.state = 'FULL', o.amount_fen - o.debited_fen desc, o.order_no limit ${limit}`.execute(tx)
  return rows
}
