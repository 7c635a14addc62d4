import { type Day, addDays, weekday } from './day.ts'

/** Public holidays and 调休 working weekends, handed in because both are data a government publishes each year. */
export interface WorkingCalendar {
  readonly holidays: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
}

export function isWorkingDay(on: Day, calendar: WorkingCalendar): boolean {
  if (calendar.makeUpDays.has(on)) return true
  return weekday(on) <= 5 && !calendar.holidays.has(on)
}

/** The first working day on or after `on`. */
export function workingDayFrom(on: Day, calendar: WorkingCalendar): Day {
  let at = on
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1)
  return at
}

/** The day `count` working days after `on`; 0 gives `on` itself. */
export function addWorkingDays(on: Day, count: number, calendar: WorkingCalendar): Day {
  let at = on
  for (let done = 0; done < count;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) done++
  }
  return at
}
