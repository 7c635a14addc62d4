import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#kernel'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { createLogger } from '#platform/logs'
import { forgetOldKeys } from './idempotency.ts'
import { route, type Route } from './route.ts'
import { buildServer } from './server.ts'
import { ask, testStaff, type TestStaff } from './testing.ts'

let db: TestDatabase
let app: FastifyInstance
let officer: TestStaff
let other: TestStaff
let foreign: TestStaff
let open = true

/** Pays into an account; the account's balance shows how often it happened. */
const pay: Route = route({
  act: 'account.pay', method: 'POST', path: '/api/accounts/:account/payments', may: 'case.open', params: z.strictObject({ account: z.string() }),
  body: z.strictObject({ amountFen: z.int().min(1), waitMs: z.int().default(0) }), answer: z.object({ account: z.string(), balanceFen: z.int() }), status: 201,
  handle: ({ inBank, params, body }) => inBank(async (tx) => {
    if (!open) throw new Refusal({ code: 'day.not-open', message: '营业日未开' }, 409)
    const row = await tx.insertInto('counter').values({ bank_id: tx.bankId, name: params.account, period: '', last_number: body.amountFen })
      .onConflict((c) => c.columns(['bank_id', 'name', 'period']).doUpdateSet((eb) => ({ last_number: eb('counter.last_number', '+', body.amountFen) }))).returning('last_number').executeTakeFirstOrThrow()
    if (body.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, body.waitMs))
    return { account: params.account, balanceFen: row.last_number }
  }),
})

beforeAll(async () => {
  db = await testDatabase()
  const [first, second] = await twoBanks(db)
  officer = await testStaff(db.database, first, { posts: ['OFFICER'] })
  other = await testStaff(db.database, first, { posts: ['OFFICER'] })
  foreign = await testStaff(db.database, second, { posts: ['OFFICER'] })
  app = await buildServer({ database: db.database, routes: [pay], logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const send = (who: TestStaff, account: string, amountFen: number, key: string, waitMs?: number) =>
  ask(app, who, 'POST', `/api/accounts/${account}/payments`, { body: { amountFen, ...(waitMs === undefined ? {} : { waitMs }) }, key })
const balance = async (account: string, bankId = officer.bankId): Promise<number | undefined> =>
  (await db.database.inBank(bankId, (tx) => tx.selectFrom('counter').select('last_number').where('bank_id', '=', bankId).where('name', '=', account).executeTakeFirst()))?.last_number

describe('idempotency', () => {
  test('the same request again gets the first answer, marked as such', async () => {
    const first = await send(officer, 'again', 100, 'k1')
    const second = await send(officer, 'again', 100, 'k1')
    expect([first.statusCode, first.headers['idempotent-replayed']]).toEqual([201, undefined])
    expect([second.statusCode, second.headers['idempotent-replayed'], second.body, second.headers['content-type']]).toEqual([201, 'true', first.body, first.headers['content-type']])
    expect(await balance('again')).toBe(100)
  })

  test('JSON keys in another order are the same request', async () => {
    await ask(app, officer, 'POST', '/api/accounts/order/payments', { body: { amountFen: 5, waitMs: 0 }, key: 'order' })
    const again = await ask(app, officer, 'POST', '/api/accounts/order/payments', { body: { waitMs: 0, amountFen: 5 }, key: 'order' })
    expect(again.headers['idempotent-replayed']).toBe('true')
  })

  test('another amount under the key is refused and changes nothing', async () => {
    await send(officer, 'amount', 100, 'k2')
    const answer = await send(officer, 'amount', 200, 'k2')
    expect(answer.json()).toMatchObject({ status: 422, code: 'idempotency.other-request' })
    expect(await balance('amount')).toBe(100)
  })

  test('the key of one account does not answer for another', async () => {
    await send(officer, 'accountA', 100, 'k3')
    const answer = await send(officer, 'accountB', 100, 'k3')
    expect(answer.statusCode).toBe(422)
    expect(await balance('accountB')).toBeUndefined()
  })

  test('a refusal that can heal is not remembered', async () => {
    open = false
    expect((await send(officer, 'heal', 100, 'k4')).statusCode).toBe(409)
    open = true
    const answer = await send(officer, 'heal', 100, 'k4')
    expect([answer.statusCode, answer.headers['idempotent-replayed']]).toEqual([201, undefined])
    expect((await ask(app, officer, 'POST', '/api/accounts/heal2/payments', { body: { amountFen: 0 }, key: 'k4b' })).statusCode).toBe(400)
    expect((await send(officer, 'heal2', 7, 'k4b')).statusCode).toBe(201)
  })

  test('keys of two callers and of two banks do not meet', async () => {
    expect((await send(officer, 'mine', 1, 'k5')).statusCode).toBe(201)
    expect((await send(other, 'mine', 2, 'k5')).statusCode).toBe(201)
    expect((await send(foreign, 'mine', 4, 'k5')).statusCode).toBe(201)
    expect([await balance('mine'), await balance('mine', foreign.bankId)]).toEqual([3, 4])
  })

  test('while the first is under way a second is told to come back', async () => {
    const first = send(officer, 'flight', 100, 'k6', 1200)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const second = await send(officer, 'flight', 100, 'k6', 1200)
    expect(second.json()).toMatchObject({ status: 409, code: 'idempotency.in-flight' })
    expect(second.headers['retry-after']).toBe('1')
    expect((await first).statusCode).toBe(201)
    expect((await send(officer, 'flight', 100, 'k6', 1200)).headers['idempotent-replayed']).toBe('true')
    expect(await balance('flight')).toBe(100)
  })

  test('100 equal sends at once have one effect, and all learn the same answer', async () => {
    const untilAnswered = async (): Promise<string> => {
      for (;;) {
        const answer = await send(officer, 'hundred', 100, 'k7')
        if (answer.statusCode !== 409) return `${answer.statusCode} ${answer.body}`
        expect(answer.json()).toMatchObject({ code: 'idempotency.in-flight' })
      }
    }
    const answers = await Promise.all(Array.from({ length: 100 }, untilAnswered))
    expect(new Set(answers)).toEqual(new Set(['201 {"account":"hundred","balanceFen":100}']))
    expect(await balance('hundred')).toBe(100)
  })

  test.each([['absent', undefined], ['empty', ''], ['too long', 'x'.repeat(256)], ['with a space', 'a b'], ['not printable', 'a\tb']])('a key that is %s is refused', async (_, key) => {
    const { 'idempotency-key': _given, ...headers } = { 'idempotency-key': '', cookie: `weidai_session=${officer.cookie}`, 'x-csrf-token': officer.csrfToken }
    const answer = await app.inject({ method: 'POST', url: '/api/accounts/key/payments', payload: { amountFen: 1 }, headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) } })
    expect(answer.json()).toMatchObject({ status: 400, code: 'idempotency.key' })
    expect(await balance('key')).toBeUndefined()
  })

  test('keys are forgotten after a month, not before', async () => {
    await send(officer, 'old', 100, 'k8')
    const forget = (days: number) => db.database.inBank(officer.bankId, (tx) => forgetOldKeys(tx, new Date(Date.now() + days * 86_400_000)))
    await forget(29)
    expect((await send(officer, 'old', 100, 'k8')).headers['idempotent-replayed']).toBe('true')
    await forget(31)
    expect((await send(officer, 'old', 100, 'k8')).headers['idempotent-replayed']).toBeUndefined()
  })
})
