import { z } from 'zod'
import { CaseRef } from '#loan/application/domain'
import { LIFTING, LiftFlag, REFUSING, RefuseExplanation } from '#loan/investigation/domain'
import { type Route, route } from '#platform/http'
import { liftFlag, refuseExplanation } from './rulings.ts'
import { atWork } from './surroundings.ts'

/** What is ruled on an investigation beside its own work: flags lifted, explanations not believed. */
export function rulingRoutes(): Route[] {
  return [
    route({
      act: 'investigation.lift-flag', says: '解除风险标志，须政策指定的人并写明理由', method: 'POST', path: '/api/cases/:caseId/flags/lift', may: [...LIFTING], params: CaseRef, body: LiftFlag, answer: z.object({ liftId: z.uuid() }), status: 201,
      handle: (request) => request.inBank((tx) => liftFlag(tx, atWork(request), request.body)),
    }),
    route({
      act: 'investigation.refuse-explanation', says: '不采信一项合理性解释', method: 'POST', path: '/api/cases/:caseId/explanations/refuse', may: [...REFUSING], params: CaseRef, body: RefuseExplanation, answer: z.object({ refusalId: z.uuid() }), status: 201,
      handle: (request) => request.inBank((tx) => refuseExplanation(tx, atWork(request), request.body)),
    }),
  ]
}
