import { type RawBuilder, sql } from 'kysely'
import { type Day, firstDay, monthOf } from '#kernel'
import { NON_PERFORMING, PAR30_FROM, SIZES } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

const YEAR_DIGITS = 4
const PAR90_FROM = 91

/** Every note there ever was at the end of a day, those an act of the next day already changed as they were. */
export function notesAt(tx: Tx, day: Day): RawBuilder<unknown> {
  return sql`
    select n.note_id, n.customer_id, n.line_id, n.unit_id, n.product_code, n.state, n.amount_fen, n.balance_fen, n.annual_rate, n.disbursed_on, n.risk_class, n.due_principal_fen, n.written_off_fen, n.schedule_version, n.oldest_due_on,
      case when n.state = 'RUNNING' and n.oldest_due_on < ${day} then ${day}::date - n.oldest_due_on else 0 end as late
    from note n where n.bank_id = ${tx.bankId} and n.state <> 'REVERSED' and n.disbursed_on <= ${day} and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
    union all
    select b.note_id, n.customer_id, n.line_id, b.unit_id, b.product_code, b.state, n.amount_fen, b.balance_fen, b.annual_rate, n.disbursed_on, b.risk_class, b.due_principal_fen, b.written_off_fen, b.schedule_version, b.oldest_due_on,
      case when b.state = 'RUNNING' and b.oldest_due_on < ${day} then ${day}::date - b.oldest_due_on else 0 end
    from note_before b join note n on n.bank_id = ${tx.bankId} and n.note_id = b.note_id where b.bank_id = ${tx.bankId} and b.day = ${day} and b.state <> 'REVERSED'`
}

const BAD = sql`n.state = 'RUNNING' and n.risk_class = any(${[...NON_PERFORMING]}::text[])`

/** Sums over all notes by unit, product, guarantee, client manager and whether it was the borrower's first loan. */
export async function keepAccountFigures(tx: Tx, day: Day): Promise<{ rows: number; balanceFen: number }> {
  const { rows: [kept] } = await sql<{ rows: number; balance: number }>`
    with n as (select a.*, row_number() over (partition by a.customer_id order by a.disbursed_on, a.note_id) = 1 as is_first from (${notesAt(tx, day)}) a), kept as (
      insert into account_figure (bank_id, day, unit_id, product_code, guarantee, manager_id, first_loan, lent, lent_fen, written_off_fen, notes, balance_fen, overdue_notes, overdue_fen, overdue_principal_fen, par30_fen, non_performing_fen)
      select ${tx.bankId}::int, ${day}::date, n.unit_id, n.product_code, l.guarantee, k.manager_id,
        n.is_first, count(*), sum(n.amount_fen), sum(n.written_off_fen), count(*) filter (where n.state = 'RUNNING'), coalesce(sum(n.balance_fen) filter (where n.state = 'RUNNING'), 0), count(*) filter (where n.late > 0), coalesce(sum(n.balance_fen) filter (where n.late > 0), 0),
        coalesce(sum(n.due_principal_fen) filter (where n.late > 0), 0), coalesce(sum(n.balance_fen) filter (where n.late >= ${PAR30_FROM}), 0), coalesce(sum(n.balance_fen) filter (where ${BAD}), 0)
      from n join line l on l.bank_id = ${tx.bankId} and l.line_id = n.line_id join customer k on k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id
      group by 3, 4, 5, 6, 7 returning balance_fen
    ) select count(*)::int as rows, coalesce(sum(balance_fen), 0)::bigint as balance from kept`.execute(tx)
  return { rows: kept!.rows, balanceFen: kept!.balance }
}

