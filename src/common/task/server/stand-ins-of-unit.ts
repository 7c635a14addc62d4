import { type MakeStandIn } from '#common/task/domain'
import { POSTS, type Post } from '#common/staff/domain'
import { unitsInSight } from '#common/staff/server'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { nameOf } from './name-of.ts'
import { notify } from './notify.ts'

interface Supervising {
  readonly staff: Staff
  readonly on: Day
  readonly now: Date
}

/** Lets someone stand in for a colleague on leave (代岗): both hold the post, both in the supervisor's units, for named days. */
export async function makeStandIn(tx: Tx, wanted: MakeStandIn, { staff, on, now }: Supervising): Promise<{ standInId: string }> {
  if (wanted.absentId === wanted.deputyId) throw new Refusal({ code: 'stand-in.same-person', message: '请假人与代岗人须是两个人', at: '/deputyId', expected: '另一位同岗位的同事' }, 422)
  if (wanted.untilDay <= wanted.fromDay) throw new Refusal({ code: 'stand-in.days', message: '代岗的止日须在起日之后', at: '/untilDay', value: wanted.untilDay, expected: `${wanted.fromDay} 之后` }, 422)
  if (wanted.untilDay <= on) throw new Refusal({ code: 'stand-in.past', message: '代岗不能补记到过去', at: '/untilDay', value: wanted.untilDay, expected: `${on} 之后` }, 422)
  const units = await unitsInSight(tx, staff.posts, 'task.assign')
  await refuseWithoutPost(tx, wanted.absentId, wanted.post, units, on, '/absentId')
  await refuseWithoutPost(tx, wanted.deputyId, wanted.post, undefined, on, '/deputyId')
  const standInId = newId()
  const at = now.toISOString()
  await tx.insertInto('stand_in').values({
    bank_id: tx.bankId, stand_in_id: standInId, absent_id: wanted.absentId, deputy_id: wanted.deputyId, post: wanted.post, from_day: wanted.fromDay, until_day: wanted.untilDay,
    reason: wanted.reason, made_by: staff.id, made_on: on, made_at: at,
  }).execute()
  await record(tx, { caseId: standInId, act: 'stand-in.make', who: staff.id, businessDate: on, body: wanted })
  await notify(tx, { staffId: wanted.deputyId, kind: 'STAND_IN', caseId: null, says: `${wanted.fromDay} 起由您代${await nameOf(tx, wanted.absentId)}的${POSTS[wanted.post]}岗，至 ${wanted.untilDay}（不含）`, on, at })
  return { standInId }
}

/** Ends a stand-in early: from today on it counts no more. */
export async function endStandIn(tx: Tx, standInId: string, { staff, on, now }: Supervising): Promise<{ standInId: string }> {
  const row = await tx.selectFrom('stand_in').select(['absent_id', 'post', 'ended_at']).where('bank_id', '=', tx.bankId).where('stand_in_id', '=', standInId).forUpdate().executeTakeFirst()
  const units = await unitsInSight(tx, staff.posts, 'task.assign')
  if (row === undefined || !(await holdsPost(tx, row.absent_id, row.post as Post, units, on))) throw missing('代岗')
  if (row.ended_at !== null) return { standInId }
  await tx.updateTable('stand_in').set({ ended_by: staff.id, ended_on: on, ended_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('stand_in_id', '=', standInId).execute()
  await record(tx, { caseId: standInId, act: 'stand-in.end', who: staff.id, businessDate: on, body: { standInId } })
  return { standInId }
}

/** The stand-ins of the units this person supervises, and his own. */
export async function listStandIns(tx: Tx, staff: Staff, on: Day) {
  const units = await unitsInSight(tx, staff.posts, 'task.assign')
  const rows = await tx.selectFrom('stand_in as i')
    .innerJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'i.bank_id').onRef('a.staff_id', '=', 'i.absent_id'))
    .innerJoin('staff as d', (join) => join.onRef('d.bank_id', '=', 'i.bank_id').onRef('d.staff_id', '=', 'i.deputy_id'))
    .innerJoin('staff as m', (join) => join.onRef('m.bank_id', '=', 'i.bank_id').onRef('m.staff_id', '=', 'i.made_by'))
    .selectAll('i').select(['a.name as absent_name', 'd.name as deputy_name', 'm.name as made_name'])
    .where('i.bank_id', '=', tx.bankId)
    .where((eb) => eb.or([eb('i.absent_id', '=', staff.id), eb('i.deputy_id', '=', staff.id), ...(units.length === 0 ? [] : [eb('a.unit_id', 'in', units)])]))
    .orderBy('i.from_day', 'desc').orderBy('i.stand_in_id', 'desc').limit(200).execute()
  return rows.map((row) => ({
    standInId: row.stand_in_id, absent: { staffId: row.absent_id, name: row.absent_name }, deputy: { staffId: row.deputy_id, name: row.deputy_name }, post: row.post as Post,
    fromDay: row.from_day, untilDay: row.until_day, reason: row.reason, by: { staffId: row.made_by, name: row.made_name }, endedOn: row.ended_on,
    current: row.ended_at === null && row.from_day <= on && row.until_day > on,
  }))
}

async function refuseWithoutPost(tx: Tx, staffId: string, post: Post, units: readonly string[] | undefined, on: Day, at: string): Promise<void> {
  if (await holdsPost(tx, staffId, post, units, on)) return
  throw new Refusal({ code: 'stand-in.other-post', message: `此人${units === undefined ? '' : '在您管辖的机构'}不任${POSTS[post]}，不能代岗`, at, value: staffId, expected: `同为${POSTS[post]}的同事` }, 422)
}

async function holdsPost(tx: Tx, staffId: string, post: Post, units: readonly string[] | undefined, on: Day): Promise<boolean> {
  if (units !== undefined && units.length === 0) return false
  const row = await tx.selectFrom('staff_post').select('staff_post_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('post', '=', post)
    .where('from_day', '<=', on).where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', on)]))
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', [...(units ?? [])])).executeTakeFirst()
  return row !== undefined
}
