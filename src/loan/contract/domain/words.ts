import { add, exact, formatExact, multiply } from '#kernel'
import type { Terms } from '#loan/decision/domain'

export const METHOD_NAMES: Readonly<Record<Terms['method'], string>> = {
  ANNUITY: '等额本息', EQUAL_PRINCIPAL: '等额本金', INTEREST_ONLY_M: '按月付息到期还本', BULLET: '到期一次还本付息', INTEREST_ONLY_Q: '按季付息到期还本', ANNUITY_Q: '按季等额本息', EQUAL_PRINCIPAL_Q: '按季等额本金',
}
export const EVERY_NAMES: Readonly<Record<Terms['every'], string>> = { MONTH: '按月', QUARTER: '按季', ONCE: '一次' }
export const GUARANTEE_NAMES: Readonly<Record<Terms['guarantee'], string>> = { CREDIT: '信用', PERSONAL_GUARANTEE: '保证', GUARANTEE_COMPANY: '担保公司保证', MORTGAGE: '抵押' }
export const PURPOSE_NAMES: Readonly<Record<Terms['purpose'], string>> = {
  WORKING_CAPITAL: '流动资金', EQUIPMENT: '购置设备', DECORATION: '装修', CONSUMPTION: '消费', REAL_ESTATE: '购房', SHARES: '股权投资', LENDING_ON: '转贷', GAMBLING: '赌博', POLLUTING: '污染行业',
}
/** What the conduct code says to a customer. */
export const CONDUCT_WORDS = { STRICT: '本行人员不喝客户一口水、不拿客户一针一线，不收礼金礼品、不吃请、不代客操作、不向客户借贷', GLASS_OF_WATER: '本行人员至多喝一杯白水，不抽客户一支烟，不收礼金礼品、不吃请、不代客操作、不向客户借贷' } as const

const RATE_PLACES = 12

/** A rate raised by a share, as the clauses on arrears and misuse state it: 0.072 by 0.5 is 0.108. */
export function raisedRate(rate: string, uplift: string): string {
  return formatExact(multiply(exact(rate), add(1, exact(uplift))), RATE_PLACES).replace(/0+$/, '').replace(/\.$/, '')
}

/** On which day of a month an instalment is due, as papers say it. */
export function dueDayWords(every: Terms['every'], firstDueOn: string): string {
  const on = Number(firstDueOn.slice('YYYY-MM-'.length))
  return every === 'MONTH' ? `每月 ${on} 日` : every === 'QUARTER' ? `每季 ${on} 日` : `到期日 ${firstDueOn}`
}
