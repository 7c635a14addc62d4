import { READS_CASES } from '#common/staff/domain'
import { Admit, ApplicationPanel, Assign, Because, CaseRef, Decline, DeclineLetter, FileApplication, Filed, Moved, Trades } from '#loan/application/domain'
import { type Route, route } from '#platform/http'
import { admitApplication, declineApplication } from './admit-application.ts'
import { assignCase } from './assign.ts'
import { type ApplicationSurroundings, atWork } from './at-work.ts'
import { correctionRoutes } from './correction-routes.ts'
import { counterRoutes } from './counter-routes.ts'
import { jointGroupRoutes } from './joint-routes.ts'
import { readDeclineLetter } from './decline-letter.ts'
import { fileApplication } from './file-application.ts'
import { reopenApplication, withdrawApplication } from './move-application.ts'
import { readPanel } from './panel.ts'
import { trades } from './trades.ts'

/** Take in, assign, admit, decline, withdraw, take up again; what is done at the counter; requests for documents and corrections. */
export function applicationRoutes({ tell, files }: ApplicationSurroundings): Route[] {
  return [
    route({ act: 'application.trades', says: '有行业指标的行业', method: 'GET', path: '/api/trades', may: 'customer.read', answer: Trades, handle: () => ({ trades: trades() }) }),
    route({
      act: 'application.file', says: '受理申请', method: 'POST', path: '/api/cases', may: 'case.open', body: FileApplication, answer: Filed, status: 201,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank((tx) => fileApplication(tx, body, staff, { on: businessDate, now, tell })),
    }),
    route({
      act: 'application.panel', says: '受理、准入与派单的全部情况', method: 'GET', path: '/api/cases/:caseId/application', may: READS_CASES, params: CaseRef, answer: ApplicationPanel,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readPanel(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'application.assign', says: '派单、改派；改派须说明理由', method: 'POST', path: '/api/cases/:caseId/assignment', may: 'case.assign', params: CaseRef, body: Assign, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await assignCase(tx, atWork(request), request.body, tell)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.admit', says: '准入，调查随即开始', method: 'POST', path: '/api/cases/:caseId/admit', may: 'case.admit', params: CaseRef, body: Admit.optional(), answer: Moved,
      handle: (request) => request.inBank(async (tx) => ({ state: await admitApplication(tx, atWork(request), { reason: request.body?.reason ?? null, tell }) })),
    }),
    route({
      act: 'application.decline', says: '不予准入，须说明理由', method: 'POST', path: '/api/cases/:caseId/decline', may: 'case.admit', params: CaseRef, body: Decline, answer: Moved,
      handle: (request) => request.inBank(async (tx) => ({ state: await declineApplication(tx, atWork(request), { ...request.body, tell }) })),
    }),
    route({
      act: 'application.decline-letter', says: '给客户的答复，措辞中性', method: 'GET', path: '/api/cases/:caseId/decline-letter', may: READS_CASES, params: CaseRef, answer: DeclineLetter,
      handle: ({ params, staff, inBank }) => inBank((tx) => readDeclineLetter(tx, staff, params.caseId)),
    }),
    route({
      act: 'application.withdraw', says: '客户撤回申请', method: 'POST', path: '/api/cases/:caseId/withdraw', may: 'case.open', params: CaseRef, body: Because, answer: Moved,
      handle: (request) => request.inBank(async (tx) => ({ state: await withdrawApplication(tx, atWork(request), { reason: request.body.reason, tell }) })),
    }),
    route({
      act: 'application.reopen', says: '重新受理', method: 'POST', path: '/api/cases/:caseId/reopen', may: 'case.open', params: CaseRef, body: Because, answer: Moved,
      handle: (request) => request.inBank(async (tx) => ({ state: await reopenApplication(tx, atWork(request), { reason: request.body.reason, tell }) })),
    }),
    ...counterRoutes({ tell, files }), ...correctionRoutes(), ...jointGroupRoutes(),
  ]
}
