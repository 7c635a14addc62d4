import { nextNumber } from '#common/customer/server'
import { unitsBelow } from '#common/staff/server'
import { openTask, takeTask } from '#common/task/server'
import { Refusal, type Day } from '#kernel'
import { type Convene, candidates, takeSeats } from '#loan/committee/domain'
import { packOf, readApplication } from '#loan/application/server'
import type { Signatory } from '#loan/decision/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import type { ItemRules } from './item-at-hand.ts'
import { issueDossier } from './issue-dossier.ts'
import { asRow, membersOn, readBody, tiesOf } from './members.ts'
import { proposalOf, requestOf, versionOf } from './proposal.ts'
import type { Hand, Tell } from './surroundings.ts'

/** Calls a meeting with the cases that wait for it: members are invited, and from now on they can read. */
export async function convene(tx: Tx, hand: Hand, wanted: Convene, tell: Tell): Promise<{ meetingId: string; number: string }> {
  const { staff, on, now } = hand
  await readBody(tx, wanted.bodyId)
  await refuseChairAndRecorder(tx, wanted, on)
  const meetingId = newId()
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'committee-meeting', year, (count) => `SDH${year}${String(count).padStart(5, '0')}`)
  await tx.insertInto('committee_meeting').values({
    bank_id: tx.bankId, meeting_id: meetingId, number, body_id: wanted.bodyId, place: wanted.place, starts_at: wanted.startsAt, chair_id: wanted.chairId, recorder_id: wanted.recorderId, state: 'PLANNED',
    convened_by: staff.id, convened_on: on, convened_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId: meetingId, act: 'committee.convene', who: staff.id, businessDate: on, body: { number, ...wanted } })
  // In the order of their ids, so that two who convene at one instant do not wait for each other.
  for (const caseId of [...new Set(wanted.cases)].sort()) await listCase(tx, hand, { meetingId, number, bodyId: wanted.bodyId, chairId: wanted.chairId }, caseId, tell)
  return { meetingId, number }
}

export interface MeetingToList {
  readonly meetingId: string
  readonly number: string
  readonly bodyId: string
  readonly chairId: string
}

/** Puts one waiting case on the agenda: its terms, its rules, its seats by who is not barred. */
export async function listCase(tx: Tx, { staff, on, now }: Hand, meeting: MeetingToList, caseId: string, tell: Tell): Promise<string> {
  const application = await readApplication(tx, staff, caseId, 'for update')
  const referral = await tx.selectFrom('committee_referral').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'WAITING').executeTakeFirst()
  if (referral === undefined) throw new Refusal({ code: 'committee.not-waiting', message: `${application.number} 没有待上会`, at: '/cases', value: caseId, expected: '已审查通过、等待排会的业务' }, 409)
  await refuseOtherBody(tx, meeting.bodyId, referral.authority, application)
  await takeTask(tx, { staff, caseId, on, now }, 'CONVENE')
  const onTable = await versionOf(tx, caseId, referral.version)
  const { pack } = await packOf(tx, { appliedOn: application.applied_on as Day, unitId: application.unit_id, product: application.product }, onTable.caseFile.business.trade, on)
  const rules: ItemRules = { passRule: pack.committee.passRule, unanimityRequired: pack.committee.unanimityRequired, quorum: pack.committee.quorum, readingHours: pack.committee.readingHours, excludedPosts: pack.committee.excludedPosts }
  const members = await membersOn(tx, meeting.bodyId, on)
  const ties = await tiesOf(tx, { caseId, signatures: referral.signatures as Signatory[], reconsiders: referral.reconsiders }, members, on)
  const list = candidates(members, ties, rules, on)
  const taken = takeSeats(list, { chairId: meeting.chairId, seats: referral.seats, quorum: rules.quorum }, ties.decidedBefore)
  const itemId = newId()
  const at = now.toISOString()
  const { last } = await tx.selectFrom('committee_item').select((eb) => eb.fn.max('seq').as('last')).where('bank_id', '=', tx.bankId).where('meeting_id', '=', meeting.meetingId).executeTakeFirstOrThrow()
  await tx.insertInto('committee_item').values({
    bank_id: tx.bankId, item_id: itemId, meeting_id: meeting.meetingId, seq: (last ?? 0) + 1, case_id: caseId, round: referral.round, version: referral.version, seats: referral.seats, signatures: JSON.stringify(referral.signatures),
    may_veto: onTable.assessment.vetoEnabled, request: JSON.stringify(requestOf(onTable)), proposal: JSON.stringify(proposalOf(onTable)), rules: JSON.stringify(rules),
    members: JSON.stringify(list.map(asRow)), state: 'LISTED', invited_at: at,
  }).execute()
  for (const seat of taken) {
    await tx.insertInto('committee_seat').values({ bank_id: tx.bankId, item_id: itemId, staff_id: seat.staffId, seat: seat.seat, standing: 'SEATED', seated_at: at }).execute()
  }
  await tx.updateTable('committee_referral').set({ state: 'LISTED' }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('round', '=', referral.round).execute()
  await record(tx, { caseId, act: 'committee.list', who: staff.id, businessDate: on, body: { itemId, meeting: meeting.number, seats: referral.seats, seated: taken, barred: list.filter(({ bars }) => bars.length > 0).map(({ member, bars }) => ({ staffId: member.staffId, bars })) } })
  await tell(tx, { fact: 'committee.convened', caseId, meetingId: meeting.meetingId, itemId, by: staff.id, on, at })
  for (const { staffId } of taken) await openTask(tx, { caseId, step: 'VOTE', assigneeId: staffId, on, at })
  await issueDossier(tx, { staff, on, now }, itemId)
  return itemId
}

async function refuseOtherBody(tx: Tx, bodyId: string, authority: string, application: { readonly number: string; readonly unit_id: string }): Promise<void> {
  const body = await readBody(tx, bodyId)
  if (body.authority === authority && (await unitsBelow(tx, [body.unit_id])).includes(application.unit_id)) return
  throw new Refusal({ code: 'committee.other-body', message: `${application.number} 不由「${body.name}」审议`, at: '/bodyId', value: bodyId, expected: '权限与机构相符的审贷会' }, 422)
}

async function refuseChairAndRecorder(tx: Tx, { bodyId, chairId, recorderId }: Convene, on: Day): Promise<void> {
  const chair = (await membersOn(tx, bodyId, on)).find(({ staffId }) => staffId === chairId)
  if (chair?.seat !== 'CHAIR') throw new Refusal({ code: 'committee.no-chair', message: '此人当日不是该审贷会的组长', at: '/chairId', value: chairId, expected: '该审贷会现任组长' }, 422)
  const recorder = await tx.selectFrom('staff_post as p').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id')).select('p.staff_id')
    .where('p.bank_id', '=', tx.bankId).where('p.staff_id', '=', recorderId).where('s.status', '=', 'ACTIVE').where('p.post', '=', 'RECORDER').where('p.from_day', '<=', on).where((or) => or.or([or('p.until_day', 'is', null), or('p.until_day', '>', on)])).executeTakeFirst()
  if (recorder === undefined || recorderId === chairId) throw new Refusal({ code: 'committee.no-recorder', message: '此人当日没有审贷会记录员岗位，或就是组长', at: '/recorderId', value: recorderId, expected: '另一位持有审贷会记录员岗位的人' }, 422)
}
