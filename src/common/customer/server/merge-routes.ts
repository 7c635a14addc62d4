import { CustomerRef, Duplicates, MergeRef, MoveMerge, ProposeMerge } from '#common/customer/domain'
import { type Route, route } from '#platform/http'
import { readDuplicates } from './duplicates.ts'
import { actOnMerge, proposeMerge } from './merge.ts'

/** One person on file twice: who it might be, merging and taking apart by two people each. */
export function mergeRoutes(): Route[] {
  return [
    route({
      act: 'customer.duplicates', says: '可能是同一人的档案，及本档案的合并记录', method: 'GET', path: '/api/customers/:customerId/duplicates', may: 'customer.merge', params: CustomerRef, answer: Duplicates,
      handle: ({ params, staff, inBank }) => inBank((tx) => readDuplicates(tx, params.customerId, staff.id)),
    }),
    route({
      act: 'customer.propose-merge', says: '提出合并，待另一人确认', method: 'POST', path: '/api/customers/:customerId/merges', may: 'customer.merge', params: CustomerRef, body: ProposeMerge, answer: Duplicates, status: 201,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await proposeMerge(tx, params.customerId, body, { staffId: staff.id, on: businessDate, now })
        return readDuplicates(tx, params.customerId, staff.id)
      }),
    }),
    route({
      act: 'customer.act-on-merge', says: '确认或不予合并、提出或确认拆分；两步须由不同的人办理', method: 'POST', path: '/api/customer-merges/:mergeId', may: 'customer.merge', params: MergeRef, body: MoveMerge, answer: Duplicates,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => readDuplicates(tx, await actOnMerge(tx, params.mergeId, body, { staffId: staff.id, on: businessDate, now }), staff.id)),
    }),
  ]
}
