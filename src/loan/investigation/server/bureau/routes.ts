import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import { Bureau, EnterReport, ImportReport, ReportEntered } from '#loan/investigation/domain'
import { type Route, route } from '#platform/http'
import { type Telling, atWork } from '../surroundings.ts'
import { enterReport } from './enter-report.ts'
import { readBureau } from './reads.ts'

/** Credit reports of everyone a case depends on. */
export function bureauRoutes({ tell }: Telling): Route[] {
  return [
    route({
      act: 'investigation.bureau', says: '须查询征信的人、授权与已有报告', method: 'GET', path: '/api/cases/:caseId/bureau', may: READS_CASES, params: CaseRef, answer: Bureau,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readBureau(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'investigation.query-bureau', says: '登记征信报告；没有授权的拒绝', method: 'POST', path: '/api/cases/:caseId/bureau', may: 'bureau.query', params: CaseRef, body: EnterReport, answer: ReportEntered, status: 201,
      handle: (request) => request.inBank((tx) => enterReport(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'investigation.import-bureau', says: '导入征信报告文件，各项次数由明细算出', method: 'POST', path: '/api/cases/:caseId/bureau/import', may: 'bureau.query', params: CaseRef, body: ImportReport, answer: ReportEntered, status: 201,
      handle: (request) => request.inBank((tx) => enterReport(tx, atWork(request), request.body, tell)),
    }),
  ]
}
