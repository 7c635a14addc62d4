import { createHash } from 'node:crypto'
import { type Assessment, type CaseFile, Judgement, assessmentOf, demandsOf, termMonths, termsHold } from '#common/assessment/domain'
import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import { putOnWatchList } from '#common/customer/server'
import { keepPolicy } from '#common/policy/server'
import { reasonsNotOffered } from '#common/product/server'
import { assert, type RefusalDetail } from '#kernel'
import { NotSubmittable, asDetails, evidenceNamed, moveInvestigation, rejectingCodes, submissionBlocks, visitBlocks } from '#loan/investigation/domain'
import { formulasVersion, packOf, touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { takeTask } from '#common/task/server'
import { type AtWork, type CaseAtHand, stepOf, takeUp } from './case-at-hand.ts'
import { withEvidence, withSystemFacts } from './reads.ts'
import { type Tell, told } from './visit/plan.ts'
import { standingOf } from './visit/standing.ts'

/** Makes the draft a version that never changes, with everything it was judged by; refuses with all that is missing. */
export async function submitInvestigation(tx: Tx, work: AtWork, rowVersion: number, tell: Tell) {
  const held = await takeUp(tx, work, 'submit', rowVersion)
  const caseFile = await withEvidence(tx, work.caseId, await withSystemFacts(tx, work.caseId, held))
  refuseUnknownEvidence(caseFile)
  const { pack, name } = await packOf(tx, held, caseFile.business.trade, work.on)
  const judgement = new Judgement(caseFile, pack)
  const assessment = assessmentOf(judgement)
  const blocks = [...asDetails(submissionBlocks(assessment, demandsOf(judgement.sheet, pack))), ...visitBlocks(await standingOf(tx, held, work.caseId, pack)), ...(assessment.decision === 'REJECT' ? [] : await outsideProduct(tx, held, caseFile))]
  if (blocks.length > 0) throw new NotSubmittable(blocks)
  await takeTask(tx, work, stepOf(held.state))
  const judged = { caseFile, policy: name, policyHash: await keepPolicy(tx, pack), formulas: formulasVersion(pack), assessment }
  const hash = createHash('sha256').update(JSON.stringify([judged.caseFile, judged.policyHash, judged.formulas, judged.assessment])).digest('hex')
  const decision = decided(assessment)
  const state = moveInvestigation(held.state, decision === 'REJECT' ? 'submit-rejected' : 'submit')
  await writeVersion(tx, work, held.version, { ...judged, decision, hash })
  await tx.updateTable('investigation').set({ state }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await touchApplication(tx, work.caseId, work.now)
  if (decision === 'REJECT') await putOnWatchList(tx, { customerId: held.customerId, caseId: work.caseId, why: rejectingCodes(assessment.reasons), by: work.staff.id, on: work.on, now: work.now })
  await record(tx, { caseId: work.caseId, act: 'investigation.submit', who: work.staff.id, businessDate: work.on, body: { version: held.version, before: held.state, after: state, decision, hash, policy: name, policyHash: judged.policyHash, formulas: judged.formulas } })
  await tell(tx, { fact: decision === 'REJECT' ? 'investigation.rejected-by-rule' : 'investigation.submitted', version: held.version, ...told(work) })
  return { version: held.version, state, decision, hash }
}

/** What was found out on site may take the case out of its product: another guarantee, use, term or way of repayment; the kind of customer is the bank's to say. */
async function outsideProduct(tx: Tx, { product, unitId, appliedOn, customerId }: CaseAtHand, { request, applicant }: CaseFile): Promise<RefusalDetail[]> {
  const { product: written, guarantee, purpose, method } = request
  const { customer_type: type } = await tx.selectFrom('customer').select('customer_type').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirstOrThrow()
  if (applicant.customerType !== type) return [{ code: 'product.customer-type', message: `客户在本行登记为${CUSTOMER_TYPES[type as CustomerType]}`, at: '/applicant/customerType', value: applicant.customerType, expected: `${type}；类型有误须先更正客户资料` }]
  if (written !== product) return [{ code: 'product.other', message: `本案申请的是${product}，规则也按它适用`, at: '/request/product', value: written, expected: `${product}；改办另一产品须先更正申请` }]
  return reasonsNotOffered(tx, { unitId, on: appliedOn, customerId }, product, { guarantee, purpose, method, ...(termsHold(request) ? { months: termMonths(request) } : {}) })
}

interface Judged {
  readonly caseFile: CaseFile
  readonly policy: string
  readonly policyHash: string
  readonly formulas: string
  readonly assessment: Assessment
  readonly decision: 'PROPOSE' | 'REFER' | 'REJECT'
  readonly hash: string
}

async function writeVersion(tx: Tx, work: AtWork, version: number, judged: Judged): Promise<void> {
  const { assessment } = judged
  await tx.insertInto('investigation_version').values({
    bank_id: tx.bankId, case_id: work.caseId, version, case_file: JSON.stringify(judged.caseFile), assessment: JSON.stringify(assessment),
    decision: judged.decision, limit_fen: assessment.limit?.amountFen ?? null, score: assessment.score?.total ?? null, grade: assessment.score?.cappedGrade ?? null,
    policy: judged.policy, policy_hash: judged.policyHash, formulas: judged.formulas, hash: judged.hash,
    submitted_by: work.staff.id, submitted_on: work.on, submitted_at: work.now.toISOString(),
  }).execute()
}

function decided({ decision }: Assessment): Judged['decision'] {
  assert(decision !== 'INCOMPLETE', 'an incomplete judgement has blocks')
  return decision
}

/** A figure may not rest on evidence that is not on the case. */
function refuseUnknownEvidence(caseFile: CaseFile): void {
  const known = new Set(caseFile.evidence.map(({ id }) => id))
  const unknown = [...evidenceNamed(caseFile)].filter(([id]) => !known.has(id))
  if (unknown.length > 0) throw new NotSubmittable(unknown.map(([id, at]) => ({ code: 'investigation.unknown-evidence', message: '所引用的证据不在本案', at, value: id, expected: '本案现有的证据' })))
}
