import { takeTask, type AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import { type Decisions, type Inform, answerText } from '#loan/decision/domain'
import { readApplication, touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type DecisionHeld, type Tell, lastDecision, lastTerms } from './store.ts'

/** Notes how and by whom the customer was told, in the words he was told; telling him again later is noted too. */
export async function informCustomer(tx: Tx, work: AtWork, { channel, remark }: Inform, tell: Tell): Promise<{ answerId: string }> {
  await readApplication(tx, work.staff, work.caseId, 'for update')
  const decision = await lastDecision(tx, work.caseId)
  const toTell = decision && (await whatToTell(tx, decision))
  if (decision === undefined || toTell === null || toTell === undefined) throw new Refusal({ code: 'decision.nothing-to-tell', message: '本案还没有可以答复客户的结果', expected: '已批准、已否决或缓议的业务' }, 409)
  const before = await tx.selectFrom('customer_answer').select('answer_id').where('bank_id', '=', tx.bankId).where('decision_id', '=', decision.decision_id).where('outcome', '=', toTell.outcome).executeTakeFirst()
  const onBehalfOf = before === undefined ? (await takeTask(tx, work, 'ANSWER')).onBehalfOf : null
  const answerId = newId()
  const at = work.now.toISOString()
  await tx.insertInto('customer_answer').values({
    bank_id: tx.bankId, answer_id: answerId, case_id: work.caseId, decision_id: decision.decision_id, outcome: toTell.outcome, channel, says: toTell.paragraphs.join('\n'), remark,
    told_by: work.staff.id, on_behalf_of: onBehalfOf, told_on: work.on, told_at: at,
  }).execute()
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, { caseId: work.caseId, act: 'decision.inform', who: work.staff.id, businessDate: work.on, body: { answerId, outcome: toTell.outcome, channel, remark, ...(onBehalfOf === null ? {} : { onBehalfOf }) } })
  if (before === undefined) await tell(tx, { fact: 'decision.informed', caseId: work.caseId, by: work.staff.id, on: work.on, at })
  return { answerId }
}

/** The answer a decision gives the customer; null while it gives none. */
export async function whatToTell(tx: Tx, decision: Pick<DecisionHeld, 'decision_id' | 'state'>): Promise<Decisions['toTell']> {
  const outcome = decision.state === 'APPROVED' || decision.state === 'USED' ? 'APPROVED' : decision.state === 'REJECTED' || decision.state === 'DEFERRED' ? decision.state : null
  if (outcome === null) return null
  const terms = outcome === 'APPROVED' ? (await lastTerms(tx, decision.decision_id))?.terms ?? null : null
  return { outcome, paragraphs: [...answerText(outcome, terms)] }
}
