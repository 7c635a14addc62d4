import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, Refusal, addDays, day } from '#kernel'
import type { DayEndDetail, DayEndPage } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { type Counter, openCounter, openNote } from '../testing/note.ts'
import { DAY_END_STEPS, dayEndJob, runDayEnd } from './index.ts'

let counter: Counter
let operator: TestStaff
let bankId: number
const tell = () => Promise.resolve()

beforeAll(async () => {
  counter = await openCounter()
  ;[bankId] = counter.banks
  operator = await testStaff(counter.db.database, bankId, { posts: ['CENTRAL_OPS'], name: '陈静' })
  await openNote(counter)
  await counter.db.asOwner('update business_day set first_day = today, ended_on = null where bank_id = $1', [bankId])
})
afterAll(() => counter.close())

const page = async (): Promise<DayEndPage> => (await counter.as(operator, 'GET', '/api/day-ends')).json<DayEndPage>()
const detail = async (on: Day): Promise<DayEndDetail> => (await counter.as(operator, 'GET', `/api/day-ends/${on}`)).json<DayEndDetail>()
const ask = (on: string, who = operator) => counter.as(who, 'POST', '/api/day-ends', { body: { day: on } })
const work = (now = new Date('2025-03-14T03:00:00Z')) => dayEndJob(tell, () => now).run(counter.db.database, bankId, new AbortController().signal)

describe('a day-end asked for', () => {
  it('is begun by who may, once, and done by the worker', async () => {
    const { today, unfinished, next } = await page()
    expect([unfinished, next]).toEqual([today, { day: today, kind: 'RUN' }])
    expect((await ask(today, counter.cashier)).statusCode).toBe(403)
    expect((await ask('2025-03-20')).json()).toMatchObject({ code: 'day-end.other-day', expected: today })
    expect((await ask(today)).statusCode).toBe(202)
    expect((await ask(today)).json()).toMatchObject({ code: 'day-end.running' })
    expect(await page()).toMatchObject({ today: addDays(day(today), 1), unfinished: today, next: null, runs: [{ day: today, state: 'RUNNING', askedBy: '陈静', partsDone: 1 }] })
    await work()
    const { run, steps } = await detail(day(today))
    expect(run).toMatchObject({ state: 'DONE', askedBy: '陈静', differences: 0, failed: null })
    expect(run.partsDone).toBe(run.parts)
    expect(steps.map(({ state }) => state)).toEqual(steps.map(() => 'DONE'))
    expect(steps.find(({ step }) => step === 'aging')?.figures).toEqual(expect.arrayContaining([{ name: '在贷笔数', value: 1, isMoney: false }, { name: '贷款余额', value: 11_800_000, isMoney: true }]))
  })

  it('that stops says why and what to do, tells who looks after it, and goes on when asked', async () => {
    const { today } = await page()
    const on = day(today)
    const failing = DAY_END_STEPS.map((step) => (step.id === 'accrual' ? { ...step, run: () => Promise.reject(new Refusal({ code: 'test.no-rate', message: '产品 MICRO 没有利率', expected: '在产品中补录利率' })) } : step))
    expect(await runDayEnd(counter.db.database, bankId, on, { tell, steps: failing })).toMatchObject({ state: 'FAILED' })
    expect(await page()).toMatchObject({ next: { day: on, kind: 'RESUME' }, runs: [{ day: on, state: 'FAILED', failed: { step: '计提利息', part: '全行', says: '产品 MICRO 没有利率；在产品中补录利率' } }, {}] })
    const told = await counter.db.asOwner("select s.name, n.says from notification n join staff s on s.bank_id = n.bank_id and s.staff_id = n.staff_id where n.kind = 'DAY_END'")
    expect(told).toEqual([{ name: '陈静', says: `${on} 日终停在「计提利息」（全行）：产品 MICRO 没有利率；在产品中补录利率` }])
    await work()
    expect(await page()).toMatchObject({ next: { kind: 'RESUME' } })
    expect((await ask(on)).statusCode).toBe(202)
    await work()
    expect((await detail(on)).run).toMatchObject({ state: 'DONE', failed: null })
  })

  it('comes by itself at the hour of the bank, after days missed, but not when clock and business day lie far apart', async () => {
    const { today } = await page()
    await work(new Date(`${today}T02:00:00Z`))
    expect((await page()).today).toBe(today)
    await work(new Date(`${addDays(day(today), 1)}T15:45:00Z`))
    expect(await page()).toMatchObject({ today: addDays(day(today), 2), unfinished: addDays(day(today), 2), automatic: { at: '23:40' } })
    await work(new Date('2026-01-01T15:45:00Z'))
    expect((await page()).today).toBe(addDays(day(today), 2))
    await counter.db.asOwner('update bank set demonstration = true where bank_id = $1', [bankId])
    await work(new Date(`${addDays(day(today), 2)}T15:45:00Z`))
    expect(await page()).toMatchObject({ today: addDays(day(today), 2), automatic: { at: null } })
  })
})
