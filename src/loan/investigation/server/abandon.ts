import { type Abandon, moveInvestigation, refuseWrongPerson } from '#loan/investigation/domain'
import { touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, readCase, takeUp } from './case-at-hand.ts'
import { standInsFor } from '#common/task/server'
import { type Tell, told } from './visit/plan.ts'

/** Gives an investigation up because the customer does not cooperate, things stay unclear or a risk is not understood [S2-81]. */
export async function abandonInvestigation(tx: Tx, work: AtWork, { reason, says }: Abandon, tell: Tell) {
  const held = await takeUp(tx, work, 'abandon')
  const state = moveInvestigation(held.state, 'abandon')
  const { count } = await tx.selectFrom('investigation_abandon').select((eb) => eb.fn.countAll<number>().as('count')).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).executeTakeFirstOrThrow()
  await tx.insertInto('investigation_abandon').values({
    bank_id: tx.bankId, case_id: work.caseId, seq: Number(count) + 1, reason, says, state_before: held.state, abandoned_by: work.staff.id, abandoned_on: work.on, abandoned_at: work.now.toISOString(),
  }).execute()
  await moveTo(tx, work, state)
  await record(tx, { caseId: work.caseId, act: 'investigation.abandon', who: work.staff.id, businessDate: work.on, body: { before: held.state, after: state, version: held.version, reason, says } })
  await tell(tx, { fact: 'investigation.abandoned', version: held.version, ...told(work) })
  return { version: held.version, state, rowVersion: held.rowVersion }
}

/** Takes a given-up investigation up again; somebody else than its investigators decides so. */
export async function resumeInvestigation(tx: Tx, work: AtWork, reason: string, tell: Tell) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  refuseWrongPerson('return', held.people, work.staff.id, await standInsFor(tx, work.staff.id, work.on))
  const state = moveInvestigation(held.state, 'resume')
  await moveTo(tx, work, state)
  await record(tx, { caseId: work.caseId, act: 'investigation.resume', who: work.staff.id, businessDate: work.on, body: { before: held.state, after: state, version: held.version, reason } })
  await tell(tx, { fact: 'investigation.returned', version: held.version, ...told(work) })
  return { version: held.version, state, rowVersion: held.rowVersion }
}

async function moveTo(tx: Tx, work: AtWork, state: string): Promise<void> {
  await tx.updateTable('investigation').set({ state }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await touchApplication(tx, work.caseId, work.now)
}
