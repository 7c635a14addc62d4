import { CustomerRef } from '#common/customer/domain'
import { Lines } from '#common/line/domain'
import { type Route, route } from '#platform/http'
import { exposureOf, linesOf } from './reads.ts'

/** The lines of a customer and what the bank has at stake with him, his household and his group. */
export function lineRoutes(): Route[] {
  return [
    route({
      act: 'line.of-customer', says: '客户的授信与敞口：本人、家庭、关联集团', method: 'GET', path: '/api/customers/:customerId/lines', may: 'customer.read', params: CustomerRef, answer: Lines,
      handle: ({ params, inBank }) => inBank(async (tx) => ({ exposure: await exposureOf(tx, params.customerId), lines: await linesOf(tx, params.customerId) })),
    }),
  ]
}
