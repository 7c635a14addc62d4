import { workingCalendar } from '#common/task/server'
import { type Day, type WorkingCalendar, addDays } from '#kernel'
import type { Tx } from '#platform/db'

/** Longer than any holiday with the weekends around it. */
const LONGEST_HOLIDAY = 30

/** The published holidays over the life of a note: they move due days and lengthen grace, whatever hours the bank's own people keep. */
export function calendarOfNote(tx: Tx, from: Day, until: Day): Promise<WorkingCalendar> {
  return workingCalendar(tx, from, 'BANK_CALENDAR', addDays(until, LONGEST_HOLIDAY))
}
