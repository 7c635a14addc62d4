import { POSTS } from '#common/staff/domain'
import { closeTask, takeRole, takeTask, type AtWork } from '#common/task/server'
import { Refusal, assert } from '#kernel'
import { SIGNATORIES, type DecisionState, type Sign, type Signatory } from '#loan/decision/domain'
import { readApplication, refuseNotAdmitted, touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import { requireStepUp } from '#platform/auth'
import type { Tx } from '#platform/db'
import { approve, askSignature } from './settle-decision.ts'
import { type DecisionHeld, type Tell, lastDecision, lastTerms, move, termsHash } from './store.ts'

/** Signs or refuses above the committee, one after the other, each with the second factor; the last signature makes the approval. */
export async function signDecision(tx: Tx, work: AtWork, body: Sign, tell: Tell): Promise<{ decisionId: string; state: DecisionState }> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const decision = await lastDecision(tx, work.caseId)
  const post = decision && (await nextSignature(tx, decision))
  if (decision === undefined || post === undefined) throw new Refusal({ code: 'decision.nothing-to-sign', message: '本案没有待签批的决议', expected: '审贷会已批准、须有权人签批的业务' }, 409)
  if (!work.staff.posts.some((held) => held.post === post)) throw new Refusal({ code: 'decision.other-signatory', message: `现在由${SIGNATORIES[post]}签批`, value: post, expected: `担任「${POSTS[post]}」的人` }, 403)
  const { onBehalfOf } = await takeTask(tx, work, 'SIGN', post)
  await takeRole(tx, work, 'SIGNATORY')
  await refuseTwice(tx, decision, work)
  const factor = await requireStepUp(tx, work.staff, { act: 'decision.sign', subject: work.caseId, token: body.stepUp, now: work.now })
  const last = await lastTerms(tx, decision.decision_id)
  assert(last !== undefined, 'what is signed has terms')
  const hash = termsHash(last.terms)
  if (hash !== body.termsHash) throw new Refusal({ code: 'decision.other-terms', message: '签批页上的条件已不是现在的条件', at: '/termsHash', expected: '重新打开签批页，阅读后再签' }, 409)
  await tx.insertInto('decision_signature').values({
    bank_id: tx.bankId, decision_id: decision.decision_id, post, outcome: body.outcome, reason: body.reason, terms_hash: hash, factor,
    signed_by: work.staff.id, on_behalf_of: onBehalfOf, signed_on: work.on, signed_at: work.now.toISOString(),
  }).execute()
  await closeTask(tx, work, { step: 'SIGN', subject: post }, 'DONE')
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, { caseId: work.caseId, act: body.outcome === 'SIGNED' ? 'decision.sign' : 'decision.refuse', who: work.staff.id, businessDate: work.on, body: { decisionId: decision.decision_id, post, reason: body.reason, termsHash: hash, factor, ...(onBehalfOf === null ? {} : { onBehalfOf }) } })
  return { decisionId: decision.decision_id, state: await goOn(tx, work, { decision, outcome: body.outcome, reason: body.reason, post }, tell) }
}

async function goOn(tx: Tx, { staff, caseId, on, now }: AtWork, { decision, outcome, reason, post }: { decision: DecisionHeld; outcome: Sign['outcome']; reason: string; post: Signatory }, tell: Tell): Promise<DecisionState> {
  const doing = { caseId, by: staff.id, on, at: now.toISOString() }
  assert(decision.resolution_id !== null, 'what is signed was resolved')
  if (outcome === 'REFUSED') {
    const reasons = [`${SIGNATORIES[post]}不同意：${reason}`]
    const state = await move(tx, decision, 'refuse', { at: doing.at, reasons: JSON.stringify(reasons) })
    await tell(tx, { fact: 'decision.rejected', ...doing, resolutionId: decision.resolution_id, reasons })
    return state
  }
  const next = await nextSignature(tx, decision)
  if (next !== undefined) {
    const state = await move(tx, decision, 'sign', { at: doing.at })
    await askSignature(tx, next, doing)
    return state
  }
  await approve(tx, decision, doing, { act: 'sign-last', more: { at: doing.at } }, tell)
  return 'APPROVED'
}

/** The signature asked for now; undefined where none is, or no more. */
export async function nextSignature(tx: Tx, decision: Pick<DecisionHeld, 'decision_id' | 'signatures' | 'state'>): Promise<Signatory | undefined> {
  if (decision.state !== 'SIGNING') return undefined
  const given = await tx.selectFrom('decision_signature').select('post').where('bank_id', '=', tx.bankId).where('decision_id', '=', decision.decision_id).execute()
  return (decision.signatures as Signatory[]).find((post) => !given.some((one) => one.post === post))
}

/** Two signatures are two people's, whatever posts someone holds. */
async function refuseTwice(tx: Tx, decision: DecisionHeld, { staff }: AtWork): Promise<void> {
  const before = await tx.selectFrom('decision_signature').select('post').where('bank_id', '=', tx.bankId).where('decision_id', '=', decision.decision_id).where((eb) => eb.or([eb('signed_by', '=', staff.id), eb('on_behalf_of', '=', staff.id)])).executeTakeFirst()
  if (before === undefined) return
  throw new Refusal({ code: 'decision.same-signatory', message: '两道签批须由两个人承担，您已签批本案', expected: '另一位有权人' }, 403)
}
