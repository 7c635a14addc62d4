import { fen } from '#kernel'
import { AllocateSuspense, DebitDay, DebitQuestion, DecideSuspense, ExplainSuspense, RefuseSuspense, ReturnSuspense, SuspenseActRef, SuspenseDone, SuspenseList, SuspenseQuestion, SuspenseRef } from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { readDebitDay } from './read-debits.ts'
import { listSuspense } from './read-suspense.ts'
import { askSuspenseAct, decideSuspenseAct } from './suspense-acts.ts'

/** Orders of a day and their answers; money in suspense and what is done with it. */
export function debitRoutes(): Route[] {
  return [
    route({
      act: 'servicing.debits', says: '某日扣款指令、文件与回盘', method: 'GET', path: '/api/debits', may: 'debit.read', query: DebitQuestion, answer: DebitDay,
      handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => readDebitDay(tx, staff, query, businessDate)),
    }),
    route({
      act: 'servicing.suspense', says: '暂收款工作清单', method: 'GET', path: '/api/suspense', may: 'debit.read', query: SuspenseQuestion, answer: SuspenseList,
      handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => listSuspense(tx, staff, query, businessDate)),
    }),
    ...askingRoutes(), ...decidingRoutes(),
  ]
}

function askingRoutes(): Route[] {
  return [
    route({
      act: 'servicing.allocate-suspense', says: '暂收款入账到借据，达到起点金额的须另一人复核', method: 'POST', path: '/api/suspense/:suspenseId/allocation', may: 'suspense.handle', params: SuspenseRef, body: AllocateSuspense, answer: SuspenseDone,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => askSuspenseAct(tx, { staff, on, now }, params.suspenseId, { ...body, kind: 'ALLOCATE' })),
    }),
    route({
      act: 'servicing.return-suspense', says: '退回暂收款，达到起点金额的须另一人复核', method: 'POST', path: '/api/suspense/:suspenseId/return', may: 'suspense.handle', params: SuspenseRef, body: ReturnSuspense, answer: SuspenseDone,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => askSuspenseAct(tx, { staff, on, now }, params.suspenseId, { ...body, kind: 'RETURN', noteNumber: null })),
    }),
    route({
      act: 'servicing.explain-suspense', says: '说明暂收款挂账原因', method: 'POST', path: '/api/suspense/:suspenseId/explanation', may: 'suspense.handle', params: SuspenseRef, body: ExplainSuspense, answer: SuspenseDone,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => askSuspenseAct(tx, { staff, on, now }, params.suspenseId, { ...body, kind: 'EXPLAIN', amountFen: fen(0), noteNumber: null })),
    }),
  ]
}

function decidingRoutes(): Route[] {
  return [
    route({
      act: 'servicing.confirm-suspense', says: '由另一人复核办理暂收款处理', method: 'POST', path: '/api/suspense/:suspenseId/acts/:actId/confirmation', may: 'suspense.confirm', params: SuspenseActRef, body: DecideSuspense, answer: SuspenseDone,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => decideSuspenseAct(tx, { staff, on, now }, params, { agrees: true, says: body.says })),
    }),
    route({
      act: 'servicing.refuse-suspense', says: '由另一人否决暂收款处理', method: 'POST', path: '/api/suspense/:suspenseId/acts/:actId/refusal', may: 'suspense.confirm', params: SuspenseActRef, body: RefuseSuspense, answer: SuspenseDone,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => decideSuspenseAct(tx, { staff, on, now }, params, { agrees: false, says: body.reason })),
    }),
  ]
}
