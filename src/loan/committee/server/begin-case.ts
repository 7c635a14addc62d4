import { takeRole } from '#common/task/server'
import { Refusal } from '#kernel'
import { candidates, hasQuorum, quorumOf } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { presentAt } from './attendance.ts'
import { holdMeeting } from './hold-meeting.ts'
import { type ItemAtHand, moveItemOf, noteAct, readItem, readSeats, refuseNotRecorder, takenSeatOf, takenSeats, workOn } from './item-at-hand.ts'
import { leaveSeat } from './leave-seat.ts'
import { asRow, membersOn, tiesOf } from './members.ts'
import type { Hand } from './surroundings.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** From this instant the papers have been out long enough. */
export function readableFrom({ invitedAt, rules }: Pick<ItemAtHand, 'invitedAt' | 'rules'>): Date {
  return new Date(Date.parse(invitedAt) + rules.readingHours * HOUR_MS)
}

/** A member agrees to take a case although its papers came late. */
export async function consent(tx: Tx, hand: Hand, itemId: string): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  const seat = takenSeatOf(item, hand.staff)
  if (item.state !== 'LISTED') throw new Refusal({ code: 'committee.begun', message: '本案已开始审议', expected: '尚未开始的议程' }, 409)
  if (seat.consentedAt !== null) return
  await tx.updateTable('committee_seat').set({ consented_at: hand.now.toISOString() }).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).where('staff_id', '=', hand.staff.id).execute()
  await noteAct(tx, hand, item, 'consent', {})
}

/** Calls a case: the members of this day, those barred by now step back, and enough of them are there and had time to read. */
export async function beginCase(tx: Tx, hand: Hand, itemId: string) {
  const called = await readItem(tx, hand.staff, itemId, 'for update')
  refuseNotRecorder(called, hand.staff)
  const meeting = await holdMeeting(tx, called.meeting.meetingId)
  await refuseAnotherCase(tx, called)
  await takeRole(tx, workOn(hand, called), 'RECORDER')
  const item = await barByToday(tx, hand, called)
  refuseUnread(item, hand.now)
  await refuseNoQuorum(tx, item)
  if (meeting.state === 'PLANNED') await tx.updateTable('committee_meeting').set({ state: 'RUNNING', opened_at: hand.now.toISOString() }).where('bank_id', '=', tx.bankId).where('meeting_id', '=', meeting.meeting_id).execute()
  const state = await moveItemOf(tx, hand, item, 'begin', { set: { presented_at: hand.now.toISOString() }, body: { members: item.members, seated: takenSeats(item).map(({ staffId, seat }) => ({ staffId, seat })) } })
  return { state }
}

/** The member set of the day the case is called; who is barred by now, or is no member any more, loses the seat. */
async function barByToday(tx: Tx, hand: Hand, item: ItemAtHand): Promise<ItemAtHand> {
  const members = await membersOn(tx, item.meeting.bodyId, hand.on)
  const ties = await tiesOf(tx, { caseId: item.caseId, signatures: item.signatures, reconsiders: item.reconsiders }, members, hand.on)
  const list = candidates(members, ties, item.rules, hand.on).map(asRow)
  for (const { staffId } of takenSeats(item)) {
    const bars = list.find((one) => one.staffId === staffId)?.bars ?? ['已不是该审贷会委员']
    if (bars.length > 0) await leaveSeat(tx, hand, item, staffId, { standing: 'RECUSED', why: bars.join('、') })
  }
  await tx.updateTable('committee_item').set({ members: JSON.stringify(list) }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).execute()
  return { ...item, members: list, seated: await readSeats(tx, item.itemId) }
}

function refuseUnread(item: ItemAtHand, now: Date): void {
  const missing = takenSeats(item).filter(({ consentedAt }) => consentedAt === null)
  const from = readableFrom(item)
  if (now >= from || missing.length === 0) return
  const minutes = Math.ceil((from.getTime() - now.getTime()) / MINUTE_MS)
  throw new Refusal({
    code: 'committee.unread', message: `材料送阅未满 ${item.rules.readingHours} 小时，还差 ${minutes} 分钟`, value: item.invitedAt, expected: `届时再审议，或全体委员同意提前。尚未同意：${missing.map(({ name }) => name).join('、')}`,
  }, 409)
}

async function refuseAnotherCase(tx: Tx, { meeting, itemId }: ItemAtHand): Promise<void> {
  const other = await tx.selectFrom('committee_item as i').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.case_id', '=', 'i.case_id')).select('a.number')
    .where('i.bank_id', '=', tx.bankId).where('i.meeting_id', '=', meeting.meetingId).where('i.item_id', '<>', itemId).where('i.state', 'in', ['PRESENTED', 'VOTING']).executeTakeFirst()
  if (other !== undefined) throw new Refusal({ code: 'committee.another-case', message: `${other.number} 正在审议`, value: other.number, expected: '一次审议一案，先表决或延期' }, 409)
}

/** Refuses to go on with fewer than the quorum in the room, naming who is missing. */
export async function refuseNoQuorum(tx: Tx, item: ItemAtHand): Promise<void> {
  const present = await presentAt(tx, item.meeting.meetingId)
  const here = takenSeats(item).filter(({ staffId }) => present.has(staffId))
  if (hasQuorum(here, item.seats, item.rules.quorum)) return
  const away = takenSeats(item).filter(({ staffId }) => !present.has(staffId)).map(({ name }) => name)
  throw new Refusal({
    code: 'committee.no-quorum', message: `到会 ${here.length} 人，不足法定人数${here.some(({ seat }) => seat === 'CHAIR') ? '' : '，且组长未到'}`, value: here.length,
    expected: `至少 ${quorumOf(item.seats, item.rules.quorum)} 人并有组长${away.length === 0 ? '' : `；未到：${away.join('、')}`}`,
  }, 409)
}
