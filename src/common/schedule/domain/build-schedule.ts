import { exactRows } from './exact-rows.ts'
import { fenRows } from './fen-rows.ts'
import { planOf } from './plan.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleTerms } from './terms.ts'

/**
 * Repayment plan of a loan: principal sums to what was lent, the last balance is 0, no principal is negative.
 * Under EXACT_DISPLAY each cell and total is rounded by itself, so cells need not add up to the fen.
 */
export function buildSchedule(terms: ScheduleTerms): Schedule {
  const plan = planOf(terms)
  return plan.rounding === 'EXACT_DISPLAY' ? exactRows(plan) : fenRows(plan)
}
