import { type ReturnSource, moveInvestigation, refuseWrongPerson } from '#loan/investigation/domain'
import { touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, readCase } from './case-at-hand.ts'
import { standInsFor } from '#common/task/server'
import { type Tell, told } from './visit/plan.ts'

/** Why an investigation goes back, and who sent it. `code` is a reason of the review or the committee. */
export interface GiveBack {
  readonly reason: string
  readonly code?: string | null
  readonly source: ReturnSource
}

/** Gives a submitted investigation back with a reason; the next version opens as a draft that begins with what was submitted. */
export async function returnInvestigation(tx: Tx, work: AtWork, { reason, code = null, source }: GiveBack, tell: Tell) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  refuseWrongPerson('return', held.people, work.staff.id, await standInsFor(tx, work.staff.id, work.on))
  const state = moveInvestigation(held.state, 'return')
  await tx.insertInto('investigation_return').values({
    bank_id: tx.bankId, case_id: work.caseId, version: held.version, reason, code, source, returned_by: work.staff.id, returned_on: work.on, returned_at: work.now.toISOString(),
  }).execute()
  const version = held.version + 1
  const rowVersion = held.rowVersion + 1
  await tx.updateTable('investigation').set({ state, version, row_version: rowVersion }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, { caseId: work.caseId, act: 'investigation.return', who: work.staff.id, businessDate: work.on, body: { before: held.state, after: state, version: held.version, reason, code, source } })
  await tell(tx, { fact: 'investigation.returned', version: held.version, ...told(work) })
  return { version, state, rowVersion }
}
