import type { Post } from '#common/staff/domain'
import { openTask } from '#common/task/server'
import { Refusal, addDays, assert, formatYuan } from '#kernel'
import { type Signatory, type Terms } from '#loan/decision/domain'
import { returnInvestigation } from '#loan/investigation/server'
import { record } from '#platform/audit'
import { staffOn } from '#platform/auth'
import type { Tx } from '#platform/db'
import { judgedVersion } from './route-decision.ts'
import { type DecisionHeld, type Doing, type Tell, addTerms, lastDecision, lastTerms, move } from './store.ts'

/** What a committee came to. */
export interface Resolved extends Doing {
  readonly resolutionId: string
  readonly outcome: 'APPROVED' | 'APPROVED_WITH_CHANGE' | 'REJECTED' | 'DEFERRED' | 'RE_INVESTIGATE'
  readonly terms: Terms | null
  readonly reasons: readonly string[]
}

/** Makes a resolution the decision: final at once, or after the signatures above it. */
export async function settleDecision(tx: Tx, resolved: Resolved, tell: Tell): Promise<void> {
  const decision = await lastDecision(tx, resolved.caseId)
  if (decision === undefined) throw new Refusal({ code: 'decision.none', message: '本案尚未确定由谁决策', expected: '先通过审查' }, 409)
  const { caseId, by, on, at, resolutionId, outcome, reasons } = resolved
  const more = { at, resolution_id: resolutionId, outcome, reasons: JSON.stringify(reasons) }
  switch (outcome) {
    case 'APPROVED':
    case 'APPROVED_WITH_CHANGE': return approveOrSign(tx, { ...decision, resolution_id: resolutionId }, resolved, tell)
    case 'REJECTED': await move(tx, decision, 'reject', more); return tell(tx, { fact: 'decision.rejected', caseId, by, on, at, resolutionId, reasons })
    case 'DEFERRED': await move(tx, decision, 'defer', more); return tell(tx, { fact: 'decision.deferred', caseId, by, on, at, resolutionId, reasons })
    case 'RE_INVESTIGATE': await move(tx, decision, 're-investigate', more); return tell(tx, { fact: 'decision.re-investigate', caseId, by, on, at, resolutionId, reasons })
    default: return outcome satisfies never
  }
}

async function approveOrSign(tx: Tx, decision: DecisionHeld, resolved: Resolved, tell: Tell): Promise<void> {
  const { terms, caseId, by, on, at, resolutionId, outcome, reasons } = resolved
  assert(terms !== null, 'an approval has terms')
  refuseAboveRouted(decision, terms)
  const [first] = decision.signatures as Signatory[]
  await addTerms(tx, decision.decision_id, { terms, reason: outcome === 'APPROVED' ? '审贷会决议，原案批准' : '审贷会决议，变更批准', by, on, at })
  const more = { at, resolution_id: resolutionId, outcome, reasons: JSON.stringify(reasons) }
  if (first === undefined) return approve(tx, decision, { caseId, by, on, at }, { act: 'approve', more }, tell)
  await move(tx, decision, 'approve-to-sign', more)
  await askSignature(tx, first, { caseId, on, at })
}

/** Authority, seats and signatures were worked out for the amount asked for; more would have needed another table. */
function refuseAboveRouted(decision: DecisionHeld, terms: Terms): void {
  if (terms.amountFen <= decision.amount_fen) return
  throw new Refusal({ code: 'decision.above-routed', message: `决议金额高于送审金额 ${formatYuan(decision.amount_fen)} 元，审批权限须重新确定`, at: '/terms/amountFen', value: terms.amountFen, expected: '不高于送审金额；确需提高的，退回调查后重新送审' }, 422)
}

/** Ends a decision with a yes: it binds from now on for the days the policy gives it. */
export async function approve(tx: Tx, decision: DecisionHeld, doing: Doing, { act, more }: { readonly act: 'approve' | 'sign-last'; readonly more: Omit<Parameters<typeof move>[3], 'valid_until'> }, tell: Tell): Promise<void> {
  const { pack } = await judgedVersion(tx, doing.caseId, decision.version, doing.on)
  const validUntil = addDays(doing.on, pack.committee.approvalValidDays)
  await move(tx, decision, act, { ...more, valid_until: validUntil })
  const last = await lastTerms(tx, decision.decision_id)
  assert(last !== undefined && decision.resolution_id !== null, 'what is approved was resolved')
  await record(tx, { caseId: doing.caseId, act: 'decision.approve', who: doing.by, businessDate: doing.on, body: { decisionId: decision.decision_id, resolutionId: decision.resolution_id, terms: last.terms, validUntil } })
  await tell(tx, { fact: 'decision.approved', ...doing, resolutionId: decision.resolution_id, terms: last.terms, validUntil })
}

/** What a decision asks to have investigated again goes back as the act of whoever closed the vote. */
export async function sendBack(tx: Tx, { caseId, by, on, at, reasons }: Doing & { readonly reasons: readonly string[] }, tell: Tell): Promise<void> {
  const staff = await staffOn(tx, by, on)
  await returnInvestigation(tx, { staff, caseId, on, now: new Date(at) }, { reason: `审贷会要求重新调查：${reasons.join('；')}`, source: 'RE_INVESTIGATE' }, tell)
}

/** Opens the task of the next signature: for its holder by name where there is one only, so that a stand-in finds it too. */
export async function askSignature(tx: Tx, post: Signatory, { caseId, on, at }: Pick<Doing, 'caseId' | 'on' | 'at'>): Promise<void> {
  const holders = await tx.selectFrom('staff_post as p').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id')).select('p.staff_id').distinct()
    .where('p.bank_id', '=', tx.bankId).where('p.post', '=', post).where('s.status', '=', 'ACTIVE').where('p.from_day', '<=', on).where((eb) => eb.or([eb('p.until_day', 'is', null), eb('p.until_day', '>', on)])).execute()
  const [only] = holders
  await openTask(tx, { caseId, step: 'SIGN', subject: post, posts: [post as Post], ...(holders.length === 1 && only !== undefined ? { assigneeId: only.staff_id } : {}), on, at })
}
