import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded, type Embedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { ensureAppRole } from './roles.ts'

export interface TestServer {
  /** Owner connection of the test server, to whatever database is put in its path. */
  readonly ownerUrl: string
  readonly appUrl: string
}

/**
 * Runs once a vitest run. The database server starts when the first test file asks for it (runs of pure tests pay nothing)
 * and stops with the run; its home is a new folder, so that runs do not meet.
 */
export async function setup(): Promise<() => Promise<void>> {
  let server: Promise<{ answer: TestServer; embedded: Embedded }> | undefined
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-test-'))
  chmodSync(home, 0o755)
  const desk = createServer((_, response) => {
    server ??= start(home)
    server.then(({ answer }) => response.end(JSON.stringify(answer)), (error: unknown) => response.writeHead(500).end(String(error)))
  })
  process.env['WEIDAI_TEST_SERVER'] = await listen(desk)
  return async () => {
    desk.close()
    await (await server?.catch(() => undefined))?.embedded.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function start(home: string): Promise<{ answer: TestServer; embedded: Embedded }> {
  const embedded = await startEmbedded({ home, shelf: path.join(os.tmpdir(), 'weidai-shelf'), durable: false })
  const appUrl = await ensureAppRole({ ownerUrl: embedded.ownerUrl, appPassword: randomBytes(12).toString('hex') })
  const client = new pg.Client({ connectionString: embedded.ownerUrl })
  await client.connect()
  await client.query('create database template_weidai')
  await client.end()
  await migrate(withDatabase(embedded.ownerUrl, 'template_weidai'))
  return { answer: { ownerUrl: embedded.ownerUrl, appUrl }, embedded }
}

function listen(desk: Server): Promise<string> {
  return new Promise((resolve) => desk.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(desk.address() as AddressInfo).port}`)))
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
