import { z } from 'zod'
import { type Day } from '#kernel'
import { Appoint, Bodies, BodyRef, EndMembership, FoundBody, MadeBody, MadeMember, MemberRef, Period, Statistics } from '#loan/committee/domain'
import { type Route, route } from '#platform/http'
import { appoint, endMembership, foundBody, listBodies } from './bodies.ts'
import { readStatistics } from './statistics.ts'
import { handOf } from './surroundings.ts'

/** Bodies, their members by day, and what members did. */
export function bodyRoutes(): Route[] {
  return [
    route({ act: 'committee.bodies', says: '审贷会及其历任委员', method: 'GET', path: '/api/committee/bodies', may: 'committee.read', answer: Bodies, handle: ({ inBank }) => inBank(listBodies) }),
    route({
      act: 'committee.found', says: '设立审贷会', method: 'POST', path: '/api/committee/bodies', may: 'committee.appoint', body: FoundBody, answer: MadeBody, status: 201,
      handle: (request) => request.inBank((tx) => foundBody(tx, handOf(request), request.body)),
    }),
    route({
      act: 'committee.appoint', says: '任命委员，自某日起', method: 'POST', path: '/api/committee/bodies/:bodyId/members', may: 'committee.appoint', params: BodyRef, body: Appoint, answer: MadeMember, status: 201,
      handle: (request) => request.inBank((tx) => appoint(tx, handOf(request), request.params.bodyId, request.body)),
    }),
    route({
      act: 'committee.end-membership', says: '终止委员任职；以前的决议保留当日委员', method: 'POST', path: '/api/committee/bodies/:bodyId/members/:memberId/end', may: 'committee.appoint', params: MemberRef, body: EndMembership, answer: z.undefined(),
      handle: (request) => request.inBank((tx) => endMembership(tx, handOf(request), request.params.bodyId, request.params.memberId, request.body)),
    }),
    route({
      act: 'committee.statistics', says: '委员工作量、表决与其同意案件的质量；委员只见本人', method: 'GET', path: '/api/committee/statistics', may: 'committee.statistics', query: Period, answer: Statistics,
      handle: ({ staff, query, businessDate, inBank }) => inBank((tx) => readStatistics(tx, staff, { from: query.from as Day, until: query.until as Day, on: businessDate })),
    }),
  ]
}
