import { READS_CASES } from '#common/staff/domain'
import { CaseFilter, Cases } from '#desk/worklist/domain'
import { type Route, route } from '#platform/http'
import { listCases } from './reads.ts'

/** The worklist of cases. */
export function worklistRoutes(): Route[] {
  return [
    route({
      act: 'case.list', says: '业务清单，可筛选', method: 'GET', path: '/api/cases', may: READS_CASES, query: CaseFilter, answer: Cases,
      handle: ({ query, staff, inBank }) => inBank((tx) => listCases(tx, staff, query)),
    }),
  ]
}
