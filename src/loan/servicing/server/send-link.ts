import { Refusal } from '#kernel'
import { type Tx, businessDate } from '#platform/db'
import type { Job } from '#platform/jobs'
import type { Port } from '#platform/notices'
import { LINK_TOPIC, beginOf, pathOf, tokenOf } from './links.ts'

/** After so many failures a message is given up; a new link sends a new one. */
const MOST_ATTEMPTS = 5
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const AT_ONCE = 200

/** The way to customers' phones, and the address at which they reach this server. */
export interface ToCustomers {
  readonly sms: Port
  readonly address: string | undefined
}

interface LinkMessage { readonly linkId: string; readonly customerId: string; readonly says: string }

/** Sends customers their links. Phone and secret are put together at the last moment, so that neither waits in the outbox. */
export function linkJob({ sms, address }: ToCustomers): Job {
  return {
    kind: 'servicing.send-link',
    due: async (tx, today) => (await linksDue(tx, new Date())).map((subject) => ({ subject, day: today })),
    run: (tx, subject) => sendLink(tx, { sms, address }, subject.split(':')[0] ?? '', new Date()),
  }
}

/** Messages whose time has come, each named with its time so that the job of a later attempt is another job. */
async function linksDue(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.selectFrom('outbox').select(['message_id', 'due_at']).where('bank_id', '=', tx.bankId).where('topic', '=', LINK_TOPIC).where('sent_at', 'is', null)
    .where('attempts', '<', MOST_ATTEMPTS).where('due_at', '<=', now.toISOString()).orderBy('due_at').limit(AT_ONCE).execute()
  return rows.map((row) => `${row.message_id}:${row.due_at}`)
}

/** One attempt. A port or an address that is not set is no attempt: the message waits, with the reason beside it. */
export async function sendLink(tx: Tx, { sms, address }: ToCustomers, messageId: string, now: Date): Promise<'SENT' | 'WAITING' | 'FAILED' | 'DROPPED'> {
  const row = await tx.selectFrom('outbox').select(['body', 'attempts', 'sent_at']).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).forUpdate().executeTakeFirst()
  if (row === undefined || row.sent_at !== null) return 'SENT'
  const keep = (set: { attempts?: number; sent_at?: string; error: string | null; due_at?: string }) => tx.updateTable('outbox').set(set).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).execute()
  const { linkId, customerId, says } = row.body as unknown as LinkMessage
  if (!(await isOpen(tx, linkId))) {
    await keep({ attempts: MOST_ATTEMPTS, error: '链接已作废或过期，不再发送' })
    return 'DROPPED'
  }
  const why = sms.why ?? (address === undefined ? '未设置 WEIDAI_ADDRESS，客户不知道从哪里打开' : null)
  if (why !== null) {
    await keep({ error: why, due_at: new Date(now.getTime() + HOUR_MS).toISOString() })
    return 'WAITING'
  }
  try {
    await sms.send({ id: messageId, to: await phoneOf(tx, customerId), subject: '还款链接', text: `${says} ${address}${pathOf(tokenOf(tx, linkId))}` })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await keep({ attempts: row.attempts + 1, error: error.message, due_at: new Date(now.getTime() + MINUTE_MS * 2 ** row.attempts).toISOString() })
    return 'FAILED'
  }
  await keep({ attempts: row.attempts + 1, sent_at: now.toISOString(), error: null })
  return 'SENT'
}

async function isOpen(tx: Tx, linkId: string): Promise<boolean> {
  const link = await tx.selectFrom('customer_link').select('link_id').where('bank_id', '=', tx.bankId).where('link_id', '=', linkId).where('revoked_at', 'is', null).where('expires_at', '>', beginOf(await businessDate(tx))).executeTakeFirst()
  return link !== undefined
}

async function phoneOf(tx: Tx, customerId: string): Promise<string> {
  const row = await tx.selectFrom('customer').select(['phone_cipher', 'phone_key']).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  return tx.keys.open({ cipher: row.phone_cipher, keyId: row.phone_key }, `${tx.bankId}/customer/${customerId}/phone`)
}
