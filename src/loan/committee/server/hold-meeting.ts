import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The meeting, held until the transaction ends, while it still takes cases. */
export async function holdMeeting(tx: Tx, meetingId: string) {
  const row = await tx.selectFrom('committee_meeting').selectAll().where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('会议')
  if (row.state === 'CLOSED') throw new Refusal({ code: 'committee.meeting-closed', message: '会议已散会', value: row.number, expected: '未散会的会议' }, 409)
  return row
}
