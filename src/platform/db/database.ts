import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql, type LogEvent, type Transaction } from 'kysely'
import pg from 'pg'
import { Refusal, assert } from '#kernel'
import type { KeyRing } from '#platform/keys'
import { asRefusal, mayRetry } from './refusals.ts'
import { typeParsers } from './parsers.ts'
import type { DB } from './schema.ts'

/** The tables, generated from the migrated database by `npm run codegen`. */
export type Schema = DB

/** A transaction inside one bank: it sees and writes rows of `bankId` only. `keys` seal identifiers and sign audit entries. */
export type Tx = Transaction<Schema> & { readonly bankId: number; readonly keys: KeyRing }

/** The few tables that belong to no bank. */
export type SharedTable = 'bank' | 'schema_migration' | 'job_heartbeat'
export type SharedTx = Transaction<Pick<Schema, SharedTable>>

export interface Database {
  /**
   * Runs `work` in one transaction of one bank; the only way to a bank's rows, for reads too. It may run again after a
   * serialization failure or deadlock, so `work` must have no effect outside the database.
   */
  inBank<T>(bankId: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `work` on the tables that belong to no bank. */
  shared<T>(work: (tx: SharedTx) => Promise<T>): Promise<T>
  readonly keys: KeyRing
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Connection of the app role: no superuser, no BYPASSRLS, owner of nothing. */
  readonly appUrl: string
  readonly keys: KeyRing
  readonly connections?: number
  /** Sees every statement sent; the tests use it to check that each names its bank. */
  readonly onStatement?: (text: string) => void
}

const ATTEMPTS = 5

/** Opens the pool of the app role and refuses (`database.unsafe-role`) a role that row-level security would not hold. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.appUrl,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    types: typeParsers,
    options: '-c timezone=UTC -c datestyle=ISO -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s',
  })
  // A cut connection fails the query it was running; without listeners it would also end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const { onStatement } = options
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    ...(onStatement ? { log: (event: LogEvent) => onStatement(event.query.sql) } : {}),
  })
  try {
    await refuseUnsafeRole(kysely)
  } catch (error) {
    await kysely.destroy()
    throw asRefusal(error)
  }
  return {
    inBank: (bankId, work) => retrying(() => inBank(kysely, bankId, options.keys, work)),
    shared: (work) => retrying(() => kysely.transaction().execute((tx) => work(tx as unknown as SharedTx))),
    keys: options.keys,
    close: () => kysely.destroy(),
  }
}

function inBank<T>(kysely: Kysely<Schema>, bankId: number, keys: KeyRing, work: (tx: Tx) => Promise<T>): Promise<T> {
  assert(Number.isInteger(bankId) && bankId > 0 && bankId < 2 ** 31, `a bank id is a positive integer, got ${bankId}`)
  return kysely.transaction().execute(async (transaction) => {
    // A literal, not set_config(): only SET LOCAL is passed on to the nodes of a distributed database.
    await sql.raw(`set local app.bank_id = '${bankId}'`).execute(transaction)
    return work(Object.assign(transaction, { bankId, keys }))
  })
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!mayRetry(error) || tries === ATTEMPTS) throw asRefusal(error)
      await wait(tries * tries * 10)
    }
  }
}

async function refuseUnsafeRole(kysely: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ role: string; unsafe: boolean; owns: boolean }>`
    select r.rolname as role, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as unsafe,
      exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_database d where d.datdba = r.oid) as owns
    from pg_roles r where r.rolname = current_user or (r.rolname <> current_user and pg_has_role(current_user, r.oid, 'member') and (r.rolsuper or r.rolbypassrls))
    order by r.rolname <> current_user
  `.execute(kysely)
  const bad = rows.find((row) => row.unsafe || row.owns)
  if (!bad) return
  throw new Refusal({
    code: 'database.unsafe-role', message: `数据库角色「${bad.role}」权限过大，行级安全对它不起作用`, value: bad.role,
    expected: '应用角色不得为超级用户、不得有 BYPASSRLS/CREATEROLE/CREATEDB，且不拥有任何表或库',
  })
}
