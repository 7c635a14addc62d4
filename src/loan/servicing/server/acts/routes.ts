import { type Permission, READS_CASES } from '#common/staff/domain'
import { day } from '#kernel'
import {
  ACT_IDS, ASKED_KINDS, Approved, ApproveRequests, type AnyGrounds, AskRepricing, Asked, type AskedKind, Decided, EVENT_NAMES, HappeningRef, NoteHistory, NotePlans, NoteRef, NoteVoucher, RefuseRequest, RepricingAsked, RepricingList, RepricingQuestion, RequestList, RequestQuestion, RequestRef, RequestsOfNote,
  ReverseHappening, STATED_KINDS, Stated, type StatedKind, Tried, TryAct, VoucherRef, WithdrawRequest, askingOf, statingOf,
} from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { readNote } from '../note-at-hand.ts'
import type { Tell } from '../at.ts'
import { plansOfNote, voucherOfNote } from './read-books.ts'
import { readHistory } from './read-history.ts'
import { listRequests, requestsOfNote } from './read-requests.ts'
import { askRepricing, listRepricing } from './reprice.ts'
import { approveRequest, askAct, refuseRequest, withdrawRequest } from './requests.ts'
import { reverseEvent, stateAct } from './state-act.ts'
import { tryAct } from './try-act.ts'

/** Acts on a note beside repayments: tried, asked for, decided by another, stated, taken back. */
export function noteActRoutes({ tell }: { readonly tell: Tell }): Route[] {
  return [...readingRoutes(), ...ASKED_KINDS.map((kind) => askRoute(kind, tell)), ...decidingRoutes(tell), ...STATED_KINDS.map((kind) => stateRoute(kind, tell)), reversalRoute(tell), ...repricingRoutes(tell)]
}

const ASKS: Permission = 'note.ask'
const TRIES: readonly Permission[] = ['note.ask', 'note.approve', 'note.write-off', 'note.state', 'note.reverse', 'repayment.record', 'repayment.reverse']

function readingRoutes(): Route[] {
  return [
    route({
      act: 'servicing.try-act', says: '试算一项还款、变更或冲正：去处、差异与分录，不入账', method: 'POST', path: '/api/notes/:noteId/trial', may: TRIES, params: NoteRef, body: TryAct, answer: Tried,
      handle: ({ params, body, staff, businessDate, inBank }) => inBank((tx) => tryAct(tx, staff, params.noteId, body, businessDate)),
    }),
    route({ act: 'servicing.requests', says: '借据变更申请：待复核与已处理', method: 'GET', path: '/api/note-requests', may: READS_CASES, query: RequestQuestion, answer: RequestList, handle: ({ query, staff, inBank }) => inBank((tx) => listRequests(tx, staff, query)) }),
    route({ act: 'servicing.note-requests', says: '一笔借据的变更申请', method: 'GET', path: '/api/notes/:noteId/requests', may: READS_CASES, params: NoteRef, answer: RequestsOfNote, handle: ({ params, staff, inBank }) => inBank(async (tx) => ({ requests: await requestsOfNote(tx, staff, params.noteId) })) }),
    route({
      act: 'servicing.voucher', says: '一笔还款或变更的分录', method: 'GET', path: '/api/notes/:noteId/vouchers/:voucherId', may: READS_CASES, params: VoucherRef, answer: NoteVoucher,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        await readNote(tx, staff, params.noteId, businessDate)
        return voucherOfNote(tx, params.noteId, params.voucherId)
      }),
    }),
    route({
      act: 'servicing.history', says: '一笔借据的履历：还款、变更、利率、分类与准备、文书', method: 'GET', path: '/api/notes/:noteId/history', may: READS_CASES, params: NoteRef, answer: NoteHistory,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => readHistory(tx, await readNote(tx, staff, params.noteId, businessDate))),
    }),
    route({
      act: 'servicing.plans', says: '一笔借据还款计划的各个版本', method: 'GET', path: '/api/notes/:noteId/plans', may: READS_CASES, params: NoteRef, answer: NotePlans,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        await readNote(tx, staff, params.noteId, businessDate)
        return plansOfNote(tx, params.noteId)
      }),
    }),
  ]
}

