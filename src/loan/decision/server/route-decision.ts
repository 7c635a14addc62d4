import type { Assessment, CaseFile } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import type { Day } from '#kernel'
import { type BusinessKind, type ExposurePart, authorityFor } from '#loan/decision/domain'
import { packOf } from '#loan/application/server'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { otherExposure } from './exposure.ts'
import { type Doing, type Tell, lastDecision } from './store.ts'

/** A review that passed. */
interface Passed extends Doing {
  readonly version: number
  readonly reviewId: string
}

/** Works out who decides on a reviewed version, and opens the decision; refuses what lies outside the bank's authority, and with it the review. */
export async function routeDecision(tx: Tx, fact: Passed, tell: Tell): Promise<void> {
  const review = await tx.selectFrom('review_outcome').select('kind').where('bank_id', '=', tx.bankId).where('review_id', '=', fact.reviewId).executeTakeFirst()
  await openDecision(tx, fact, { version: fact.version, kind: (review?.kind ?? 'BUSINESS') as BusinessKind, again: null }, tell)
}

/** What a decision is opened on; `again` where one already made is looked at once more. */
export interface ToDecide {
  readonly version: number
  readonly kind: BusinessKind
  readonly again: { readonly resolutionId: string; readonly newFacts: string } | null
}

/** Computes authority, seats and signatures from the pack and keeps them with where they come from. */
export async function openDecision(tx: Tx, doing: Doing, { version, kind, again }: ToDecide, tell: Tell): Promise<{ decisionId: string }> {
  const judged = await judgedVersion(tx, doing.caseId, version, doing.on)
  const parts: ExposurePart[] = [{ says: '本次申请', amountFen: judged.file.request.amountFen, number: judged.number }, ...(await otherExposure(tx, { caseId: doing.caseId, customerId: judged.customerId, amountFen: judged.file.request.amountFen, lineId: judged.lineId }))]
  const authority = authorityFor(judged.pack, { parts, guarantee: judged.file.request.guarantee, grade: judged.grade, flags: judged.assessment.flags, kind: kindOf(kind, judged.file) })
  const before = await lastDecision(tx, doing.caseId)
  const decisionId = newId()
  await tx.insertInto('decision').values({
    bank_id: tx.bankId, decision_id: decisionId, case_id: doing.caseId, version, round: (before?.round ?? 0) + 1, state: 'ROUTED', reconsiders: again?.resolutionId ?? null, new_facts: again?.newFacts ?? null,
    authority: authority.body, seats: authority.seats, signatures: JSON.stringify(authority.signatures), total_fen: authority.totalFen, amount_fen: judged.file.request.amountFen,
    basis: JSON.stringify(authority.basis), routed_on: doing.on, routed_at: doing.at, changed_at: doing.at,
  }).execute()
  await record(tx, { caseId: doing.caseId, act: 'decision.route', who: doing.by, businessDate: doing.on, body: { decisionId, version, policy: judged.policy, ...authority, ...(again === null ? {} : { again }) } })
  await tell(tx, { fact: 'decision.routed', caseId: doing.caseId, by: doing.by, on: doing.on, at: doing.at, authority: authority.body, seats: authority.seats, signatures: authority.signatures, reconsiders: again?.resolutionId ?? null })
  return { decisionId }
}

/** Money for consumption is no business loan, whatever the reviewer put it under. */
function kindOf(kind: BusinessKind, file: CaseFile): BusinessKind {
  return kind === 'BUSINESS' && file.request.purpose === 'CONSUMPTION' ? 'CONSUMPTION' : kind
}

interface Judged {
  readonly number: string
  readonly customerId: string
  /** The open line under which this further product is asked for. */
  readonly lineId: string | null
  readonly file: CaseFile
  readonly assessment: Assessment
  readonly grade: string | null
  readonly pack: PolicyPack
  readonly policy: string
}

/** A submitted version with the policy of its application day. */
export async function judgedVersion(tx: Tx, caseId: string, version: number, on: Day): Promise<Judged> {
  const row = await tx.selectFrom('investigation_version as v').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'v.bank_id').onRef('a.case_id', '=', 'v.case_id'))
    .select(['v.case_file', 'v.assessment', 'v.grade', 'a.number', 'a.customer_id', 'a.line_id', 'a.applied_on', 'a.unit_id', 'a.product']).where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId).where('v.version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('已提交的版本')
  const file = row.case_file as CaseFile
  const { pack, name } = await packOf(tx, { appliedOn: row.applied_on as Day, unitId: row.unit_id, product: row.product }, file.business.trade, on)
  return { number: row.number, customerId: row.customer_id, lineId: row.line_id, file, assessment: row.assessment as Assessment, grade: row.grade, pack, policy: name }
}
