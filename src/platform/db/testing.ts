import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { assert, day } from '#kernel'
import { createKeyRing } from '#platform/keys'
import { changeAddress } from './address.ts'
import { createBank } from './bank.ts'
import { openDatabase, type Database } from './database.ts'
import { withClient } from './with-client.ts'

/** The server of a test run, started by the run's global set-up. */
export interface TestServer {
  /** Superuser connection; put the name of a database in its path. */
  readonly ownerUrl: string
  readonly appUrl: string
}

export interface TestDatabase {
  readonly database: Database
  readonly appUrl: string
  /** Superuser connection, for what no user may do: tampering, looking at the catalogue. */
  readonly ownerUrl: string
  /** Runs SQL as superuser, past row-level security. */
  asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Closes the connections and drops the database; hands the statements sent to the check at the end of the run. Call it in `afterAll`. */
  drop(): Promise<void>
}

/** The same keys in every test, so that a figure in a test stays what it is. */
export const testKeys = createKeyRing({ current: 'test', search: 'test', keys: { test: Buffer.alloc(32, 'weidai').toString('base64') } })

/** A fresh, migrated, empty database of its own for one test file, cloned from the template of the run. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await askServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template template_weidai strategy file_copy`)
  const ownerUrl = withDatabase(server.ownerUrl, name)
  const appUrl = withDatabase(server.appUrl, name)
  const statements = new Set<string>()
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  // Dropping the database may overtake its closing: an idle connection tells the pool, one at work tells itself.
  owner.on('error', () => undefined)
  owner.on('connect', (client) => client.on('error', () => undefined))
  const database = await openDatabase({ appUrl, keys: testKeys, connections: 8, onStatement: (text) => statements.add(text) })
  return {
    database, appUrl, ownerUrl,
    asOwner: async (text, values) => (await owner.query<Record<string, unknown>>(text, values)).rows,
    drop: async () => {
      await database.close()
      await owner.end()
      await onServer(server, `drop database ${name} with (force)`)
      await fetch(address(), { method: 'POST', body: JSON.stringify([...statements]) })
    },
  }
}

/** Two banks with their first business day; returns their ids. */
export async function twoBanks(test: TestDatabase, firstDay = day('2025-03-14')): Promise<[number, number]> {
  const first = await createBank(test.ownerUrl, { code: 'jinxin', name: '金鑫农商银行', firstDay })
  const second = await createBank(test.ownerUrl, { code: 'linhe', name: '临河村镇银行', firstDay })
  return [first, second]
}

async function askServer(): Promise<TestServer> {
  const answer = await fetch(address())
  assert(answer.ok, `the test server did not start: ${answer.ok ? '' : await answer.text()}`)
  return (await answer.json()) as TestServer
}

function address(): string {
  const found = process.env['WEIDAI_TEST_SERVER']
  assert(found !== undefined, 'testDatabase() works inside a vitest run only')
  return found
}

/** The same connection to another database of the server. */
export function withDatabase(url: string, database: string): string {
  return changeAddress(url, (changed) => { changed.pathname = `/${database}` })
}

function onServer(server: TestServer, text: string): Promise<unknown> {
  return withClient(server.ownerUrl, (client) => client.query(text))
}
