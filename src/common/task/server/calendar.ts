import { publishedCalendar } from '#common/schedule/server'
import { type Day, type WorkingCalendar, addDays, weekday } from '#kernel'
import type { Tx } from '#platform/db'

export type CalendarProfile = 'BANK_CALENDAR' | 'PROFILE_896'

/** Longest clock of a step in working days, times the rare case of a month of holidays. */
const DAYS_AHEAD = 400
const SATURDAY = 6

/** The calendar of the bank from a day on: what the State Council published, then what the bank itself noted, then the six-day week where the policy has one. */
export async function workingCalendar(tx: Tx, from: Day, profile: CalendarProfile, until: Day = addDays(from, DAYS_AHEAD)): Promise<WorkingCalendar> {
  const own = await tx.selectFrom('calendar_day').select(['day', 'kind']).where('bank_id', '=', tx.bankId).where('day', '>=', from).where('day', '<=', until).execute()
  const ownKind = new Map(own.map(({ day, kind }) => [day, kind]))
  const shipped = publishedCalendar(from, until)
  if (ownKind.size === 0 && profile === 'BANK_CALENDAR') return shipped
  const holidays = new Set<string>()
  const makeUpDays = new Set<string>()
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const kind = ownKind.get(day) ?? (shipped.holidays.has(day) ? 'HOLIDAY' : shipped.makeUpDays.has(day) ? 'WORKING' : undefined)
    if (kind === 'HOLIDAY') holidays.add(day)
    else if (kind === 'WORKING' || (profile === 'PROFILE_896' && weekday(day) === SATURDAY)) makeUpDays.add(day)
  }
  return { holidays, makeUpDays }
}
