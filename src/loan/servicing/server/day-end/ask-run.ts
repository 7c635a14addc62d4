import { type Day, Refusal, addDays } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { idOf } from './at.ts'
import { beginDay, daysOf } from './begin.ts'
import { DAY_END_STEPS } from './steps.ts'

/**
 * Begins the day-end before its time, or lets one that failed go on: from this instant new postings carry the next day. A
 * worker does the parts; this only says that they are to be done.
 */
export async function askRun(tx: Tx, staff: Staff, closing: Day, { on, now }: { readonly on: Day; readonly now: Date }): Promise<{ day: Day; today: Day }> {
  const { today, unfinished } = await daysOf(tx, 'for update')
  if (closing !== unfinished) throw new Refusal({ code: 'day-end.other-day', message: `${closing} 不是下一个要日终的营业日`, at: '/day', value: closing, expected: unfinished }, 409)
  const run = await tx.selectFrom('day_end_run').select('state').where('bank_id', '=', tx.bankId).where('day', '=', closing).executeTakeFirst()
  if (run?.state === 'RUNNING') throw new Refusal({ code: 'day-end.running', message: `${closing} 的日终正在进行`, value: closing, expected: '等它完成' }, 409)
  await record(tx, { caseId: idOf('day-end', tx.bankId), act: 'servicing.run-day-end', who: staff.id, businessDate: on, body: { day: closing, resumed: run !== undefined } })
  await beginDay(tx, closing, DAY_END_STEPS, { askedBy: staff.id, now })
  return { day: closing, today: today === closing ? addDays(closing, 1) : today }
}
