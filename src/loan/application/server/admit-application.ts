import { assess } from '#common/assessment/domain'
import { openWatchEntries, readCustomer } from '#common/customer/server'
import { refuseUnoffered } from '#common/product/server'
import { type AtWork, takeTask, type TaskHeld } from '#common/task/server'
import { type Day, read } from '#kernel'
import { type AdmissionRule, type ApplicationState, type DeclineGround, FileApplication, IntakeIncomplete, NotAdmissible, SHARED_KINDS, admissionBreaches, admissionRules, firstCaseFile, lackingForAdmission, monthsAsked, moveApplication, refuseUnexplained, suspicious } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import { type Tell, tellOf } from './at-work.ts'
import { readShared } from './attributes.ts'
import { bureauAuthorised } from './consents.ts'
import { noteAct } from './held.ts'
import { packOf } from './pack.ts'
import { readApplication } from './scope.ts'
import { readStanding } from './standing.ts'
import { systemFacts } from './system-facts.ts'

type Row = Awaited<ReturnType<typeof readApplication>>

/** Admits an application that breaks no admission rule; the investigation begins in the same act. */
export async function admitApplication(tx: Tx, work: AtWork, { reason = null, tell }: { reason?: string | null; tell: Tell }): Promise<ApplicationState> {
  const row = await readApplication(tx, work.staff, work.caseId, 'for update')
  const state = moveApplication(row.state as ApplicationState, 'admit')
  const lacking = lackingForAdmission(await readStanding(tx, work.caseId, row.documents_complete_at !== null))
  if (lacking.length > 0) throw new IntakeIncomplete(lacking)
  const judged = await judge(tx, work, row)
  if (judged.breaches.length > 0) throw new NotAdmissible(judged.breaches)
  const { product, guarantee, purpose, method, periods } = read(FileApplication, row.intake).request
  await refuseUnoffered(tx, { unitId: row.unit_id, on: row.applied_on as Day, customerId: row.customer_id }, product, { guarantee, purpose, method, months: monthsAsked({ method, periods }) })
  refuseUnexplained(judged.warnings, reason)
  const task = await takeTask(tx, work, 'ADMISSION')
  await decide(tx, work, { row, state, outcome: 'ADMITTED', reason, grounds: [], task, rules: judged.rules, policy: judged.policy })
  await tellOf(tx, tell, work, { fact: 'application.admitted', caseFile: judged.caseFile })
  return state
}

/** Says no, with the reason and every admission rule as it stands on the day; the customer hears a neutral letter. */
export async function declineApplication(tx: Tx, work: AtWork, { reason, grounds = [], tell }: { reason: string; grounds?: readonly DeclineGround[]; tell: Tell }): Promise<ApplicationState> {
  const row = await readApplication(tx, work.staff, work.caseId, 'for update')
  const state = moveApplication(row.state as ApplicationState, 'decline')
  const { rules, policy } = await judge(tx, work, row)
  const task = await takeTask(tx, work, 'ADMISSION')
  await decide(tx, work, { row, state, outcome: 'DECLINED', reason, grounds, task, rules, policy })
  await tellOf(tx, tell, work, { fact: 'application.declined' })
  return state
}

/** What the admission rules, the lists and the bank's own records say of an application today. */
async function judge(tx: Tx, { caseId, on }: AtWork, row: Row) {
  const intake = read(FileApplication, row.intake)
  const { pack, name: policy } = await packOf(tx, { appliedOn: row.applied_on as Day, unitId: row.unit_id, product: row.product }, intake.business.trade, on)
  const shared = suspicious(await readShared(tx, caseId), pack.flags.sharedApplicants)
  const caseFile = firstCaseFile(intake, {
    number: row.number, on, appliedOn: row.applied_on, customer: await readCustomer(tx, row.customer_id), bureauAuthorisedOn: await bureauAuthorised(tx, caseId, 'APPLICANT'),
    system: await systemFacts(tx, { caseId, customerId: row.customer_id, on }, pack),
  })
  const breaches = admissionBreaches(assess(caseFile, pack))
  const watched = await openWatchEntries(tx, row.customer_id)
  return {
    caseFile, policy, breaches, rules: admissionRules(breaches),
    warnings: [...(watched.length === 0 ? [] : ['客户在关注名单上']), ...shared.map(({ kind, others }) => `${SHARED_KINDS[kind]}与另外 ${others} 名申请人相同`)],
  }
}

interface Decision {
  readonly row: Row
  readonly state: ApplicationState
  readonly outcome: 'ADMITTED' | 'DECLINED'
  readonly reason: string | null
  readonly grounds: readonly DeclineGround[]
  readonly task: TaskHeld
  readonly rules: readonly AdmissionRule[]
  readonly policy: string
}

async function decide(tx: Tx, work: AtWork, { row, state, outcome, reason, grounds, task, rules, policy }: Decision): Promise<void> {
  const { staff, caseId, on, now } = work
  const last = await tx.selectFrom('application_admission').select('seq').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('seq', 'desc').executeTakeFirst()
  await tx.insertInto('application_admission').values({
    bank_id: tx.bankId, case_id: caseId, seq: (last?.seq ?? 0) + 1, outcome, rules: JSON.stringify(rules), grounds: JSON.stringify(grounds), reason, due_on: task.dueOn, due_at: task.dueAt, policy, decided_by: staff.id, decided_on: on, decided_at: now.toISOString(),
  }).execute()
  await tx.updateTable('application').set({ state, reason }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  await noteAct(tx, work, outcome === 'ADMITTED' ? 'admit' : 'decline', {
    before: row.state, after: state, rules, ...(grounds.length === 0 ? {} : { grounds }), ...(reason === null ? {} : { reason }), ...(task.onBehalfOf === null ? {} : { onBehalfOf: task.onBehalfOf }),
  })
}
