import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { overSocket, placeFor, startEmbedded } from '#platform/db'
import { type TestStaff, buildServer } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { Counter } from '../../src/loan/servicing/server/testing/note.ts'
import { setup } from '../../scripts/database/test-setup.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { connectionsBeside } from '../../src/platform/db/pool.ts'
import { testKeys } from '../../src/platform/db/testing.ts'
import { databaseCpuMs } from './database-cpu.ts'

export interface BenchServer {
  readonly counter: Counter
  readonly port: number
  /** What the measured server has cost so far. */
  spent(): Spent
  close(): Promise<void>
}

/** Statements sent, and processor time of the server's thread and of PostgreSQL. */
export interface Spent {
  readonly statements: number
  readonly serverMs: number
  readonly databaseMs: number
}

/** What each request cost between two readings. */
export function perRequest(before: Spent, after: Spent, requests: number) {
  const each = (of: keyof Spent): number => Math.round((after[of] - before[of]) / requests * 100) / 100
  return { statementsPerRequest: each('statements'), serverCpuMsPerRequest: each('serverMs'), databaseCpuMsPerRequest: each('databaseMs') }
}

/** A branch with its people, and the server over it listening at a port; on the PostgreSQL that `npm start` sets up, with its settings. */
export async function openServer(): Promise<BenchServer> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-bench-'))
  chmodSync(home, 0o755)
  const postgres = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
  process.env['WEIDAI_TEST_DATABASE_URL'] = postgres.ownerUrl
  const end = await setup()
  const { openCounter } = await import('../../src/loan/servicing/server/testing/note.ts')
  const counter = await openCounter()
  let sent = 0
  const database = await openDatabase({ appUrl: overSocket(counter.db.appUrl, postgres.socket), keys: testKeys, connections: connectionsBeside(), onStatement: () => { sent++ } })
  const app = await buildServer({ database, routes: counter.routes, now: () => new Date(), logger: createLogger({ level: 'silent' }) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    counter, port: (app.server.address() as AddressInfo).port,
    spent: () => {
      const { user, system } = process.threadCpuUsage()
      return { statements: sent, serverMs: (user + system) / 1000, databaseMs: databaseCpuMs(postgres.processId) }
    },
    close: async () => {
      await app.close()
      await database.close()
      await counter.close()
      await end()
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The headers of someone signed in. */
export function headersOf({ cookie, csrfToken }: TestStaff, name: string): Record<string, string> {
  return { cookie: `${name}=${cookie}`, 'x-csrf-token': csrfToken }
}
