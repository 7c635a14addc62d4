import { Refusal, type Day } from '#kernel'
import { readUnit, unitsInSight } from '#common/staff/server'
import type { Appoint, Bodies, Certificate, EndMembership, FoundBody, Seat } from '#loan/committee/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { readBody } from './members.ts'
import type { Hand } from './surroundings.ts'

/** Founds a body for the cases of a unit and those below it. */
export async function foundBody(tx: Tx, { staff, on }: Hand, { authority, unitId, name }: FoundBody): Promise<{ bodyId: string }> {
  await readUnit(tx, unitId)
  await refuseOtherUnit(tx, staff, unitId)
  const known = await tx.selectFrom('committee_body').select('name').where('bank_id', '=', tx.bankId).where('authority', '=', authority).where('unit_id', '=', unitId).executeTakeFirst()
  if (known !== undefined) throw new Refusal({ code: 'committee.body-known', message: `该机构已有同级审贷会「${known.name}」`, at: '/authority', value: authority, expected: '一个机构每级一个审贷会' }, 409)
  const bodyId = newId()
  await tx.insertInto('committee_body').values({ bank_id: tx.bankId, body_id: bodyId, authority, unit_id: unitId, name, founded_by: staff.id, founded_on: on }).execute()
  await record(tx, { caseId: bodyId, act: 'committee.found', who: staff.id, businessDate: on, body: { authority, unitId, name } })
  return { bodyId }
}

/** Appoints a member from a day on; who decided before keeps the members of that day. */
export async function appoint(tx: Tx, { staff, on, now }: Hand, bodyId: string, wanted: Appoint): Promise<{ memberId: string }> {
  const body = await readBody(tx, bodyId)
  await refuseOtherUnit(tx, staff, body.unit_id)
  const from = (wanted.from ?? on) as Day
  if (wanted.staffId === staff.id) throw new Refusal({ code: 'committee.own-appointment', message: '不能任命本人', at: '/staffId', expected: '由另一位有任命权的人任命' }, 422)
  if (from < on) throw new Refusal({ code: 'committee.appointed-in-the-past', message: '任职起始日不得早于营业日', at: '/from', value: from, expected: `${on} 或之后` }, 422)
  if (wanted.certifiedUntil < from) throw new Refusal({ code: 'committee.certificate-over', message: '资格在任职之前已到期', at: '/certifiedUntil', value: wanted.certifiedUntil, expected: `${from} 或之后` }, 422)
  await refuseNoMember(tx, wanted.staffId, from)
  const held = await tx.selectFrom('committee_member').select('member_id').where('bank_id', '=', tx.bankId).where('body_id', '=', bodyId).where('staff_id', '=', wanted.staffId).where('until_day', 'is', null).executeTakeFirst()
  if (held !== undefined) throw new Refusal({ code: 'committee.member-already', message: '此人已是该审贷会委员', at: '/staffId', value: wanted.staffId, expected: '先终止现任职' }, 409)
  const memberId = newId()
  await tx.insertInto('committee_member').values({
    bank_id: tx.bankId, member_id: memberId, body_id: bodyId, staff_id: wanted.staffId, seat: wanted.seat, certificate: wanted.certificate, certified_until: wanted.certifiedUntil, from_day: from, appointed_by: staff.id, appointed_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId: bodyId, act: 'committee.appoint', who: staff.id, businessDate: on, body: { memberId, ...wanted, from } })
  return { memberId }
}

/** Ends a membership from a day on, today at the earliest. */
export async function endMembership(tx: Tx, { staff, on }: Hand, bodyId: string, memberId: string, { reason, until = on }: EndMembership): Promise<void> {
  const body = await readBody(tx, bodyId)
  await refuseOtherUnit(tx, staff, body.unit_id)
  const row = await tx.selectFrom('committee_member').selectAll().where('bank_id', '=', tx.bankId).where('body_id', '=', bodyId).where('member_id', '=', memberId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('这项任职')
  if (row.until_day !== null) throw new Refusal({ code: 'committee.member-ended', message: `该任职已于 ${row.until_day} 终止`, expected: '现任委员' }, 409)
  if (until < on || until < row.from_day) throw new Refusal({ code: 'committee.ended-in-the-past', message: '终止日不得早于营业日和任职起始日', at: '/until', value: until, expected: `${on > row.from_day ? on : row.from_day} 或之后` }, 422)
  await tx.updateTable('committee_member').set({ until_day: until, ended_by: staff.id, end_reason: reason }).where('bank_id', '=', tx.bankId).where('member_id', '=', memberId).execute()
  await record(tx, { caseId: bodyId, act: 'committee.end-membership', who: staff.id, businessDate: on, body: { memberId, staffId: row.staff_id, until, reason } })
}

/** All bodies with everyone who ever sat in them. */
export async function listBodies(tx: Tx): Promise<Bodies> {
  const bodies = await tx.selectFrom('committee_body as b').innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'b.bank_id').onRef('u.unit_id', '=', 'b.unit_id'))
    .select(['b.body_id', 'b.authority', 'b.unit_id', 'u.name as unit', 'b.name', 'b.founded_on']).where('b.bank_id', '=', tx.bankId).orderBy('b.founded_on').orderBy('b.name').execute()
  const members = await tx.selectFrom('committee_member as m').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'm.bank_id').onRef('s.staff_id', '=', 'm.staff_id'))
    .selectAll('m').select('s.name').where('m.bank_id', '=', tx.bankId).orderBy('m.from_day').orderBy('m.member_id').execute()
  return {
    bodies: bodies.map((body) => ({
      bodyId: body.body_id, authority: body.authority as FoundBody['authority'], unitId: body.unit_id, unit: body.unit, name: body.name, foundedOn: body.founded_on,
      members: members.filter((row) => row.body_id === body.body_id).map((row) => ({
        memberId: row.member_id, staffId: row.staff_id, name: row.name, seat: row.seat as Seat, certificate: row.certificate as Certificate, certifiedUntil: row.certified_until, from: row.from_day, until: row.until_day, endReason: row.end_reason,
      })),
    })),
  }
}

/** Founding and appointing reach where the post is held and below. */
async function refuseOtherUnit(tx: Tx, staff: Hand['staff'], unitId: string): Promise<void> {
  const units = await unitsInSight(tx, staff.posts, 'committee.appoint')
  if (!units.includes(unitId)) throw new Refusal({ code: 'committee.other-unit', message: '该机构不在您的管辖之内', value: unitId, expected: '本机构或下级机构' }, 403)
}

async function refuseNoMember(tx: Tx, staffId: string, on: Day): Promise<void> {
  const row = await tx.selectFrom('staff as s').innerJoin('staff_post as p', (join) => join.onRef('p.bank_id', '=', 's.bank_id').onRef('p.staff_id', '=', 's.staff_id')).select('s.staff_id')
    .where('s.bank_id', '=', tx.bankId).where('s.staff_id', '=', staffId).where('s.status', '=', 'ACTIVE').where('p.post', '=', 'COMMITTEE_MEMBER').where('p.from_day', '<=', on).where((or) => or.or([or('p.until_day', 'is', null), or('p.until_day', '>', on)])).executeTakeFirst()
  if (row === undefined) throw new Refusal({ code: 'committee.no-post', message: '此人没有「审贷会委员」岗位', at: '/staffId', value: staffId, expected: '先由系统管理员授予审贷会委员岗位' }, 422)
}
