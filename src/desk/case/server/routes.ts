import { READS_CASES } from '#common/staff/domain'
import { CaseHistory, CasePage } from '#desk/case/domain'
import { CaseRef } from '#loan/application/domain'
import { readApplication } from '#loan/application/server'
import { type Route, route } from '#platform/http'
import { readCasePage, readHistory } from './reads.ts'

/** One case, and what was done on it. */
export function caseRoutes(): Route[] {
  return [
    route({
      act: 'case.read', says: '一笔业务：受理信息、状态、可办事项', method: 'GET', path: '/api/cases/:caseId', may: READS_CASES, params: CaseRef, answer: CasePage,
      handle: ({ params, staff, inBank }) => inBank((tx) => readCasePage(tx, staff, params.caseId)),
    }),
    route({
      act: 'case.history', says: '本案办理经过', method: 'GET', path: '/api/cases/:caseId/history', may: READS_CASES, params: CaseRef, answer: CaseHistory,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { acts: await readHistory(tx, params.caseId) }
      }),
    }),
  ]
}
