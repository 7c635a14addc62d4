import { add, day, exact, formatExact, multiply, weekday } from '#kernel'
import type { Terms } from '#loan/decision/domain'


/** What the conduct code says to a customer. */
export const CONDUCT_WORDS = { STRICT: '本行人员不喝客户一口水、不拿客户一针一线，不收礼金礼品、不吃请、不代客操作、不向客户借贷', GLASS_OF_WATER: '本行人员至多喝一杯白水，不抽客户一支烟，不收礼金礼品、不吃请、不代客操作、不向客户借贷' } as const

const RATE_PLACES = 12

/** A rate raised by a share, as the clauses on arrears and misuse state it: 0.072 by 0.5 is 0.108. */
export function raisedRate(rate: string, uplift: string): string {
  return formatExact(multiply(exact(rate), add(1, exact(uplift))), RATE_PLACES).replace(/0+$/, '').replace(/\.$/, '')
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

/** On which day an instalment is due, as papers say it. */
export function dueDayWords(every: Terms['every'], firstDueOn: string): string {
  const on = Number(firstDueOn.slice('YYYY-MM-'.length))
  const ofWeek = WEEKDAYS[weekday(day(firstDueOn)) - 1]
  const words: Readonly<Record<Terms['every'], string>> = { WEEK: `每周${ofWeek}`, FORTNIGHT: `每两周的周${ofWeek}`, MONTH: `每月 ${on} 日`, QUARTER: `每季 ${on} 日`, HALF_YEAR: `每半年 ${on} 日`, ONCE: `到期日 ${firstDueOn}` }
  return words[every]
}
