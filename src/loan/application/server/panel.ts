import { openWatchEntries } from '#common/customer/server'
import { exposureOf } from '#common/line/server'
import { STEPS, type Step } from '#common/task/domain'
import { policyFor } from '#common/policy/server'
import { type Day, read } from '#kernel'
import { type AdmissionRule, type ApplicationPanel, type ApplicationState, type Clock, type DeclineGround, FileApplication, lackingForAdmission, lackingForCompleteness, panelActs } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { readAssignments } from './assign.ts'
import { readShared } from './attributes.ts'
import { readConsents } from './consents.ts'
import { readDocuments } from './documents.ts'
import { runningCases } from './further-product.ts'
import { readParties } from './parties.ts'
import { readApplication } from './scope.ts'
import { readStanding } from './standing.ts'
import { readSteps } from './steps.ts'

/** The clocks that belong to this stage; those of later ones stand on their panels. */
const OWN_STEPS: readonly Step[] = ['ADMISSION', 'ASSIGN', 'VISIT', 'CORRECT']

/** Everything the application panel of a case shows. */
export async function readPanel(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<ApplicationPanel> {
  const row = await readApplication(tx, staff, caseId)
  const customer = await tx.selectFrom('customer').select(['name', 'number', 'person_id']).where('bank_id', '=', tx.bankId).where('customer_id', '=', row.customer_id).executeTakeFirstOrThrow()
  const { organisation, intake, flags } = await policyFor(tx, { applicationOn: row.applied_on as Day, eventOn: on, periodOn: on }, { unit: row.unit_id, product: row.product })
  const standing = await readStanding(tx, caseId, row.documents_complete_at !== null)
  const lacking = { completeness: standing.documentsComplete ? [] : lackingForCompleteness(standing), admission: lackingForAdmission(standing) }
  const state = row.state as ApplicationState
  const running = await runningCases(tx, row.customer_id)
  const others = running.filter((one) => one.caseId !== caseId)
  const completeBy = row.documents_complete_by
  return {
    caseId, number: row.number, appliedOn: row.applied_on, intake: read(FileApplication, row.intake), lead: { staffId: row.lead_id, name: await nameOf(tx, row.lead_id) }, assist: row.assist_id === null ? null : { staffId: row.assist_id, name: await nameOf(tx, row.assist_id) },
    state, reason: row.reason, customer: { customerId: row.customer_id, name: customer.name, number: customer.number, merged: customer.person_id !== null },
    acceptor: { staffId: row.filed_by, name: await nameOf(tx, row.filed_by) }, filedAt: row.filed_at, conduct: { code: organisation.conductCode, phone: intake.conductPhone },
    steps: await readSteps(tx, caseId), parties: await readParties(tx, caseId), consents: await readConsents(tx, caseId), documents: await readDocuments(tx, caseId),
    documentsComplete: completeBy === null || row.documents_complete_on === null || row.documents_complete_at === null ? null : { by: { staffId: completeBy, name: await nameOf(tx, completeBy) }, on: row.documents_complete_on, at: row.documents_complete_at },
    watched: await openWatchEntries(tx, row.customer_id), shared: await readShared(tx, caseId), sharedApplicants: flags.sharedApplicants, admission: await readAdmissions(tx, caseId),
    assigned: row.assigned_at !== null, assignments: await readAssignments(tx, caseId), dualInvestigation: organisation.dualInvestigation,
    line: await lineOf(tx, row.line_id), running: others, exposure: await exposureOf(tx, row.customer_id), requestedFen: others.reduce((sum, one) => sum + one.amountFen, row.amount_fen),
    clocks: await readClocks(tx, caseId), lacking,
    acts: panelActs({ state, documentsComplete: standing.documentsComplete, ...lacking, assigned: row.assigned_at !== null }, staff.permissions),
  }
}

async function readAdmissions(tx: Tx, caseId: string): Promise<ApplicationPanel['admission']> {
  const rows = await tx.selectFrom('application_admission as d').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'd.bank_id').onRef('s.staff_id', '=', 'd.decided_by'))
    .selectAll('d').select('s.name').where('d.bank_id', '=', tx.bankId).where('d.case_id', '=', caseId).orderBy('d.seq', 'desc').execute()
  return rows.map((row) => ({
    outcome: row.outcome as 'ADMITTED' | 'DECLINED', rules: row.rules as AdmissionRule[], grounds: row.grounds as DeclineGround[], reason: row.reason, dueOn: row.due_on, dueAt: row.due_at, policy: row.policy, by: { staffId: row.decided_by, name: row.name }, on: row.decided_on, at: row.decided_at,
  }))
}

async function readClocks(tx: Tx, caseId: string): Promise<Clock[]> {
  const rows = await tx.selectFrom('task as t').leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.assignee_id'))
    .select(['t.step', 't.due_on', 't.due_at', 't.assignee_id', 's.name']).where('t.bank_id', '=', tx.bankId).where('t.case_id', '=', caseId).where('t.state', '=', 'OPEN').where('t.step', 'in', [...OWN_STEPS]).orderBy('t.opened_at').execute()
  return rows.map((row) => ({ step: row.step, name: STEPS[row.step as Step], dueOn: row.due_on, dueAt: row.due_at, assignee: row.assignee_id === null ? null : { staffId: row.assignee_id, name: row.name ?? '' } }))
}

async function lineOf(tx: Tx, lineId: string | null): Promise<ApplicationPanel['line']> {
  if (lineId === null) return null
  const row = await tx.selectFrom('line').select(['number', 'cap_fen']).where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).executeTakeFirstOrThrow()
  return { lineId, number: row.number, capFen: row.cap_fen }
}

async function nameOf(tx: Tx, staffId: string): Promise<string> {
  const { name } = await tx.selectFrom('staff').select('name').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirstOrThrow()
  return name
}
