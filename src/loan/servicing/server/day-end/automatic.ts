import { policyOn } from '#common/policy/server'
import { type Day, addDays, clockIn, daysBetween } from '#kernel'
import type { Tx } from '#platform/db'
import { daysOf } from './begin.ts'

/** When the worker ends the days of a bank by itself, or why it does not. */
export interface Automatic {
  readonly at: string | null
  readonly says: string
}

/** The bank's own rule: its hour, unless it is the demonstration or its day lies too far from the machine's. */
export async function automaticFor(tx: Tx, now: Date): Promise<Automatic & { readonly until: Day | null }> {
  const bank = await tx.selectFrom('bank').select(['zone', 'demonstration']).where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  if (bank.demonstration) return { at: null, until: null, says: '演示银行由人推进营业日，不自动日终' }
  const { today, unfinished } = await daysOf(tx)
  const { dayEndAt, dayEndCatchUpDays } = (await policyOn(tx, today)).policy.servicing
  const { date, time } = clockIn(bank.zone, now)
  const until = time >= dayEndAt ? date : addDays(date, -1)
  const missed = daysBetween(unfinished, until) + 1
  // A clock that jumped, or a bank that stood still for long, is for a person to look at.
  if (missed > dayEndCatchUpDays) return { at: dayEndAt, until: null, says: `营业日 ${unfinished} 落后于机器日期 ${date} ${missed} 天，超过 ${dayEndCatchUpDays} 天不自动追赶；核对日期后由人运行` }
  if (daysBetween(date, today) > dayEndCatchUpDays) return { at: dayEndAt, until: null, says: `营业日 ${today} 超前于机器日期 ${date}，不自动日终` }
  return { at: dayEndAt, until, says: `每天 ${dayEndAt} 由系统自动日终` }
}
