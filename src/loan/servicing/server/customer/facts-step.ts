import { sql } from 'kysely'
import { type Day, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

/**
 * What the next day and later stages must be told of the notes of a unit: reminders of what falls due soon, whose account was
 * short, what fell overdue, whose first check is due. One statement a kind and day over the notes it concerns; repeated, it
 * finds its rows.
 */
export const factsStep: DayEndStep = {
  id: 'facts', name: '提醒与信号', perUnit: true,
  run: async (tx, at) => {
    const figures = { 到期提醒: 0, 余额不足: 0, 新增逾期: 0, 首次检查: 0, 结清告知: 0 }
    const { reminded, checked } = await daysLookedAt(tx, at)
    for (const [dueOn, products] of reminded) figures.到期提醒 += await remind({ tx, at, products }, dueOn)
    for (const [disbursedOn, products] of checked) figures.首次检查 += await firstCheck({ tx, at, products }, disbursedOn)
    figures.余额不足 = await short(tx, at)
    figures.新增逾期 = await fellOverdue(tx, at)
    figures.结清告知 = await settled(tx, at)
    const rows = Object.values(figures).reduce((sum, count) => sum + count, 0)
    return { rows, controlFen: 0, figures }
  },
}

/** The due days reminded of and the days of disbursement whose first check is due, each with the products whose rules name it. */
async function daysLookedAt(tx: Tx, at: DayEndAt): Promise<{ reminded: Map<Day, string[]>; checked: Map<Day, string[]> }> {
  const [reminded, checked] = [new Map<Day, string[]>(), new Map<Day, string[]>()]
  const add = (days: Map<Day, string[]>, on: Day, product: string): unknown => days.set(on, [...days.get(on) ?? [], product])
  const products = await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
  for (const { product_code: product } of products) {
    const { servicing, monitoring } = await at.policyOf(product)
    for (const days of servicing.remindBeforeDays) add(reminded, addDays(at.next, days), product)
    add(checked, addDays(at.next, -monitoring.firstCheckDays), product)
  }
  return { reminded, checked }
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

interface Of { readonly tx: Tx; readonly at: DayEndAt; readonly products: readonly string[] }

const notes = ({ tx, at, products }: Of) => sql`n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.product_code = any(${products}::text[]) and n.state = 'RUNNING'`

/**
 * What falls due on a day: one message to the customer with its amount, which is the list of what falls due soon as well. It
 * looks ahead, so it speaks of the note as it is now, not as it was at the close.
 */
async function remind(of: Of, dueOn: Day): Promise<number> {
  const { tx, at } = of
  const { numAffectedRows } = await sql`
    insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, amount_fen, says, created_at, due_at)
    select ${tx.bankId}::int, ${messageId(at, 'DUE_SOON')}, n.note_id, 'DUE_SOON', ${at.next}::date, ${dueOn}::date, d.amount_fen,
      '您的借款（借据 ' || n.number || '）将于 ' || ${dueOn} || ' 还款，应还 ' || ${yuan('d.amount_fen')} || ' 元，到期从尾号 ' || right(n.account_masked, 4) || ' 的账户扣收，请提前存入；存入其他账户不算还款。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
    from note n cross join lateral (
      select sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as amount_fen from instalment i
      left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
      where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${dueOn} and s.settled_on is null
    ) d where ${notes(of)} and n.next_event_on = ${dueOn} and d.amount_fen > 0
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** The same message whenever the step is repeated; the day first, so that those of one day lie side by side. */
const messageId = ({ next }: DayEndAt, kind: string) => sql`(${DAY_DIGITS(next)} || substr(md5(n.note_id::text || ${`:${kind}:${next}`}), 9))::uuid`
const DAY_DIGITS = (day: Day): string => day.replaceAll('-', '')

/** The repayment account did not hold what fell due today. */
async function short(tx: Tx, at: DayEndAt): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
    select ${tx.bankId}::int, ${at.day}::date, 'SHORT', o.note_id, o.unit_id, ${at.day}::date, o.amount_fen - o.debited_fen from debit_order o
    where o.bank_id = ${tx.bankId} and o.day = ${at.day} and o.unit_id = ${at.unitId} and o.state in ('PARTIAL', 'INSUFFICIENT') and o.overdue_fen < o.amount_fen and o.debited_fen < o.amount_fen
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Its due day has gone by unpaid and nothing before it was open. The customer is told, too, unless he has paid since. */
async function fellOverdue(tx: Tx, at: DayEndAt): Promise<number> {
  const { rows: [told] } = await sql<{ count: number }>`
    with fell as (
      insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
      select ${tx.bankId}::int, ${at.next}::date, 'FELL_OVERDUE', n.note_id, n.unit_id, n.oldest_due_on, n.due_principal_fen + n.due_interest_fen from (
        select note_id, unit_id, oldest_due_on, due_principal_fen, due_interest_fen from note n
        where bank_id = ${tx.bankId} and unit_id = ${at.unitId} and state = 'RUNNING' and oldest_due_on = ${at.day} and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${at.day} and b.note_id = n.note_id)
        union all select note_id, unit_id, oldest_due_on, due_principal_fen, due_interest_fen from note_before where bank_id = ${tx.bankId} and day = ${at.day} and unit_id = ${at.unitId} and state = 'RUNNING' and oldest_due_on = ${at.day}
      ) n
      on conflict do nothing returning note_id, amount_fen
    ), told as (
      insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, amount_fen, says, created_at, due_at)
      select ${tx.bankId}::int, ${messageId(at, 'OVERDUE')}, n.note_id, 'OVERDUE', ${at.next}::date, ${at.day}::date, f.amount_fen,
        '您的借款（借据 ' || n.number || '）' || ${at.day} || ' 到期应还的本息尚欠 ' || ${yuan('f.amount_fen')} || ' 元，已逾期，逾期按日计收罚息。请尽快存入尾号 ' || right(n.account_masked, 4) || ' 的还款账户，或与客户经理联系。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
      from fell f join note n on n.bank_id = ${tx.bankId} and n.note_id = f.note_id and n.oldest_due_on = ${at.day} on conflict do nothing
    )
    select count(*)::int as count from fell`.execute(tx)
  return told?.count ?? 0
}

/** The last fen came today: the customer learns that he owes nothing more. */
async function settled(tx: Tx, at: DayEndAt): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into customer_message (bank_id, message_id, note_id, kind, day, says, created_at, due_at)
    select ${tx.bankId}::int, ${messageId(at, 'SETTLED')}, n.note_id, 'SETTLED', ${at.next}::date,
      '您的借款（借据 ' || n.number || '）已于 ' || ${at.day} || ' 全部还清，可向客户经理索取结清证明。', ${at.now}::timestamptz, ${sendAt(at)}::timestamptz
    from note n where n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.state = 'SETTLED' and n.settled_on = ${at.day}
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

const yuan = (column: 'd.amount_fen' | 'f.amount_fen') => sql`trim(to_char(${sql.ref(column)} / 100.0, 'FM999999999990.00'))`

/** Nobody is woken: what a night makes up leaves in the morning. */
const sendAt = ({ next }: DayEndAt): string => `${next}T09:00:00+08:00`

async function firstCheck(of: Of, disbursedOn: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, amount_fen)
    select ${of.tx.bankId}::int, ${of.at.next}::date, 'FIRST_CHECK', n.note_id, n.unit_id, coalesce(b.balance_fen, n.balance_fen) from drawdown d join note n on n.bank_id = ${of.tx.bankId} and n.note_id = d.note_id
    left join note_before b on b.bank_id = ${of.tx.bankId} and b.day = ${of.at.day} and b.note_id = n.note_id where d.bank_id = ${of.tx.bankId} and d.value_on = ${disbursedOn} and ${notes(of)}
    on conflict do nothing`.execute(of.tx)
  return Number(numAffectedRows ?? 0n)
}

