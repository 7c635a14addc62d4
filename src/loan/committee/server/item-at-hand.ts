import { Refusal } from '#kernel'
import { type CandidateRow, type ItemAct, type ItemState, type MeetingState, moveItem } from '#loan/committee/domain'
import type { DecidingBody, Signatory, Terms } from '#loan/decision/domain'
import { readApplication, touchApplication } from '#loan/application/server'
import type { PolicyPack } from '#common/policy/domain'
import type { AtWork } from '#common/task/server'
import type { z } from 'zod'
import type { Staff } from '#platform/auth'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { Hand } from './surroundings.ts'

/** What of the policy of the case the meeting goes by; kept with the item. */
export type ItemRules = Pick<PolicyPack['committee'], 'passRule' | 'unanimityRequired' | 'quorum' | 'readingHours' | 'excludedPosts'>

export interface SeatKept {
  readonly staffId: string
  readonly name: string
  readonly seat: 'CHAIR' | 'MEMBER'
  readonly standing: 'SEATED' | 'RECUSED' | 'LEFT'
  readonly why: string | null
  readonly replaces: string | null
  readonly consentedAt: string | null
  readonly declaredAt: string | null
}

/** Terms the chair settled after the opening, with what each agreeing member says to them. */
export interface SettlementKept {
  readonly terms: Terms
  readonly reason: string
  readonly by: string
  readonly consents: Readonly<Record<string, boolean | null>>
}

/** One case on an agenda, with its meeting and its table. */
export interface ItemAtHand {
  readonly itemId: string
  readonly caseId: string
  readonly round: number
  readonly version: number
  readonly authority: DecidingBody
  readonly seats: number
  readonly signatures: readonly Signatory[]
  readonly mayVeto: boolean
  readonly request: Pick<Terms, 'amountFen' | 'periods' | 'method' | 'guarantee'>
  readonly proposal: Terms
  readonly rules: ItemRules
  readonly members: readonly z.output<typeof CandidateRow>[]
  readonly state: ItemState
  readonly invitedAt: string
  readonly presentedAt: string | null
  readonly openedAt: string | null
  readonly endReason: string | null
  readonly settlement: SettlementKept | null
  readonly reconsiders: string | null
  readonly meeting: { readonly meetingId: string; readonly number: string; readonly bodyId: string; readonly place: string; readonly startsAt: string; readonly chairId: string; readonly recorderId: string; readonly state: MeetingState }
  readonly seated: readonly SeatKept[]
  readonly application: Awaited<ReturnType<typeof readApplication>>
}

/** Reads an item this person may see; with 'for update' its case is held until the transaction ends, so that of two votes at one instant one is the last. */
export async function readItem(tx: Tx, staff: Staff, itemId: string, lock: 'for update' | 'read' = 'read'): Promise<ItemAtHand> {
  const found = await tx.selectFrom('committee_item').select('case_id').where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).executeTakeFirst()
  if (found === undefined) throw missing('这项议程')
  const application = await readApplication(tx, staff, found.case_id, lock, '这项议程')
  const row = await tx.selectFrom('committee_item as i')
    .innerJoin('committee_meeting as m', (on) => on.onRef('m.bank_id', '=', 'i.bank_id').onRef('m.meeting_id', '=', 'i.meeting_id'))
    .innerJoin('committee_referral as r', (on) => on.onRef('r.bank_id', '=', 'i.bank_id').onRef('r.case_id', '=', 'i.case_id').onRef('r.round', '=', 'i.round'))
    .selectAll('i').select(['m.number', 'm.body_id', 'm.place', 'm.starts_at', 'm.chair_id', 'm.recorder_id', 'm.state as meeting_state', 'r.reconsiders', 'r.authority'])
    .where('i.bank_id', '=', tx.bankId).where('i.item_id', '=', itemId).executeTakeFirstOrThrow()
  return {
    itemId, caseId: row.case_id, round: row.round, version: row.version, authority: row.authority as DecidingBody, seats: row.seats, signatures: row.signatures as Signatory[], mayVeto: row.may_veto, request: row.request as ItemAtHand['request'], proposal: row.proposal as Terms,
    rules: row.rules as unknown as ItemRules, members: row.members as ItemAtHand['members'], state: row.state as ItemState, invitedAt: row.invited_at, presentedAt: row.presented_at, openedAt: row.opened_at, endReason: row.end_reason,
    settlement: row.settlement as SettlementKept | null, reconsiders: row.reconsiders,
    meeting: { meetingId: row.meeting_id, number: row.number, bodyId: row.body_id, place: row.place, startsAt: row.starts_at, chairId: row.chair_id, recorderId: row.recorder_id, state: row.meeting_state as MeetingState },
    seated: inOrder(await readSeats(tx, itemId), row.members as ItemAtHand['members']), application,
  }
}

