import type { CaseFact } from '#common/task/domain'
import { type Tx, newId } from '#platform/db'

/** Opens the review of a version just submitted; its task opens with the same fact. */
export async function openReview(tx: Tx, fact: CaseFact & { readonly version: number }): Promise<void> {
  const last = await tx.selectFrom('review').select('round').where('bank_id', '=', tx.bankId).where('case_id', '=', fact.caseId).orderBy('round', 'desc').limit(1).executeTakeFirst()
  await addReview(tx, fact, { version: fact.version, round: (last?.round ?? 0) + 1, seat: 1 })
}

/** Distinguishes the task of the second reviewer from that of the first. */
export const SECOND = 'SECOND'

/** Writes a review nobody has taken up yet. */
export async function addReview(tx: Tx, { caseId, on, at }: Pick<CaseFact, 'caseId' | 'on' | 'at'>, { version, round, seat }: { readonly version: number; readonly round: number; readonly seat: number }): Promise<string> {
  const reviewId = newId()
  await tx.insertInto('review').values({ bank_id: tx.bankId, review_id: reviewId, case_id: caseId, version, round, seat, opened_on: on, opened_at: at }).execute()
  return reviewId
}
