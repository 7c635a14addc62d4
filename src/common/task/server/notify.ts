import type { Channel } from '#common/task/domain'
import type { Day } from '#kernel'
import { type Tx, newId } from '#platform/db'

export interface Notice {
  readonly staffId: string
  readonly kind: 'ASSIGNED' | 'HANDED_BACK' | 'STAND_IN' | 'DUE' | 'ESCALATED' | 'LATE' | 'ACCOUNT' | 'FOLLOWED' | 'FINDING' | 'DAY_END' | 'DIGEST'
  readonly caseId: string | null
  /** Names step and case number, never a customer: it leaves the house. */
  readonly says: string
  readonly on: Day
  readonly at: string
}

/** Tells a person, in Weidai and by every channel he gave an address for. */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  await tx.insertInto('notification').values({
    bank_id: tx.bankId, notification_id: newId(), staff_id: notice.staffId, kind: notice.kind, case_id: notice.caseId, says: notice.says, on_day: notice.on, at: notice.at,
  }).execute()
  const contacts = await tx.selectFrom('staff_contact').select(['channel', 'address', 'digest']).where('bank_id', '=', tx.bankId).where('staff_id', '=', notice.staffId).execute()
  for (const { channel, address, digest } of contacts) {
    if (notice.kind !== 'DIGEST' || digest) await post(tx, { channel: channel as Channel, to: address, subject: '微贷待办提醒', text: notice.says }, notice.at)
  }
}

/** A message on its way out of the house. */
export interface OutMessage {
  readonly channel: Channel
  readonly to: string
  readonly subject: string
  readonly text: string
}

export const OUTBOX_TOPIC = 'notify'

async function post(tx: Tx, message: OutMessage, at: string): Promise<void> {
  await tx.insertInto('outbox').values({ bank_id: tx.bankId, message_id: newId(), topic: OUTBOX_TOPIC, body: JSON.stringify(message), created_at: at, due_at: at }).execute()
}
