import { type Day, addDays, isDay } from '#kernel'
import type { At } from './statement.ts'
import { narrow } from './text.ts'

const SPREADSHEET_DAY_ZERO = '1899-12-30' as Day
const SECONDS_OF_DAY = 86_400
const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*(.*))?$/
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/
const PACKED_TIME = /^(\d{2})(\d{2})(\d{2})$/
const USUAL = /^\d{4}-\d{2}-\d{2} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
const SERIAL = /^([2-7]\d{4})(\.\d+)?$/

/** How a day is written: its year first (AUTO), or as six digits, or with the day or the month first. */
export const DAY_ORDERS = ['AUTO', 'YYMMDD', 'DMY', 'MDY'] as const
export type DayOrder = (typeof DAY_ORDERS)[number]
const SIX = /^(\d{2})(\d{2})(\d{2})(?:[T\s]+(.*))?$/
const TURNED = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s]+(.*))?$/
/** Two digits of a year: of this century unless that is still to come by far. */
const CENTURY = (year: string): string => (year.length === 4 ? year : Number(year) < 70 ? `20${year}` : `19${year}`)

/** Reads a day with or without a time (`2023/1/2 9:05`, `20230102`, `2023年1月2日`, spreadsheet day 44928.5); null where it is none. */
export function readMoment(dateCell: string, timeCell = '', order: DayOrder = 'AUTO'): At | null {
  const text = yearFirst(narrow(dateCell), order)
  if (timeCell === '' && USUAL.test(text)) return isDay(text.slice(0, 10)) ? text.replace(' ', 'T') : null
  const moment = SERIAL.test(text) ? fromSerial(text) : fromText(text)
  if (moment === null || timeCell === '') return moment
  const time = readTime(narrow(timeCell))
  return time === null ? null : `${moment.slice(0, 10)}T${time}`
}

/** The text with its year in front, where the order says it stands elsewhere. */
function yearFirst(text: string, order: DayOrder): string {
  if (order === 'AUTO') return text
  const match = (order === 'YYMMDD' ? SIX : TURNED).exec(text)
  if (match === null) return text
  const [, first = '', second = '', third = '', rest = ''] = match
  const [year, month, day] = order === 'YYMMDD' ? [first, second, third] : order === 'DMY' ? [third, second, first] : [third, first, second]
  return `${CENTURY(year)}-${month}-${day}${rest === '' ? '' : ` ${rest}`}`
}

function fromText(text: string): At | null {
  const match = DATE.exec(text)
  if (!match) return null
  const day = `${match[1]}-${(match[2] ?? match[4]!).padStart(2, '0')}-${(match[3] ?? match[5]!).padStart(2, '0')}`
  if (!isDay(day)) return null
  if (match[6] === undefined || match[6] === '') return day
  const time = readTime(match[6])
  return time === null ? null : `${day}T${time}`
}

/** Spreadsheets count days from 1899-12-30; the fraction is the time of day. */
function fromSerial(text: string): At {
  const [days = '', fraction = ''] = text.split('.')
  const seconds = Math.round(Number(`0.${fraction}`) * SECONDS_OF_DAY)
  const on = addDays(SPREADSHEET_DAY_ZERO, Number(days) + Math.floor(seconds / SECONDS_OF_DAY))
  return fraction === '' ? on : `${on}T${clock(seconds % SECONDS_OF_DAY)}`
}

function readTime(text: string): string | null {
  if (/^0?\.\d+$/.test(text)) return clock(Math.round(Number(text) * SECONDS_OF_DAY) % SECONDS_OF_DAY)
  const match = TIME.exec(text) ?? PACKED_TIME.exec(text.length === 5 ? `0${text}` : text)
  if (!match) return null
  const [hour, minute, second] = [match[1]!, match[2]!, match[3] ?? '00']
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? `${hour.padStart(2, '0')}:${minute}:${second}` : null
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
