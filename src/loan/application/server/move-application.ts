import type { Day } from '#kernel'
import { type ApplicationAct, type ApplicationState, moveApplication } from '#loan/application/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { readApplication } from './scope.ts'

export interface Move {
  readonly caseId: string
  readonly act: ApplicationAct
  readonly reason: string | null
}

/** Moves an application along its table; the row is locked, so two people cannot move it at once. Returns the row as it was. */
export async function moveApplicationOf(tx: Tx, staff: Staff, { caseId, act, reason }: Move, on: Day, now: Date) {
  const row = await readApplication(tx, staff, caseId, 'for update')
  const state = moveApplication(row.state as ApplicationState, act)
  await tx.updateTable('application').set({ state, reason, changed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  await record(tx, { caseId, act: `application.${act}`, who: staff.id, businessDate: on, body: { before: row.state, after: state, ...(reason === null ? {} : { reason }) } })
  return { ...row, state }
}

/** Notes that something happened on the case, so that worklists bring it up. */
export async function touchApplication(tx: Tx, caseId: string, now: Date): Promise<void> {
  await tx.updateTable('application').set({ changed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
}
