import { CHANNELS, type Channel } from '#common/task/domain'
import { Refusal } from '#kernel'
import type { Staff } from '#platform/auth'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { Ports } from '#platform/notices'
import type { Day } from '#kernel'
import { OUTBOX_TOPIC, type OutMessage } from './notify.ts'

/** After so many failures a message waits for someone to send it again. */
const MOST_ATTEMPTS = 5
const MINUTE_MS = 60_000
const LISTED = 200

/** Messages whose time has come, each named with its time so that the job of a later attempt is another job. */
export async function messagesDue(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.selectFrom('outbox').select(['message_id', 'due_at']).where('bank_id', '=', tx.bankId).where('topic', '=', OUTBOX_TOPIC).where('sent_at', 'is', null)
    .where('attempts', '<', MOST_ATTEMPTS).where('due_at', '<=', now.toISOString()).orderBy('due_at').limit(LISTED).execute()
  return rows.map((row) => `${row.message_id}:${row.due_at}`)
}

/** One attempt at a message. A port without settings is no attempt: the message waits, with the reason beside it. */
export async function sendMessage(tx: Tx, ports: Ports, messageId: string, now: Date): Promise<'SENT' | 'WAITING' | 'FAILED'> {
  const row = await tx.selectFrom('outbox').select(['body', 'attempts', 'sent_at']).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).forUpdate().executeTakeFirst()
  if (row === undefined || row.sent_at !== null) return 'SENT'
  const message = row.body as unknown as OutMessage
  const port = ports[message.channel]
  const keep = (set: { attempts?: number; sent_at?: string; error: string | null; due_at?: string }) => tx.updateTable('outbox').set(set).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).execute()
  if (port.why !== null) {
    await keep({ error: port.why, due_at: later(now, MINUTE_MS * MINUTES_OF_AN_HOUR) })
    return 'WAITING'
  }
  try {
    await port.send({ id: messageId, to: message.to, subject: message.subject, text: message.text })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await keep({ attempts: row.attempts + 1, error: error.message, due_at: later(now, MINUTE_MS * 2 ** row.attempts) })
    return 'FAILED'
  }
  await keep({ attempts: row.attempts + 1, sent_at: now.toISOString(), error: null })
  return 'SENT'
}

const MINUTES_OF_AN_HOUR = 60
const later = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()

/** The last messages of every kind with what became of them, never what they say. */
export async function readOutbox(tx: Tx, ports: Ports) {
  const rows = await tx.selectFrom('outbox').select(['message_id', 'topic', 'body', 'created_at', 'due_at', 'attempts', 'sent_at', 'error']).where('bank_id', '=', tx.bankId)
    .orderBy('created_at', 'desc').orderBy('message_id', 'desc').limit(LISTED).execute()
  return {
    ports: (Object.keys(CHANNELS) as Channel[]).map((channel) => ({ channel, name: CHANNELS[channel], ready: ports[channel].why === null, why: ports[channel].why })),
    messages: rows.map((row) => {
      const { channel = null, to = null } = row.body as unknown as Partial<OutMessage>
      const state = row.sent_at !== null ? 'SENT' as const : row.attempts >= MOST_ATTEMPTS ? 'FAILED' as const : 'WAITING' as const
      return { messageId: row.message_id, topic: row.topic, channel, to: to === null ? null : maskedAddress(to), createdAt: row.created_at, dueAt: row.due_at, attempts: row.attempts, sentAt: row.sent_at, error: row.error, state }
    }),
  }
}

/** Sends a message again from the start; one that arrived stays as it is. */
export async function resend(tx: Tx, staff: Staff, messageId: string, on: Day, now: Date): Promise<void> {
  const row = await tx.selectFrom('outbox').select('sent_at').where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('消息')
  if (row.sent_at !== null) throw new Refusal({ code: 'outbox.sent', message: '此消息已发出，不再重发', expected: '未发出的消息' }, 409)
  await tx.updateTable('outbox').set({ attempts: 0, error: null, due_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).execute()
  await record(tx, { caseId: messageId, act: 'outbox.resend', who: staff.id, businessDate: on, body: { messageId } })
}

const KEPT = 3

/** An address of which only the ends are read. */
function maskedAddress(to: string): string {
  return to.length <= KEPT * 2 ? `${to.slice(0, 1)}***` : `${to.slice(0, KEPT)}***${to.slice(-KEPT)}`
}
