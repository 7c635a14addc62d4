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

const isMessages = (view: ReminderView): boolean => view === 'waiting' || view === 'sent' || view === 'failed'

/** 提醒: whose account is short today, what falls due soon, what fell overdue; and what was sent to customers, waits or failed. */
export async function readReminders(tx: Tx, staff: Staff, { view, limit }: ReminderQuestion, { on, portWhy }: { on: Day; portWhy: string | null }): Promise<Reminders> {
  const sight = await noteSight(tx, staff)
  const asked = { tx, on, sight, showsNames: staff.permissions.has('customer.read') }
  const counts = {} as Record<ReminderView, number>
  for (const one of Object.keys(REMINDER_VIEWS) as ReminderView[]) counts[one] = await countOf(tx, isMessages(one) ? messagesIn(asked, one) : notesIn(asked, one))
  const { servicing } = await policyFor(tx, { applicationOn: on, eventOn: on })
  return {
    on, counts, portWhy, checks: [...servicing.dueDayBalanceChecks],
    notes: isMessages(view) ? [] : (await sql<NoteToRemind>`select * from (${notesIn(asked, view)}) l order by "shortFen" desc nulls last, "noteNumber" limit ${limit}`.execute(tx)).rows,
    messages: isMessages(view) ? (await sql<MessageShown>`${messagesIn(asked, view)} order by ${view === 'sent' ? sql`m.sent_at desc` : sql`m.due_at`} limit ${limit}`.execute(tx)).rows : [],
  }
}

interface Asked { readonly tx: Tx; readonly on: Day; readonly sight: RawBuilder<SqlBool>; readonly showsNames: boolean }

const around = ({ showsNames }: Asked) => sql`n.note_id as "noteId", n.number as "noteNumber", n.case_id as "caseId", case when ${showsNames} then k.name else '' end as "customerName", u.name as "unitName", n.account_masked as "accountMasked"`
const joined = (tx: Tx) => sql`join customer k on k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id join unit u on u.bank_id = ${tx.bankId} and u.unit_id = n.unit_id`

function notesIn(asked: Asked, view: ReminderView): RawBuilder<unknown> {
  return view === 'short' ? shortToday(asked) : signalled(asked, view === 'soon' ? 'DUE_SOON' : 'FELL_OVERDUE')
}

/** What fell due today and is not paid: with what the repayment account gave, where the core bank has answered. */
function shortToday(asked: Asked): RawBuilder<unknown> {
  const { tx, on, sight } = asked
  return sql`
    select ${around(asked)}, n.oldest_due_on as "dueOn", d.amount as "amountFen", o.debited_fen as "debitedFen",
      case when o.state in ('PARTIAL', 'INSUFFICIENT') then o.amount_fen - o.debited_fen end as "shortFen",
      case when o.state is null then '未发扣款指令，查询余额' when o.state = 'SENT' then '已发扣款，尚未回盘' when o.state in ('PARTIAL', 'INSUFFICIENT') then '账户余额不足' when o.state = 'REFUSED' then coalesce('扣款被拒：' || o.reason, '扣款被拒') else '已扣收，待入账' end || coalesce('；另有 ' || trim(to_char(x.amount / 100.0, 'FM999999999990.00')) || ' 元来自 ' || x.accounts || '，客户授权划转后方可入账', '') as says
    from note n ${joined(tx)} left join debit_order o on o.bank_id = ${tx.bankId} and o.day = ${on} and o.note_id = n.note_id
    left join (${onOtherAccounts(tx)}) x on x.note_id = n.note_id
    cross join lateral (
      select sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as amount from instalment i
      left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
      where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${on} and s.settled_on is null
    ) d
    where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.oldest_due_on = ${on} and ${sight}`
}

/** Money the customer put on another account than the one his loan is repaid from: it waits for his leave. */
function onOtherAccounts(tx: Tx): RawBuilder<unknown> {
  return sql`
    select s.note_id, sum(s.left_fen) as amount, string_agg(distinct s.account_masked, '、') as accounts from suspense_item s join note m on m.bank_id = ${tx.bankId} and m.note_id = s.note_id
    where s.bank_id = ${tx.bankId} and s.left_fen > 0 and s.account_masked <> m.account_masked group by s.note_id`
}

/** What the last day-end found of a kind: what falls due soon is who was sent a reminder. */
function signalled(asked: Asked, kind: 'DUE_SOON' | 'FELL_OVERDUE'): RawBuilder<unknown> {
  const { tx, on, sight } = asked
  const message = sql`select m.note_id, m.due_on, m.amount_fen, m.message_id, m.sent_at, m.attempts from customer_message m where m.bank_id = ${tx.bankId} and m.day = ${on}`
  const found = kind === 'DUE_SOON' ? sql`(${message} and m.kind = 'DUE_SOON') s cross join lateral (select s.message_id, s.sent_at, s.attempts) m` : sql`note_signal s left join lateral (${message} and m.kind = 'OVERDUE' and m.note_id = s.note_id) m on true`
  return sql`
    select ${around(asked)}, s.due_on as "dueOn", s.amount_fen as "amountFen", null::bigint as "debitedFen", null::bigint as "shortFen",
      case when n.state <> 'RUNNING' then '已结清' when n.oldest_due_on > s.due_on then '已还' when m.sent_at is not null then '已发短信' when m.attempts >= ${MOST_ATTEMPTS} then '短信未发出' when m.message_id is not null then '短信待发' else '未发短信' end as says
    from ${found} join note n on n.bank_id = ${tx.bankId} and n.note_id = s.note_id ${joined(tx)}
    where ${kind === 'DUE_SOON' ? sql`true` : sql`s.bank_id = ${tx.bankId} and s.day = ${on} and s.kind = ${kind}`} and ${sight}`
}

function messagesIn(asked: Asked, view: ReminderView): RawBuilder<unknown> {
  const { tx, sight } = asked
  const which = view === 'sent' ? sql`m.sent_at is not null` : view === 'waiting' ? sql`m.sent_at is null and m.attempts < ${MOST_ATTEMPTS}` : sql`m.sent_at is null and m.attempts >= ${MOST_ATTEMPTS}`
  return sql`
    select ${around(asked)}, m.message_id as "messageId", m.kind, m.day, m.says, m.due_at as "dueAt", m.attempts, m.sent_at as "sentAt", m.error
    from customer_message m join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id ${joined(tx)}
    where m.bank_id = ${tx.bankId} and ${which} and ${sight}`
}

async function countOf(tx: Tx, list: RawBuilder<unknown>): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from (${list} limit ${COUNTED_UP_TO}) l`.execute(tx)
  return row!.count
}
