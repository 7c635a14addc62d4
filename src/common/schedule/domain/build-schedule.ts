import type { WorkingCalendar } from '#kernel'
import { exactRows } from './exact-rows.ts'
import { fenRows } from './fen-rows.ts'
import { movedOffHolidays } from './holidays.ts'
import { planOf } from './plan.ts'
import { revolvingRows } from './revolving.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleTerms } from './terms.ts'

/**
 * Repayment plan of a loan: principal sums to what was lent, the last balance is 0, no principal is negative.
 * Under EXACT_DISPLAY each cell and total is rounded by itself, so cells need not add up to the fen.
 * The calendar is needed only where the terms have a holiday rule.
 */
export function buildSchedule(terms: ScheduleTerms, calendar?: WorkingCalendar): Schedule {
  const schedule = rowsOf(terms)
  return terms.holidayRule === undefined || terms.holidayRule === 'NONE' ? schedule : movedOffHolidays(schedule, terms.holidayRule, terms.disbursedOn, calendar)
}

function rowsOf(terms: ScheduleTerms): Schedule {
  if (terms.method === 'REVOLVING') return revolvingRows(terms)
  const plan = planOf(terms)
  return plan.rounding === 'EXACT_DISPLAY' ? exactRows(plan) : fenRows(plan)
}
