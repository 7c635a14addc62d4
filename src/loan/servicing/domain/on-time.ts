import type { Day, WorkingCalendar } from '#kernel'
import type { NoteAtHand } from './note.ts'
import { freeUntil, overdueDays } from './owed.ts'

/** Regular instalments paid on time in a row up to now; one paid late begins the count anew. */
export function onTimeInARow({ instalments, rule }: Pick<NoteAtHand, 'instalments' | 'rule'>, calendar: WorkingCalendar): number {
  let count = 0
  for (const row of instalments) {
    if (row.kind !== 'REGULAR') continue
    if (row.settledOn === null) break
    count = row.settledOn <= freeUntil(row.dueOn, rule, calendar) ? count + 1 : 0
  }
  return count
}

/** Whether an increase of the limit may be applied for: enough instalments on time in a row, and nothing overdue. */
export function mayIncrease(note: Pick<NoteAtHand, 'instalments' | 'rule'>, { on, calendar, needed }: { on: Day; calendar: WorkingCalendar; needed: number }): boolean {
  return overdueDays(note, on) === 0 && onTimeInARow(note, calendar) >= needed
}
