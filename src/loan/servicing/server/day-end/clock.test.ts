import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel'
import { endFromFuture, identify } from '#platform/auth'
import { type TestStaff, testStaff } from '#platform/http'
import { type Counter, onDay, openCounter, openNote, pageOf, payOn } from '../testing/note.ts'
import { automaticFor } from './automatic.ts'
import { dayEndJob } from './job.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const TRUE_TIME = Date.parse('2025-03-14T03:00:00Z')
const JUMPS = [-1, 1, 400]
const tell = () => Promise.resolve()
let counter: Counter
let bankId: number
let clock = TRUE_TIME
let operator: TestStaff

beforeAll(async () => {
  counter = await openCounter(() => new Date(clock))
  ;[bankId] = counter.banks
  operator = await testStaff(counter.db.database, bankId, { posts: ['CENTRAL_OPS'], name: '陈静' })
})
afterAll(() => counter.close())
beforeEach(async () => {
  clock = TRUE_TIME
  await counter.db.asOwner(`update business_day set first_day = '2025-03-14', today = '2025-03-14', ended_on = null where bank_id = $1`, [bankId])
})

const todayOf = async () => String((await counter.db.asOwner('select today::text from business_day where bank_id = $1', [bankId]))[0]?.['today'])

describe('when the clock of the machine jumps', () => {
  it.each(JUMPS)('by %i days, no plan, balance, interest or repayment moves but with the business day', async (days) => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-04-14')
    const before = await pageOf(counter, noteId)
    clock += days * DAY_MS
    expect(await pageOf(counter, noteId)).toEqual(before)
    expect((await payOn(counter, noteId, '2025-04-14', 1_022_104)).statusCode).toBe(201)
    const [row] = await counter.db.asOwner('select paid_on::text, recorded_on::text from repayment where note_id = $1', [noteId])
    expect(row).toEqual({ paid_on: '2025-04-14', recorded_on: '2025-04-14' })
    expect((await pageOf(counter, noteId)).instalments[1]).toEqual(before.instalments[1])
  })

  it('no day ends by itself, and who looks after it is told once', async () => {
    let passedMs = 0
    const job = dayEndJob(tell, () => new Date(clock), undefined, () => passedMs)
    const look = async () => { await job.run(counter.db.database, bankId, new AbortController().signal) }
    for (const days of JUMPS) {
      clock = TRUE_TIME + days * DAY_MS
      await look()
      await look()
      expect([days, await todayOf()]).toEqual([days, '2025-03-14'])
    }
    const told = await counter.db.asOwner("select says from notification where bank_id = $1 and staff_id = $2 and kind = 'DAY_END'", [bankId, operator.staffId])
    expect(told).toEqual([{ says: expect.stringContaining('服务器时钟跳变') as string }])
    // Time that passes is no jump: at the hour of the bank the day ends.
    passedMs = Date.parse('2025-03-14T15:45:00Z') - TRUE_TIME
    clock = TRUE_TIME + passedMs
    await look()
    expect(await todayOf()).toBe('2025-03-15')
  })

  it('by a day back, sessions seen in the future end, the others go on', async () => {
    const { database } = counter.db
    const [early, late] = [await testStaff(database, bankId, { posts: ['OFFICER'], now: new Date(TRUE_TIME - DAY_MS) }), await testStaff(database, bankId, { posts: ['OFFICER'], now: new Date(TRUE_TIME) })]
    const back = new Date(TRUE_TIME - DAY_MS + MINUTE_MS)
    await database.inBank(bankId, (tx) => endFromFuture(tx, back))
    expect([await identify(database, early.cookie, back) !== undefined, await identify(database, late.cookie, back) !== undefined]).toEqual([true, false])
    expect(await identify(database, early.cookie, new Date(TRUE_TIME + 400 * DAY_MS))).toBeUndefined()
  })
})

it('where summer time begins and ends, every day ends once and not before its hour', async () => {
  await counter.db.asOwner(`update bank set zone = 'Europe/Berlin' where bank_id = $1`, [bankId])
  for (const first of ['2025-03-29', '2025-10-25']) {
    await counter.db.asOwner('update business_day set first_day = $2, today = $2, ended_on = null where bank_id = $1', [bankId, first])
    const ends: string[] = []
    for (let at = Date.parse(`${first}T12:00:00Z`); at < Date.parse(`${addDays(day(first), 3)}T12:00:00Z`); at += 10 * MINUTE_MS) {
      const { until } = await counter.db.database.inBank(bankId, (tx) => automaticFor(tx, new Date(at)))
      if (until === null || until < (await todayOf())) continue
      ends.push(`${until} ${new Date(at).toISOString().slice(11, 16)}`)
      await counter.db.asOwner('update business_day set today = $2, ended_on = $3 where bank_id = $1', [bankId, addDays(until, 1), until])
    }
    // 23:40 in Berlin is 22:40 in winter and 21:40 in summer.
    expect(ends).toEqual(first === '2025-03-29' ? ['2025-03-29 22:40', '2025-03-30 21:40', '2025-03-31 21:40'] : ['2025-10-25 21:40', '2025-10-26 22:40', '2025-10-27 22:40'])
  }
})
