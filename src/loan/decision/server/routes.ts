import { READS_CASES } from '#common/staff/domain'
import type { AtWork } from '#common/task/server'
import { CaseRef } from '#loan/application/domain'
import { Decided, Decisions, Inform, Lower, Reconsider, Renew, Sign, SignPage, SnapshotRef, Snapshots, Told } from '#loan/decision/domain'
import { type Ask, type Route, route } from '#platform/http'
import { lowerTerms, reconsider, renew } from './change-decision.ts'
import { informCustomer } from './inform-customer.ts'
import { readDecisions, readSignPage } from './reads.ts'
import { signDecision } from './sign-decision.ts'
import { readSnapshots, snapshotCsv } from './snapshot.ts'
import type { Tell } from './store.ts'

/** What the decision stage needs of the house around it. */
export interface DecisionSurroundings {
  readonly tell: Tell
}

/** Who decides on a case and why, the signatures above the committee, what follows from the decision. */
export function decisionRoutes({ tell }: DecisionSurroundings): Route[] {
  return [
    route({
      act: 'decision.read', says: '本案由谁决策、依据、签批与有效期', method: 'GET', path: '/api/cases/:caseId/decision', may: READS_CASES, params: CaseRef, answer: Decisions,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readDecisions(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'decision.snapshots', says: '决策快照：作出决定时的全部变量、政策与公式版本', method: 'GET', path: '/api/cases/:caseId/decision/snapshots', may: READS_CASES, params: CaseRef, answer: Snapshots,
      handle: ({ params, staff, inBank }) => inBank((tx) => readSnapshots(tx, staff, params.caseId)),
    }),
    route({
      act: 'decision.export-snapshot', says: '导出一份决策快照（CSV）', method: 'GET', path: '/api/cases/:caseId/decision/snapshots/:snapshotId/csv', may: READS_CASES, params: SnapshotRef, answer: 'file',
      handle: ({ params, staff, inBank }) => inBank(async (tx) => ({ bytes: new TextEncoder().encode(await snapshotCsv(tx, staff, params.caseId, params.snapshotId)), mediaType: 'text/csv; charset=utf-8', filename: `decision-${params.snapshotId.slice(0, 8)}.csv` })),
    }),
    route({
      act: 'decision.sign-page', says: '签批人所阅：摘要、条件与决议', method: 'GET', path: '/api/cases/:caseId/decision/signature', may: READS_CASES, params: CaseRef, answer: SignPage,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readSignPage(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'decision.sign', says: '有权人签批，同意或不同意；须二次验证', method: 'POST', path: '/api/cases/:caseId/decision/signature', may: 'decision.sign', params: CaseRef, body: Sign, answer: Decided,
      handle: (request) => request.inBank((tx) => signDecision(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'decision.lower', says: '收紧批复条件；放宽须重新决策', method: 'POST', path: '/api/cases/:caseId/decision/terms', may: 'decision.lower', params: CaseRef, body: Lower, answer: Decided,
      handle: (request) => request.inBank((tx) => lowerTerms(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'decision.reconsider', says: '凭新事实申请复议', method: 'POST', path: '/api/cases/:caseId/decision/reconsideration', may: 'decision.reconsider', params: CaseRef, body: Reconsider, answer: Decided,
      handle: (request) => request.inBank((tx) => reconsider(tx, atWork(request), request.body.newFacts, tell)),
    }),
    route({
      act: 'decision.renew', says: '批复失效后重新送审', method: 'POST', path: '/api/cases/:caseId/decision/renewal', may: 'decision.reconsider', params: CaseRef, body: Renew, answer: Decided,
      handle: (request) => request.inBank((tx) => renew(tx, atWork(request), request.body.reason, tell)),
    }),
    route({
      act: 'decision.inform', says: '答复客户：方式与反映；拒绝的措辞中性', method: 'POST', path: '/api/cases/:caseId/answer', may: 'decision.inform', params: CaseRef, body: Inform, answer: Told, status: 201,
      handle: (request) => request.inBank((tx) => informCustomer(tx, atWork(request), request.body, tell)),
    }),
  ]
}

/** The part of a request that every act on a case needs. */
function atWork({ staff, params, businessDate, now }: Pick<Ask<{ caseId: string }, unknown, unknown>, 'staff' | 'params' | 'businessDate' | 'now'>): AtWork {
  return { staff, caseId: params.caseId, on: businessDate, now }
}
