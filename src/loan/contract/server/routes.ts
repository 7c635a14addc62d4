import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import {
  Because, CheckDrawdown, ConditionRef, Confirm, ConfirmArrival, ContractAnswer, DrawUp, DrawdownRef, DrawnUp, Mark, MeetCondition, Moved, OpenSigning, OrderDrawdown, Ordered, Paid, SigningPhotos,
} from '#loan/contract/domain'
import { type Route, route } from '#platform/http'
import { askReversal, confirmArrival, reverseDrawdown } from './after-payment.ts'
import { cancelOrder, checkDrawdown } from './check-drawdown.ts'
import { meetCondition } from './conditions.ts'
import { confirmWithCustomer } from './confirm.ts'
import { drawUp } from './draw-up.ts'
import { readFile } from './held.ts'
import { markDone } from './marks.ts'
import { orderDrawdown } from './order-drawdown.ts'
import { showContract } from './reads.ts'
import { redraw } from './redraw.ts'
import { evidenceRoute } from './evidence-route.ts'
import { registerRoutes } from './register-routes.ts'
import { attachPhotos, completeSigning, joinSigning, openSigning, refuseSigning } from './signing.ts'
import { type ContractSurroundings, atWork } from './surroundings.ts'

/** From the approval to the money: conditions, papers, signing, confirmation, drawdown, registers. */
export function contractRoutes(around: ContractSurroundings): Route[] {
  return [...fileRoutes(around), ...signingRoutes(around), ...drawdownRoutes(around), evidenceRoute(around), ...registerRoutes()]
}

function fileRoutes(around: ContractSurroundings): Route[] {
  return [
    route({
      act: 'contract.read', says: '本案合同：条件、文书、面签、确认、放款', method: 'GET', path: '/api/cases/:caseId/contract', may: READS_CASES, params: CaseRef, answer: ContractAnswer,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        const held = await readFile(tx, staff, params.caseId, businessDate)
        return { file: held === undefined ? null : await showContract(tx, held, businessDate) }
      }),
    }),
    route({
      act: 'contract.meet-condition', says: '落实放款条件，附证据', method: 'POST', path: '/api/cases/:caseId/contract/conditions/:conditionId', may: 'contract.condition', params: ConditionRef, body: MeetCondition, answer: Moved,
      handle: (request) => request.inBank((tx) => meetCondition(tx, atWork(request), { ...request.body, conditionId: request.params.conditionId }, around.tell)),
    }),
    route({
      act: 'contract.draw-up', says: '按决议制作合同与全套文书', method: 'POST', path: '/api/cases/:caseId/contract/draw-up', may: 'contract.draw-up', params: CaseRef, body: DrawUp, answer: DrawnUp, status: 201,
      handle: (request) => request.inBank((tx) => drawUp(tx, atWork(request), request.body, around)),
    }),
    route({
      act: 'contract.redraw', says: '作废现行文书，重新制作', method: 'POST', path: '/api/cases/:caseId/contract/redraw', may: 'contract.draw-up', params: CaseRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => redraw(tx, atWork(request), request.body.reason, around.tell)),
    }),
    route({
      act: 'contract.confirm', says: '主管向客户确认流程合规', method: 'POST', path: '/api/cases/:caseId/contract/confirmation', may: 'contract.confirm', params: CaseRef, body: Confirm, answer: Moved,
      handle: (request) => request.inBank((tx) => confirmWithCustomer(tx, atWork(request), request.body, around.tell)),
    }),
  ]
}

