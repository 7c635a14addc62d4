import { Refusal } from '#kernel'
import type { LongJob } from '#platform/jobs'
import type { Tell } from '../at.ts'
import { automaticFor } from './automatic.ts'
import { daysOf } from './begin.ts'
import type { FailPoints } from './fail-point.ts'
import { catchUp, runDayEnd } from './run.ts'

/**
 * What a worker does for the day-end of a bank: goes on with one that was begun, and begins those whose hour has come. It stops
 * after the part at hand when the worker ends; another takes it up.
 */
export function dayEndJob(tell: Tell, now: () => Date = () => new Date(), points?: FailPoints): LongJob {
  return {
    kind: 'day-end',
    run: async (database, bankId, ending) => {
      const { begun, until } = await database.inBank(bankId, async (tx) => {
        const { unfinished } = await daysOf(tx)
        const run = await tx.selectFrom('day_end_run').select('state').where('bank_id', '=', tx.bankId).where('day', '=', unfinished).executeTakeFirst()
        // One that failed waits for the person who was told of it.
        if (run?.state === 'FAILED') return { begun: undefined, until: null }
        return { begun: run === undefined ? undefined : unfinished, until: (await automaticFor(tx, now())).until }
      })
      const options = { tell, now, ending, ...(points === undefined ? {} : { points }) }
      if (begun !== undefined) refuse(await runDayEnd(database, bankId, begun, options))
      if (until !== null && !ending.aborted) for (const result of await catchUp(database, bankId, until, options)) refuse(result)
    },
  }
}

/** A failure is written down and told already; the log of the server has it too. */
function refuse({ failed }: { readonly failed: { readonly step: string; readonly part: string; readonly refusal: Refusal } | null }): void {
  if (failed !== null) throw failed.refusal
}
