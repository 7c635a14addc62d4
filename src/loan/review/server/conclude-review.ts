import { closeTask, openTask, takeRole, type AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import type { Concluded, PassReview, ReturnReview } from '#loan/review/domain'
import { returnText } from '#loan/review/domain'
import { readApplication, refuseNotAdmitted, touchApplication } from '#loan/application/server'
import { returnInvestigation } from '#loan/investigation/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type OpenReview, type Tell, openReviewOf, secondWhy, told } from './at-hand.ts'
import { atDesk } from './begin-review.ts'
import { SECOND, addReview } from './open-review.ts'

interface Outcome {
  readonly is: 'PASSED' | 'RETURNED'
  readonly kind: string | null
  readonly given: Pick<ReturnReview, 'answers' | 'reasons' | 'says' | 'points'>
}

/** Passes a review: to a second reviewer where the policy wants one, else to the decision. */
export async function passReview(tx: Tx, work: AtWork, body: PassReview, tell: Tell): Promise<Concluded> {
  const application = await readApplication(tx, work.staff, work.caseId, 'for update')
  refuseNotAdmitted(application)
  const { review, begunAt, onBehalfOf } = await atDesk(tx, work)
  await conclude(tx, work, { review, begunAt, onBehalfOf }, { is: 'PASSED', kind: body.kind, given: { ...body, reasons: [], points: [] } })
  const answer = { reviewId: review.review_id, round: review.round, outcome: 'PASSED' as const }
  if (review.seat === 1 && (await secondWhy(tx, application, { ...work, version: review.version })) !== null) {
    await closeTask(tx, work, { step: 'REVIEW' }, 'DONE')
    await addReview(tx, told(work), { version: review.version, round: review.round, seat: 2 })
    await openTask(tx, { caseId: work.caseId, step: 'REVIEW', subject: SECOND, on: work.on, at: work.now.toISOString() })
    return { ...answer, next: 'SECOND_REVIEW' }
  }
  await tell(tx, { fact: 'review.passed', ...told(work), version: review.version, reviewId: review.review_id })
  return { ...answer, next: 'DECISION' }
}

/** Returns a review with its reasons; the investigation opens its next version. A case the rules rejected goes back the same way. */
export async function returnReview(tx: Tx, work: AtWork, body: ReturnReview, tell: Tell): Promise<Concluded> {
  refuseNotAdmitted(await readApplication(tx, work.staff, work.caseId, 'for update'))
  const second = await rejectedByRule(tx, work)
  const { review, begunAt, onBehalfOf } = second ?? (await atDesk(tx, work))
  await conclude(tx, work, { review, begunAt, onBehalfOf }, { is: 'RETURNED', kind: null, given: body })
  const reason = returnText(body)
  await tell(tx, { fact: 'review.returned', ...told(work), version: review.version, reviewId: review.review_id, reason })
  await returnInvestigation(tx, work, { reason, code: body.reasons[0] ?? null, source: second === undefined ? 'REVIEW' : 'RULE' }, tell)
  return { reviewId: review.review_id, round: review.round, outcome: 'RETURNED', next: 'CORRECTION' }
}

interface AtDesk {
  readonly review: OpenReview
  readonly begunAt: string
  readonly onBehalfOf: string | null
}

/** A version the rules rejected has no task of review; whoever may review gives it back, and that is its review. */
async function rejectedByRule(tx: Tx, work: AtWork): Promise<AtDesk | undefined> {
  const row = await tx.selectFrom('investigation').select(['state', 'version']).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).executeTakeFirst()
  if (row?.state !== 'REJECTED_BY_RULE') return undefined
  await takeRole(tx, work, 'REVIEWER')
  const last = await tx.selectFrom('review').select('round').where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).orderBy('round', 'desc').limit(1).executeTakeFirst()
  const reviewId = await addReview(tx, told(work), { version: row.version, round: (last?.round ?? 0) + 1, seat: 1 })
  const begunAt = work.now.toISOString()
  await tx.updateTable('review').set({ reviewer_id: work.staff.id, begun_at: begunAt }).where('bank_id', '=', tx.bankId).where('review_id', '=', reviewId).execute()
  const review = await openReviewOf(tx, work.caseId)
  if (review === undefined) throw new Refusal({ code: 'review.none', message: '本案没有待审查的版本' }, 409)
  return { review, begunAt, onBehalfOf: null }
}

async function conclude(tx: Tx, work: AtWork, { review, begunAt, onBehalfOf }: AtDesk, { is, kind, given }: Outcome): Promise<void> {
  const at = work.now.toISOString()
  const deskSeconds = Math.max(0, Math.floor((work.now.getTime() - Date.parse(begunAt)) / 1000))
  await tx.insertInto('review_outcome').values({
    bank_id: tx.bankId, review_id: review.review_id, outcome: is, kind, answers: JSON.stringify(given.answers), reasons: JSON.stringify(given.reasons), says: given.says, points: JSON.stringify(given.points),
    reviewer_id: work.staff.id, on_behalf_of: onBehalfOf, decided_on: work.on, decided_at: at, desk_seconds: deskSeconds,
  }).execute()
  await tx.updateTable('review').set({ closed_at: at }).where('bank_id', '=', tx.bankId).where('review_id', '=', review.review_id).execute()
  await touchApplication(tx, work.caseId, work.now)
  await record(tx, {
    caseId: work.caseId, act: is === 'PASSED' ? 'review.pass' : 'review.return', who: work.staff.id, businessDate: work.on,
    body: { reviewId: review.review_id, version: review.version, round: review.round, seat: review.seat, kind, deskSeconds, ...given, ...(onBehalfOf === null ? {} : { onBehalfOf }) },
  })
}
