import { sql } from 'kysely'
import { type CaseRole, type RoleHeld, administratorRefusal, incompatibleRole, roleRefusal } from '#common/task/domain'
import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import type { AtWork } from './at-work.ts'
import { nameOf } from './name-of.ts'
import { processOf } from './process-of.ts'
import { progressOf } from './progress.ts'
import { standInsFor } from './stand-ins.ts'

/** Everything people have been on this case, and who manages its customer. */
export async function rolesOf(tx: Tx, caseId: string): Promise<RoleHeld[]> {
  const progress = await progressOf(tx, caseId)
  const customers = await sameCustomer(tx, progress.customerId)
  const rows = await tx.selectFrom('case_role as r').innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'r.bank_id').onRef('p.case_id', '=', 'r.case_id'))
    .select(['r.role', 'r.staff_id', 'r.on_behalf_of']).where('r.bank_id', '=', tx.bankId)
    .where((eb) => eb.or([eb('r.case_id', '=', caseId), ...(customers.length === 1 ? [] : [eb('p.customer_id', 'in', customers.filter((id) => id !== progress.customerId))])]))
    .orderBy('r.at').execute()
  const managers = await tx.selectFrom('customer').select('manager_id').where('bank_id', '=', tx.bankId).where('customer_id', 'in', customers).execute()
  return [
    ...rows.map((row) => ({ role: row.role as CaseRole, staffId: row.staff_id, onBehalfOf: row.on_behalf_of })),
    ...managers.map((row) => ({ role: 'RELATIONSHIP' as const, staffId: row.manager_id, onBehalfOf: null })),
  ]
}

/** The customer of a case and those merged into him: what someone did on their cases he did on this one. */
async function sameCustomer(tx: Tx, customerId: string): Promise<string[]> {
  const person = await tx.selectFrom('customer').select('person_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  const root = person.person_id ?? customerId
  const rows = await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where((eb) => eb.or([eb('customer_id', '=', root), eb('person_id', '=', root)])).execute()
  return rows.map((row) => row.customer_id)
}

/**
 * Gives the person at work a role on the case, once; refuses (403) one that does not go with what he, or whom he stands in for,
 * did on it before. Both names are kept when he acts for an absent colleague.
 */
export async function takeRole(tx: Tx, work: AtWork, role: CaseRole): Promise<void> {
  if (work.staff.posts.some(({ post }) => post === 'SYS_ADMIN')) throw administratorRefusal()
  const { organisation } = await processOf(tx, await progressOf(tx, work.caseId), work.on)
  const absent = await standInsFor(tx, work.staff.id, work.on)
  const clash = incompatibleRole(role, new Set([work.staff.id, ...absent]), await rolesOf(tx, work.caseId), organisation.postModel === 'SPLIT')
  if (clash !== undefined) throw roleRefusal(role, clash, await nameOf(tx, clash.before.staffId))
  await refuseRelated(tx, work)
  const onBehalfOf = await inWhosePlace(tx, work)
  const written = await tx.insertInto('case_role').values({
    bank_id: tx.bankId, case_role_id: newId(), case_id: work.caseId, role, staff_id: work.staff.id, on_behalf_of: onBehalfOf, on_day: work.on, at: work.now.toISOString(),
  }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 1n) await record(tx, { caseId: work.caseId, act: 'task.take-role', who: work.staff.id, businessDate: work.on, body: { role, ...(onBehalfOf === null ? {} : { onBehalfOf }) } })
}

/** Whom the case file names as related to the customer takes no part in the case, whatever his post (FR25, Commercial Bank Law art. 40). */
async function refuseRelated(tx: Tx, { caseId, staff }: AtWork): Promise<void> {
  const name = await nameOf(tx, staff.id)
  const related = await tx.selectFrom('investigation').select('case_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId)
    .where(sql<boolean>`jsonb_exists((draft #> '{applicant,relatedStaff}')::jsonb, ${name})`).executeTakeFirst()
  if (related !== undefined) throw new Refusal({ code: 'task.related', message: `${name}与借款人有关系，须回避本案`, value: name, expected: '与借款人没有关系的同事' }, 403)
}

/** For whom he took the task of this act, where he stands in. */
async function inWhosePlace(tx: Tx, { staff, caseId, now }: AtWork): Promise<string | null> {
  const row = await tx.selectFrom('task').select('acted_for').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('acted_by', '=', staff.id).where('acted_at', '=', now.toISOString()).where('acted_for', 'is not', null).executeTakeFirst()
  return row?.acted_for ?? null
}
