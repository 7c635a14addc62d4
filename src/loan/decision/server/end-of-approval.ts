import type { CaseFact } from '#common/task/domain'
import { assert } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, businessDate } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tell, lastDecision, move } from './store.ts'

/** A contract was signed: the approval is used and no longer runs out. */
export async function useApproval(tx: Tx, { caseId, at }: CaseFact): Promise<void> {
  const decision = await lastDecision(tx, caseId)
  if (decision?.state === 'APPROVED') await move(tx, decision, 'use', { at })
}

/** The contract that was signed is void: the approval is open again, for as long as it was given. */
export async function releaseApproval(tx: Tx, { caseId, at }: CaseFact): Promise<void> {
  const decision = await lastDecision(tx, caseId)
  if (decision?.state === 'USED') await move(tx, decision, 'release', { at })
}

/** Ends approvals on the day after their last, when no contract was signed; that of a withdrawn application when it is taken up. */
export function lapseJob(tell: Tell): Job {
  return {
    kind: 'decision.lapse',
    due: async (tx, today) => {
      const rows = await tx.selectFrom('decision as d').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'd.bank_id').onRef('a.case_id', '=', 'd.case_id')).select('d.decision_id')
        .where('d.bank_id', '=', tx.bankId).where('d.state', '=', 'APPROVED').where('d.valid_until', '<', today).where('a.state', '=', 'ADMITTED').limit(MOST).execute()
      return rows.map(({ decision_id: subject }) => ({ subject, day: today }))
    },
    run: (tx, decisionId) => lapse(tx, decisionId, tell),
  }
}

const MOST = 1000

async function lapse(tx: Tx, decisionId: string, tell: Tell): Promise<void> {
  const on = await businessDate(tx)
  const held = await tx.selectFrom('decision as d').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'd.bank_id').onRef('a.case_id', '=', 'd.case_id')).select(['a.case_id', 'a.lead_id'])
    .where('d.bank_id', '=', tx.bankId).where('d.decision_id', '=', decisionId).where('a.state', '=', 'ADMITTED').forUpdate('a').executeTakeFirst()
  const decision = held && (await lastDecision(tx, held.case_id))
  if (held === undefined || decision?.decision_id !== decisionId || decision.state !== 'APPROVED' || decision.valid_until === null || decision.valid_until >= on) return
  const at = new Date().toISOString()
  await move(tx, decision, 'lapse', { at })
  await record(tx, { caseId: held.case_id, act: 'decision.lapse', who: 'clock', businessDate: on, body: { decisionId, validUntil: decision.valid_until } })
  assert(decision.resolution_id !== null, 'what was approved was resolved')
  await tell(tx, { fact: 'decision.lapsed', caseId: held.case_id, by: held.lead_id, on, at, resolutionId: decision.resolution_id })
}
