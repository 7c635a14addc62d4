/**
 * The worker of the product on one database, at an hour at which the day of its bank ends, telling its parent what it does:
 * `node worker.ts <app url> <bank> <instant> <day to end> [stepwise]`. Stepwise it stops at each named point until it is told
 * to go on.
 */
import { readSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { Refusal } from '#kernel'
import { dayEndJob, daysOf } from '#loan/servicing/server'
import { testKeys } from '#platform/db'
import { startWorker } from '#platform/jobs'
import { openDatabase } from '../../src/platform/db/database.ts'

const [appUrl = '', bank = '', instant = '', closing = '', stepwise] = process.argv.slice(2)
const say = (line: string): void => { writeSync(1, `${line}\n`) }
const points = {
  reach: (name: string): void => {
    if (stepwise === undefined) return
    say(`at ${name}`)
    if (readSync(0, Buffer.alloc(1)) === 0) process.exit(1)
  },
}
// The end of the parent is the end of this one.
process.once('disconnect', () => process.exit(1))
const database = await openDatabase({ appUrl, keys: testKeys, connections: 4 })
const job = dayEndJob(() => Promise.resolve(), () => new Date(instant), points)
// It will not end in order, when this would be kept by itself.
flushCompileCache()
say('ready')
await startWorker(database, {
  modes: 'worker', jobs: [], everyMs: 50,
  longJobs: [{
    kind: job.kind,
    run: async (of, bankId, ending) => {
      await job.run(of, bankId, ending)
      const { unfinished } = await of.inBank(Number(bank), (tx) => daysOf(tx))
      if (unfinished > closing) say('ended')
    },
  }],
  onError: (error) => say(`failed ${error instanceof Refusal ? error.code : String(error instanceof Error ? error.stack : error).replaceAll('\n', ' ')}`),
})
