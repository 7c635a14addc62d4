import type { Terms } from '#loan/decision/domain'

/** What repayment methods and guarantees are called on paper and on screen. */
export const METHOD_WORDS: Readonly<Record<Terms['method'], string>> = {
  ANNUITY: '等额本息', EQUAL_PRINCIPAL: '等额本金', INTEREST_ONLY_M: '按月付息到期还本', BULLET: '到期一次还本付息', INTEREST_ONLY_Q: '按季付息到期还本', ANNUITY_Q: '按季等额本息', EQUAL_PRINCIPAL_Q: '按季等额本金',
}
export const GUARANTEE_WORDS: Readonly<Record<Terms['guarantee'], string>> = { CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押' }
