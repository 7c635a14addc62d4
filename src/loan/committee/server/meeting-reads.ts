import type { Day } from '#kernel'
import { type Attending, type Candidates, type Committee, type Meeting, type MeetingState, type Outcome, candidates, quorumOf } from '#loan/committee/domain'
import type { z } from 'zod'
import { packOf, caseScope, inScope, readApplication } from '#loan/application/server'
import type { Signatory } from '#loan/decision/domain'
import { Refusal } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { presentAt } from './attendance.ts'
import { asRow, bodyFinder, membersOn, tiesOf } from './members.ts'
import { versionOf } from './proposal.ts'

const RECENT = 60

/** What waits for a meeting, and the meetings there are; cases only as far as this person sees them. */
export async function readCommittee(tx: Tx, staff: Staff): Promise<Committee> {
  const scope = await caseScope(tx, staff)
  const waiting = await tx.selectFrom('committee_referral as r').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'r.bank_id').onRef('a.case_id', '=', 'r.case_id'))
    .innerJoin('customer as c', (join) => join.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id')).innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.lead_id'))
    .innerJoin('investigation_version as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.case_id', '=', 'r.case_id').onRef('v.version', '=', 'r.version'))
    .select(['a.case_id', 'a.number', 'a.product', 'a.amount_fen', 'a.unit_id', 'c.name as customer', 's.name as lead', 'r.round', 'r.authority', 'r.seats', 'r.signatures', 'r.reconsiders', 'r.referred_on', 'r.referred_at', 'v.assessment'])
    .where('r.bank_id', '=', tx.bankId).where('r.state', '=', 'WAITING').where((eb) => inScope(eb, scope)).orderBy('r.referred_at').limit(200).execute()
  const bodyOf = await bodyFinder(tx)
  const rows = waiting.map((row) => ({
    caseId: row.case_id, number: row.number, customer: row.customer, product: row.product, amountFen: row.amount_fen, lead: row.lead, round: row.round, authority: row.authority as Committee['waiting'][number]['authority'], seats: row.seats,
    signatures: row.signatures as string[], reconsiders: row.reconsiders, on: row.referred_on, since: row.referred_at, bodyId: bodyOf(row.authority, row.unit_id), mayVeto: (row.assessment as { vetoEnabled?: unknown }).vetoEnabled === true,
  }))
  const meetings = await meetingRows(tx).orderBy('m.starts_at', 'desc').limit(RECENT).execute()
  const seen = scope.all ? null : new Set((await tx.selectFrom('committee_item as i').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.case_id', '=', 'i.case_id')).select('i.meeting_id').distinct().where('i.bank_id', '=', tx.bankId).where((eb) => inScope(eb, scope)).execute()).map((row) => row.meeting_id))
  return { waiting: rows, meetings: meetings.filter((row) => seen?.has(row.meeting_id) ?? true).map(shape) }
}

function meetingRows(tx: Tx) {
  return tx.selectFrom('committee_meeting as m').innerJoin('committee_body as b', (join) => join.onRef('b.bank_id', '=', 'm.bank_id').onRef('b.body_id', '=', 'm.body_id'))
    .innerJoin('staff as c', (join) => join.onRef('c.bank_id', '=', 'm.bank_id').onRef('c.staff_id', '=', 'm.chair_id')).innerJoin('staff as r', (join) => join.onRef('r.bank_id', '=', 'm.bank_id').onRef('r.staff_id', '=', 'm.recorder_id'))
    .selectAll('m').select(['b.name as body', 'c.name as chair', 'r.name as recorder'])
    .select((eb) => [
      eb.selectFrom('committee_item as i').select((count) => count.fn.countAll<number>().as('n')).where('i.bank_id', '=', tx.bankId).whereRef('i.meeting_id', '=', 'm.meeting_id').as('cases'),
      eb.selectFrom('committee_item as i').select((count) => count.fn.countAll<number>().as('n')).where('i.bank_id', '=', tx.bankId).whereRef('i.meeting_id', '=', 'm.meeting_id').where('i.state', 'in', ['LISTED', 'PRESENTED', 'VOTING', 'OPENED']).as('open'),
    ])
    .where('m.bank_id', '=', tx.bankId)
}
type Row = Awaited<ReturnType<ReturnType<typeof meetingRows>['execute']>>[number]

function shape(row: Row): Committee['meetings'][number] {
  return {
    meetingId: row.meeting_id, number: row.number, bodyId: row.body_id, body: row.body, place: row.place, startsAt: row.starts_at, chair: { staffId: row.chair_id, name: row.chair }, recorder: { staffId: row.recorder_id, name: row.recorder },
    state: row.state as MeetingState, cases: Number(row.cases), open: Number(row.open),
  }
}

/** The meeting room: agenda, who is there, who came and went. An officer sees the room of a meeting that has a case of his, and of the agenda his own. */
export async function readMeeting(tx: Tx, staff: Staff, meetingId: string): Promise<Meeting> {
  const row = await meetingRows(tx).where('m.meeting_id', '=', meetingId).executeTakeFirst()
  if (row === undefined) throw missing('会议')
  const scope = await caseScope(tx, staff)
  const agenda = await tx.selectFrom('committee_item as i').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.case_id', '=', 'i.case_id'))
    .innerJoin('customer as c', (join) => join.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id')).innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.lead_id'))
    .leftJoin('committee_resolution as r', (join) => join.onRef('r.bank_id', '=', 'i.bank_id').onRef('r.item_id', '=', 'i.item_id'))
    .select(['i.item_id', 'i.seq', 'i.state', 'a.case_id', 'a.number', 'a.product', 'a.amount_fen', 'c.name as customer', 's.name as lead', 'r.outcome'])
    .select((eb) => [
      eb.selectFrom('committee_seat as t').select((count) => count.fn.countAll<number>().as('n')).where('t.bank_id', '=', tx.bankId).whereRef('t.item_id', '=', 'i.item_id').where('t.standing', '=', 'SEATED').as('seated'),
      eb.selectFrom('committee_vote as t').select((count) => count.fn.count<number>('t.staff_id').distinct().as('n')).where('t.bank_id', '=', tx.bankId).whereRef('t.item_id', '=', 'i.item_id').as('voted'),
    ])
    .where('i.bank_id', '=', tx.bankId).where('i.meeting_id', '=', meetingId).where((eb) => inScope(eb, scope)).orderBy('i.seq').execute()
  if (!scope.all && agenda.length === 0) throw missing('会议')
  const movements = await tx.selectFrom('committee_attendance as t').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.staff_id')).select(['t.staff_id', 's.name', 't.what', 't.how', 't.at']).where('t.bank_id', '=', tx.bankId).where('t.meeting_id', '=', meetingId).orderBy('t.seq').execute()
  const names = new Map(movements.map((move) => [move.staff_id, move.name]))
  const present = await presentAt(tx, meetingId)
  const members = new Set((await tx.selectFrom('committee_member').select('staff_id').where('bank_id', '=', tx.bankId).where('body_id', '=', row.body_id).execute()).map((member) => member.staff_id))
  const part = (staffId: string): z.output<typeof Attending>['part'] => (staffId === row.recorder_id ? 'RECORDER' : staffId === row.chair_id ? 'CHAIR' : members.has(staffId) ? 'MEMBER' : 'PRESENTER')
  return {
    ...shape(row), convenedAt: row.convened_at, openedAt: row.opened_at, closedAt: row.closed_at,
    agenda: agenda.map((one) => ({ itemId: one.item_id, seq: one.seq, state: one.state as Meeting['agenda'][number]['state'], caseId: one.case_id, number: one.number, customer: one.customer, product: one.product, amountFen: one.amount_fen, lead: one.lead, seated: Number(one.seated), voted: Number(one.voted), outcome: one.outcome as Outcome | null })),
    present: [...present.values()].map((one) => ({ ...one, name: names.get(one.staffId) ?? '', part: part(one.staffId) })),
    movements: movements.map((move) => ({ staffId: move.staff_id, name: move.name, what: move.what as 'JOINED' | 'LEFT', how: move.how as 'ROOM' | 'REMOTE', at: move.at })),
    mine: { isChair: row.chair_id === staff.id, isRecorder: row.recorder_id === staff.id, isPresent: present.has(staff.id) },
  }
}

/** Who could sit for a waiting case, and what bars the others. */
export async function readCandidates(tx: Tx, staff: Staff, { caseId, bodyId }: { readonly caseId: string; readonly bodyId: string }, on: Day): Promise<Candidates> {
  const application = await readApplication(tx, staff, caseId)
  const referral = await tx.selectFrom('committee_referral').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'WAITING').executeTakeFirst()
  if (referral === undefined) throw new Refusal({ code: 'committee.not-waiting', message: `${application.number} 没有待上会`, value: caseId, expected: '等待排会的业务' }, 409)
  const { caseFile } = await versionOf(tx, caseId, referral.version)
  const { pack } = await packOf(tx, { appliedOn: application.applied_on as Day, unitId: application.unit_id, product: application.product }, caseFile.business.trade, on)
  const members = await membersOn(tx, bodyId, on)
  const ties = await tiesOf(tx, { caseId, signatures: referral.signatures as Signatory[], reconsiders: referral.reconsiders }, members, on)
  return { seats: referral.seats, quorum: quorumOf(referral.seats, pack.committee.quorum), candidates: candidates(members, ties, pack.committee, on).map(asRow) }
}
