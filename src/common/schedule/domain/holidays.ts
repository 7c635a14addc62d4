import { type Day, Refusal, type WorkingCalendar, addDays, isWorkingDay, monthOf, workingDayFrom } from '#kernel'
import type { Schedule } from './schedule.ts'
import type { HolidayRule } from './terms.ts'

/** Where a due day on a holiday goes by the rule. */
export function dueOnWorkingDay(on: Day, rule: HolidayRule, calendar: WorkingCalendar): Day {
  if (rule === 'NONE') return on
  const following = workingDayFrom(on, calendar)
  if (rule === 'FOLLOWING' || (rule === 'MODIFIED_FOLLOWING' && monthOf(following) === monthOf(on))) return following
  let at = on
  while (!isWorkingDay(at, calendar)) at = addDays(at, -1)
  return at
}

/** Due days moved off holidays, never back to the day of disbursement; interest stays that of the contracted days. */
export function movedOffHolidays(schedule: Schedule, rule: HolidayRule, disbursedOn: Day, calendar: WorkingCalendar | undefined): Schedule {
  if (calendar === undefined) throw new Refusal({ code: 'schedule.no-calendar', message: '按节假日调整还款日须有日历', at: '/holidayRule', value: rule, expected: '不按节假日调整，或在有日历处计算' })
  const moved = (on: Day): Day => {
    const to = dueOnWorkingDay(on, rule, calendar)
    return to > disbursedOn ? to : workingDayFrom(on, calendar)
  }
  return { ...schedule, rows: schedule.rows.map((row) => ({ ...row, dueOn: moved(row.dueOn) })) }
}
