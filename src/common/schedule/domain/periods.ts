import { type Day, addDays, addMonths, daysBetween, monthsBetween } from '#kernel'
import type { Cycle } from './methods.ts'
import type { DayCount } from './terms.ts'

/** Lengths of the periods of a loan as whole numbers of parts of a year, so that interest stays a fraction of whole numbers. */
export interface Periods {
  /** Parts one year has. */
  readonly perYear: number
  /** Length of each period in those parts. */
  readonly spans: readonly number[]
  /** Length of a period of the regular cycle. */
  readonly regularSpan: number
}

export interface PeriodRule {
  readonly disbursedOn: Day
  readonly dueDays: readonly Day[]
  readonly dueDay: number
  readonly cycle: Cycle
  readonly dayCount: DayCount
  readonly oddPeriod: DayCount
}

/** Due days of a loan: the same day of the month each cycle, the last day where a month is too short, without drifting; or so many days apart. */
export function dueDaysFrom(firstDueOn: Day, cycle: Cycle, periods: number, dueDay: number): Day[] {
  const days: Day[] = [firstDueOn]
  for (let k = 1; k < periods; k++) days.push(cycle.days > 0 ? addDays(firstDueOn, k * cycle.days) : addMonths(firstDueOn, k * cycle.months, dueDay))
  return days
}

/**
 * Measures every period. By M30 a month is a twelfth of a year; a first period that is not made of whole months
 * is counted through in days by `oddPeriod`, and so are weeks. The disbursement day counts, the due day does not.
 */
export function measurePeriods(rule: PeriodRule): Periods {
  const { months, days } = rule.cycle
  const whole = days > 0 ? undefined : firstPeriodMonths(rule)
  const regular = rule.dueDays.slice(1)
  if (rule.dayCount === 'M30' && whole !== undefined) {
    return { perYear: 12, spans: [whole, ...regular.map(() => months)], regularSpan: months }
  }
  const daysPerYear = rule.oddPeriod === 'ACT_365' ? 365 : 360
  const between = rule.oddPeriod === 'M30' ? daysOfThirty : daysBetween
  const regularSpan = days > 0 ? days * 12 : daysPerYear * months
  const first = between(rule.disbursedOn, rule.dueDays[0]!) * 12
  const spans = regular.map((due, k) => (rule.dayCount === 'M30' && days === 0 ? regularSpan : between(rule.dueDays[k]!, due) * 12))
  return { perYear: daysPerYear * 12, spans: [first, ...spans], regularSpan }
}

/** True where the first period is as long as the others. */
export function firstPeriodIsRegular(rule: PeriodRule): boolean {
  const { months, days } = rule.cycle
  if (days > 0) return daysBetween(rule.disbursedOn, rule.dueDays[0]!) === days
  return months === 0 || firstPeriodMonths(rule) === months
}

/** Months between two days where no odd days are left over, counted forward or back by the due day; undefined otherwise. */
export function wholeMonths(from: Day, due: Day, dueDay: number): number | undefined {
  const months = monthsBetween(from, due)
  const fits = addMonths(from, months) === due || addMonths(due, -months, dueDay) === from
  return months > 0 && fits ? months : undefined
}

function firstPeriodMonths({ disbursedOn, dueDays, dueDay }: PeriodRule): number | undefined {
  return wholeMonths(disbursedOn, dueDays[0]!, dueDay)
}

/** Days from one day to another where every month has thirty (30E/360). */
function daysOfThirty(from: Day, to: Day): number {
  const [a, b] = [from, to].map((on) => Number(on.slice(0, 4)) * 360 + Number(on.slice(5, 7)) * 30 + Math.min(Number(on.slice(8, 10)), 30))
  return b! - a!
}
