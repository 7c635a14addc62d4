import { sql } from 'kysely'
import { type Day, Refusal, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import type { DayEndStep } from '../day-end/step.ts'

/** Notes looked at on a day on which more were touched than this. */
const MOST_LOOKED_AT: number = 50_000

/**
 * What must hold of the book before a day is sealed: no note was left behind, closed days stand as they were closed, and of
 * each note touched that day what was paid, is outstanding and was written off is what was disbursed. The first two stop the
 * day-end: going on would only spread them. A note that breaks the third waits among the differences for somebody to say why.
 */
export const soundStep: DayEndStep = {
  id: 'sound', name: '账务完整', perUnit: false,
  run: async (tx, { day }) => {
    await refuseSkipped(tx, day)
    await refuseMoved(tx, day)
    const { looked, broken, fen } = await keepBroken(tx, day)
    return { rows: broken, controlFen: fen, figures: { 本金核对笔数: looked, 本金不符笔数: broken } }
  },
}

async function refuseSkipped(tx: Tx, day: Day): Promise<void> {
  const { rows } = await sql<{ number: string }>`select number from note where bank_id = ${tx.bankId} and state = 'RUNNING' and next_event_on <= ${day} and disbursed_on <= ${day} order by next_event_on, note_id limit 3`.execute(tx)
  if (rows.length > 0) throw new Refusal({ code: 'day.note-skipped', message: `借据 ${rows.map((row) => row.number).join('、')} 当日到期未处理`, value: day, expected: '当日到期的借据全部处理；请重新运行「到期与逾期」后继续' }, 409)
}

/** Opening balances are the closing ones of the day before, and nothing was booked on that day since. */
async function refuseMoved(tx: Tx, day: Day): Promise<void> {
  const before = addDays(day, -1)
  const { rows } = await sql<{ says: string }>`
    select u.name || '：' || coalesce(b.account_code, c.account_code) || ' 期初不符' as says
    from (select b.unit_id, b.product_code, b.account_code, b.closing_fen from account_balance b where b.bank_id = ${tx.bankId} and b.day = ${before}) b
    full join (select c.unit_id, c.product_code, c.account_code, c.opening_fen from account_balance c where c.bank_id = ${tx.bankId} and c.day = ${day}) c using (unit_id, product_code, account_code)
    join unit u on u.bank_id = ${tx.bankId} and u.unit_id = coalesce(b.unit_id, c.unit_id)
    where coalesce(b.closing_fen, 0) <> coalesce(c.opening_fen, 0) and exists (select from ledger_day d where d.bank_id = ${tx.bankId} and d.day = ${before} and d.unit_id = u.unit_id)
    union all
    select u.name || '：' || d.day || ' 结账时 ' || d.transfer_count || ' 笔，现 ' || coalesce(t.count, 0) || ' 笔' from ledger_day d join unit u on u.bank_id = ${tx.bankId} and u.unit_id = d.unit_id
    left join (select t.unit_id, count(*) as count from transfer t where t.bank_id = ${tx.bankId} and t.business_day = ${before} group by 1) t on t.unit_id = d.unit_id
    where d.bank_id = ${tx.bankId} and d.day = ${before} and d.transfer_count <> coalesce(t.count, 0)
    limit 3`.execute(tx)
  if (rows.length > 0) throw new Refusal({ code: 'day.closed-day-moved', message: `已结账日的账目有变动：${rows.map((row) => row.says).join('；')}`, value: day, expected: '已结账日的余额与笔数不变' }, 409)
}

/** Of notes with a repayment, its reversal or another act on the day: paid, outstanding and written off against what was lent. Those that break it wait among the differences. */
async function keepBroken(tx: Tx, day: Day): Promise<{ looked: number; broken: number; fen: number }> {
  const { rows: [done] } = await sql<{ looked: number; broken: number; fen: number }>`
    with touched as materialized (
      select note_id from (
        select r.note_id from repayment r where r.bank_id = ${tx.bankId} and r.recorded_on = ${day}
        union select r.note_id from repayment_reversal v join repayment r on r.bank_id = ${tx.bankId} and r.repayment_id = v.repayment_id where v.bank_id = ${tx.bankId} and v.reversed_on = ${day}
        union select e.note_id from note_event e where e.bank_id = ${tx.bankId} and e.business_day = ${day}
      ) t limit ${MOST_LOOKED_AT}
    ), broken as materialized (
      select n.unit_id, n.product_code, n.amount_fen as lent, n.balance_fen + n.written_off_fen + p.paid as found
      from touched t join note n on n.bank_id = ${tx.bankId} and n.note_id = t.note_id
      cross join lateral (select coalesce(sum(s.principal_paid_fen), 0)::bigint as paid from instalment_state s where s.bank_id = ${tx.bankId} and s.note_id = n.note_id) p
      where n.state <> 'REVERSED' and n.amount_fen <> n.balance_fen + n.written_off_fen + p.paid
    ), kept as (
      insert into ledger_difference (bank_id, day, unit_id, product_code, account_code, ledger_fen, notes_fen)
      select ${tx.bankId}::int, ${day}::date, b.unit_id, b.product_code, a.code, sum(b.lent), sum(b.found) from broken b join ledger_account a on a.bank_id = ${tx.bankId} and a.purpose = 'PRINCIPAL'
      group by 3, 4, 5 having sum(b.lent) <> sum(b.found) on conflict do nothing returning 1
    )
    select (select count(*)::int from touched) as looked, (select count(*)::int from broken) as broken, (select coalesce(sum(abs(lent - found)), 0)::bigint from broken) as fen, (select count(*) from kept) as kept`.execute(tx)
  return done!
}