/** Sums by unit, kind and size of customer, each customer once, by all the lines he has. */
export async function keepCustomerFigures(tx: Tx, day: Day): Promise<number> {
  const size = sql.raw(`case ${SIZES.slice(0, -1).map(({ id, upToFen }) => `when c.cap_fen <= ${upToFen} then '${id}'`).join(' ')} else '${SIZES.at(-1)!.id}' end`)
  const { numAffectedRows } = await sql`
    insert into customer_figure (bank_id, day, unit_id, customer_type, size, customers, balance_fen, rate_fen, lent_year, lent_year_fen, overdue_fen, overdue90_fen, non_performing_fen)
    select ${tx.bankId}::int, ${day}::date, k.unit_id, k.customer_type, ${size}, count(*), sum(o.balance), sum(o.rate), sum(o.lent), sum(o.lent_fen), sum(o.overdue), sum(o.overdue90), sum(o.bad)
    from (
      select n.customer_id, sum(n.balance_fen) filter (where n.state = 'RUNNING') as balance, sum(n.balance_fen * n.annual_rate) filter (where n.state = 'RUNNING') as rate, count(*) filter (where n.disbursed_on >= ${`${day.slice(0, YEAR_DIGITS)}-01-01`}) as lent,
        coalesce(sum(n.amount_fen) filter (where n.disbursed_on >= ${`${day.slice(0, YEAR_DIGITS)}-01-01`}), 0) as lent_fen, coalesce(sum(n.balance_fen) filter (where n.late > 0), 0) as overdue, coalesce(sum(n.balance_fen) filter (where n.late >= ${PAR90_FROM}), 0) as overdue90, coalesce(sum(n.balance_fen) filter (where ${BAD}), 0) as bad
      from (${notesAt(tx, day)}) n group by 1 having count(*) filter (where n.state = 'RUNNING') > 0
    ) o join customer k on k.bank_id = ${tx.bankId} and k.customer_id = o.customer_id
    join (select l.customer_id, sum(l.cap_fen) as cap_fen from line l where l.bank_id = ${tx.bankId} and l.state <> 'CLOSED' group by 1) c on c.customer_id = o.customer_id
    group by 3, 4, 5`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Of what fell due since the first of the month, or the first day that was counted, what is not paid at the end of the day. Only notes with something open are looked at. */
export async function keepMaturityFigures(tx: Tx, day: Day): Promise<number> {
  const { rows: [counted] } = await sql<{ from: string | null }>`select min(day) as from from due_of_day where bank_id = ${tx.bankId} and day between ${firstDay(monthOf(day))} and ${day}`.execute(tx)
  const from = counted!.from
  if (from === null) return 0
  const { numAffectedRows } = await sql`
    insert into maturity_figure (bank_id, day, unit_id, product_code, from_day, instalments, principal_fen, unpaid, unpaid_fen)
    with open as (
      select unit_id, product_code, note_id, schedule_version from note n where bank_id = ${tx.bankId} and state = 'RUNNING' and oldest_due_on <= ${day} and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
      union all select unit_id, product_code, note_id, schedule_version from note_before where bank_id = ${tx.bankId} and day = ${day} and state = 'RUNNING' and oldest_due_on <= ${day}
    ), unpaid as (
      select o.unit_id, o.product_code, count(*) as instalments, sum(i.principal_fen - coalesce(b.paid, s.principal_paid_fen, 0)) as principal
      from open o join instalment i on i.bank_id = ${tx.bankId} and i.note_id = o.note_id and i.version = o.schedule_version and i.due_on between ${from} and ${day} and i.kind = 'REGULAR'
      left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = o.note_id and s.seq = i.seq
      left join lateral (select true as is_kept, (select (x ->> 'principal_paid_fen')::bigint from json_array_elements(b.instalment_states) x where (x ->> 'seq')::int = i.seq) as paid from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = o.note_id) b on true
      where case when b.is_kept then b.paid is not null else s.settled_on is null end group by 1, 2
    )
    select ${tx.bankId}::int, ${day}::date, d.unit_id, d.product_code, ${from}::date, sum(d.instalments), sum(d.principal_fen), coalesce(max(u.instalments), 0), coalesce(max(u.principal), 0)
    from due_of_day d left join unpaid u on u.unit_id = d.unit_id and u.product_code = d.product_code where d.bank_id = ${tx.bankId} and d.day between ${from} and ${day} group by d.unit_id, d.product_code having sum(d.instalments) > 0`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** What came in on a day by its parts, reversals taken off; the first time, all that came in before as well. */
export async function keepCollected(tx: Tx, day: Day): Promise<number> {
  const { rows: [before] } = await sql<{ any: boolean }>`select exists (select from collected_of_day where bank_id = ${tx.bankId}) as any`.execute(tx)
  const recorded = (column: string) => (before!.any ? sql`${sql.ref(column)} = ${day}` : sql`${sql.ref(column)} <= ${day}`)
  const { numAffectedRows } = await sql`
    insert into collected_of_day (bank_id, day, unit_id, product_code, repayments, principal_fen, interest_fen, charges_fen)
    select ${tx.bankId}::int, ${day}::date, n.unit_id, n.product_code, coalesce(sum(m.sign) filter (where m.line_no = 1), 0), coalesce(sum(m.amount_fen * m.sign) filter (where m.part = 'PRINCIPAL'), 0), coalesce(sum(m.amount_fen * m.sign) filter (where m.part = 'INTEREST'), 0),
      coalesce(sum(m.amount_fen * m.sign) filter (where m.part not in ('PRINCIPAL', 'INTEREST')), 0)
    from (
      select a.note_id, a.part, a.amount_fen, a.line_no, 1 as sign from repayment r join repayment_allocation a on a.bank_id = ${tx.bankId} and a.repayment_id = r.repayment_id where r.bank_id = ${tx.bankId} and ${recorded('r.recorded_on')}
      union all
      select a.note_id, a.part, a.amount_fen, a.line_no, -1 from repayment_reversal v join repayment_allocation a on a.bank_id = ${tx.bankId} and a.repayment_id = v.repayment_id where v.bank_id = ${tx.bankId} and ${recorded('v.reversed_on')}
    ) m join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id group by 3, 4`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