function signingRoutes(around: ContractSurroundings): Route[] {
  return [
    route({
      act: 'contract.mark', says: '记录面签事项：核验、讲解、宣读、明示、面谈', method: 'POST', path: '/api/cases/:caseId/contract/marks', may: 'contract.sign', params: CaseRef, body: Mark, answer: Moved, status: 201,
      handle: (request) => request.inBank((tx) => markDone(tx, atWork(request), request.body)),
    }),
    route({
      act: 'contract.open-signing', says: '开始双人面签', method: 'POST', path: '/api/cases/:caseId/contract/signing', may: 'contract.sign', params: CaseRef, body: OpenSigning, answer: Moved, status: 201,
      handle: (request) => request.inBank((tx) => openSigning(tx, atWork(request), request.body)),
    }),
    route({
      act: 'contract.join-signing', says: '另一名本行人员加入面签', method: 'POST', path: '/api/cases/:caseId/contract/signing/join', may: 'contract.sign', params: CaseRef, answer: Moved,
      handle: (request) => request.inBank((tx) => joinSigning(tx, atWork(request))),
    }),
    route({
      act: 'contract.photograph-signing', says: '附面签照片或录像', method: 'POST', path: '/api/cases/:caseId/contract/signing/photos', may: 'contract.sign', params: CaseRef, body: SigningPhotos, answer: Moved,
      handle: (request) => request.inBank((tx) => attachPhotos(tx, atWork(request), request.body.evidence)),
    }),
    route({
      act: 'contract.sign', says: '各项齐备，客户签字', method: 'POST', path: '/api/cases/:caseId/contract/signing/complete', may: 'contract.sign', params: CaseRef, body: SigningPhotos, answer: Moved,
      handle: (request) => request.inBank((tx) => completeSigning(tx, atWork(request), request.body.evidence, around)),
    }),
    route({
      act: 'contract.refuse-signing', says: '客户不签，面签结束', method: 'POST', path: '/api/cases/:caseId/contract/signing/refuse', may: 'contract.sign', params: CaseRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => refuseSigning(tx, atWork(request), request.body.reason)),
    }),
  ]
}

function drawdownRoutes(around: ContractSurroundings): Route[] {
  const path = '/api/cases/:caseId/contract/drawdowns/:drawdownId'
  return [
    route({
      act: 'contract.order', says: '放款录入', method: 'POST', path: '/api/cases/:caseId/contract/drawdowns', may: 'loan.order', params: CaseRef, body: OrderDrawdown, answer: Ordered, status: 201,
      handle: (request) => request.inBank((tx) => orderDrawdown(tx, atWork(request), request.body, around)),
    }),
    route({
      act: 'contract.check', says: '放款复核，款项放出', method: 'POST', path: `${path}/check`, may: 'loan.check', params: DrawdownRef, body: CheckDrawdown, answer: Paid,
      handle: (request) => request.inBank((tx) => checkDrawdown(tx, atWork(request), request.params.drawdownId, request.body, around.tell)),
    }),
    route({
      act: 'contract.cancel-order', says: '撤销放款录入', method: 'POST', path: `${path}/cancel`, may: ['loan.order', 'loan.check'], params: DrawdownRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => cancelOrder(tx, atWork(request), request.params.drawdownId, request.body.reason)),
    }),
    route({
      act: 'contract.confirm-arrival', says: '与客户确认到账', method: 'POST', path: `${path}/arrival`, may: 'loan.confirm-arrival', params: DrawdownRef, body: ConfirmArrival, answer: Moved,
      handle: (request) => request.inBank((tx) => confirmArrival(tx, atWork(request), request.params.drawdownId, request.body, around.tell)),
    }),
    route({
      act: 'contract.ask-reversal', says: '提出当日冲正，须说明理由', method: 'POST', path: `${path}/reversal`, may: 'loan.reverse', params: DrawdownRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => askReversal(tx, atWork(request), request.params.drawdownId, request.body.reason)),
    }),
    route({
      act: 'contract.reverse', says: '另一人确认当日冲正', method: 'POST', path: `${path}/reverse`, may: 'loan.reverse', params: DrawdownRef, answer: Moved,
      handle: (request) => request.inBank((tx) => reverseDrawdown(tx, atWork(request), request.params.drawdownId, around.tell)),
    }),
  ]
}
