import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal, day } from '#kernel'
import { testDatabase, twoBanks, type TestDatabase, type Tx } from '#platform/db'
import { failedJobs, tryAgain } from './failed.ts'
import { runJob, tryPiece } from './run-job.ts'
import { startWorker, type Job } from './worker.ts'

let test: TestDatabase
let bank: number
let other: number
const on = day('2025-03-14')

beforeAll(async () => {
  test = await testDatabase()
  ;[bank, other] = await twoBanks(test, on)
})
afterAll(() => test.drop())

/** A visible effect: one row a call. */
const effect = (name: string) => async (tx: Tx): Promise<void> => void (await tx.insertInto('counter').values({ bank_id: tx.bankId, name, period: '', last_number: 1 })
  .onConflict((c) => c.columns(['bank_id', 'name', 'period']).doUpdateSet((eb) => ({ last_number: eb('counter.last_number', '+', 1) }))).execute())
const count = async (name: string, bankId = bank): Promise<number> => (await test.database.inBank(bankId, (tx) => tx.selectFrom('counter').select('last_number').where('bank_id', '=', bankId).where('name', '=', name).executeTakeFirst()))?.last_number ?? 0

describe('a run keyed by kind, subject and day', () => {
  it('has one effect, however often and however much at once it is asked for', async () => {
    const run = () => runJob(test.database, bank, { kind: 'once', subject: 's', day: on }, async (tx) => {
      await effect('once')(tx)
      return { rows: 1 }
    })
    const outcomes = await Promise.all([run(), run(), run(), run()])
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'ALREADY_DONE', 'DONE'])
    expect(await run()).toEqual({ state: 'ALREADY_DONE' })
    expect(await count('once')).toBe(1)
  })

  it('is another run on another day, for another subject and in another bank', async () => {
    const run = (bankId: number, subject: string, onDay: string) => runJob(test.database, bankId, { kind: 'keyed', subject, day: day(onDay) }, effect('keyed'))
    await run(bank, 'a', '2025-03-14')
    await run(bank, 'b', '2025-03-14')
    await run(bank, 'a', '2025-03-15')
    await run(other, 'a', '2025-03-14')
    expect([await count('keyed'), await count('keyed', other)]).toEqual([3, 1])
  })

  it('leaves nothing of a run that failed, notes why without quoting, and may be run again', async () => {
    const key = { kind: 'fails', subject: '', day: on }
    const failing = (error: Error) => runJob(test.database, bank, key, async (tx) => {
      await effect('fails')(tx)
      throw error
    })
    expect(await failing(new Error('张三 13800138000'))).toMatchObject({ state: 'FAILED', error: 'Error' })
    expect(await failing(new Refusal({ code: 'core-bank.away', message: '核心系统未响应' }))).toMatchObject({ state: 'FAILED', error: 'core-bank.away' })
    expect(await count('fails')).toBe(0)
    expect(await runJob(test.database, bank, key, effect('fails'))).toMatchObject({ state: 'DONE' })
    expect(await count('fails')).toBe(1)
    expect(await test.asOwner(`select attempts, state, error from job_run where kind = 'fails'`)).toEqual([{ attempts: 3, state: 'DONE', error: null }])
  })
})

describe('jobs delivered three times, in any order, to two consumers', () => {
  it('are done once each', async () => {
    const subjects = Array.from({ length: 12 }, (_, at) => `delivery-${at}`)
    // A fixed shuffle: 7 and 36 share no factor.
    const queue = Array.from({ length: 3 * subjects.length }, (_, at) => subjects[(at * 7) % subjects.length]!)
    const consume = async () => {
      for (let subject = queue.pop(); subject !== undefined; subject = queue.pop()) await runJob(test.database, bank, { kind: 'delivered', subject, day: on }, effect(`done ${subject}`))
    }
    await Promise.all([consume(), consume()])
    expect(await Promise.all(subjects.map((subject) => count(`done ${subject}`)))).toEqual(subjects.map(() => 1))
  })
})

