import { ScheduleTerms, type HolidayRule, type Schedule, buildSchedule, dueOnWorkingDay } from '#common/schedule/domain'
import { type Day, type WorkingCalendar, ZERO_FEN } from '#kernel'
import type { Paid, PlanRow, PlanTerms, Standing } from './note.ts'

/** The first plan of a note. A due day moved off a holiday is paid on another day; what is due does not change. */
export function firstPlan(terms: PlanTerms, rule: HolidayRule, calendar: WorkingCalendar): PlanRow[] {
  return planRows(buildSchedule(scheduleTermsOf(terms)).rows).map((row) => ({ ...row, dueOn: dueOnWorkingDay(row.dueOn, rule, calendar) }))
}

/** The terms of a schedule among those kept with a plan. */
export function scheduleTermsOf({ dueDays: _, behind: __, rates: ___, ...terms }: PlanTerms): ScheduleTerms {
  return ScheduleTerms.parse(terms)
}

/** Due days as contracted, before any is moved off a holiday. Worked out once for the same terms. */
export function contractedDueDays(terms: PlanTerms): readonly Day[] {
  const known = terms.dueDays ?? DUE_DAYS.get(terms)
  if (known !== undefined) return known
  const days = buildSchedule(scheduleTermsOf({ ...terms, holidayRule: undefined })).rows.map((row) => row.dueOn)
  DUE_DAYS.set(terms, days)
  return days
}

const DUE_DAYS = new WeakMap<PlanTerms, readonly Day[]>()

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

/** A new plan with what is paid of its rows; rows behind it keep their number. */
export function onPlan(plan: readonly PlanRow[], before: readonly Standing[]): Standing[] {
  const known = new Map(before.map((row) => [row.seq, row]))
  return plan.map((row) => {
    const old = known.get(row.seq)
    return { ...NOTHING_PAID, ...(old !== undefined && old.kind === row.kind && old.dueOn === row.dueOn ? old : {}), ...row }
  })
}
