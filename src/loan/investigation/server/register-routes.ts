import { z } from 'zod'
import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import { readApplication } from '#loan/application/server'
import { Abandon, NewPressure, NewSearch, PressureRegister, Resume, Returned, Searches } from '#loan/investigation/domain'
import { type Route, route } from '#platform/http'
import { abandonInvestigation, resumeInvestigation } from './abandon.ts'
import { enterPressure, pressureOf } from './pressure.ts'
import { type Telling, atWork } from './surroundings.ts'
import { readSearches } from './visit/reads.ts'
import { logSearch } from './visit/searches.ts'

/** Public searches, pressure put on the officer, giving up and taking up again. */
export function registerRoutes({ tell }: Telling): Route[] {
  return [
    route({
      act: 'investigation.searches', says: '公开查询记录', method: 'GET', path: '/api/cases/:caseId/searches', may: READS_CASES, params: CaseRef, answer: Searches,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readSearches(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'investigation.public-search', says: '登记一次公开查询', method: 'POST', path: '/api/cases/:caseId/searches', may: 'case.investigate', params: CaseRef, body: NewSearch, answer: z.object({ searchId: z.uuid() }), status: 201,
      handle: (request) => request.inBank((tx) => logSearch(tx, atWork(request), request.body)),
    }),
    route({
      act: 'investigation.pressure-register', says: '说情与威胁登记簿', method: 'GET', path: '/api/cases/:caseId/pressure', may: READS_CASES, params: CaseRef, answer: PressureRegister,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { entries: await pressureOf(tx, params.caseId) }
      }),
    }),
    route({
      act: 'investigation.pressure', says: '登记说情或威胁；不影响任何规则', method: 'POST', path: '/api/cases/:caseId/pressure', may: ['case.investigate', 'case.review'], params: CaseRef, body: NewPressure, answer: z.object({ pressureId: z.uuid() }), status: 201,
      handle: (request) => request.inBank((tx) => enterPressure(tx, atWork(request), request.body)),
    }),
    route({
      act: 'investigation.abandon', says: '放弃调查：不配合、不清楚、风险分析不透', method: 'POST', path: '/api/cases/:caseId/abandon', may: 'case.submit', params: CaseRef, body: Abandon, answer: Returned,
      handle: (request) => request.inBank((tx) => abandonInvestigation(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'investigation.resume', says: '恢复已放弃的调查', method: 'POST', path: '/api/cases/:caseId/resume', may: 'case.review', params: CaseRef, body: Resume, answer: Returned,
      handle: (request) => request.inBank((tx) => resumeInvestigation(tx, atWork(request), request.body.reason, tell)),
    }),
  ]
}
