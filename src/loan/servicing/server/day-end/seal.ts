import { sql } from 'kysely'
import { findLate } from '#common/task/server'
import { sealDay, unsealedDays } from '#platform/audit'
import type { DayEndStep } from './step.ts'

/**
 * Ends the day: calls late tasks to account, seals the chains that grew on it into the bank's root, forgets the states kept
 * for the day-end, and writes down that the day is ended. All of it is one transaction, the last of the day.
 */
export const sealStep: DayEndStep = {
  id: 'seal', name: '封账', perUnit: false,
  run: async (tx, at) => {
    const late = await findLate(tx, { today: at.next, now: new Date(at.now) })
    let root = ''
    for (const day of await unsealedDays(tx)) if (day <= at.day) ({ root } = await sealDay(tx, day))
    await sql`delete from note_before where bank_id = ${tx.bankId} and day <= ${at.day}`.execute(tx)
    await tx.updateTable('day_end_run').set({ state: 'DONE', finished_at: at.now }).where('bank_id', '=', tx.bankId).where('day', '=', at.day).execute()
    await tx.updateTable('business_day').set({ ended_on: at.day }).where('bank_id', '=', tx.bankId).execute()
    return { rows: 1, controlFen: 0, figures: { 封账根值: root, 新增问责: late } }
  },
}
