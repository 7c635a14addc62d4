import { personOf } from '#common/customer/server'
import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import { type AtWork, takeTask } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import { type Assign, type AssignmentRow, refuseAssignment } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type Tell, tellOf } from './at-work.ts'
import { holdOpen, noteAct } from './held.ts'
import { refuseNoInvestigator } from './investigators.ts'

/** The division of work that holds for a case today. */
export async function organisationOf(tx: Tx, asked: { readonly unitId: string; readonly product: string }, on: Day): Promise<PolicyPack['organisation']> {
  return (await policyFor(tx, { applicationOn: on, eventOn: on, periodOn: on }, { unit: asked.unitId, product: asked.product })).organisation
}

/** Whether the process gives the assigning of cases to a post this person holds. */
export function supervises(staff: Pick<Staff, 'posts'>, organisation: PolicyPack['organisation']): boolean {
  const { posts } = organisation.process.ASSIGN
  return staff.posts.some(({ post }) => posts.includes(post))
}

/** 派单: names lead and assistant; once they are named, others take over only by a supervisor and for a reason. */
export async function assignCase(tx: Tx, work: AtWork, wanted: Assign, tell: Tell): Promise<void> {
  const row = await holdOpen(tx, work)
  const organisation = await organisationOf(tx, { unitId: row.unit_id, product: row.product }, work.on)
  const isSupervisor = supervises(work.staff, organisation)
  const isFirst = row.assigned_at === null
  if (!isFirst && row.lead_id === wanted.leadId && row.assist_id === wanted.assistId) throw new Refusal({ code: 'application.assigned-already', message: '本案已由这两位办理', at: '/leadId', expected: '换一位主办或协办' }, 409)
  refuseAssignment({ wanted, byId: work.staff.id, supervises: isSupervisor, isFirst, managerId: await managerOf(tx, row.customer_id), postModel: organisation.postModel, dualInvestigation: organisation.dualInvestigation })
  for (const [staffId, at] of [[wanted.leadId, '/leadId'], [wanted.assistId, '/assistId']] as const) if (staffId !== null) await refuseNoInvestigator(tx, staffId, work.on, at)
  const onBehalfOf = isFirst && isSupervisor ? (await takeTask(tx, work, 'ASSIGN')).onBehalfOf : null
  await writeAssignment(tx, work, wanted)
  await noteAct(tx, work, isFirst ? 'assign' : 'reassign', { before: isFirst ? null : { leadId: row.lead_id, assistId: row.assist_id }, ...wanted, ...(onBehalfOf === null ? {} : { onBehalfOf }) })
  await tellOf(tx, tell, work, { fact: 'application.assigned', leadId: wanted.leadId, assistId: wanted.assistId })
}

/** Writes who handles the case from now on; the case stands in the unit of its lead. */
export async function writeAssignment(tx: Tx, { staff, caseId, on, now }: AtWork, { leadId, assistId, reason }: Assign): Promise<void> {
  const at = now.toISOString()
  const last = await tx.selectFrom('application_assignment').select('seq').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('seq', 'desc').executeTakeFirst()
  await tx.insertInto('application_assignment').values({
    bank_id: tx.bankId, case_id: caseId, seq: (last?.seq ?? 0) + 1, lead_id: leadId, assist_id: assistId, reason: reason ?? null, assigned_by: staff.id, assigned_on: on, assigned_at: at,
  }).execute()
  const { unit_id: unitId } = await tx.selectFrom('staff').select('unit_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', leadId).executeTakeFirstOrThrow()
  await tx.updateTable('application').set({ lead_id: leadId, assist_id: assistId, unit_id: unitId, assigned_at: at, changed_at: at }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
}

/** Who manages the customer's file that goes on. */
export async function managerOf(tx: Tx, customerId: string): Promise<string> {
  const { manager_id: managerId } = await tx.selectFrom('customer').select('manager_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', await personOf(tx, customerId)).executeTakeFirstOrThrow()
  return managerId
}

/** Who was named, by whom and why, the last first. */
export async function readAssignments(tx: Tx, caseId: string): Promise<AssignmentRow[]> {
  const rows = await tx.selectFrom('application_assignment as g')
    .innerJoin('staff as l', (on) => on.onRef('l.bank_id', '=', 'g.bank_id').onRef('l.staff_id', '=', 'g.lead_id'))
    .innerJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'g.bank_id').onRef('b.staff_id', '=', 'g.assigned_by'))
    .leftJoin('staff as h', (on) => on.onRef('h.bank_id', '=', 'g.bank_id').onRef('h.staff_id', '=', 'g.assist_id'))
    .selectAll('g').select(['l.name as lead', 'b.name as by_name', 'h.name as assist']).where('g.bank_id', '=', tx.bankId).where('g.case_id', '=', caseId).orderBy('g.seq', 'desc').execute()
  return rows.map((row) => ({
    lead: { staffId: row.lead_id, name: row.lead }, assist: row.assist_id === null ? null : { staffId: row.assist_id, name: row.assist ?? '' }, reason: row.reason,
    by: { staffId: row.assigned_by, name: row.by_name }, on: row.assigned_on, at: row.assigned_at,
  }))
}
