import { policyFor } from '#common/policy/server'
import type { Day } from '#kernel'
import { type MessageShown, type NoteToRemind, REMINDER_VIEWS, type ReminderQuestion, type ReminderView, type Reminders } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { noteSight } from '../quality/sight.ts'
import { MOST_ATTEMPTS } from './send-messages.ts'

/** Counted so far and no further: a list that long is worked by the list, not by its length. */
const COUNTED_UP_TO = 10_000

type NoteView = Extract<ReminderView, 'short' | 'soon' | 'overdue'>
type MessageView = Exclude<ReminderView, NoteView>

const isOfNotes = (view: ReminderView): view is NoteView => view === 'short' || view === 'soon' || view === 'overdue'

/** 提醒: whose account is short today, what falls due soon, what fell overdue; and what was sent to customers, waits or failed. */
export async function readReminders(tx: Tx, staff: Staff, { view, limit }: ReminderQuestion, { on, portWhy }: { on: Day; portWhy: string | null }): Promise<Reminders> {
  const sight = await noteSight(tx, staff)
  const asked = { tx, on, sight, showsNames: staff.permissions.has('customer.read') }
  const [{ servicing }, notes, messages, ...counted] = await Promise.all([
    policyFor(tx, { applicationOn: on, eventOn: on }),
    isOfNotes(view) ? readNotes(asked, view, limit) : [],
    isOfNotes(view) ? [] : readMessages(asked, view, limit),
    ...VIEWS.map((one) => countOf(tx, isOfNotes(one) ? foundNotes(asked, one) : foundMessages(asked, one))),
  ])
  return { on, counts: Object.fromEntries(VIEWS.map((one, at) => [one, counted[at]!])) as Record<ReminderView, number>, portWhy, checks: [...servicing.dueDayBalanceChecks], notes, messages }
}

const VIEWS = Object.keys(REMINDER_VIEWS) as ReminderView[]

interface Asked { readonly tx: Tx; readonly on: Day; readonly sight: RawBuilder<SqlBool>; readonly showsNames: boolean }

const around = ({ showsNames }: Asked) => sql`n.note_id as "noteId", n.number as "noteNumber", n.case_id as "caseId", case when ${showsNames} then k.name else '' end as "customerName", u.name as "unitName", n.account_masked as "accountMasked"`
const joined = (tx: Tx) => sql`join customer k on k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id join unit u on u.bank_id = ${tx.bankId} and u.unit_id = n.unit_id`

/** The notes of a list and nothing around them: what is counted, and of what the first are shown. */
function foundNotes({ tx, on, sight }: Asked, view: NoteView): RawBuilder<unknown> {
  switch (view) {
    case 'short': return sql`from note n left join debit_order o on o.bank_id = ${tx.bankId} and o.day = ${on} and o.note_id = n.note_id where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.oldest_due_on = ${on} and ${sight}`
    case 'soon': return sql`from customer_message m join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id where m.bank_id = ${tx.bankId} and m.day = ${on} and m.kind = 'DUE_SOON' and ${sight}`
    case 'overdue': return sql`from note_signal s join note n on n.bank_id = ${tx.bankId} and n.note_id = s.note_id where s.bank_id = ${tx.bankId} and s.day = ${on} and s.kind = 'FELL_OVERDUE' and ${sight}`
  }
}

async function readNotes(asked: Asked, view: NoteView, limit: number): Promise<NoteToRemind[]> {
  const found = foundNotes(asked, view)
  const shown = view === 'short' ? shortToday(asked, sql`select n.note_id ${found} order by ${SHORT} desc nulls last, n.note_id limit ${limit}`)
    : view === 'soon' ? dueSoon(asked, sql`select m.note_id, m.due_on, m.amount_fen, m.message_id, m.sent_at, m.attempts ${found} order by m.note_id limit ${limit}`)
      : fellOverdue(asked, sql`select s.note_id, s.due_on, s.amount_fen ${found} order by s.note_id limit ${limit}`)
  return (await sql<NoteToRemind>`select * from (${shown}) l order by "shortFen" desc nulls last, "noteNumber"`.execute(asked.tx)).rows
}

/** What the account of a note lacked, where the core bank has answered. */
const SHORT = sql`case when o.state in ('PARTIAL', 'INSUFFICIENT') then o.amount_fen - o.debited_fen end`

