import { CostQuestion, KeepCost, UnitCosts } from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { keepCost } from './keep-cost.ts'
import { readCosts } from './read-costs.ts'

/** What a loan costs the bank to make. */
export function costRoutes(): Route[] {
  return [
    route({ act: 'servicing.costs', says: '单位成本：各机构各月费用、放款笔数、每笔与每万元成本、每案调查分钟', method: 'GET', path: '/api/unit-costs', may: 'quality.read', query: CostQuestion, answer: UnitCosts, handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => readCosts(tx, query, { staff, on: businessDate })) }),
    route({
      act: 'servicing.keep-cost', says: '登记或更正机构一个月的费用', method: 'POST', path: '/api/unit-costs', may: 'cost.keep', body: KeepCost, answer: UnitCosts, status: 201,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await keepCost(tx, body, { staff, on: businessDate, now })
        return readCosts(tx, {}, { staff, on: businessDate })
      }),
    }),
  ]
}
