import type { Day } from '#kernel'
import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { noteSight } from '../quality/sight.ts'
import { MOST_ATTEMPTS } from './send-messages.ts'

/** Gives a message that could not be sent another round of attempts, once its reason is seen to. */
export async function resendMessage(tx: Tx, staff: Staff, messageId: string, { on, now }: { on: Day; now: Date }): Promise<{ messageId: string }> {
  const row = await tx.selectFrom('customer_message as m').innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'm.bank_id').onRef('n.note_id', '=', 'm.note_id'))
    .select(['m.note_id', 'm.kind', 'm.attempts', 'm.sent_at', 'n.number', 'n.case_id']).where('m.bank_id', '=', tx.bankId).where('m.message_id', '=', messageId).where(await noteSight(tx, staff)).forUpdate('m').executeTakeFirst()
  if (row === undefined) throw missing('短信')
  if (row.sent_at !== null) throw new Refusal({ code: 'message.sent', message: '这条短信已经发出', expected: '未发出的短信' }, 409)
  if (row.attempts < MOST_ATTEMPTS) throw new Refusal({ code: 'message.waiting', message: '这条短信还在发送，不用重发', expected: '发送失败的短信' }, 409)
  await tx.updateTable('customer_message').set({ attempts: 0, due_at: now.toISOString(), error: null }).where('bank_id', '=', tx.bankId).where('message_id', '=', messageId).execute()
  await record(tx, { caseId: row.case_id ?? row.note_id, act: 'servicing.resend-reminder', who: staff.id, businessDate: on, body: { noteId: row.note_id, number: row.number, messageId, kind: row.kind } })
  return { messageId }
}
