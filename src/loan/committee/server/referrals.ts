import { openTask } from '#common/task/server'
import type { CaseFact } from '#common/task/domain'
import { moveItem, type ItemState } from '#loan/committee/domain'
import type { DecisionFact } from '#loan/decision/domain'
import { assert } from '#kernel'
import type { Tx } from '#platform/db'

type Routed = Extract<DecisionFact, { fact: 'decision.routed' }>

/** A routed case waits for a meeting, with the version that was reviewed. */
export async function referToCommittee(tx: Tx, fact: Routed): Promise<void> {
  await refer(tx, fact, { authority: fact.authority, seats: fact.seats, signatures: fact.signatures, reconsiders: fact.reconsiders })
}

/** A deferred case waits again, at the same table: what was missing is brought, the decision above it stays open. */
export async function referAgain(tx: Tx, fact: CaseFact): Promise<void> {
  const last = await lastReferral(tx, fact.caseId)
  assert(last !== undefined, 'what is deferred was referred before')
  await refer(tx, fact, { authority: last.authority, seats: last.seats, signatures: last.signatures as readonly string[], reconsiders: last.reconsiders })
  await openTask(tx, { caseId: fact.caseId, step: 'CONVENE', on: fact.on, at: fact.at })
}

/** A case withdrawn on its way to a resolution and admitted again waits for a meeting, as its task says; what was cast in the one before stays sealed. */
export async function referTakenUp(tx: Tx, fact: CaseFact): Promise<void> {
  const last = await lastReferral(tx, fact.caseId)
  if (last?.state !== 'DROPPED') return
  const waits = await tx.selectFrom('task').select('task_id').where('bank_id', '=', tx.bankId).where('case_id', '=', fact.caseId).where('step', '=', 'CONVENE').where('state', '=', 'OPEN').executeTakeFirst()
  if (waits === undefined) return
  await refer(tx, fact, { authority: last.authority, seats: last.seats, signatures: last.signatures as readonly string[], reconsiders: last.reconsiders })
}

interface Table {
  readonly authority: string
  readonly seats: number
  readonly signatures: readonly string[]
  readonly reconsiders: string | null
}

async function refer(tx: Tx, { caseId, on, at }: CaseFact, { authority, seats, signatures, reconsiders }: Table): Promise<void> {
  await stop(tx, { caseId, at }, '本案另行送审')
  const last = await lastReferral(tx, caseId)
  const { version } = await tx.selectFrom('investigation_version as v').select((eb) => eb.fn.max('v.version').as('version')).where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId).executeTakeFirstOrThrow()
  await tx.insertInto('committee_referral').values({
    bank_id: tx.bankId, case_id: caseId, round: (last?.round ?? 0) + 1, version, authority, seats, signatures: JSON.stringify(signatures), reconsiders, referred_on: on, referred_at: at, state: 'WAITING',
  }).execute()
}

export function lastReferral(tx: Tx, caseId: string) {
  return tx.selectFrom('committee_referral').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('round', 'desc').executeTakeFirst()
}

/** A case that was withdrawn or given back leaves the table. */
export async function leaveCommittee(tx: Tx, fact: CaseFact): Promise<void> {
  await stop(tx, fact, fact.fact === 'application.withdrawn' ? '客户撤回申请' : '调查退回')
}

async function stop(tx: Tx, { caseId, at }: Pick<CaseFact, 'caseId' | 'at'>, reason: string): Promise<void> {
  await tx.updateTable('committee_referral').set({ state: 'DROPPED' }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', 'in', ['WAITING', 'LISTED']).execute()
  const open = await tx.selectFrom('committee_item').select(['item_id', 'state']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', 'in', ['LISTED', 'PRESENTED', 'VOTING']).executeTakeFirst()
  if (open === undefined) return
  await tx.updateTable('committee_item').set({ state: moveItem(open.state as ItemState, 'adjourn'), ended_at: at, end_reason: reason }).where('bank_id', '=', tx.bankId).where('item_id', '=', open.item_id).execute()
}
