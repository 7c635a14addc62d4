import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { withDatabase } from '#platform/db'
import { buildServer } from '#platform/http'
import { createLogger } from '#platform/logs'
import { type Counter, onDay, openCounter, openNote } from '../../src/loan/servicing/server/testing/note.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { IN_HASTE, type Patience } from '../../src/platform/db/pool.ts'
import { testKeys } from '../../src/platform/db/testing.ts'
import { setup } from '../../scripts/database/test-setup.ts'

export const PAYMENT_FEN = 1_000
const COOKIE = 'weidai_session'

/** A branch on this PostgreSQL, whoever runs it; puts back what it changed in the environment. */
export async function openCounterOn(ownerUrl: string): Promise<Counter> {
  const before = { server: process.env['WEIDAI_TEST_SERVER'], url: process.env['WEIDAI_TEST_DATABASE_URL'] }
  process.env['WEIDAI_TEST_DATABASE_URL'] = ownerUrl
  const end = await setup()
  try {
    return await openCounter()
  } finally {
    await end()
    put('WEIDAI_TEST_SERVER', before.server)
    put('WEIDAI_TEST_DATABASE_URL', before.url)
  }
}

function put(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

export interface Door {
  readonly port: number
  readonly database: Database
  close(): Promise<void>
}

/** The product's server for people at a port, on this address of the database, waiting no longer than people do. */
export async function openDoor(counter: Counter, appUrl: string, { connections = 8, patience = IN_HASTE }: { connections?: number; patience?: Patience } = {}): Promise<Door> {
  const database = await openDatabase({ appUrl, keys: testKeys, connections, patience })
  const app = await buildServer({ database, routes: counter.routes, now: () => new Date(), logger: createLogger({ level: 'silent' }) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    port: (app.server.address() as AddressInfo).port, database,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

/** The same user and database at another port of this machine. */
export function atPort(url: string, port: number, database = new URL(url).pathname.slice(1)): string {
  const moved = new URL(withDatabase(url, database))
  moved.searchParams.delete('host')
  moved.host = `127.0.0.1:${port}`
  return moved.href
}

export async function openNotes(counter: Counter, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made++) ids.push((await openNote(counter)).noteId)
  await onDay(counter, '2025-04-14')
  return ids
}

export interface Answered {
  readonly status: number
  readonly body: { readonly code?: string; readonly detail?: string; readonly expected?: string; readonly repaymentId?: string }
  readonly retryAfter: string | null
  readonly replayed: boolean
  readonly ms: number
}

/** Sends one repayment over HTTP, once. */
export async function pay(counter: Counter, door: { readonly port: number }, { noteId, rowVersion, key }: { noteId: string; rowVersion: number; key: string }): Promise<Answered> {
  const { cookie, csrfToken } = counter.cashier
  const from = performance.now()
  const response = await fetch(`http://127.0.0.1:${door.port}/api/notes/${noteId}/repayments`, {
    method: 'POST', signal: AbortSignal.timeout(30_000),
    headers: { cookie: `${COOKIE}=${cookie}`, 'x-csrf-token': csrfToken, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ rowVersion, kind: 'DUE', amountFen: PAYMENT_FEN, paidOn: '2025-04-14', channel: 'CASH', payer: 'OWN' }),
  })
  const body = (await response.json()) as Answered['body']
  return { status: response.status, body, retryAfter: response.headers.get('retry-after'), replayed: response.headers.has('idempotent-replayed'), ms: performance.now() - from }
}

export interface Paid {
  readonly noteId: string
  readonly key: string
  readonly repaymentId: string
  /** How often it was sent until it was acknowledged. */
  readonly sends: number
  readonly at: number
}

/** One client: pays on its note again and again; what was not acknowledged is sent again with the same key until it is. */
export async function payOnAndOn(counter: Counter, door: Door, noteId: string, { until, acknowledged, refused }: { until: () => boolean; acknowledged: (paid: Paid) => void; refused: (answer: Answered) => void }): Promise<void> {
  for (let rowVersion = 1; !until(); rowVersion++) {
    const key = randomUUID()
    for (let sends = 1; ; sends++) {
      const answer = await pay(counter, door, { noteId, rowVersion, key })
      if (answer.status === 201) {
        acknowledged({ noteId, key, repaymentId: answer.body.repaymentId ?? '', sends, at: performance.now() })
        break
      }
      refused(answer)
      if (answer.status !== 503 && answer.status !== 409) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
      await wait(RETRY_MS)
    }
  }
}

const RETRY_MS = 100
