import { Refusal } from '#kernel'
import type { Database, Tx } from '#platform/db'
import type { LongJob } from '#platform/jobs'
import type { Port } from '#platform/notices'
import { sql } from 'kysely'

/** After so many failures a message is left to people. */
export const MOST_ATTEMPTS = 5
/** Told at once; the gateway is asked for each. */
const AT_ONCE = 100

interface Taken {
  readonly messageId: string
  readonly customerId: string
  readonly says: string
  readonly phoneCipher: Buffer
  readonly phoneKey: string
  /** What it speaks of is over. */
  readonly isOver: boolean
}

/** Sends customers what the day-end has to tell them, some at a time. */
export function messagesJob(sms: Port, now: () => Date = () => new Date()): LongJob {
  return {
    kind: 'servicing.customer-messages',
    run: async (database, bankId, ending) => {
      while (!ending.aborted && await sendMessages(database, bankId, sms, now()) > 0) { /* the next ones */ }
    },
  }
}

/**
 * One batch: taken under a lock with the time of the next attempt already set, so that a sender that dies leaves them to be
 * sent again and two senders never share one; sent; marked. A port that is not set is no attempt: they wait, with the reason.
 */
export async function sendMessages(database: Database, bankId: number, sms: Port, now: Date): Promise<number> {
  const { why } = sms
  if (why !== null) {
    await database.inBank(bankId, (tx) => waitBecause(tx, why, now))
    return 0
  }
  const batch = await database.inBank(bankId, async (tx) => ({ taken: await take(tx, now), keys: tx.keys }))
  const done: { messageId: string; error: string | null }[] = []
  for (const one of batch.taken) {
    if (one.isOver) continue
    const phone = { cipher: one.phoneCipher, keyId: one.phoneKey }
    try {
      await sms.send({ id: one.messageId, to: batch.keys.open(phone, `${bankId}/customer/${one.customerId}/phone`), subject: '还款提醒', text: one.says })
      done.push({ messageId: one.messageId, error: null })
    } catch (error) {
      // Whatever is wrong with one, those before it are marked as sent and those after it have their turn.
      done.push({ messageId: one.messageId, error: error instanceof Refusal ? error.message : `程序故障（${error instanceof Error ? error.name : '不明'}），请系统管理员查看` })
    }
  }
  if (done.length > 0) await database.inBank(bankId, (tx) => mark(tx, done, now))
  return batch.taken.length
}

async function waitBecause(tx: Tx, why: string, now: Date): Promise<void> {
  await tx.updateTable('customer_message').set({ error: why }).where('bank_id', '=', tx.bankId).where('sent_at', 'is', null).where('attempts', '<', MOST_ATTEMPTS).where('due_at', '<=', now.toISOString())
    .where(sql<boolean>`error is distinct from ${why}`).execute()
}

/** What is due, each with its next attempt set: twice as long after each. What no longer holds is given up at once. */
async function take(tx: Tx, now: Date): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    with due as (
      select m.message_id, n.customer_id, (case m.kind when 'SETTLED' then n.state <> 'SETTLED' else n.state <> 'RUNNING' or n.oldest_due_on is null or n.oldest_due_on > m.due_on end) as is_over
      from customer_message m join note n on n.bank_id = ${tx.bankId} and n.note_id = m.note_id
      where m.bank_id = ${tx.bankId} and m.sent_at is null and m.attempts < ${MOST_ATTEMPTS} and m.due_at <= ${now.toISOString()} order by m.due_at limit ${AT_ONCE} for update of m skip locked
    ), taken as (
      update customer_message m set attempts = case when d.is_over then ${MOST_ATTEMPTS} else m.attempts + 1 end, due_at = ${now.toISOString()}::timestamptz + interval '1 minute' * (2 ^ m.attempts), error = case when d.is_over then '情况已变（已还或已撤销），不再发送' else '已交短信网关，尚无答复' end
      from due d where m.bank_id = ${tx.bankId} and m.message_id = d.message_id returning m.message_id, m.says, d.customer_id, d.is_over
    )
    select t.message_id as "messageId", t.customer_id as "customerId", t.says, k.phone_cipher as "phoneCipher", k.phone_key as "phoneKey", t.is_over as "isOver"
    from taken t join customer k on k.bank_id = ${tx.bankId} and k.customer_id = t.customer_id order by 1`.execute(tx)
  return rows
}

async function mark(tx: Tx, done: readonly { messageId: string; error: string | null }[], now: Date): Promise<void> {
  await sql`
    update customer_message m set sent_at = case when d.error is null then ${now.toISOString()}::timestamptz end, error = d.error
    from unnest(${done.map((one) => one.messageId)}::uuid[], ${done.map((one) => one.error)}::text[]) d(message_id, error)
    where m.bank_id = ${tx.bankId} and m.message_id = d.message_id and m.sent_at is null`.execute(tx)
}
