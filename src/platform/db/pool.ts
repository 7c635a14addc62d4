import os from 'node:os'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { addressesOf } from './address.ts'
import { typeParsers } from './parsers.ts'

/** How long work waits for the database before it is told that the database is away. */
export interface Patience {
  /** For a connection. */
  readonly connectMs: number
  /** Statements beyond this are cancelled by the database itself, which says so. */
  readonly statementMs: number
  /** The database silent for so long counts as gone, whatever became of the statement. */
  readonly silenceMs: number
  /** Silence in one transaction is added up, so that a slow connection cannot string out a request. */
  readonly inAll: boolean
}

/** Day-ends and jobs may take their time. */
export const AT_LEISURE: Patience = { connectMs: 10_000, statementMs: 60_000, silenceMs: 70_000, inAll: false }
/** Someone waits for the answer: within ten seconds he has one. */
export const IN_HASTE: Patience = { connectMs: 2500, statementMs: 6000, silenceMs: 7000, inAll: true }

/**
 * Connections people share to a database on the same machine: about two for each processor. More of them take the processors from
 * each other: on two, ten answered half as many repayments a second as five.
 */
export const connectionsBeside = (): number => Math.max(5, 2 * os.availableParallelism() + 1)

/** The server answered, but takes no writes. */
export class Standby extends Error {
  override readonly name = 'Standby'
}

/** The commit stands on this server and perhaps nowhere else: nobody may be told that it is done. */
export class Unconfirmed extends Error {
  override readonly name = 'Unconfirmed'
}

/** Connections of an installation to its database. */
export interface Pool {
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
}

/** Connections to the one server of the address, or to the one of several that takes writes; when that changes, work goes on with the other. */
export function openPool(address: string, connections: number, patience: Patience): Pool {
  const pools = addressesOf(address).map((one) => poolOf(one, connections, patience))
  const watches = new WeakMap<pg.PoolClient, Watch>()
  let [current, cuts] = [0, 0]

  async function take(pool: pg.Pool): Promise<pg.PoolClient> {
    for (;;) {
      const client = await pool.connect()
      const watch = watches.get(client)
      if (watch === undefined) {
        if (pools.length > 1) await refuseStandby(client)
        watches.set(client, watchOver(client, patience, { seen: cuts, onSilence: () => { cuts++ } }))
        return client
      }
      if (watch.seen === cuts) {
        watch.begin()
        return client
      }
      // One went silent since this one came: the others stand on the same wire.
      client.release(true)
    }
  }

  async function connect(): Promise<pg.PoolClient> {
    const errors: unknown[] = []
    for (;;) {
      const at = current
      try {
        return await take(pools[at]!)
      } catch (error) {
        errors.push(error)
        if (at === current) current = (at + 1) % pools.length
        // A standby that lags does not know the database or the role yet; that the other one is away says more.
        if (errors.length >= pools.length) throw errors.find((one) => !isUnknownThere(one)) ?? error
      }
    }
  }
  return { connect, end: async () => void (await Promise.all(pools.map((pool) => pool.end()))) }
}

const isUnknownThere = (error: unknown): boolean => error instanceof pg.DatabaseError && /^(28|3D)/.test(error.code ?? '')

function poolOf(connectionString: string, max: number, { connectMs, statementMs }: Patience): pg.Pool {
  const pool = new pg.Pool({
    connectionString, max, connectionTimeoutMillis: connectMs, types: typeParsers, keepAlive: true, keepAliveInitialDelayMillis: 10_000, pipeline: true,
    options: `-c timezone=UTC -c datestyle=ISO -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=60s`,
  })
  // A cut connection fails the query it was running; without listeners it would also end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function refuseStandby(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby').catch((error: unknown) => {
    client.release(true)
    throw error
  })
  if (rows[0]?.standby !== true) return
  client.release(true)
  throw new Standby('the server is a standby')
}

interface Watch {
  /** How many connections had gone silent when this one came. */
  readonly seen: number
  /** The connection begins another piece of work. */
  begin(): void
}

/** Ends a connection whose server stays silent, and does not take a commit for done that no standby has confirmed. */
function watchOver(client: pg.PoolClient, { silenceMs, inAll }: Patience, { seen, onSilence }: { seen: number; onSilence: () => void }): Watch {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  let [left, asked, since, isUnconfirmed] = [silenceMs, 0, 0, false]
  let timer: NodeJS.Timeout | undefined
  client.on('notice', ({ routine }) => { isUnconfirmed ||= routine === 'SyncRepWaitForLSN' })
  const waited = async (...given: unknown[]): Promise<unknown> => {
    if (asked++ === 0) {
      since = performance.now()
      timer = setTimeout(() => {
        onSilence()
        cut(client)
      }, Math.max(1, left))
    }
    try {
      const result = await query(...given)
      if (isUnconfirmed) throw new Unconfirmed('no standby has confirmed the commit')
      return result
    } finally {
      isUnconfirmed = false
      if (--asked === 0) {
        clearTimeout(timer)
        if (inAll) left -= performance.now() - since
      }
    }
  }
  client.query = waited as typeof client.query
  return { seen, begin: () => { left = silenceMs } }
}

/** Ends the connection at once: the server may not be there to be told. */
function cut(client: pg.PoolClient): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}
