import { takeRole, takeTask, type AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import { readApplication, refuseNotAdmitted } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type OpenReview, openReviewOf } from './at-hand.ts'

/** Takes the review to one's desk, where its time begins to count; refuses who investigated, and who reviewed the same version before. */
export async function beginReview(tx: Tx, work: AtWork): Promise<{ reviewId: string; begunAt: string }> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const { review, begunAt } = await atDesk(tx, work)
  return { reviewId: review.review_id, begunAt }
}

/** The open review at the desk of this person; the case is held by the caller. */
export async function atDesk(tx: Tx, work: AtWork): Promise<{ review: OpenReview; begunAt: string; onBehalfOf: string | null }> {
  const review = await openReviewOf(tx, work.caseId)
  const { onBehalfOf } = await takeTask(tx, work, 'REVIEW')
  if (review === undefined) throw new Refusal({ code: 'review.none', message: '本案没有待审查的版本', expected: '已提交、尚未审查的调查' }, 409)
  await refuseSameReviewer(tx, review, [work.staff.id, ...(onBehalfOf === null ? [] : [onBehalfOf])])
  await takeRole(tx, work, 'REVIEWER')
  if (review.begun_at !== null && review.reviewer_id === work.staff.id) return { review, begunAt: review.begun_at, onBehalfOf }
  const begunAt = work.now.toISOString()
  await tx.updateTable('review').set({ reviewer_id: work.staff.id, on_behalf_of: onBehalfOf, begun_at: begunAt }).where('bank_id', '=', tx.bankId).where('review_id', '=', review.review_id).execute()
  await record(tx, { caseId: work.caseId, act: 'review.begin', who: work.staff.id, businessDate: work.on, body: { reviewId: review.review_id, version: review.version, round: review.round, seat: review.seat, ...(onBehalfOf === null ? {} : { onBehalfOf }) } })
  return { review, begunAt, onBehalfOf }
}

/** Two looks at a case are two people's, a stand-in counting as the one he stands in for. */
async function refuseSameReviewer(tx: Tx, review: OpenReview, people: readonly string[]): Promise<void> {
  if (review.seat === 1) return
  const before = await tx.selectFrom('review as r').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.reviewer_id')).select('s.name')
    .where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', review.case_id).where('r.round', '=', review.round).where('r.review_id', '!=', review.review_id)
    .where((eb) => eb.or([eb('r.reviewer_id', 'in', people), eb('r.on_behalf_of', 'in', people)])).executeTakeFirst()
  if (before === undefined) return
  throw new Refusal({ code: 'review.same-reviewer', message: `${before.name}已审查本案这一版，第二次审查须由另一人承担`, expected: '未审查过这一版的审查人' }, 403)
}