/** Chair first, then as the members of the body are listed. */
function inOrder(seated: readonly SeatKept[], members: readonly { readonly staffId: string }[]): SeatKept[] {
  const place = ({ staffId, seat }: SeatKept): number => (seat === 'CHAIR' ? -1 : members.findIndex((one) => one.staffId === staffId))
  return [...seated].sort((a, b) => place(a) - place(b))
}

export async function readSeats(tx: Tx, itemId: string): Promise<SeatKept[]> {
  const rows = await tx.selectFrom('committee_seat as t').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.staff_id')).selectAll('t').select('s.name')
    .where('t.bank_id', '=', tx.bankId).where('t.item_id', '=', itemId).orderBy('t.seated_at').execute()
  return rows.map((row) => ({
    staffId: row.staff_id, name: row.name, seat: row.seat as SeatKept['seat'], standing: row.standing as SeatKept['standing'], why: row.why, replaces: row.replaces, consentedAt: row.consented_at, declaredAt: row.declared_at,
  }))
}

/** The person, the moment and the case of an item. */
export function workOn({ staff, on, now }: Hand, { caseId }: Pick<ItemAtHand, 'caseId'>): AtWork {
  return { staff, caseId, on, now }
}

export function takenSeats(item: Pick<ItemAtHand, 'seated'>): SeatKept[] {
  return item.seated.filter(({ standing }) => standing === 'SEATED')
}

export function isChair(item: Pick<ItemAtHand, 'seated' | 'meeting'>, staffId: string): boolean {
  return takenSeats(item).some((one) => one.staffId === staffId && one.seat === 'CHAIR')
}

/** Running the meeting is the recorder's. */
export function refuseNotRecorder(item: Pick<ItemAtHand, 'meeting'>, { id }: Pick<Staff, 'id'>): void {
  if (item.meeting.recorderId !== id) throw new Refusal({ code: 'committee.not-recorder', message: '由本次会议的记录人办理', expected: '本次会议的记录人' }, 403)
}

/** What the meeting came to is written by chair or recorder. */
export function refuseNotLeading(item: Pick<ItemAtHand, 'seated' | 'meeting'>, { id }: Pick<Staff, 'id'>): void {
  if (item.meeting.recorderId !== id && !isChair(item, id)) throw new Refusal({ code: 'committee.not-leading', message: '由本案组长或会议记录人办理', expected: '组长或记录人' }, 403)
}

/** The seat of this person at this table; refuses (403) who has none. */
export function seatOf(item: Pick<ItemAtHand, 'seated'>, { id }: Pick<Staff, 'id'>): SeatKept {
  const seat = item.seated.find(({ staffId }) => staffId === id)
  if (seat === undefined) throw new Refusal({ code: 'committee.no-seat', message: '您不是本案的委员', expected: '列席本案的委员' }, 403)
  return seat
}

/** As `seatOf`, of someone who still sits there. */
export function takenSeatOf(item: Pick<ItemAtHand, 'seated'>, staff: Pick<Staff, 'id'>): SeatKept {
  const seat = seatOf(item, staff)
  if (seat.standing === 'RECUSED') throw new Refusal({ code: 'committee.recused', message: `您已回避本案：${seat.why ?? ''}`, expected: '未回避的委员' }, 403)
  if (seat.standing === 'LEFT') throw new Refusal({ code: 'committee.left', message: '您已离席，本案不再表决', expected: '在席的委员' }, 403)
  return seat
}

/** Moves an item along its table, with what changes beside its state; returns the new state. */
export async function moveItemOf(tx: Tx, hand: Hand, item: ItemAtHand, act: ItemAct, more: { readonly set?: object; readonly body?: object } = {}): Promise<ItemState> {
  const state = moveItem(item.state, act)
  await tx.updateTable('committee_item').set({ state, ...more.set }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).execute()
  await touchApplication(tx, item.caseId, hand.now)
  await noteAct(tx, hand, item, act, { before: item.state, after: state, ...more.body })
  return state
}

/** Writes an act of the meeting into the chain of the case. */
export async function noteAct(tx: Tx, { staff, on }: Hand, { caseId, itemId, meeting }: Pick<ItemAtHand, 'caseId' | 'itemId' | 'meeting'>, act: string, body: object): Promise<void> {
  await record(tx, { caseId, act: `committee.${act}`, who: staff.id, businessDate: on, body: { itemId, meeting: meeting.number, ...body } })
}
