import chineseDays from 'chinese-days'
import { type Day, type WorkingCalendar, addDays, weekday } from '#kernel'

const SATURDAY = 6

export type PublishedKind = 'HOLIDAY' | 'WORKING'

/** What the calendar the State Council publishes says of a day that is not simply the week. */
export function published(day: Day): PublishedKind | undefined {
  return ofYear(yearOf(day)).get(day)
}

/** The published calendar between two days, both counted; in years not yet published only the week is known. */
export function publishedCalendar(from: Day, until: Day): WorkingCalendar {
  const [holidays, makeUpDays] = [new Set<string>(), new Set<string>()]
  for (let year = yearOf(from); year <= yearOf(until); year++) {
    for (const [day, kind] of ofYear(year)) if (day >= from && day <= until) (kind === 'HOLIDAY' ? holidays : makeUpDays).add(day)
  }
  return { holidays, makeUpDays }
}

/** What is published is part of the program and does not change while it runs. */
const years = new Map<number, ReadonlyMap<Day, PublishedKind>>()

function ofYear(year: number): ReadonlyMap<Day, PublishedKind> {
  const known = years.get(year)
  if (known !== undefined) return known
  const days = new Map<Day, PublishedKind>()
  for (let day = `${year}-01-01` as Day; yearOf(day) === year; day = addDays(day, 1)) {
    const kind = readPublished(day)
    if (kind !== undefined) days.set(day, kind)
  }
  years.set(year, days)
  return days
}

function readPublished(day: Day): PublishedKind | undefined {
  const working = chineseDays.isWorkday(day)
  const inWeek = weekday(day) < SATURDAY
  if (working === inWeek) return undefined
  return working ? 'WORKING' : 'HOLIDAY'
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
