import { type RawBuilder, sql } from 'kysely'
import { type Day, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import { endContractsOf } from '../end-contract.ts'
import { isUnfinished } from './keep-before.ts'

/** Where plain payments are booked. */
export interface PlainPayments {
  readonly day: Day
  readonly channel: string
  readonly now: string
}

export interface PlainDone {
  readonly count: number
  readonly amountFen: number
  /** Of notes that are paid off by them. */
  readonly settled: readonly string[]
  /** How many were looked at, and the note of the last. */
  readonly offered: number
  readonly last: string | null
}

const NOTHING_DONE: PlainDone = { count: 0, amountFen: 0, settled: [], offered: 0, last: null }

/**
 * The payment nearly everyone makes: on its due day, all of what falls due on it and nothing else, on a note to which nothing
 * else ever happened. Set off by one statement for all of them, with the same rows as `settlePayments` writes by the rules of
 * the domain (a test compares them row by row); whatever is not as plain as that is left, and goes by those rules.
 *
 * `items` are rows of note_id, amount_fen and source, each note at most once. A note that somebody changes meanwhile is found
 * changed once its row is locked, and is left as well. `answered` is a statement over `rolled`, the notes it was done for.
 */
export async function settlePlain(tx: Tx, items: RawBuilder<unknown>, at: PlainPayments, answered: RawBuilder<unknown> = sql`select 1`): Promise<PlainDone> {
  // Yesterday's state would have to be kept first; that is rare enough to be done note by note.
  if (await isUnfinished(tx, addDays(at.day, -1))) return NOTHING_DONE
  const { rows: [done] } = await sql<PlainDone>`
    with account as materialized (select ${code(tx, 'SETTLEMENT')} as settlement, ${code(tx, 'INTEREST_RECEIVABLE')} as interest, ${code(tx, 'PRINCIPAL')} as principal),
    item as materialized (${items}),
    fit as materialized (${fitting(tx, at)}),
    rolled as (
      update note n set balance_fen = n.balance_fen - f.principal, oldest_due_on = f.next_on, next_event_on = f.next_on, period_from = case when f.next_on is not null then n.period_to end, period_to = f.next_on,
        period_interest_fen = coalesce(f.next_interest, 0), state = case when f.next_on is null then 'SETTLED' else n.state end, settled_on = case when f.next_on is null then ${at.day}::date end, repayment_count = n.repayment_count + 1, row_version = n.row_version + 1
      from fit f where n.bank_id = ${tx.bankId} and n.note_id = f.note_id and n.row_version = f.row_version and n.repayment_count = f.repayment_count and n.event_count = 0 and n.next_event_on = ${at.day} and n.oldest_due_on = ${at.day}
      returning f.*
    ),
    line_of_payment as materialized (
      select r.note_id, r.repayment_id, r.unit_id, r.product_code, r.seq, case p.part when 'PRINCIPAL' then case when r.interest > 0 then 2 else 1 end else 1 end as line_no, p.part, p.amount, p.code,
        '第 ' || r.seq || ' 期' || p.name || ' ' || to_char(p.amount / 100.0, ${YUAN}) as says
      from rolled r cross join account a cross join lateral (values ('INTEREST', '利息', r.interest, a.interest), ('PRINCIPAL', '本金', r.principal, a.principal)) p(part, name, amount, code) where p.amount > 0
    ),
    repaid as (
      insert into repayment (bank_id, repayment_id, note_id, seq, number, kind, amount_fen, paid_on, channel, payer, recorded_on, recorded_at, source)
      select ${tx.bankId}::int, r.repayment_id, r.note_id, r.repayment_count + 1, r.number || '-HK' || lpad((r.repayment_count + 1)::text, ${SEQ_DIGITS}, '0'), 'DUE', r.amount_fen, ${at.day}::date, ${at.channel}, 'OWN', ${at.day}::date, ${at.now}::timestamptz, r.source from rolled r
    ),
    allocated as (
      insert into repayment_allocation (bank_id, repayment_id, line_no, note_id, seq, part, owed_fen, amount_fen, says)
      select ${tx.bankId}::int, l.repayment_id, l.line_no, l.note_id, l.seq, l.part, l.amount, l.amount, l.says from line_of_payment l
    ),
    booked as (
      insert into transfer (bank_id, voucher_id, line_no, business_day, value_day, kind, debit_code, credit_code, amount_fen, unit_id, product_code, note_id)
      select ${tx.bankId}::int, l.repayment_id, l.line_no, ${at.day}::date, ${at.day}::date, 'REPAID', a.settlement, l.code, l.amount, l.unit_id, l.product_code, l.note_id from line_of_payment l cross join account a
    ),
    stood as (
      insert into instalment_state (bank_id, note_id, seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, compound_closed_fen, compound_paid_fen, settled_on)
      select ${tx.bankId}::int, r.note_id, r.seq, r.principal, r.interest, 0, 0, 0, 0, ${at.day}::date from rolled r
    ),
    drawn as (
      update line l set drawn_fen = l.drawn_fen - g.amount, row_version = l.row_version + 1 from (select line_id, sum(principal)::bigint as amount from rolled where principal > 0 group by 1 order by 1) g
      where l.bank_id = ${tx.bankId} and l.line_id = g.line_id
    ),
    drawn_of_product as (
      update line_product l set drawn_fen = l.drawn_fen - g.amount from (select line_id, product_code, sum(principal)::bigint as amount from rolled where principal > 0 group by 1, 2 order by 1, 2) g
      where l.bank_id = ${tx.bankId} and l.line_id = g.line_id and l.product_code = g.product_code
    ),
    answered as (${answered})
    select count(*)::int as count, coalesce(sum(r.amount_fen), 0)::bigint as "amountFen", coalesce(array_agg(r.note_id) filter (where r.next_on is null), '{}') as settled,
      (select count(*)::int from item) as offered, (select t.note_id from item t order by t.note_id desc limit 1) as last from rolled r`.execute(tx)
  await endContractsOf(tx, done!.settled)
  return done!
}

const SEQ_DIGITS = 3
/** As `formatYuan` writes an amount. */
const YUAN = 'FM999,999,999,999,990.00'

const code = (tx: Tx, purpose: string) => sql`(select a.code from ledger_account a where a.bank_id = ${tx.bankId} and a.purpose = ${purpose})`

/** The id `idOf('repayment', bank, source)` gives. */
const repaymentId = (tx: Tx) => sql`(select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-8' || substr(h, 14, 3) || '-a' || substr(h, 18, 3) || '-' || substr(h, 21, 12))::uuid from encode(sha256(convert_to(${`["repayment",${tx.bankId},`} || to_json(t.source) || ']', 'UTF8')), 'hex') h)`

/**
 * Items whose note is plain: the instalment of this very day (k) is the oldest one open, nothing of it or of any later one (x the next) was
 * paid, so that it comes right after the last with a row of state; interest comes before principal, nothing was paid with a later value day, and the day of the unit is open.
 */
function fitting(tx: Tx, { day }: PlainPayments): RawBuilder<unknown> {
  const own = sql`i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = 1`
  return sql`
    select n.note_id, n.number, n.line_id, n.unit_id, n.product_code, n.row_version, n.repayment_count, t.amount_fen, t.source, ${repaymentId(tx)} as repayment_id, k.seq, k.principal_fen as principal, k.interest_fen as interest, x.due_on as next_on, x.interest_fen as next_interest
    from item t
    join note n on n.bank_id = ${tx.bankId} and n.note_id = t.note_id
    cross join account a
    cross join lateral (select coalesce((select s.seq from instalment_state s where s.bank_id = ${tx.bankId} and s.note_id = n.note_id order by s.seq desc limit 1), 0) as seq) paid
    cross join lateral (select i.seq, i.kind, i.due_on, i.principal_fen, i.interest_fen from instalment i where ${own} and i.seq = paid.seq + 1 limit 1) k
    left join lateral (select x.seq, x.kind, x.due_on, x.principal_fen, x.interest_fen from instalment x where x.bank_id = ${tx.bankId} and x.note_id = n.note_id and x.version = 1 and x.seq = k.seq + 1 limit 1) x on true
    where n.state = 'RUNNING' and n.book = 'BOOK' and n.schedule_version = 1 and n.event_count = 0 and n.written_off_fen = 0 and n.non_accrual_on is null and n.disbursed_on < ${day} and n.next_event_on = ${day} and n.oldest_due_on = ${day}
      and k.kind = 'REGULAR' and k.due_on = ${day} and t.amount_fen = k.principal_fen + k.interest_fen and num_nulls(a.settlement, a.interest, a.principal) = 0
      and (x.seq is null or x.kind = 'REGULAR' and x.principal_fen + x.interest_fen > 0 and x.due_on > ${day} and ${isContracted(tx)})
      and not exists (select from instalment p where p.bank_id = ${tx.bankId} and p.note_id = n.note_id and p.version = 1 and p.seq = paid.seq and p.due_on >= ${day})
      and (n.repayment_count = 0 or (select p.paid_on from repayment p where p.bank_id = ${tx.bankId} and p.note_id = n.note_id order by p.seq desc limit 1) <= ${day})
      and (select position('INTEREST' in o.said) < position('PRINCIPAL' in o.said) from note_rule r cross join lateral (select (r.allocation -> 'normal')::text as said) o
        where r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.from_day <= ${day} order by r.from_day desc, r.seq desc limit 1)
      and not exists (select from ledger_day y where y.bank_id = ${tx.bankId} and y.day = ${day} and y.unit_id = n.unit_id)
      and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
    order by n.note_id`
}

/**
 * Whether the next due day (x) of a note (n) that falls due on the day its period ends is a contracted one. The same day of a
 * later month is, where no month is too short for it; else the day of the month (or week) agreed tells.
 */
export const isContracted = (tx: Tx): RawBuilder<unknown> => sql`case
  when n.period_to = n.next_event_on and extract(day from x.due_on) = extract(day from n.next_event_on) and extract(day from x.due_on) < 28 then true
  else (
    select case v.terms ->> 'every'
      when 'WEEK' then (x.due_on - (v.terms ->> 'firstDueOn')::date) % 7 = 0
      when 'FORTNIGHT' then (x.due_on - (v.terms ->> 'firstDueOn')::date) % 14 = 0
      else extract(day from x.due_on) = least(coalesce((v.terms ->> 'dueDay')::int, extract(day from (v.terms ->> 'firstDueOn')::date)), extract(day from (date_trunc('month', x.due_on) + interval '1 month' - interval '1 day'))) end
    from schedule_version v where v.bank_id = ${tx.bankId} and v.note_id = n.note_id and v.version = n.schedule_version) end`
