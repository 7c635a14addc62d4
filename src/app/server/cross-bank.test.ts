import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { buildServer, leaksBetweenBanks, openRoute, route, type BanksUnderTest, type Route } from '#platform/http'
import { createLogger } from '#platform/logs'
import { type Bank, openBank } from './testing/carry.ts'
import { examplesOf } from './testing/examples/index.ts'
import { fillBank } from './testing/rows.ts'

/** The Word templates every bank begins with. */
const TEMPLATES = new URL('../../../templates/', import.meta.url)
const shipped = new Set(readdirSync(TEMPLATES).filter((name) => name.endsWith('.docx')).map((name) => createHash('sha256').update(readFileSync(new URL(name, TEMPLATES))).digest('hex')))

let branch: Bank
let banks: Omit<BanksUnderTest, 'app' | 'routes' | 'examples'>

beforeAll(async () => {
  branch = await openBank()
  banks = { shipped, test: branch.db, database: branch.db.database, knocking: branch.banks[1], knocked: branch.banks[0] }
}, 120_000)
afterAll(() => branch.close())

test('no route of one bank reads or writes rows of the other [S2-43]', async () => {
  const examples = examplesOf(await fillBank(branch))
  expect(await leaksBetweenBanks({ ...banks, app: branch.app, routes: branch.routes, examples })).toEqual([])
}, 300_000)

test('a route that leaks is found: by reading past the bank, by telling a foreign row from none, by writing', async () => {
  const [row] = await branch.db.asOwner('select customer_id from customer where bank_id = $1 limit 1', [branch.banks[0]])
  const customerId = String(row?.['customer_id'])
  const past = (text: string) => branch.db.asOwner(text, [customerId])
  const params = z.strictObject({ customerId: z.uuid() })
  const leaking: Route[] = [
    route({ act: 'leak.read', method: 'GET', path: '/api/leak/:customerId', may: 'customer.read', params, answer: z.array(z.unknown()), handle: () => past('select * from customer where customer_id = $1') }),
    route({ act: 'leak.list', method: 'GET', path: '/api/leak', may: 'customer.read', answer: z.array(z.unknown()), handle: () => branch.db.asOwner('select case_id from application') }),
    route({ act: 'leak.write', method: 'POST', path: '/api/leak/:customerId', may: 'customer.read', params, answer: z.undefined(), handle: async () => { await past("update customer set name = name || '!' where customer_id = $1") } }),
    openRoute({ act: 'leak.open', method: 'GET', path: '/api/leak-open', answer: z.object({}), handle: () => ({}) }),
  ]
  const app = await buildServer({ database: branch.db.database, routes: leaking, logger: createLogger({ level: 'silent' }) })
  const found = await leaksBetweenBanks({ ...banks, app, routes: leaking, examples: { 'leak.read': { params: { customerId } }, 'leak.write': { params: { customerId } } } })
  await app.close()
  expect(new Set(found.map((leak) => leak.split(':')[0]))).toEqual(new Set(['leak.read', 'leak.list', 'leak.write', 'customer']))
  expect(await leaksBetweenBanks({ ...banks, app: branch.app, routes: branch.routes.filter(({ act }) => act === 'customer.read'), examples: {} })).toEqual(['customer.read: no example'])
})