describe('what fails', () => {
  const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.database.inBank(bank, work)
  const key = { kind: 'piece', subject: 'poison', day: on }
  const attempt = (error?: Error) => tryPiece(test.database, bank, key, async (tx) => {
    await effect('piece')(tx)
    if (error !== undefined) throw error
  })

  it('because the house is not well is tried until it is, and is never given up', async () => {
    for (let tries = 0; tries < 7; tries++) {
      const full = new Refusal({ code: 'database.full', message: '数据库磁盘已满' }, 503)
      expect(await attempt(full)).toMatchObject({ state: 'FAILED', error: 'database.full' })
      expect(await runJob(test.database, bank, { ...key, kind: 'full' }, () => Promise.reject(full))).toMatchObject({ state: 'FAILED' })
    }
    expect(await inBank(failedJobs)).toEqual([])
  })

  it('of a long work is left after five times, listed, and done when it is tried again', async () => {
    for (let tries = 0; tries < 5; tries++) expect(await attempt(new TypeError('李四'))).toMatchObject({ state: 'FAILED', error: 'TypeError' })
    expect(await attempt()).toEqual({ state: 'LEFT' })
    expect(await inBank(failedJobs)).toMatchObject([{ ...key, attempts: 5, error: 'TypeError' }])
    expect(await inBank((tx) => tryAgain(tx, { ...key, subject: 'other' }))).toBe(false)
    expect(await inBank((tx) => tryAgain(tx, key))).toBe(true)
    expect(await attempt()).toMatchObject({ state: 'DONE' })
    expect([await count('piece'), await inBank(failedJobs)]).toEqual([1, []])
  })
})

describe('workers', () => {
  const job = (kind: string, run: Job['run'] = (tx) => effect(kind)(tx)): Job => ({ kind, due: async (_, today) => [{ subject: '', day: today }], run })
  const until = async (holds: () => Promise<boolean>) => { for (let i = 0; i < 200 && !(await holds()); i++) await wait(20) }

  it('do what is due in every bank, once, also when two of them run', async () => {
    const jobs = [job('daily')]
    const workers = await Promise.all([1, 2].map(() => startWorker(test.database, { jobs, modes: 'worker', everyMs: 10, onError: () => expect.unreachable() })))
    await until(async () => (await count('daily')) + (await count('daily', other)) >= 2)
    expect(await test.asOwner('select modes from job_heartbeat')).toEqual([{ modes: 'worker' }, { modes: 'worker' }])
    await wait(100)
    await Promise.all(workers.map((worker) => worker.stop()))
    expect([await count('daily'), await count('daily', other)]).toEqual([1, 1])
    expect(await test.asOwner('select * from job_heartbeat')).toEqual([])
  })

  it('leave a job alone after five failures and go on with the others', async () => {
    let tried = 0
    const failed: unknown[] = []
    const poison = job('poison', async () => {
      tried += 1
      throw new Error('always')
    })
    const worker = await startWorker(test.database, { jobs: [poison, job('after')], modes: 'both', everyMs: 5, onError: (_, kind) => failed.push(kind) })
    await until(async () => tried >= 10)
    await wait(100)
    await worker.stop()
    expect(tried).toBe(10) // five in each bank
    expect(failed).toEqual(Array.from({ length: 10 }, () => 'poison'))
    expect(await count('after')).toBe(1)
    expect((await test.database.inBank(bank, failedJobs)).map(({ kind, attempts }) => [kind, attempts])).toEqual([['poison', 5]])
  })

  it('go on past a job that cannot say what is due, and take up one that is tried again though its day is over', async () => {
    await test.database.inBank(bank, (tx) => tryAgain(tx, { kind: 'poison', subject: '', day: on }))
    await test.asOwner(`update business_day set today = '2025-03-15' where bank_id = $1`, [bank])
    const blind: Job = { kind: 'blind', due: () => Promise.reject(new Error('what is due?')), run: () => Promise.resolve() }
    const days: string[] = []
    const healed: Job = { kind: 'poison', due: () => Promise.resolve([]), run: (_tx, _subject, ofDay) => Promise.resolve(void days.push(ofDay)) }
    const worker = await startWorker(test.database, { jobs: [blind, healed], modes: 'both', everyMs: 5, onError: () => undefined })
    await until(async () => days.length > 0)
    await worker.stop()
    expect(days).toEqual([on])
    expect(await test.database.inBank(bank, failedJobs)).toEqual([])
  })
})
