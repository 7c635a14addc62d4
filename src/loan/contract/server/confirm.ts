import { type AtWork, takeRole, takeTask } from '#common/task/server'
import { Refusal } from '#kernel'
import { type Confirm, moveContract } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { linkEvidence } from './evidence.ts'
import { moveFile, takeFile } from './held.ts'
import { type Tell, factOf } from './surroundings.ts'

/** Everything supervisors asked customers of a file. */
export async function confirmationsOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_confirmation as c').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.confirmed_by'))
    .selectAll('c').select('s.name as by_name').where('c.bank_id', '=', tx.bankId).where('c.contract_id', '=', contractId).orderBy('c.confirmed_at').execute()
}

/** The supervisor asks the customer himself whether everything was done as it should be; a bad result is kept and stops the money. */
export async function confirmWithCustomer(tx: Tx, work: AtWork, asked: Confirm, tell: Tell): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  moveContract(held.state, 'confirm')
  await takeTask(tx, work, 'CONFIRM')
  await takeRole(tx, work, 'SUPERVISOR')
  const unanswered = held.policy.contract.confirmQuestions.filter((question) => !asked.answers.some((one) => one.question === question && one.answer.trim() !== ''))
  if (unanswered.length > 0) throw new Refusal({ code: 'contract.confirm-unanswered', message: `尚有问题未向客户确认：${unanswered.join('、')}`, at: '/answers', value: unanswered.length, expected: '逐问记录客户的回答' }, 422)
  const confirmationId = newId()
  await tx.insertInto('contract_confirmation').values({
    bank_id: tx.bankId, confirmation_id: confirmationId, contract_id: held.contractId, version: held.version, how: asked.how, spoke_with: asked.spokeWith, answers: JSON.stringify(asked.answers), passed: asked.passed, says: asked.says,
    confirmed_by: work.staff.id, confirmed_on: work.on, confirmed_at: work.now.toISOString(),
  }).execute()
  await linkEvidence(tx, held, { part: 'CONFIRMATION', partId: confirmationId, evidence: asked.evidence })
  await record(tx, { caseId: work.caseId, act: 'contract.confirm', who: work.staff.id, businessDate: work.on, body: { confirmationId, version: held.version, ...asked } })
  if (!asked.passed) return { state: held.state }
  const state = await moveFile(tx, held, 'confirm')
  await tell(tx, { fact: 'contract.confirmed', ...factOf(work) })
  return { state }
}
