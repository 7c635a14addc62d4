import { sql } from 'kysely'
import { type Day, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

/**
 * What the next day and later stages must be told of the notes of a unit: reminders of what falls due soon, whose account was
 * short, what fell overdue, whose first check is due. One statement a kind over the
 * notes it concerns; repeated, it finds its rows.
 */
export const factsStep: DayEndStep = {
  id: 'facts', name: '提醒与信号', perUnit: true,
  run: async (tx, at) => {
    const products = await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
    const figures = { 到期提醒: 0, 余额不足: 0, 新增逾期: 0, 首次检查: 0, 连续按时: 0, 结清告知: 0 }
    for (const { product_code: product } of products) {
      const { servicing, monitoring } = await at.policyOf(product)
      const of = { tx, at, product }
      for (const days of servicing.remindBeforeDays) figures.到期提醒 += await remind(of, addDays(at.next, days))
      figures.首次检查 += await firstCheck(of, addDays(at.next, -monitoring.firstCheckDays))
    }
    figures.余额不足 = await short(tx, at)
    figures.新增逾期 = await fellOverdue(tx, at)
    figures.结清告知 = await settled(tx, at)
    const rows = Object.values(figures).reduce((sum, count) => sum + count, 0)
    return { rows, controlFen: 0, figures }
  },
}

/** Who paid so many instalments on time that an increase may be asked for; over the whole bank, since the payments of a day are not kept by unit. */
export const onTimeStep: DayEndStep = {
  id: 'on-time', name: '按时还款信号', perUnit: false,
  run: async (tx, at) => {
    const products = await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
    const byNeed = new Map<number, string[]>()
    for (const { product_code: product } of products) {
      const { limit } = await at.policyOf(product)
      byNeed.set(limit.increaseAfterOnTime, [...byNeed.get(limit.increaseAfterOnTime) ?? [], product])
    }
    let rows = 0
    for (const [needed, of] of byNeed) rows += await onTime(tx, at, of, needed)
    return { rows, controlFen: 0, figures: { 连续按时: rows } }
  },
}

interface Of { readonly tx: Tx; readonly at: DayEndAt; readonly product: string }

const notes = ({ tx, at, product }: Of) => sql`n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.product_code = ${product} and n.state = 'RUNNING'`

/** What falls due in some days: its amount, and a message to the customer. */
async function remind(of: Of, dueOn: Day): Promise<number> {
  const { tx, at } = of
  const { rows: [told] } = await sql<{ count: number }>`
    with due as (
      select n.note_id, n.number, n.account_masked, sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as amount
      from note n join instalment i on i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${dueOn}
      left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
      where ${notes(of)} and n.next_event_on = ${dueOn} and s.settled_on is null group by 1, 2, 3
    ), signalled as (
      insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen) select ${tx.bankId}::int, ${at.next}::date, 'DUE_SOON', note_id, ${at.unitId}::uuid, ${dueOn}::date, amount from due where amount > 0
      on conflict do nothing returning note_id
    ), told as (
      insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, says, created_at, due_at)
      select ${tx.bankId}::int, md5(d.note_id::text || ':DUE_SOON:' || ${at.next})::uuid, d.note_id, 'DUE_SOON', ${at.next}::date, ${dueOn}::date,
        '您的借款（借据 ' || d.number || '）将于 ' || ${dueOn} || ' 还款，应还 ' || ${yuan('d.amount')} || ' 元，到期从尾号 ' || right(d.account_masked, 4) || ' 的账户扣收，请提前存入；存入其他账户不算还款。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
      from due d join signalled s using (note_id) on conflict do nothing returning 1
    )
    select count(*)::int as count from told`.execute(tx)
  return told?.count ?? 0
}

/** The repayment account did not hold what fell due today. */
async function short(tx: Tx, at: DayEndAt): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
    select ${tx.bankId}::int, ${at.day}::date, 'SHORT', o.note_id, o.unit_id, ${at.day}::date, o.amount_fen - o.debited_fen from debit_order o
    where o.bank_id = ${tx.bankId} and o.day = ${at.day} and o.unit_id = ${at.unitId} and o.state in ('PARTIAL', 'INSUFFICIENT') and o.overdue_fen < o.amount_fen and o.debited_fen < o.amount_fen
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Its due day has gone by unpaid and nothing before it was open. The customer is told, too. */
async function fellOverdue(tx: Tx, at: DayEndAt): Promise<number> {
  const { rows: [told] } = await sql<{ count: number }>`
    with fell as (
      insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
      select ${tx.bankId}::int, ${at.next}::date, 'FELL_OVERDUE', n.note_id, n.unit_id, n.oldest_due_on, n.due_principal_fen + n.due_interest_fen from note n
      where n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.state = 'RUNNING' and n.oldest_due_on = ${at.day}
      on conflict do nothing returning note_id, amount_fen
    ), told as (
      insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, says, created_at, due_at)
      select ${tx.bankId}::int, md5(f.note_id::text || ':OVERDUE:' || ${at.next})::uuid, f.note_id, 'OVERDUE', ${at.next}::date, ${at.day}::date,
        '您的借款（借据 ' || n.number || '）' || ${at.day} || ' 到期应还的本息尚欠 ' || ${yuan('f.amount_fen')} || ' 元，已逾期，逾期按日计收罚息。请尽快存入尾号 ' || right(n.account_masked, 4) || ' 的还款账户，或与客户经理联系。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
      from fell f join note n on n.bank_id = ${tx.bankId} and n.note_id = f.note_id on conflict do nothing
    )
    select count(*)::int as count from fell`.execute(tx)
  return told?.count ?? 0
}

/** The last fen came today: the customer learns that he owes nothing more. */
async function settled(tx: Tx, at: DayEndAt): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into customer_message (bank_id, message_id, note_id, kind, day, says, created_at, due_at)
    select ${tx.bankId}::int, md5(n.note_id::text || ':SETTLED:' || ${at.next})::uuid, n.note_id, 'SETTLED', ${at.next}::date,
      '您的借款（借据 ' || n.number || '）已于 ' || ${at.day} || ' 全部还清，可向客户经理索取结清证明。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
    from note n where n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.state = 'SETTLED' and n.settled_on = ${at.day}
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

const yuan = (column: 'd.amount' | 'f.amount_fen') => sql`trim(to_char(${sql.ref(column)} / 100.0, 'FM999999999990.00'))`

/** Nobody is woken: what a night makes up leaves in the morning. */
const sendAt = ({ next }: DayEndAt): string => `${next}T09:00:00+08:00`

async function firstCheck(of: Of, disbursedOn: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, amount_fen)
    select ${of.tx.bankId}::int, ${of.at.next}::date, 'FIRST_CHECK', n.note_id, n.unit_id, n.balance_fen from drawdown d join note n on n.bank_id = ${of.tx.bankId} and n.note_id = d.note_id
    where d.bank_id = ${of.tx.bankId} and d.value_on = ${disbursedOn} and ${notes(of)}
    on conflict do nothing`.execute(of.tx)
  return Number(numAffectedRows ?? 0n)
}

/** The instalment paid today is the one that makes the number full, and each of them was paid by its day. */
async function onTime(tx: Tx, at: DayEndAt, products: readonly string[], needed: number): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
    select distinct ${tx.bankId}::int, ${at.next}::date, 'ON_TIME', n.note_id, n.unit_id, ${at.day}::date, n.balance_fen
    from repayment r join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = r.note_id and s.seq = ${needed} and s.settled_on = ${at.day}
    join note n on n.bank_id = ${tx.bankId} and n.note_id = r.note_id
    where r.bank_id = ${tx.bankId} and r.recorded_on = ${at.day} and n.state = 'RUNNING' and n.product_code = any(${products}::text[]) and n.oldest_due_on > ${at.day}
      and not exists (
        select from instalment_state e join instalment i on i.bank_id = ${tx.bankId} and i.note_id = e.note_id and i.version = n.schedule_version and i.seq = e.seq
        where e.bank_id = ${tx.bankId} and e.note_id = n.note_id and e.seq <= ${needed} and (e.settled_on is null or e.settled_on > greatest(i.due_on, coalesce(e.free_until, i.due_on))))
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
