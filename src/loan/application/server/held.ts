import type { AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import { APPLICATION_STATES, type ApplicationState } from '#loan/application/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { readApplication } from './scope.ts'

/** An application held for an act of the intake, while nobody has ended it; refuses (`application.closed`) otherwise. */
export async function holdOpen(tx: Tx, work: AtWork, states: readonly ApplicationState[] = ['FILED', 'ADMITTED']) {
  const row = await readApplication(tx, work.staff, work.caseId, 'for update')
  const state = row.state as ApplicationState
  if (!states.includes(state)) throw new Refusal({ code: 'application.closed', message: `申请${APPLICATION_STATES[state]}，受理信息不再变动`, value: state, expected: states.map((one) => APPLICATION_STATES[one]).join('、') }, 409)
  return { ...row, state }
}
export type HeldApplication = Awaited<ReturnType<typeof holdOpen>>

/** Writes an act of the stage into the chain of its case and brings the case up in lists. */
export async function noteAct(tx: Tx, { staff, caseId, on, now }: AtWork, act: string, body: unknown): Promise<void> {
  await tx.updateTable('application').set({ changed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  await record(tx, { caseId, act: `application.${act}`, who: staff.id, businessDate: on, body })
}
