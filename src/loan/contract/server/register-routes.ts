import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import {
  AddCollateral, AddParty, AddValuation, Because, CaseCollateralRef, CollateralAdded, CollateralList, CollateralRef, GuarantorList, Insure, MovePaper, MovementAdded, MovementRef, Moved, PartyAdded, PartyRef, Register, RegisterQuestion,
} from '#loan/contract/domain'
import { type Route, route } from '#platform/http'
import { addCollateral, addValuation, insureCollateral, registerMortgage, removeCollateral } from './collateral.ts'
import { countPaper, movePaper, releaseCollateral } from './custody.ts'
import { addParty, removeParty } from './parties.ts'
import { collateralRegister, guarantorRegister } from './register-reads.ts'
import { atWork } from './surroundings.ts'

/** Who signs besides the borrower, what secures the loan, and where its papers lie. */
export function registerRoutes(): Route[] {
  return [...partyRoutes(), ...collateralRoutes(), ...custodyRoutes()]
}

function partyRoutes(): Route[] {
  return [
    route({
      act: 'contract.add-party', says: '登记配偶、共同借款人或保证人', method: 'POST', path: '/api/cases/:caseId/contract/parties', may: 'contract.register', params: CaseRef, body: AddParty, answer: PartyAdded, status: 201,
      handle: (request) => request.inBank((tx) => addParty(tx, atWork(request), request.body)),
    }),
    route({
      act: 'contract.remove-party', says: '移除签字人，须说明理由', method: 'POST', path: '/api/cases/:caseId/contract/parties/:partyId/remove', may: 'contract.register', params: PartyRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => removeParty(tx, atWork(request), request.params.partyId, request.body.reason)),
    }),
    route({
      act: 'contract.guarantors', says: '保证人登记簿', method: 'GET', path: '/api/registers/guarantors', may: READS_CASES, query: RegisterQuestion, answer: GuarantorList,
      handle: ({ query, staff, inBank }) => inBank(async (tx) => ({ guarantors: await guarantorRegister(tx, staff, query) })),
    }),
  ]
}

function collateralRoutes(): Route[] {
  const path = '/api/cases/:caseId/contract/collateral/:collateralId'
  return [
    route({
      act: 'contract.collateral', says: '抵押物登记簿，含将到期的保险与估值', method: 'GET', path: '/api/registers/collateral', may: READS_CASES, query: RegisterQuestion, answer: CollateralList,
      handle: ({ query, staff, businessDate, inBank }) => inBank(async (tx) => ({ collateral: await collateralRegister(tx, staff, query, businessDate) })),
    }),
    route({
      act: 'contract.add-collateral', says: '登记抵押物与估值', method: 'POST', path: '/api/cases/:caseId/contract/collateral', may: 'contract.register', params: CaseRef, body: AddCollateral, answer: CollateralAdded, status: 201,
      handle: (request) => request.inBank((tx) => addCollateral(tx, atWork(request), request.body)),
    }),
    route({
      act: 'contract.value-collateral', says: '重新估值', method: 'POST', path: `${path}/valuations`, may: 'contract.register', params: CaseCollateralRef, body: AddValuation, answer: Moved, status: 201,
      handle: (request) => request.inBank((tx) => addValuation(tx, atWork(request), { ...request.body, collateralId: request.params.collateralId })),
    }),
    route({
      act: 'contract.register-mortgage', says: '抵押登记', method: 'POST', path: `${path}/registration`, may: 'contract.register', params: CaseCollateralRef, body: Register, answer: Moved,
      handle: (request) => request.inBank((tx) => registerMortgage(tx, atWork(request), { ...request.body, collateralId: request.params.collateralId })),
    }),
    route({
      act: 'contract.insure-collateral', says: '抵押物保险', method: 'POST', path: `${path}/insurances`, may: 'contract.register', params: CaseCollateralRef, body: Insure, answer: Moved, status: 201,
      handle: (request) => request.inBank((tx) => insureCollateral(tx, atWork(request), { ...request.body, collateralId: request.params.collateralId })),
    }),
    route({
      act: 'contract.remove-collateral', says: '移除抵押物，须说明理由', method: 'POST', path: `${path}/remove`, may: 'contract.register', params: CaseCollateralRef, body: Because, answer: Moved,
      handle: (request) => request.inBank((tx) => removeCollateral(tx, atWork(request), request.params.collateralId, request.body.reason)),
    }),
  ]
}

function custodyRoutes(): Route[] {
  return [
    route({
      act: 'contract.move-paper', says: '权证入库或出库，待第二人清点', method: 'POST', path: '/api/collateral/:collateralId/custody', may: 'contract.custody', params: CollateralRef, body: MovePaper, answer: MovementAdded, status: 201,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => movePaper(tx, { staff, on: businessDate, now }, { ...body, collateralId: params.collateralId })),
    }),
    route({
      act: 'contract.count-paper', says: '第二人清点权证', method: 'POST', path: '/api/collateral/:collateralId/custody/:movementId/count', may: 'contract.custody', params: MovementRef, answer: Moved,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank((tx) => countPaper(tx, { staff, on: businessDate, now }, params)),
    }),
    route({
      act: 'contract.release-collateral', says: '结清后解除抵押', method: 'POST', path: '/api/collateral/:collateralId/release', may: 'contract.custody', params: CollateralRef, body: Because, answer: Moved,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => releaseCollateral(tx, { staff, on: businessDate, now }, params.collateralId, body.reason)),
    }),
  ]
}
