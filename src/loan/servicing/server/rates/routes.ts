import { READS_CASES } from '#common/staff/domain'
import { AddRate, ConfirmRate, DropRate, PublicationRef, RateEntered, Rates } from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { addRate, confirmRate, dropRate } from './keep-rates.ts'
import { readRates } from './read-rates.ts'

/** Published rates: read, entered by one person, put in force by another. */
export function rateRoutes(): Route[] {
  return [
    route({ act: 'servicing.rates', says: '贷款市场报价利率：已公布的各期与本行登记', method: 'GET', path: '/api/rates', may: READS_CASES, answer: Rates, handle: ({ businessDate, inBank }) => inBank((tx) => readRates(tx, businessDate)) }),
    route({
      act: 'servicing.add-rate', says: '登记一期贷款市场报价利率，由另一人复核后有效', method: 'POST', path: '/api/rates', may: 'rate.keep', body: AddRate, answer: RateEntered, status: 201,
      handle: ({ body, staff, businessDate: on, now, inBank }) => inBank((tx) => addRate(tx, body, { staff, on, now })),
    }),
    route({
      act: 'servicing.confirm-rate', says: '复核报价利率，自此有效', method: 'POST', path: '/api/rates/:publicationId/confirmation', may: 'rate.keep', params: PublicationRef, body: ConfirmRate, answer: RateEntered,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => confirmRate(tx, params.publicationId, body.says, { staff, on, now })),
    }),
    route({
      act: 'servicing.drop-rate', says: '撤回或退回待复核的报价利率', method: 'POST', path: '/api/rates/:publicationId/refusal', may: 'rate.keep', params: PublicationRef, body: DropRate, answer: RateEntered,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => dropRate(tx, params.publicationId, body.reason, { staff, on, now })),
    }),
  ]
}
