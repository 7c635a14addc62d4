import { moveInvestigation, refuseWrongPerson } from '#loan/investigation/domain'
import { touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, readCase } from './case-at-hand.ts'

/** Gives a submitted investigation back with a reason; the next version opens as a draft that begins with what was submitted. */
export async function returnInvestigation(tx: Tx, work: AtWork, reason: string) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  refuseWrongPerson('return', held.people, work.staff.id)
  const state = moveInvestigation(held.state, 'return')
  await tx.insertInto('investigation_return').values({
    bank_id: tx.bankId, case_id: work.caseId, version: held.version, reason, returned_by: work.staff.id, returned_on: work.on, returned_at: work.now.toISOString(),
  }).execute()
  const version = held.version + 1
  const rowVersion = held.rowVersion + 1
  await tx.updateTable('investigation').set({ state, version, row_version: rowVersion }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, { caseId: work.caseId, act: 'investigation.return', who: work.staff.id, businessDate: work.on, body: { before: held.state, after: state, version: held.version, reason } })
  return { version, state, rowVersion }
}
