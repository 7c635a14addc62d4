import type { AtWork } from '#common/task/server'
import { Refusal, assert } from '#kernel'
import { type BusinessKind, type DecisionState, type Lower, type Terms, isLowered, refuseRaised, shapeWithin } from '#loan/decision/domain'
import { readApplication, refuseNotAdmitted, touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { judgedVersion, openDecision } from './route-decision.ts'
import { type DecisionHeld, type Tell, addTerms, lastDecision, lastTerms, move } from './store.ts'

/** Makes the terms of an approval stricter, with the reason on record; anything that gives the customer more is refused and needs a new decision. */
export async function lowerTerms(tx: Tx, work: AtWork, { terms: wanted, reason }: Lower, tell: Tell): Promise<{ decisionId: string; state: DecisionState }> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const decision = await decisionOf(tx, work.caseId)
  const state = await move(tx, decision, 'lower', { at: work.now.toISOString() })
  const last = await lastTerms(tx, decision.decision_id)
  assert(last !== undefined && decision.resolution_id !== null, 'what is approved has terms')
  const shape = shapeWithin(last.terms, wanted)
  const terms: Terms = shape === undefined ? wanted : { ...wanted, shape }
  refuseRaised(last.terms, terms)
  if (!isLowered(last.terms, terms)) throw new Refusal({ code: 'decision.same-terms', message: '条件没有变化', at: '/terms', expected: '更低的金额、更短的期限，或增加的条件' }, 422)
  const doing = { by: work.staff.id, on: work.on, at: work.now.toISOString() }
  await addTerms(tx, decision.decision_id, { terms, reason, ...doing })
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, { caseId: work.caseId, act: 'decision.lower', who: work.staff.id, businessDate: work.on, body: { decisionId: decision.decision_id, before: last.terms, after: terms, reason } })
  await tell(tx, { fact: 'decision.lowered', caseId: work.caseId, ...doing, resolutionId: decision.resolution_id, terms })
  return { decisionId: decision.decision_id, state }
}

/** Has a rejected case looked at once more, on facts nobody knew then; the pack says how often. */
export async function reconsider(tx: Tx, work: AtWork, newFacts: string, tell: Tell): Promise<{ decisionId: string; state: DecisionState }> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const decision = await decisionOf(tx, work.caseId)
  const at = work.now.toISOString()
  await move(tx, decision, 'reconsider', { at })
  const { pack } = await judgedVersion(tx, work.caseId, decision.version, work.on)
  const whyNot = await noReconsideration(tx, decision, pack.committee.reconsiderations)
  if (whyNot !== null) throw new Refusal({ code: 'decision.reconsidered', message: whyNot, expected: '客户情况有变的，重新申请' }, 409)
  assert(decision.resolution_id !== null, 'what was rejected was resolved')
  await record(tx, { caseId: work.caseId, act: 'decision.reconsider', who: work.staff.id, businessDate: work.on, body: { decisionId: decision.decision_id, resolutionId: decision.resolution_id, newFacts } })
  const doing = { caseId: work.caseId, by: work.staff.id, on: work.on, at }
  const { decisionId } = await openDecision(tx, doing, { version: decision.version, kind: await kindOf(tx, decision), again: { resolutionId: decision.resolution_id, newFacts } }, tell)
  return { decisionId, state: 'ROUTED' }
}

/** Puts a case whose approval ran out before the committee again, on the version it was approved on. */
export async function renew(tx: Tx, work: AtWork, reason: string, tell: Tell): Promise<{ decisionId: string; state: DecisionState }> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const decision = await decisionOf(tx, work.caseId)
  const at = work.now.toISOString()
  await move(tx, decision, 'renew', { at })
  await record(tx, { caseId: work.caseId, act: 'decision.renew', who: work.staff.id, businessDate: work.on, body: { decisionId: decision.decision_id, reason } })
  const { decisionId } = await openDecision(tx, { caseId: work.caseId, by: work.staff.id, on: work.on, at }, { version: decision.version, kind: await kindOf(tx, decision), again: null }, tell)
  return { decisionId, state: 'ROUTED' }
}

/** The kind of business the last reviewer put the version under. */
async function kindOf(tx: Tx, decision: Pick<DecisionHeld, 'case_id' | 'version'>): Promise<BusinessKind> {
  const row = await tx.selectFrom('review_outcome as o').innerJoin('review as r', (on) => on.onRef('r.bank_id', '=', 'o.bank_id').onRef('r.review_id', '=', 'o.review_id')).select('o.kind')
    .where('o.bank_id', '=', tx.bankId).where('r.case_id', '=', decision.case_id).where('r.version', '=', decision.version).where('o.outcome', '=', 'PASSED').orderBy('r.seat', 'desc').executeTakeFirst()
  return (row?.kind ?? 'BUSINESS') as BusinessKind
}

/** Why a decision cannot be looked at once more; null when it can. */
export async function noReconsideration(tx: Tx, decision: Pick<DecisionHeld, 'case_id' | 'version' | 'state'>, most: number): Promise<string | null> {
  if (decision.state !== 'REJECTED') return '只有已否决的业务可以复议'
  const { count } = await tx.selectFrom('decision').select((eb) => eb.fn.countAll<number>().as('count')).where('bank_id', '=', tx.bankId).where('case_id', '=', decision.case_id).where('version', '=', decision.version).where('reconsiders', 'is not', null).executeTakeFirstOrThrow()
  return Number(count) < most ? null : most === 0 ? '本行政策不设复议' : `本案已复议 ${count} 次，不再复议`
}

async function decisionOf(tx: Tx, caseId: string): Promise<DecisionHeld> {
  const decision = await lastDecision(tx, caseId)
  if (decision === undefined) throw new Refusal({ code: 'decision.none', message: '本案尚未确定由谁决策', expected: '先通过审查' }, 409)
  return decision
}
