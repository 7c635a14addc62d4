import type { AtWork } from '#common/task/server'
import { type ApplicationState, moveApplication } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import { type Tell, tellOf } from './at-work.ts'
import { cancelCorrections } from './corrections.ts'
import { refuseAfterMoney } from './further-product.ts'
import { noteAct } from './held.ts'
import { readApplication } from './scope.ts'

interface Moving {
  readonly reason: string
  readonly tell: Tell
}

/** The customer takes the application back, at any time before the money goes out; what waits for others is taken off their desks. */
export async function withdrawApplication(tx: Tx, work: AtWork, { reason, tell }: Moving): Promise<ApplicationState> {
  const state = await move(tx, work, 'withdraw', reason)
  await refuseAfterMoney(tx, work.caseId)
  await cancelCorrections(tx, work, '客户撤回申请')
  await tellOf(tx, tell, work, { fact: 'application.withdrawn' })
  return state
}

/** Takes an application up again: people, consents, documents, evidence and figures stay; yes or no is said anew. */
export async function reopenApplication(tx: Tx, work: AtWork, { reason, tell }: Moving): Promise<ApplicationState> {
  const state = await move(tx, work, 'reopen', reason)
  await tellOf(tx, tell, work, { fact: 'application.reopened' })
  return state
}

async function move(tx: Tx, work: AtWork, act: 'withdraw' | 'reopen', reason: string): Promise<ApplicationState> {
  const row = await readApplication(tx, work.staff, work.caseId, 'for update')
  const state = moveApplication(row.state as ApplicationState, act)
  await tx.updateTable('application').set({ state, reason }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await noteAct(tx, work, act, { before: row.state, after: state, reason })
  return state
}

/** Notes that something happened on the case, so that worklists bring it up. */
export async function touchApplication(tx: Tx, caseId: string, now: Date): Promise<void> {
  await tx.updateTable('application').set({ changed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
}
