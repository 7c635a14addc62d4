import { Refusal } from '#kernel'
import { type Attend, isUnderWay } from '#loan/committee/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { holdMeeting } from './hold-meeting.ts'
import { readItem } from './item-at-hand.ts'
import { memberReturns, memberLeaves } from './leave-seat.ts'
import type { Hand, Tell } from './surroundings.ts'

/** Who is in the meeting now: his last movement, if it was a coming. */
export interface Present {
  readonly staffId: string
  readonly how: 'ROOM' | 'REMOTE'
  readonly since: string
}

export async function presentAt(tx: Tx, meetingId: string): Promise<Map<string, Present>> {
  const rows = await tx.selectFrom('committee_attendance').selectAll().where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).orderBy('seq').execute()
  const present = new Map<string, Present>()
  for (const row of rows) {
    if (row.what === 'JOINED') present.set(row.staff_id, { staffId: row.staff_id, how: row.how as Present['how'], since: row.at })
    else present.delete(row.staff_id)
  }
  return present
}

/** Someone comes or goes, by his own hand or noted by the recorder; a member who goes before he voted leaves his seat. */
export async function attend(tx: Tx, hand: Hand, meetingId: string, { what, how, staffId = hand.staff.id }: Attend, tell: Tell): Promise<void> {
  const { staff, on, now } = hand
  // Cases first, the meeting after: the same order as every other act of a meeting.
  const items = await itemsUnderWay(tx, hand, meetingId)
  const meeting = await holdMeeting(tx, meetingId)
  if (staffId !== staff.id && meeting.recorder_id !== staff.id) throw new Refusal({ code: 'committee.not-recorder', message: '他人到离场由记录人登记', expected: '本次会议的记录人' }, 403)
  await refuseStranger(tx, meeting, staffId)
  const isHere = (await presentAt(tx, meetingId)).has(staffId)
  if (isHere === (what === 'JOINED')) return
  const { last } = await tx.selectFrom('committee_attendance').select((eb) => eb.fn.max('seq').as('last')).where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).executeTakeFirstOrThrow()
  await tx.insertInto('committee_attendance').values({ bank_id: tx.bankId, meeting_id: meetingId, seq: (last ?? 0) + 1, staff_id: staffId, what, how, noted_by: staff.id, at: now.toISOString() }).execute()
  await record(tx, { caseId: meetingId, act: 'committee.attend', who: staff.id, businessDate: on, body: { staffId, what, how } })
  for (const item of items) await (what === 'LEFT' ? memberLeaves(tx, hand, item, staffId, tell) : memberReturns(tx, hand, item, staffId))
}

async function itemsUnderWay(tx: Tx, hand: Hand, meetingId: string) {
  const rows = await tx.selectFrom('committee_item').select('item_id').where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).where('state', 'in', ['PRESENTED', 'VOTING']).orderBy('case_id').execute()
  const items = []
  for (const { item_id: itemId } of rows) {
    const item = await readItem(tx, hand.staff, itemId, 'for update')
    if (isUnderWay(item.state)) items.push(item)
  }
  return items
}

/** In the room are the people of the meeting and of its cases. */
async function refuseStranger(tx: Tx, meeting: { readonly meeting_id: string; readonly body_id: string; readonly recorder_id: string; readonly chair_id: string }, staffId: string): Promise<void> {
  if (staffId === meeting.recorder_id || staffId === meeting.chair_id) return
  const member = await tx.selectFrom('committee_member').select('member_id').where('bank_id', '=', tx.bankId).where('body_id', '=', meeting.body_id).where('staff_id', '=', staffId).where('until_day', 'is', null).executeTakeFirst()
  if (member !== undefined) return
  const ofCase = await tx.selectFrom('committee_item as i').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.case_id', '=', 'i.case_id')).select('i.item_id')
    .where('i.bank_id', '=', tx.bankId).where('i.meeting_id', '=', meeting.meeting_id).where((eb) => eb.or([eb('a.lead_id', '=', staffId), eb('a.assist_id', '=', staffId), eb('a.filed_by', '=', staffId)])).executeTakeFirst()
  if (ofCase === undefined) throw new Refusal({ code: 'committee.stranger', message: '此人与本次会议无关', value: staffId, expected: '委员、记录人或议程中业务的经办人' }, 403)
}
