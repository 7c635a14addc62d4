import { assess } from '#common/assessment/domain'
import { readCustomer } from '#common/customer/server'
import { type Day, read } from '#kernel'
import { type ApplicationFact, type ApplicationState, FileApplication, NotAdmissible, admissionBreaches, firstCaseFile } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { moveApplicationOf } from './move-application.ts'
import { packOf } from './pack.ts'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ApplicationFact) => Promise<void>

/** Admits an application that breaks no admission rule; the investigation begins in the same act. */
export async function admitApplication(tx: Tx, staff: Staff, caseId: string, { on, now, tell }: { on: Day; now: Date; tell: Tell }): Promise<ApplicationState> {
  const row = await moveApplicationOf(tx, staff, { caseId, act: 'admit', reason: null }, on, now)
  const customer = await readCustomer(tx, row.customer_id)
  const caseFile = firstCaseFile(read(FileApplication, row.intake), { number: row.number, on, appliedOn: row.applied_on, customer })
  const { pack } = await packOf(tx, { appliedOn: row.applied_on as Day, unitId: row.unit_id, product: row.product }, caseFile.business.trade, on)
  const breaches = admissionBreaches(assess(caseFile, pack))
  if (breaches.length > 0) throw new NotAdmissible(breaches)
  await tell(tx, { fact: 'application.admitted', caseId, caseFile, by: row.lead_id, on, at: now.toISOString() })
  return row.state
}
