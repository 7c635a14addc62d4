import { Because, CaseRef, FileApplication, Filed, Moved, Trades, type ApplicationAct } from '#loan/application/domain'
import { type Route, route } from '#platform/http'
import { type Tell, admitApplication } from './admit-application.ts'
import { fileApplication } from './file-application.ts'
import { moveApplicationOf } from './move-application.ts'
import { trades } from './trades.ts'

/** What the application stage needs of the house around it. */
export interface ApplicationSurroundings {
  readonly tell: Tell
}

/** Take in, admit, decline, withdraw, take up again. */
export function applicationRoutes({ tell }: ApplicationSurroundings): Route[] {
  return [
    route({ act: 'application.trades', says: '有行业指标的行业', method: 'GET', path: '/api/trades', may: 'customer.read', answer: Trades, handle: () => ({ trades: trades() }) }),
    route({
      act: 'application.file', says: '受理申请', method: 'POST', path: '/api/cases', may: 'case.open', body: FileApplication, answer: Filed, status: 201,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank((tx) => fileApplication(tx, body, staff, businessDate, now)),
    }),
    route({
      act: 'application.admit', says: '准入，调查随即开始', method: 'POST', path: '/api/cases/:caseId/admit', may: 'case.admit', params: CaseRef, answer: Moved,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => ({ state: await admitApplication(tx, staff, params.caseId, { on: businessDate, now, tell }) })),
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
