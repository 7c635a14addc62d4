import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { holdMeeting } from './hold-meeting.ts'
import type { Hand } from './surroundings.ts'

/** Ends a meeting when each case on its agenda was resolved or adjourned; one withdrawn after its votes were opened gets its resolution when it is taken up. */
export async function closeMeeting(tx: Tx, { staff, on, now }: Hand, meetingId: string): Promise<void> {
  const meeting = await holdMeeting(tx, meetingId)
  if (meeting.recorder_id !== staff.id) throw new Refusal({ code: 'committee.not-recorder', message: '由本次会议的记录人办理', expected: '本次会议的记录人' }, 403)
  const open = await tx.selectFrom('committee_item as i').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.case_id', '=', 'i.case_id')).select('a.number')
    .where('i.bank_id', '=', tx.bankId).where('i.meeting_id', '=', meetingId).where('i.state', 'not in', ['RESOLVED', 'ADJOURNED']).where('a.state', '=', 'ADMITTED').orderBy('i.seq').execute()
  if (open.length > 0) throw new Refusal({ code: 'committee.open-cases', message: `还有 ${open.length} 案没有结论：${open.map(({ number }) => number).join('、')}`, value: open.length, expected: '逐案形成决议或延期' }, 409)
  await tx.updateTable('committee_meeting').set({ state: 'CLOSED', closed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).execute()
  await record(tx, { caseId: meetingId, act: 'committee.close', who: staff.id, businessDate: on, body: { number: meeting.number } })
}