/** The instalment paid today is the one that makes the number full, and each of them was paid by its day. */
async function onTime(tx: Tx, at: DayEndAt, products: readonly string[], needed: number): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen)
    select distinct ${tx.bankId}::int, ${at.next}::date, 'ON_TIME', n.note_id, n.unit_id, ${at.day}::date, coalesce(b.balance_fen, n.balance_fen)
    from repayment r join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = r.note_id and s.seq = ${needed} and s.settled_on = ${at.day}
    join note n on n.bank_id = ${tx.bankId} and n.note_id = r.note_id left join note_before b on b.bank_id = ${tx.bankId} and b.day = ${at.day} and b.note_id = n.note_id
    where r.bank_id = ${tx.bankId} and r.recorded_on = ${at.day} and coalesce(b.state, n.state) = 'RUNNING' and n.product_code = any(${products}::text[]) and coalesce(b.oldest_due_on, n.oldest_due_on) > ${at.day}
      and not exists (
        select from instalment_state e join instalment i on i.bank_id = ${tx.bankId} and i.note_id = e.note_id and i.version = n.schedule_version and i.seq = e.seq
        where e.bank_id = ${tx.bankId} and e.note_id = n.note_id and e.seq <= ${needed} and (e.settled_on is null or e.settled_on > greatest(i.due_on, coalesce(e.free_until, i.due_on))))
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
