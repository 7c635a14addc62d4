import { Refusal } from '#kernel'
import { type LongJob, watchClock } from '#platform/jobs'
import type { Tell } from '../at.ts'
import { alertOfFailure } from './alert.ts'
import { automaticFor } from './automatic.ts'
import { daysOf } from './begin.ts'
import type { FailPoints } from './fail-point.ts'
import { catchUp, runDayEnd } from './run.ts'

/**
 * What a worker does for the day-end of a bank: goes on with one that was begun, and begins those whose hour has come. It stops
 * after the part at hand when the worker ends; another takes it up.
 */
export function dayEndJob(tell: Tell, now: () => Date = () => new Date(), points?: FailPoints, steadyMs?: () => number): LongJob {
  const holds = watchClock(now, steadyMs)
  const told = new Set<number>()
  return {
    kind: 'day-end',
    run: async (database, bankId, ending) => {
      const { begun, until } = await database.inBank(bankId, async (tx) => {
        const { unfinished } = await daysOf(tx)
        const run = await tx.selectFrom('day_end_run').select('state').where('bank_id', '=', tx.bankId).where('day', '=', unfinished).executeTakeFirst()
        // One that failed waits for the person who was told of it.
        if (run?.state === 'FAILED') return { begun: undefined, until: null }
        const { until: wanted } = await automaticFor(tx, now())
        if (wanted === null || wanted < unfinished || holds()) return { begun: run === undefined ? undefined : unfinished, until: wanted }
        if (!told.has(bankId)) await alertOfFailure(tx, { day: unfinished, name: '自动日终', unit: '全行', says: JUMPED, now: now() })
        told.add(bankId)
        return { begun: run === undefined ? undefined : unfinished, until: null }
      })
      const options = { tell, now, ending, ...(points === undefined ? {} : { points }) }
      if (begun !== undefined) refuse(await runDayEnd(database, bankId, begun, options))
      if (until !== null && !ending.aborted) for (const result of await catchUp(database, bankId, until, options)) refuse(result)
    },
  }
}

const JUMPED = '服务器时钟跳变超过一小时，自动日终暂停；请系统管理员核对时钟后重启后台进程，需要时由人运行日终'

/** A failure is written down and told already; the log of the server has it too. */
function refuse({ failed }: { readonly failed: { readonly step: string; readonly part: string; readonly refusal: Refusal } | null }): void {
  if (failed !== null) throw failed.refusal
}