/** What fell due today and is not paid: with what the repayment account gave, where the core bank has answered. */
function shortToday(asked: Asked, page: RawBuilder<unknown>): RawBuilder<unknown> {
  const { tx, on } = asked
  return sql`
    with page as materialized (${page})
    select ${around(asked)}, n.oldest_due_on as "dueOn", d.amount as "amountFen", o.debited_fen as "debitedFen", ${SHORT} as "shortFen",
      case when o.state is null then '未发扣款指令，查询余额' when o.state = 'SENT' then '已发扣款，尚未回盘' when o.state in ('PARTIAL', 'INSUFFICIENT') then '账户余额不足' when o.state = 'REFUSED' then coalesce('扣款被拒：' || o.reason, '扣款被拒') else '已扣收，待入账' end || coalesce('；另有 ' || trim(to_char(x.amount / 100.0, 'FM999999999990.00')) || ' 元来自 ' || x.accounts || '，客户授权划转后方可入账', '') as says
    from page g join note n on n.bank_id = ${tx.bankId} and n.note_id = g.note_id ${joined(tx)} left join debit_order o on o.bank_id = ${tx.bankId} and o.day = ${on} and o.note_id = n.note_id
    left join lateral (${onOtherAccounts(tx)}) x on true
    cross join lateral (
      select sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as amount from instalment i
      left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
      where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${on} and s.settled_on is null
    ) d`
}

/** Money the customer put on another account than the one his loan is repaid from: it waits for his leave. */
function onOtherAccounts(tx: Tx): RawBuilder<unknown> {
  return sql`
    select sum(s.left_fen) as amount, string_agg(distinct s.account_masked, '、') as accounts from suspense_item s
    where s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.left_fen > 0 and s.account_masked <> n.account_masked`
}

/** What falls due soon is who was sent a reminder. */
function dueSoon(asked: Asked, page: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with page as materialized (${page}) select ${around(asked)}, g.due_on as "dueOn", g.amount_fen as "amountFen", null::bigint as "debitedFen", null::bigint as "shortFen", ${standingOf(sql`g`)} as says
    from page g join note n on n.bank_id = ${asked.tx.bankId} and n.note_id = g.note_id ${joined(asked.tx)}`
}

/** What the last day-end found to have fallen overdue. */
function fellOverdue(asked: Asked, page: RawBuilder<unknown>): RawBuilder<unknown> {
  const { tx, on } = asked
  return sql`with page as materialized (${page}) select ${around(asked)}, g.due_on as "dueOn", g.amount_fen as "amountFen", null::bigint as "debitedFen", null::bigint as "shortFen", ${standingOf(sql`m`)} as says
    from page g join note n on n.bank_id = ${tx.bankId} and n.note_id = g.note_id ${joined(tx)}
    left join lateral (select m.message_id, m.sent_at, m.attempts from customer_message m where m.bank_id = ${tx.bankId} and m.day = ${on} and m.kind = 'OVERDUE' and m.note_id = g.note_id) m on true`
}

/** Where it stands: with the note `n`, the due day `g` is about, and the message. */
function standingOf(message: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when n.state <> 'RUNNING' then '已结清' when n.oldest_due_on > g.due_on then '已还' when ${message}.sent_at is not null then '已发短信' when ${message}.attempts >= ${MOST_ATTEMPTS} then '短信未发出' when ${message}.message_id is not null then '短信待发' else '未发短信' end`
}

function foundMessages({ tx, sight }: Asked, view: MessageView): RawBuilder<unknown> {
  const which = view === 'sent' ? sql`m.sent_at is not null` : view === 'waiting' ? sql`m.sent_at is null and m.attempts < ${MOST_ATTEMPTS}` : sql`m.sent_at is null and m.attempts >= ${MOST_ATTEMPTS}`
  return sql`from customer_message m join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id where m.bank_id = ${tx.bankId} and ${which} and ${sight}`
}

async function readMessages(asked: Asked, view: MessageView, limit: number): Promise<MessageShown[]> {
  const order = view === 'sent' ? sql`m.sent_at desc` : sql`m.due_at`
  return (await sql<MessageShown>`
    with page as materialized (select m.* ${foundMessages(asked, view)} order by ${order} limit ${limit})
    select ${around(asked)}, m.message_id as "messageId", m.kind, m.day, m.says, m.due_at as "dueAt", m.attempts, m.sent_at as "sentAt", m.error
    from page m join note n on n.bank_id = ${asked.tx.bankId} and n.note_id = m.note_id ${joined(asked.tx)} order by ${order}`.execute(asked.tx)).rows
}

async function countOf(tx: Tx, found: RawBuilder<unknown>): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from (select 1 ${found} limit ${COUNTED_UP_TO}) l`.execute(tx)
  return row!.count
}
