import chineseDays from 'chinese-days'
import { type Day, type WorkingCalendar, addDays, weekday } from '#kernel'

const SATURDAY = 6

/** What the calendar the State Council publishes says of a day that is not simply the week. */
export function published(day: Day): 'HOLIDAY' | 'WORKING' | undefined {
  const working = chineseDays.isWorkday(day)
  const inWeek = weekday(day) < SATURDAY
  if (working === inWeek) return undefined
  return working ? 'WORKING' : 'HOLIDAY'
}

/** The published calendar between two days, both counted; in years not yet published only the week is known. */
export function publishedCalendar(from: Day, until: Day): WorkingCalendar {
  const [holidays, makeUpDays] = [new Set<string>(), new Set<string>()]
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const kind = published(day)
    if (kind !== undefined) (kind === 'HOLIDAY' ? holidays : makeUpDays).add(day)
  }
  return { holidays, makeUpDays }
}
