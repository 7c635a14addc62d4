import { AccountMoved, AccountRef, Accounts, Judge, Says } from '#common/task/domain'
import { type Route, route } from '#platform/http'
import { listAccounts, stepAccount } from './accountability.ts'

/** Accountability for what was late: explanation, decision, appeal, decision on it. */
export function accountRoutes(): Route[] {
  return [
    route({
      act: 'accountability.list', says: '超时问责记录', method: 'GET', path: '/api/accountability', may: 'task.work', answer: Accounts,
      handle: ({ staff, inBank }) => inBank(async (tx) => ({ records: await listAccounts(tx, staff) })),
    }),
    said('EXPLAIN', 'explain', '责任人说明超时原因'),
    said('APPEAL', 'appeal', '责任人对认定提出申诉'),
    judged('DECIDE', 'decide', '主管认定责任'),
    judged('DECIDE_APPEAL', 'decide-appeal', '另一位主管裁定申诉'),
  ]
}

function said(act: 'EXPLAIN' | 'APPEAL', name: string, says: string): Route {
  return route({
    act: `accountability.${name}`, says, method: 'POST', path: `/api/accountability/:accountabilityId/${name}`, may: 'task.work', params: AccountRef, body: Says, answer: AccountMoved,
    handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => stepAccount(tx, staff, { ...params, act, says: body.says, outcome: null }, businessDate, now)),
  })
}

function judged(act: 'DECIDE' | 'DECIDE_APPEAL', name: string, says: string): Route {
  return route({
    act: `accountability.${name}`, says, method: 'POST', path: `/api/accountability/:accountabilityId/${name}`, may: 'task.judge', params: AccountRef, body: Judge, answer: AccountMoved,
    handle: ({ params, body, staff, businessDate, now, inBank }) => inBank((tx) => stepAccount(tx, staff, { ...params, act, says: body.says, outcome: body.outcome }, businessDate, now)),
  })
}
