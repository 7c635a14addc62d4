import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import { IssuedPaper } from '#loan/investigation/domain'
import { type Route, route } from '#platform/http'
import { issueCreditReport } from './issue-credit-report.ts'
import { atWork } from './surroundings.ts'

/** Reports of a case that are issued when somebody asks for them. */
export function reportRoutes(): Route[] {
  return [
    route({
      act: 'investigation.credit-report', says: '出具综合信用报告：取自已提交的版本，同日再要即原件', method: 'POST', path: '/api/cases/:caseId/credit-report', may: READS_CASES, params: CaseRef, answer: IssuedPaper,
      handle: (request) => request.inBank((tx) => issueCreditReport(tx, atWork(request))),
    }),
  ]
}
