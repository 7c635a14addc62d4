import { daysBetween } from '#kernel'
import { type At, type StatementRow, dayOf } from '../statement.ts'

const HOURS_OF_DAY = 24
const SECONDS_OF_HOUR = 3600
const HAS_TIME = '2025-01-31T'.length

/** Rows by the moment they give; a day alone stands before its moments. */
export const byTime = (a: StatementRow, b: StatementRow): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

/** Hours between two moments; where one of them is a day alone, whole days count. */
export function hoursBetween(from: At, to: At): number {
  const days = daysBetween(dayOf(from), dayOf(to)) * HOURS_OF_DAY
  return from.length < HAS_TIME || to.length < HAS_TIME ? days : days + (secondsOf(to) - secondsOf(from)) / SECONDS_OF_HOUR
}

function secondsOf(at: At): number {
  return Number(at.slice(11, 13)) * SECONDS_OF_HOUR + Number(at.slice(14, 16)) * 60 + Number(at.slice(17, 19))
}
