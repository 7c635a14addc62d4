import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel'
import { BESIDE } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/**
 * What penalty and compound interest each open instalment of the bank owes at the end of a closed day: rows of `note_id,
 * unit_id, product_code, off, penalty, compound`. The same product as `penaltyOf` and `compoundOf`, rounded half-up once by
 * whole division; notes an act of the next day changed are read as they were.
 */
export function lateCharges(tx: Tx, day: Day, notes: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  const state = sql`seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, penalty_from, compound_closed_fen, compound_paid_fen, compound_from, free_until`
  return sql`
    select o.note_id, o.unit_id, o.product_code, o.off,
      ${penaltyOwed(day)} as penalty, ${compoundOwed(tx, day, sql`o`)} as compound
    from (
      select n.note_id, n.unit_id, n.product_code, n.annual_rate, n.non_accrual_on is not null as off, n.schedule_version, ${state}
      from instalment_state s join note n on n.bank_id = ${tx.bankId} and n.note_id = s.note_id
      where s.bank_id = ${tx.bankId} and s.settled_on is null and n.state = 'RUNNING' and n.book = 'BOOK' and n.written_off_fen = 0 and n.disbursed_on <= ${day} ${notes}
        and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)
      union all
      select n.note_id, n.unit_id, n.product_code, n.annual_rate, n.non_accrual_on is not null as off, n.schedule_version, ${state}
      from note_before n cross join lateral json_to_recordset(n.instalment_states) as s(seq int, principal_paid_fen bigint, interest_paid_fen bigint, penalty_closed_fen bigint, penalty_paid_fen bigint, penalty_from date, compound_closed_fen bigint, compound_paid_fen bigint, compound_from date, free_until date)
      where n.bank_id = ${tx.bankId} and n.day = ${day} and n.state = 'RUNNING' and n.book = 'BOOK' and n.written_off_fen = 0 ${notes}
    ) o
    join instalment i on i.bank_id = ${tx.bankId} and i.note_id = o.note_id and i.version = o.schedule_version and i.seq = o.seq
    cross join lateral (select r.penalty_rate, r.days_per_year, r.compound from note_rule r where r.bank_id = ${tx.bankId} and r.note_id = o.note_id and r.from_day <= ${day} order by r.from_day desc, r.seq desc limit 1) r
    union all ${misuse(tx, day, notes)}`
}

/** Interest for misuse stands among penalty: what acts charged a note by the end of the day, less what was paid of it. Few notes ever have any. */
function misuse(tx: Tx, day: Day, notes: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select n.note_id, n.unit_id, n.product_code, n.non_accrual_on is not null as off, c.charged - p.paid as penalty, 0::bigint as compound
    from (select distinct e.note_id from note_event e where e.bank_id = ${tx.bankId} and e.kind = 'MISUSE_FOUND') m
    join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id
    cross join lateral (
      select coalesce(sum(case when a.code = t.debit_code then t.amount_fen else -t.amount_fen end), 0)::bigint as charged from transfer t
      join ledger_account a on a.bank_id = ${tx.bankId} and a.purpose in ('PENALTY_RECEIVABLE', 'OFF_PENALTY') and a.code in (t.debit_code, t.credit_code)
      where t.bank_id = ${tx.bankId} and t.note_id = n.note_id and t.kind = 'CHARGED' and t.business_day <= ${day}) c
    cross join lateral (
      select coalesce(sum(l.amount_fen), 0)::bigint as paid from repayment_allocation l join repayment r on r.bank_id = ${tx.bankId} and r.repayment_id = l.repayment_id
      left join repayment_reversal v on v.bank_id = ${tx.bankId} and v.repayment_id = l.repayment_id
      where l.bank_id = ${tx.bankId} and r.note_id = n.note_id and l.seq = ${BESIDE} and l.part = 'PENALTY' and r.recorded_on <= ${day} and (v.reversed_on is null or v.reversed_on > ${day})) p
    where n.book = 'BOOK' and n.written_off_fen = 0 and n.disbursed_on <= ${day} ${notes}`
}

/** `penaltyOf` of one instalment `i`, what is paid of it `o` and the rule `r`. */
export const penaltyOwed = (day: Day): RawBuilder<unknown> =>
  sql`case when ${isLate(day)} then o.penalty_closed_fen - o.penalty_paid_fen + ${product(sql`i.principal_fen - o.principal_paid_fen`, sql`coalesce(o.penalty_from, i.due_on)`, { day, rateDays: sql`r.penalty_rate * (${day}::date - coalesce(o.penalty_from, i.due_on))` })} else 0 end`
/** `compoundOf` likewise, of a note whose rate, plan and id stand under this name. */
export const compoundOwed = (tx: Tx, day: Day, note: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${isLate(day)} then o.compound_closed_fen - o.compound_paid_fen + case when r.compound then ${product(sql`i.interest_fen - o.interest_paid_fen`, sql`coalesce(o.compound_from, i.due_on)`, { day, rateDays: onInterest(tx, day, note) })} else 0 end else 0 end`

/** Overdue interest bears the contract's rate while the principal it belongs to, its own or that of the next instalment that repays any, is not due. */
function onInterest(tx: Tx, day: Day, note: RawBuilder<unknown>): RawBuilder<unknown> {
  const from = sql`coalesce(o.compound_from, i.due_on)`
  const due = sql`(select min(p.due_on) from instalment p where p.bank_id = ${tx.bankId} and p.note_id = ${note}.note_id and p.version = ${note}.schedule_version and p.kind = 'REGULAR' and p.principal_fen > 0 and p.seq > i.seq)`
  return sql`(r.penalty_rate * (${day}::date - ${from}) - case when i.principal_fen > 0 then 0 else (r.penalty_rate - ${note}.annual_rate) * greatest(0, least(${day}::date, ${due}) - ${from}) end)`
}

/** Nothing is owed while it may be paid without penalty, also not for stretches that a change of the rate has closed meanwhile. */
function isLate(day: Day): RawBuilder<unknown> {
  return sql`i.kind = 'REGULAR' and o.free_until < ${day}`
}

/** Base × yearly rate × days ÷ days of the year, rounded half-up to the fen. */
function product(base: RawBuilder<unknown>, from: RawBuilder<unknown>, { day, rateDays }: { readonly day: Day; readonly rateDays: RawBuilder<unknown> }): RawBuilder<unknown> {
  return sql`case when ${base} > 0 and ${from} < ${day} then div(2 * (${base}) * ${rateDays} + r.days_per_year, 2 * r.days_per_year)::bigint else 0 end`
}
