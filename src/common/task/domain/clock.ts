import { type Day, type WorkingCalendar, addDays, addWorkingDays, assert, daysBetween } from '#kernel'

/** How long a step may take. `SAME_EVENING` ends with the business day on which it began. */
export interface Clock {
  readonly value: number
  readonly unit: 'CALENDAR_DAY' | 'WORKING_DAY' | 'HOUR' | 'SAME_EVENING'
}

/** Until when a step is in time: a business day to its end, or an instant for clocks in hours. */
export interface Due {
  readonly dueOn: Day | null
  readonly dueAt: string | null
}

/** From when a clock runs. */
export interface Since {
  readonly on: Day
  /** Instant, in UTC with a Z. */
  readonly at: string
}

/** Until when, counted from `since`: the day it begins does not count, nor do weekends and holidays for working days. */
export function dueOf({ value, unit }: Clock, since: Since, calendar: WorkingCalendar): Due {
  switch (unit) {
    case 'SAME_EVENING': return { dueOn: since.on, dueAt: null }
    case 'CALENDAR_DAY': return { dueOn: addDays(since.on, value), dueAt: null }
    case 'WORKING_DAY': return { dueOn: addWorkingDays(since.on, value, calendar), dueAt: null }
    case 'HOUR': return { dueOn: null, dueAt: hoursLater(since.at, value) }
    default: return unit satisfies never
  }
}

/** Whether it is late on this business day, at this instant. */
export function isLate({ dueOn, dueAt }: Due, today: Day, now: string): boolean {
  return (dueOn !== null && today > dueOn) || (dueAt !== null && instant(now) > instant(dueAt))
}

const HOURS = 24
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?Z$/

/** An instant so many hours later. */
export function hoursLater(at: string, hours: number): string {
  const { day, hour, rest } = parts(at)
  const total = hour + hours
  return `${addDays(day, Math.floor(total / HOURS))}T${String(total % HOURS).padStart(2, '0')}:${rest}Z`
}

/** Whole hours from one instant to another, rounded down; negative when the second comes first. */
export function hoursBetween(from: string, to: string): number {
  const [a, b] = [parts(from), parts(to)]
  const whole = daysBetween(a.day, b.day) * HOURS + b.hour - a.hour
  return b.rest < a.rest ? whole - 1 : whole
}

/** An instant in a form that orders as text. */
function instant(at: string): string {
  const { day, hour, rest } = parts(at)
  return `${day}T${String(hour).padStart(2, '0')}:${rest}`
}

function parts(at: string): { day: Day; hour: number; rest: string } {
  const match = INSTANT.exec(at)
  assert(match !== null, `an instant is written YYYY-MM-DDTHH:MM:SSZ, got ${at}`)
  return { day: match[1] as Day, hour: Number(match[2]), rest: `${match[3]}:${match[4]}` }
}

/** When a share of the time has gone: a business day for clocks in days, an instant for clocks in hours; an evening has no share. */
export function escalationOf({ value, unit }: Clock, since: Since, { dueOn }: Due, percent: number): { readonly escalateOn: Day | null; readonly escalateAt: string | null } {
  if (unit === 'HOUR') return { escalateOn: null, escalateAt: hoursLater(since.at, Math.floor((value * percent) / 100)) }
  if (unit === 'SAME_EVENING' || dueOn === null) return { escalateOn: null, escalateAt: null }
  return { escalateOn: addDays(since.on, Math.floor((daysBetween(since.on, dueOn) * percent) / 100)), escalateAt: null }
}
