import { ScheduleTerms, type HolidayRule, type Schedule, buildSchedule, cyclesOf, dueOnWorkingDay, lengthOf } from '#common/schedule/domain'
import { type Day, type WorkingCalendar, ZERO_FEN, addDays, addMonths, workingDayFrom } from '#kernel'
import type { Paid, PlanRow, PlanTerms, Standing } from './note.ts'

/** The first plan of a note. A due day moved off a holiday is paid on another day; what is due does not change. */
export function firstPlan(terms: PlanTerms, rule: HolidayRule, calendar: WorkingCalendar): PlanRow[] {
  return planRows(buildSchedule(scheduleTermsOf(terms)).rows).map((row) => ({ ...row, dueOn: movedDueDay(row.dueOn, rule, calendar, terms.disbursedOn as Day) }))
}

/** Where a due day on a holiday goes by the rule, never back to the day the plan begins or before it. */
export function movedDueDay(on: Day, rule: HolidayRule, calendar: WorkingCalendar, begins: Day): Day {
  const moved = dueOnWorkingDay(on, rule, calendar)
  return moved > begins ? moved : workingDayFrom(on, calendar)
}

/** The terms of a schedule among those kept with a plan. */
export function scheduleTermsOf({ dueDays: _days, behind: _behind, rates: _rates, ...terms }: PlanTerms): ScheduleTerms {
  return ScheduleTerms.parse(terms)
}

/** Due days as contracted, before any is moved off a holiday. */
export function contractedDueDays(terms: PlanTerms): readonly Day[] {
  return terms.dueDays ?? Array.from({ length: terms.periods }, (_, k) => contractedDueDay(terms, k))
}

/** The contracted due day of the k-th regular instalment, counted from 0: cheap, since a day-end asks it of every note it looks at. */
export function contractedDueDay(terms: PlanTerms, k: number): Day {
  if (terms.dueDays !== undefined) return terms.dueDays[k]!
  const firstDueOn = terms.firstDueOn as Day
  if (k === 0) return firstDueOn
  const { months, days } = lengthOf(terms.every ?? cyclesOf(terms.method)[0])
  return days > 0 ? addDays(firstDueOn, k * days) : addMonths(firstDueOn, k * months, terms.dueDay)
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

/** A new plan with what is paid of its rows; rows behind it keep their number. */
export function onPlan(plan: readonly PlanRow[], before: readonly Standing[]): Standing[] {
  const known = new Map(before.map((row) => [row.seq, row]))
  return plan.map((row) => {
    const old = known.get(row.seq)
    return { ...NOTHING_PAID, ...(old !== undefined && old.kind === row.kind && old.dueOn === row.dueOn ? old : {}), ...row }
  })
}
