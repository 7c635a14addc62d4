import type { Assessment } from '#common/assessment/domain'
import type { InvestigationFact } from '#loan/investigation/domain'
import { type ReviewFact, secondReviewWhy } from '#loan/review/domain'
import { packOf } from '#loan/application/server'
import type { AtWork } from '#common/task/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ReviewFact | InvestigationFact) => Promise<void>

/** The review of a case that waits for an outcome; undefined when there is none. */
export function openReviewOf(tx: Tx, caseId: string) {
  return tx.selectFrom('review').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('closed_at', 'is', null).forUpdate().executeTakeFirst()
}
export type OpenReview = NonNullable<Awaited<ReturnType<typeof openReviewOf>>>

/** What of an application a review needs. */
interface Applied {
  readonly applied_on: string
  readonly unit_id: string
  readonly product: string
}

/** Why the policy asks for a second reviewer of a submitted version. */
export async function secondWhy(tx: Tx, application: Applied, { caseId, version, on }: { readonly caseId: string; readonly version: number; readonly on: Day }): Promise<string | null> {
  const row = await tx.selectFrom('investigation_version').select(['assessment', 'case_file']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('已提交的版本')
  const file = row.case_file as { business: { trade: string }; request: { amountFen: number } }
  const { pack } = await packOf(tx, { appliedOn: application.applied_on as Day, unitId: application.unit_id, product: application.product }, file.business.trade, on)
  return secondReviewWhy(pack, { flags: (row.assessment as Assessment).flags, amountFen: file.request.amountFen })
}

/** What a fact says of who did it and when. */
export function told({ staff, caseId, on, now }: AtWork): { caseId: string; by: string; on: Day; at: string } {
  return { caseId, by: staff.id, on, at: now.toISOString() }
}