function askRoute(kind: AskedKind, tell: Tell): Route {
  return route({
    act: `servicing.ask-${ACT_IDS[kind]}`, says: `申请${EVENT_NAMES[kind]}，由另一人复核`, method: 'POST', path: `/api/notes/:noteId/requests/${ACT_IDS[kind]}`, may: ASKS, params: NoteRef, body: askingOf(kind), answer: Asked, status: 201,
    handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => askAct(tx, staff, params.noteId, { ...body, kind, grounds: body.grounds as AnyGrounds }, { on, now, tell })),
  })
}

function stateRoute(kind: StatedKind, tell: Tell): Route {
  return route({
    act: `servicing.${ACT_IDS[kind]}`, says: `登记${EVENT_NAMES[kind]}`, method: 'POST', path: `/api/notes/:noteId/events/${ACT_IDS[kind]}`, may: 'note.state', params: NoteRef, body: statingOf(kind), answer: Stated, status: 201,
    handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => stateAct(tx, staff, params.noteId, { ...body, kind }, { on, now, tell })),
  })
}

function decidingRoutes(tell: Tell): Route[] {
  return [
    route({
      act: 'servicing.approve-request', says: '复核并办理借据变更申请，可一次多项', method: 'POST', path: '/api/note-requests/approval', may: ['note.approve', 'note.write-off'], body: ApproveRequests, answer: Approved,
      handle: ({ body, staff, businessDate: on, now, inBank }) => inBank(async (tx) => {
        const approved: Awaited<ReturnType<typeof approveRequest>>[] = []
        for (const requestId of body.requestIds) approved.push(await approveRequest(tx, staff, requestId, body.says, { on, now, tell }))
        return { approved }
      }),
    }),
    route({
      act: 'servicing.refuse-request', says: '不同意借据变更申请', method: 'POST', path: '/api/note-requests/:requestId/refusal', may: ['note.approve', 'note.write-off'], params: RequestRef, body: RefuseRequest, answer: Decided,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => refuseRequest(tx, staff, params.requestId, body.says, { on, now, tell })),
    }),
    route({
      act: 'servicing.withdraw-request', says: '撤回自己的借据变更申请', method: 'POST', path: '/api/note-requests/:requestId/withdrawal', may: ASKS, params: RequestRef, body: WithdrawRequest, answer: Decided,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => withdrawRequest(tx, staff, params.requestId, body.reason, { on, now, tell })),
    }),
  ]
}

function reversalRoute(tell: Tell): Route {
  return route({
    act: 'servicing.reverse-event', says: '由另一人冲正一项借据变更，其后的款项重新分配', method: 'POST', path: '/api/notes/:noteId/events/:happening/reversal', may: 'note.reverse', params: HappeningRef, body: ReverseHappening, answer: Stated,
    handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => reverseEvent(tx, staff, { ...params, ...body }, { on, now, tell })),
  })
}

function repricingRoutes(tell: Tell): Route[] {
  return [
    route({
      act: 'servicing.repricing', says: '到重定价日的借据，按报价利率试算', method: 'GET', path: '/api/repricing', may: READS_CASES, query: RepricingQuestion, answer: RepricingList,
      handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => listRepricing(tx, staff, { until: query.until === undefined ? businessDate : day(query.until), limit: query.limit }, businessDate)),
    }),
    route({
      act: 'servicing.ask-repricing', says: '为到重定价日的借据逐笔申请调息', method: 'POST', path: '/api/repricing', may: ASKS, body: AskRepricing, answer: RepricingAsked, status: 201,
      handle: ({ body, staff, businessDate: on, now, inBank }) => inBank((tx) => askRepricing(tx, staff, body, { on, now, tell })),
    }),
  ]
}
