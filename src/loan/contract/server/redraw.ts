import { type AtWork, closeTask, openTask } from '#common/task/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { cancelSigned } from './cancel-signed.ts'
import { moveFile, takeFile } from './held.ts'
import { voidPapers } from './papers.ts'
import { type Tell, factOf } from './surroundings.ts'

/** Voids the current papers, signed or not, so that the next version can be drawn up; refused once money went out. */
export async function redraw(tx: Tx, work: AtWork, reason: string, tell: Tell): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  await cancelSigned(tx, { contractId: held.contractId, lineId: held.lineId })
  const state = await moveFile(tx, held, 'redraw', { reason, line_id: null })
  const voided = await voidPapers(tx, work, held, reason)
  await tx.updateTable('contract_signing').set({ outcome: 'REFUSED', ended_on: work.on, ended_at: work.now.toISOString(), reason }).where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contractId).where('ended_at', 'is', null).execute()
  for (const step of ['SIGNING', 'CONFIRM', 'PAY_MAKE'] as const) await closeTask(tx, work, { step }, 'CANCELLED')
  await openTask(tx, { caseId: work.caseId, step: 'CONTRACT', on: work.on, at: work.now.toISOString() })
  await record(tx, { caseId: work.caseId, act: 'contract.redraw', who: work.staff.id, businessDate: work.on, body: { version: held.version, before: held.state, after: state, voided, reason } })
  if (held.state !== 'DRAWN_UP') await tell(tx, { fact: 'contract.voided', ...factOf(work) })
  return { state }
}
