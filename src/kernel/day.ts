import { Refusal, assert } from './refusal.ts'

declare const dayBrand: unique symbol
declare const monthBrand: unique symbol
/** A civil day, `YYYY-MM-DD`. Never a moment, never in a zone. */
export type Day = string & { readonly [dayBrand]: true }
/** A civil month, `YYYY-MM`. */
export type Month = string & { readonly [monthBrand]: true }

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/

export function isDay(text: string): text is Day {
  const match = DAY.exec(text)
  if (!match) return false
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1800 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Reads `YYYY-MM-DD`; refuses (`day.unreadable`) a day that does not exist. */
export function day(text: string, at?: string): Day {
  if (isDay(text)) return text
  throw new Refusal({ code: 'day.unreadable', message: `日期「${text.slice(0, 30)}」不存在`, value: text, expected: '存在的日期，格式 YYYY-MM-DD', ...(at === undefined ? {} : { at }) })
}

export function isMonth(text: string): text is Month {
  return MONTH.test(text)
}

export function month(text: string, at?: string): Month {
  if (isMonth(text)) return text
  throw new Refusal({ code: 'month.unreadable', message: `月份「${text.slice(0, 30)}」不存在`, value: text, expected: '格式 YYYY-MM', ...(at === undefined ? {} : { at }) })
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's civil algorithm). */
export function toNumber(on: Day): number {
  const year = digits(on, 0) * 100 + digits(on, 2)
  const monthOfYear = digits(on, 5)
  const y = monthOfYear <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (monthOfYear + (monthOfYear > 2 ? -3 : 9)) + 2) / 5) + digits(on, 8) - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Two digits of a day as a number, without cutting a text for it: days are counted millions of times in a day-end. */
function digits(on: Day, at: number): number {
  return (on.charCodeAt(at) - 48) * 10 + on.charCodeAt(at + 1) - 48
}

export function fromNumber(days: number): Day {
  assert(Number.isInteger(days), 'a day number is whole')
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const monthOfYear = shifted < 10 ? shifted + 3 : shifted - 9
  return build(yearOfEra + era * 400 + (monthOfYear <= 2 ? 1 : 0), monthOfYear, date)
}

export function addDays(on: Day, days: number): Day {
  return fromNumber(toNumber(on) + days)
}

/** Days from `from` to `to`, counting the first and not the last (算头不算尾). */
export function daysBetween(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from)
}

/** The same day `months` later; a day the month does not have becomes its last. `dueDay` keeps 29/30/31 from drifting. */
export function addMonths(on: Day, months: number, dueDay = digits(on, 8)): Day {
  const index = (digits(on, 0) * 100 + digits(on, 2)) * 12 + digits(on, 5) - 1 + months
  const year = Math.floor(index / 12)
  const monthOfYear = (index % 12) + 1
  return build(year, monthOfYear, Math.min(dueDay, daysInMonth(year, monthOfYear)))
}

/** Whole months completed from `from` to `to`: 2024-03-10 to 2025-03-09 are 11. Negative when `to` is earlier. */
export function monthsBetween(from: Day, to: Day): number {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return addMonths(from, months) > to ? months - 1 : months
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(on: Day): number {
  return ((toNumber(on) + 3) % 7 + 7) % 7 + 1
}

export function monthOf(on: Day): Month {
  return on.slice(0, 7) as Month
}

export function shiftMonth(of: Month, by: number): Month {
  return monthOf(addMonths(`${of}-01` as Day, by))
}

export function firstDay(of: Month): Day {
  return `${of}-01` as Day
}

export function lastDay(of: Month): Day {
  return build(Number(of.slice(0, 4)), Number(of.slice(5, 7)), daysInMonth(Number(of.slice(0, 4)), Number(of.slice(5, 7))))
}

function daysInMonth(year: number, monthOfYear: number): number {
  if (monthOfYear === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return monthOfYear === 4 || monthOfYear === 6 || monthOfYear === 9 || monthOfYear === 11 ? 30 : 31
}

function build(year: number, monthOfYear: number, date: number): Day {
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${monthOfYear < 10 ? '0' : ''}${monthOfYear}-${date < 10 ? '0' : ''}${date}` as Day
}
