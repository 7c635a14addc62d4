import { ScheduleTerms, type Schedule, buildSchedule } from '#common/schedule/domain'
import { type Day, type WorkingCalendar, ZERO_FEN, addDays, isWorkingDay, monthOf, workingDayFrom } from '#kernel'
import type { Paid, PlanRow, Standing } from './note.ts'
import type { z } from 'zod'

export type HolidayRule = 'NONE' | 'FOLLOWING' | 'MODIFIED_FOLLOWING' | 'PRECEDING'

/** The first plan of a note. A due day moved off a holiday is paid on another day; what is due does not change. */
export function firstPlan(terms: z.input<typeof ScheduleTerms>, rule: HolidayRule, calendar: WorkingCalendar): PlanRow[] {
  return planRows(buildSchedule(ScheduleTerms.parse(terms)).rows).map((row) => ({ ...row, dueOn: dueOnWorkingDay(row.dueOn, rule, calendar) }))
}

/** Due days as contracted, before any is moved off a holiday. Worked out once for the same terms. */
export function contractedDueDays(terms: z.input<typeof ScheduleTerms>): readonly Day[] {
  const known = DUE_DAYS.get(terms)
  if (known !== undefined) return known
  const days = buildSchedule(ScheduleTerms.parse(terms)).rows.map((row) => row.dueOn)
  DUE_DAYS.set(terms, days)
  return days
}

const DUE_DAYS = new WeakMap<z.input<typeof ScheduleTerms>, readonly Day[]>()

/** Where a due day on a holiday goes by the rule of the pack. */
export function dueOnWorkingDay(on: Day, rule: HolidayRule, calendar: WorkingCalendar): Day {
  if (rule === 'NONE') return on
  const following = workingDayFrom(on, calendar)
  if (rule === 'FOLLOWING' || (rule === 'MODIFIED_FOLLOWING' && monthOf(following) === monthOf(on))) return following
  let at = on
  while (!isWorkingDay(at, calendar)) at = addDays(at, -1)
  return at
}

/** Rows of a schedule as rows of a plan. */
export function planRows(rows: Schedule['rows'], after = 0): PlanRow[] {
  return rows.map(({ seq, dueOn, principalFen, interestFen, balanceFen }) => ({ seq: after + seq, kind: 'REGULAR', dueOn, principalFen, interestFen, balanceFen }))
}

export const NOTHING_PAID: Paid = {
  principalPaidFen: ZERO_FEN, interestPaidFen: ZERO_FEN, penaltyClosedFen: ZERO_FEN, penaltyPaidFen: ZERO_FEN, penaltyFrom: null,
  compoundClosedFen: ZERO_FEN, compoundPaidFen: ZERO_FEN, compoundFrom: null, settledOn: null,
}

/** A plan with nothing paid of it. */
export function unpaid(rows: readonly PlanRow[]): Standing[] {
  return rows.map((row) => ({ ...row, ...NOTHING_PAID }))
}
