import type { AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import type { Mark } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { linkEvidence } from './evidence.ts'
import { takeFile } from './held.ts'
import { partiesOf } from './parties.ts'
import { signPaper } from './papers.ts'
import { signingsOf } from './signing-reads.ts'

/** Notes one thing done with the customer: identity verified, terms read out, repayment explained, conduct code told, interview, disclosure signed. */
export async function markDone(tx: Tx, work: AtWork, mark: Mark): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const isAtTheTable = mark.item === 'IDENTITY' || mark.item === 'TERMS_READ' || mark.item === 'DISCLOSURE'
  if (isAtTheTable && held.state !== 'DRAWN_UP') throw new Refusal({ code: 'contract.nothing-to-sign', message: '合同制作后、签约前办理', value: held.state, expected: '待面签的合同' }, 409)
  if (isAtTheTable) await refuseAbsent(tx, held.contractId, work)
  if (mark.subject !== '' && (await partiesOf(tx, held.contractId)).every((one) => one.party_id !== mark.subject)) throw new Refusal({ code: 'contract.unknown-party', message: '此人未登记为签字人', at: '/subject', value: mark.subject, expected: '本合同的签字人' }, 422)
  if (mark.item === 'INTERVIEW' && mark.answers.length < held.policy.contract.interviewQuestions.length) throw new Refusal({ code: 'contract.interview-unanswered', message: '面谈问题须逐一有回答', at: '/answers', value: mark.answers.length, expected: `${held.policy.contract.interviewQuestions.length} 个问题` }, 422)
  const markId = newId()
  await tx.insertInto('contract_mark').values({
    bank_id: tx.bankId, mark_id: markId, contract_id: held.contractId, version: held.version, item: mark.item, subject: mark.subject, says: mark.says, details: JSON.stringify({ how: mark.how, place: mark.place, answers: mark.answers }),
    marked_by: work.staff.id, marked_on: work.on, marked_at: work.now.toISOString(),
  }).execute()
  await linkEvidence(tx, held, { part: 'MARK', partId: markId, evidence: mark.evidence })
  if (mark.item === 'DISCLOSURE') await signPaper(tx, work, held, 'COST_DISCLOSURE')
  await record(tx, { caseId: work.caseId, act: 'contract.mark', who: work.staff.id, businessDate: work.on, body: { markId, version: held.version, ...mark } })
  return { state: held.state }
}

/** What happens at the table is noted by someone who sits there. */
async function refuseAbsent(tx: Tx, contractId: string, { staff }: AtWork): Promise<void> {
  const signing = (await signingsOf(tx, contractId)).find((one) => one.ended_at === null)
  if (signing !== undefined && (signing.opened_by === staff.id || signing.joined_by === staff.id)) return
  throw new Refusal({ code: 'contract.not-present', message: '核验身份、宣读条款、签署明示表由参加面签的人登记', value: staff.id, expected: '先开始或加入面签' }, 403)
}
