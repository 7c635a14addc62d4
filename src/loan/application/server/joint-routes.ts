import { CaseRef, FormGroup, GroupOfCase, JoinGroup, LeaveGroup } from '#loan/application/domain'
import { type Route, route } from '#platform/http'
import { READS_CASES } from '#common/staff/domain'
import { atWork } from './at-work.ts'
import { formGroup, joinGroup, leaveGroup } from './joint-group.ts'
import { readGroupOfCase } from './joint-reads.ts'

const COUNTER = ['case.open', 'case.investigate'] as const

/** The joint-liability group of a case: who answers for whom, and what each can answer for. */
export function jointGroupRoutes(): Route[] {
  return [
    route({
      act: 'application.joint-group', says: '联保小组与各成员的能力、组内贷款、逾期', method: 'GET', path: '/api/cases/:caseId/joint-group', may: READS_CASES, params: CaseRef, answer: GroupOfCase,
      handle: ({ params, staff, inBank }) => inBank((tx) => readGroupOfCase(tx, staff, params.caseId)),
    }),
    route({
      act: 'application.form-group', says: '组成联保小组', method: 'POST', path: '/api/cases/:caseId/joint-group', may: COUNTER, params: CaseRef, body: FormGroup, answer: GroupOfCase, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await formGroup(tx, atWork(request), request.body)
        return readGroupOfCase(tx, request.staff, request.params.caseId)
      }),
    }),
    route({
      act: 'application.join-group', says: '增加联保成员', method: 'POST', path: '/api/cases/:caseId/joint-group/members', may: COUNTER, params: CaseRef, body: JoinGroup, answer: GroupOfCase,
      handle: (request) => request.inBank(async (tx) => {
        await joinGroup(tx, atWork(request), request.body.customerId)
        return readGroupOfCase(tx, request.staff, request.params.caseId)
      }),
    }),
    route({
      act: 'application.leave-group', says: '成员退出联保小组，须说明原因', method: 'POST', path: '/api/cases/:caseId/joint-group/leaving', may: COUNTER, params: CaseRef, body: LeaveGroup, answer: GroupOfCase,
      handle: (request) => request.inBank(async (tx) => {
        await leaveGroup(tx, atWork(request), request.body)
        return readGroupOfCase(tx, request.staff, request.params.caseId)
      }),
    }),
  ]
}
