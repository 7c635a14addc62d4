import { readCustomer } from '#common/customer/server'
import { read } from '#kernel'
import { Because, CaseRef, FileApplication, Filed, Moved, firstCaseFile, type ApplicationAct, type ApplicationFact } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import { type Route, route } from '#platform/http'
import { fileApplication } from './file-application.ts'
import { moveApplicationOf } from './move-application.ts'

/** What the application stage needs of the house around it. */
export interface ApplicationSurroundings {
  /** Tells later stages, inside the transaction of the act. */
  readonly tell: (tx: Tx, fact: ApplicationFact) => Promise<void>
}

/** Take in, admit, decline, withdraw, take up again. */
export function applicationRoutes({ tell }: ApplicationSurroundings): Route[] {
  return [
    route({
      act: 'application.file', says: '受理申请', method: 'POST', path: '/api/cases', may: 'case.open', body: FileApplication, answer: Filed, status: 201,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank((tx) => fileApplication(tx, body, staff, businessDate, now)),
    }),
    route({
      act: 'application.admit', says: '准入，调查随即开始', method: 'POST', path: '/api/cases/:caseId/admit', may: 'case.admit', params: CaseRef, answer: Moved,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        const row = await moveApplicationOf(tx, staff, { caseId: params.caseId, act: 'admit', reason: null }, businessDate, now)
        const customer = await readCustomer(tx, row.customer_id)
        const caseFile = firstCaseFile(read(FileApplication, row.intake), { number: row.number, on: businessDate, appliedOn: row.applied_on, customer })
        await tell(tx, { fact: 'application.admitted', caseId: params.caseId, caseFile, by: row.lead_id, on: businessDate })
        return { state: row.state }
      }),
    }),
    moving('decline', 'case.admit', '不予准入，须说明理由'),
    moving('withdraw', 'case.open', '客户撤回申请'),
    moving('reopen', 'case.open', '重新受理'),
  ]
}

function moving(act: ApplicationAct, may: 'case.admit' | 'case.open', says: string): Route {
  return route({
    act: `application.${act}`, says, method: 'POST', path: `/api/cases/:caseId/${act}`, may, params: CaseRef, body: Because, answer: Moved,
    handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
      const { state } = await moveApplicationOf(tx, staff, { caseId: params.caseId, act, reason: body.reason }, businessDate, now)
      return { state }
    }),
  })
}
