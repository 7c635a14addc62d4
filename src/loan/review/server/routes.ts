import { READS_CASES } from '#common/staff/domain'
import { day, firstDay, monthOf } from '#kernel'
import { CaseRef } from '#loan/application/domain'
import { caseScope } from '#loan/application/server'
import { Begun, Concluded, PassReview, ReturnReview, Reviews, Statistics, StatisticsQuery } from '#loan/review/domain'
import { type Ask, type Route, route } from '#platform/http'
import type { AtWork } from '#common/task/server'
import type { Tell } from './at-hand.ts'
import { beginReview } from './begin-review.ts'
import { passReview, returnReview } from './conclude-review.ts'
import { readReviews, readStatistics } from './reads.ts'

/** What the review stage needs of the house around it. */
export interface ReviewSurroundings {
  readonly tell: Tell
}

/** The review of a case: read, take up, pass, return; and who returns how much. */
export function reviewRoutes({ tell }: ReviewSurroundings): Route[] {
  return [
    route({
      act: 'review.read', says: '本案的历次审查', method: 'GET', path: '/api/cases/:caseId/review', may: READS_CASES, params: CaseRef, answer: Reviews,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readReviews(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'review.begin', says: '开始审查，在案时间自此计', method: 'POST', path: '/api/cases/:caseId/review/begin', may: 'case.review', params: CaseRef, answer: Begun,
      handle: (request) => request.inBank((tx) => beginReview(tx, atWork(request))),
    }),
    route({
      act: 'review.pass', says: '审查通过：六问逐一作答，确定由谁决策', method: 'POST', path: '/api/cases/:caseId/review/pass', may: 'case.review', params: CaseRef, body: PassReview, answer: Concluded,
      handle: (request) => request.inBank((tx) => passReview(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'review.return', says: '审查退回：原因、说明与须补正之处', method: 'POST', path: '/api/cases/:caseId/review/return', may: 'case.review', params: CaseRef, body: ReturnReview, answer: Concluded,
      handle: (request) => request.inBank((tx) => returnReview(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'review.statistics', says: '审查退件率与在案时间', method: 'GET', path: '/api/reviews/statistics', may: 'review.statistics', query: StatisticsQuery, answer: Statistics,
      handle: ({ query, staff, businessDate, inBank }) => inBank(async (tx) => {
        const scope = await caseScope(tx, staff)
        return readStatistics(tx, scope.all ? 'all' : scope.units, { from: query.from === undefined ? firstDay(monthOf(businessDate)) : day(query.from), until: query.until === undefined ? businessDate : day(query.until) })
      }),
    }),
  ]
}

/** The part of a request that every act on a case needs. */
function atWork({ staff, params, businessDate, now }: Pick<Ask<{ caseId: string }, unknown, unknown>, 'staff' | 'params' | 'businessDate' | 'now'>): AtWork {
  return { staff, caseId: params.caseId, on: businessDate, now }
}
