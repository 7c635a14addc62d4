import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, addDays } from '#kernel'
import { testKeys } from '#platform/db'
import { startWorker } from '#platform/jobs'
import { type Database, openDatabase } from '../../../../platform/db/database.ts'
import { type BookAtHand, loadBook, openBook } from '../testing/book.ts'
import { tableHashes } from '../testing/table-hashes.ts'
import { DAY_END_STEPS, catchUp, dayEndJob, runDayEnd } from './index.ts'

const SHAPE = { loans: 60, units: 3 }
const BANKS = ['book', 'other', 'third'] as const
const DAYS_STOPPED = 4
const tell = () => Promise.resolve()
/** Twenty minutes before midnight in China, when banks end their day by themselves. */
const hourOf = (on: Day) => () => new Date(`${on}T15:45:00Z`)

let books: BookAtHand[]
let alone: BookAtHand
let second: Database
beforeAll(async () => {
  const [first, lone] = await Promise.all([openBook(SHAPE), openBook(SHAPE)])
  books = [first]
  for (const code of BANKS.slice(1)) books.push(await loadBook(first.db, { ...SHAPE, code }))
  alone = lone
  second = await openDatabase({ appUrl: first.db.appUrl, keys: testKeys, connections: 4 })
})
afterAll(async () => {
  await second.close()
  await Promise.all([books[0]!, alone].map(({ db }) => db.drop()))
})

async function refuseDifference(): Promise<void> {
  const [expected, found] = [await tableHashes(alone), await tableHashes(books[0]!)]
  expect([...expected].filter(([table, hash]) => found.get(table) !== hash).map(([table]) => table)).toEqual([])
}

describe('day-ends by workers', () => {
  it('two workers end the day of three banks side by side, and each bank comes to what it comes to alone', async () => {
    const { today, db } = alone
    expect(await runDayEnd(db.database, alone.bankId, today, { tell, now: hourOf(today) })).toMatchObject({ state: 'DONE' })
    const errors: unknown[] = []
    const workers = await Promise.all([books[0]!.db.database, second].map((database) => startWorker(database, { jobs: [], longJobs: [dayEndJob(tell, hourOf(today))], modes: 'worker', everyMs: 20, onError: (error) => errors.push(error) })))
    await expect.poll(() => books[0]!.db.asOwner('select ended_on::text as day from business_day order by 1'), { timeout: 60_000, interval: 100 }).toEqual(BANKS.map(() => ({ day: today })))
    await Promise.all(workers.map((worker) => worker.stop()))
    expect(errors).toEqual([])
    expect(await books[0]!.db.asOwner("select distinct state from day_end_part union select distinct state from day_end_run")).toEqual([{ state: 'DONE' }])
    await refuseDifference()
  }, 120_000)

  it('days missed while nothing ran come to what they come to one by one', async () => {
    const last = addDays(alone.today, DAYS_STOPPED)
    for (let on = addDays(alone.today, 1); on <= last; on = addDays(on, 1)) await dayEndJob(tell, hourOf(on)).run(alone.db.database, alone.bankId, new AbortController().signal)
    const [stopped] = books as [BookAtHand]
    expect((await catchUp(stopped.db.database, stopped.bankId, last, { tell })).map(({ state }) => state)).toEqual(Array.from({ length: DAYS_STOPPED }, () => 'DONE'))
    await refuseDifference()
  }, 120_000)

  it('whose database goes away in the middle of a step is nobody’s business: the worker comes back and goes on', async () => {
    const [{ db, bankId, today }] = books as [BookAtHand]
    const on = addDays(today, DAYS_STOPPED + 1)
    const cut = DAY_END_STEPS.map((step) => (step.id === 'accrual' ? { ...step, run: async (...args: Parameters<typeof step.run>) => { await step.run(...args); await sql`select pg_terminate_backend(pg_backend_pid())`.execute(args[0]); throw new Error('the connection is gone') } } : step))
    await expect(runDayEnd(db.database, bankId, on, { tell, steps: cut })).rejects.toMatchObject({ code: 'database.away' })
    expect(await db.asOwner('select r.state as run, p.state as part, p.error from day_end_run r join day_end_part p using (bank_id, day) where bank_id = $1 and day = $2 and step = $3', [bankId, on, 'accrual'])).toEqual([{ run: 'RUNNING', part: 'RUNNING', error: null }])
    await dayEndJob(tell, hourOf(on)).run(db.database, bankId, new AbortController().signal)
    await dayEndJob(tell, hourOf(on)).run(alone.db.database, alone.bankId, new AbortController().signal)
    expect(await db.asOwner("select state from day_end_run where bank_id = $1 and day = $2", [bankId, on])).toEqual([{ state: 'DONE' }])
    await refuseDifference()
  }, 60_000)
})
