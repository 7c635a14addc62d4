import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CustomerPage, type CustomerRow, type Duplicates, type MergeAct, checkCharacter } from '#common/customer/domain'
import { day } from '#kernel'
import { type TestDatabase, testDatabase, twoBanks } from '#platform/db'
import { type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { FastifyInstance } from 'fastify'
import { customerRoutes } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
let officer: TestStaff
let colleague: TestStaff
let stranger: TestStaff
let count = 0

beforeAll(async () => {
  db = await testDatabase()
  const [first, second] = await twoBanks(db, day('2025-03-12'))
  officer = await testStaff(db.database, first, { posts: ['OFFICER'], name: '王磊' })
  colleague = await testStaff(db.database, first, { posts: ['INSIDE'], name: '李梅' })
  stranger = await testStaff(db.database, second, { posts: ['OFFICER'] })
  app = await buildServer({ database: db.database, routes: customerRoutes(), logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

/** A file; the same phone for two of them is what makes one think of one person. */
async function file(name: string, phone: string, bornOn = '19830511'): Promise<CustomerPage> {
  const first17 = `000000${bornOn}${String(++count).padStart(3, '0')}`
  return (await ask(app, officer, 'POST', '/api/customers', { body: { name, customerType: 'SELF_EMPLOYED', idNumber: first17 + checkCharacter(first17), phone } })).json<CustomerPage>()
}
const duplicates = async (customerId: string, who = officer): Promise<Duplicates> => (await ask(app, who, 'GET', `/api/customers/${customerId}/duplicates`)).json<Duplicates>()
const propose = (customerId: string, intoId: string, who = officer) => ask(app, who, 'POST', `/api/customers/${customerId}/merges`, { body: { intoId, reason: '补录身份证时重复建档' } })
const act = (mergeId: string, what: MergeAct, who: TestStaff) => ask(app, who, 'POST', `/api/customer-merges/${mergeId}`, { body: { act: what, ...(what === 'undo' ? { reason: '查实是两个人' } : {}) } })
const find = async (q: string): Promise<string[]> => (await ask(app, officer, 'GET', `/api/customers?q=${encodeURIComponent(q)}`)).json<{ customers: CustomerRow[] }>().customers.map(({ number }) => number)
const pageOf = async (customerId: string): Promise<CustomerPage> => (await ask(app, officer, 'GET', `/api/customers/${customerId}`)).json<CustomerPage>()

async function merged(one: CustomerPage, into: CustomerPage): Promise<string> {
  const mergeId = (await propose(one.customerId, into.customerId)).json<Duplicates>().merges[0]!.mergeId
  expect((await act(mergeId, 'confirm', colleague)).statusCode).toBe(200)
  return mergeId
}

describe('one person on file twice', () => {
  it('is found by phone, by name and day of birth, and says by which', async () => {
    const [a, b, c] = [await file('赵一', '13900000001'), await file('赵一', '13900000001'), await file('钱二', '13900000001', '19700101')]
    expect((await duplicates(a.customerId)).candidates).toMatchObject([{ number: b.number, grounds: ['PHONE', 'NAME_BIRTH'] }, { number: c.number, grounds: ['PHONE'] }])
  })

  it('is merged by two people; all the second file is found by leads to the first', async () => {
    const [old, kept] = [await file('孙三', '13900000011'), await file('孙三丰', '13900000012')]
    const proposed = await propose(old.customerId, kept.customerId)
    expect(proposed.statusCode).toBe(201)
    const { mergeId } = proposed.json<Duplicates>().merges[0]!
    expect((await act(mergeId, 'confirm', officer)).json()).toMatchObject({ code: 'merge.same-person', status: 403 })
    expect(await find('13900000011')).toEqual([old.number])
    expect((await act(mergeId, 'confirm', colleague)).json<Duplicates>().merges[0]).toMatchObject({ state: 'MERGED', decided: { name: '李梅' } })
    for (const q of ['13900000011', '13900000012', '孙三', old.number, old.idNumberMasked.slice(-4)]) expect(await find(q), q).toContain(kept.number)
    expect(await find(old.number)).toEqual([kept.number])
    expect(await pageOf(old.customerId)).toMatchObject({ mergedInto: { number: kept.number } })
    expect(await pageOf(kept.customerId)).toMatchObject({ mergedInto: null, mergedFrom: [{ number: old.number }], mergedNumbers: [old.number] })
  })

  it('is taken apart by two people, and each file is exactly what it was', async () => {
    const [old, kept] = [await file('李四', '13900000021'), await file('李四', '13900000022')]
    const mergeId = await merged(old, kept)
    expect((await act(mergeId, 'undo', colleague)).statusCode).toBe(200)
    expect((await act(mergeId, 'confirm-undo', colleague)).json()).toMatchObject({ code: 'merge.same-person' })
    expect((await act(mergeId, 'confirm-undo', officer)).json<Duplicates>().merges[0]).toMatchObject({ state: 'UNMERGED', undo: { reason: '查实是两个人' }, undone: { name: '王磊' } })
    expect([await pageOf(old.customerId), await pageOf(kept.customerId)]).toEqual([old, kept])
    expect(await find(old.number)).toEqual([old.number])
  })

  it('may be three files in a chain; the middle one taken out again leaves the right one behind it', async () => {
    const [a, b, c] = [await file('周五', '13900000031'), await file('周五', '13900000032'), await file('周五', '13900000033')]
    await merged(a, b)
    const second = await merged(b, c)
    expect(await pageOf(c.customerId)).toMatchObject({ mergedNumbers: [a.number, b.number] })
    expect((await propose(a.customerId, c.customerId)).json()).toMatchObject({ code: 'customer.merged', detail: expect.stringContaining(c.number) })
    await act(second, 'undo', officer)
    await act(second, 'confirm-undo', colleague)
    expect(await pageOf(c.customerId)).toMatchObject({ mergedFrom: [], mergedNumbers: [] })
    expect(await pageOf(a.customerId)).toMatchObject({ mergedInto: { number: b.number } })
  })

  it('stays one merge when it is confirmed many times at once, and two crossing proposals end in one', async () => {
    const [a, b] = [await file('吴六', '13900000041'), await file('吴六', '13900000042')]
    const there = (await propose(a.customerId, b.customerId)).json<Duplicates>().merges[0]!.mergeId
    const back = (await propose(b.customerId, a.customerId)).json<Duplicates>().merges.find(({ customer }) => customer.number === b.number)!.mergeId
    const answers = await Promise.all([there, back, there, back, there, back].map((mergeId) => act(mergeId, 'confirm', colleague)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(5)
  })

  it('is nobody of another bank', async () => {
    const [a, b] = [await file('郑七', '13900000051'), await file('郑七', '13900000052')]
    expect((await propose(a.customerId, b.customerId, stranger)).statusCode).toBe(404)
    expect((await ask(app, stranger, 'GET', `/api/customers/${a.customerId}/duplicates`)).statusCode).toBe(404)
  })
})
