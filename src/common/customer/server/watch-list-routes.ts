import { CustomerRef, ReleaseWatch, WatchEntryRef, WatchList } from '#common/customer/domain'
import { type Route, route } from '#platform/http'
import { readCustomer } from './reads.ts'
import { readWatchList, releaseFromWatchList } from './watch-list.ts'

/** The bank's watch list, customer by customer; entries come from rejected cases and end by the risk manager. */
export function watchListRoutes(): Route[] {
  return [
    route({
      act: 'customer.watch-list', says: '客户的关注记录', method: 'GET', path: '/api/customers/:customerId/watch-list', may: 'customer.read', params: CustomerRef, answer: WatchList,
      handle: ({ params, inBank }) => inBank(async (tx) => {
        await readCustomer(tx, params.customerId)
        return { entries: await readWatchList(tx, params.customerId) }
      }),
    }),
    route({
      act: 'customer.release-watch', says: '移出关注名单，须说明理由', method: 'POST', path: '/api/customers/:customerId/watch-list/:watchEntryId/release', may: 'customer.release-watch', params: WatchEntryRef, body: ReleaseWatch, answer: WatchList,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await releaseFromWatchList(tx, params, body.reason, { by: staff.id, on: businessDate, now })
        return { entries: await readWatchList(tx, params.customerId) }
      }),
    }),
  ]
}
