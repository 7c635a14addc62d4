import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { ensureAppRole, migrate, overSocket, placeFor, startEmbedded, withClient, withDatabase, type TestServer } from '#platform/db'
import { tablesWithoutBank } from './check-statement.ts'

const TEMPLATE = 'template_weidai'

interface Started {
  stop(): Promise<void>
  readonly answer: TestServer
}

/**
 * Runs once a vitest run. The database server starts when the first test file asks for it (runs of pure tests pay nothing)
 * and stops with the run; its home is a new folder, so that runs do not meet. At the end every statement the tests sent is
 * checked: one that does not say its bank fails the run.
 */
export async function setup(): Promise<() => Promise<void>> {
  let started: Promise<Started> | undefined
  const statements = new Set<string>()
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-test-'))
  chmodSync(home, 0o755)
  const desk = createServer((request, response) => {
    const answer = request.method === 'POST' ? json(request).then((sent) => {
      for (const statement of sent as string[]) statements.add(statement)
    }) : (started ??= start(home)).then(({ answer: server }) => server)
    answer.then((value) => response.end(JSON.stringify(value ?? null)), (error: unknown) => response.writeHead(500).end(String(error)))
  })
  process.env['WEIDAI_TEST_SERVER'] = await listen(desk)
  return async () => {
    desk.close()
    try {
      if (started) await checkStatements(await started, statements)
    } finally {
      await (await started?.catch(() => undefined))?.stop()
      rmSync(home, { recursive: true, force: true })
    }
  }
}

/** The embedded server, or the one whose superuser `WEIDAI_TEST_DATABASE_URL` names: the same tests on PostgreSQL 15 to 18. */
async function start(home: string): Promise<Started> {
  const given = process.env['WEIDAI_TEST_DATABASE_URL']
  const embedded = given === undefined ? await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf, durable: false }) : undefined
  const ownerUrl = embedded === undefined ? given! : overSocket(embedded.ownerUrl, embedded.socket)
  await query(ownerUrl, `drop database if exists ${TEMPLATE}`)
  await query(ownerUrl, 'drop role if exists weidai_app')
  const appUrl = await ensureAppRole({ ownerUrl, appPassword: randomBytes(12).toString('hex') })
  await query(ownerUrl, `create database ${TEMPLATE}`)
  await migrate(withDatabase(ownerUrl, TEMPLATE))
  return { stop: async () => embedded?.stop(), answer: { ownerUrl, appUrl } }
}

async function checkStatements({ answer }: Started, statements: ReadonlySet<string>): Promise<void> {
  const rows = await query(withDatabase(answer.ownerUrl, TEMPLATE), `
    select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'bank_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity`)
  const bankTables = new Set(rows.map((row) => String(row['name'])))
  const bad = [...statements].flatMap((statement) => {
    const tables = tablesWithoutBank(statement, bankTables)
    return tables.length > 0 ? [`  ${tables.join(', ')}: ${statement}`] : []
  })
  process.stdout.write(`${statements.size} different statements checked for their bank, ${bad.length} without\n`)
  if (bad.length > 0) throw new Error(`statements that do not say their bank (each table of a bank needs bank_id = value):\n${bad.join('\n')}`)
}

function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query<Record<string, unknown>>(text)).rows)
}

function listen(desk: Server): Promise<string> {
  return new Promise((resolve) => desk.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(desk.address() as AddressInfo).port}`)))
}
