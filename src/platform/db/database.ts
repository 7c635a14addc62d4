import { setTimeout as wait } from 'node:timers/promises'
import { type Transaction, sql } from 'kysely'
import { Refusal, assert } from '#kernel'
import type { KeyRing } from '#platform/keys'
import { asRefusal, mayRetry } from './refusals.ts'
import { AT_LEISURE, openPool, type Patience, type Pool } from './pool.ts'
import type { DB } from './schema.ts'
import { type Transacting, isStalePlan, transact } from './transact.ts'

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
  inBank<T>(bankId: number, work: (tx: Tx) => Promise<T>, how?: TransactionKind): Promise<T>
  /** Runs `work` on the tables that belong to no bank. */
  shared<T>(work: (tx: SharedTx) => Promise<T>): Promise<T>
  readonly keys: KeyRing
  close(): Promise<void>
}

/**
 * `readOnly`: it writes nothing; `once`: and asks one thing only. `prepared`: its statements come again and again, each for a few
 * rows, so their plans are kept; for the large steps of a day-end a plan that fits their figures is worth making each time.
 */
export type TransactionKind = Pick<Transacting, 'readOnly' | 'once' | 'prepared'>

export interface DatabaseOptions {
  /** Connection of the app role: no superuser, no BYPASSRLS, owner of nothing. */
  readonly appUrl: string
  readonly keys: KeyRing
  readonly connections?: number
  /** How long work waits for the database; without it as long as day-ends and jobs do. */
  readonly patience?: Patience
  /** Sees every statement sent; the tests use it to check that each names its bank. */
  readonly onStatement?: (text: string) => void
}

const ATTEMPTS = 5

/** Opens the pool of the app role and refuses (`database.unsafe-role`) a role that row-level security would not hold. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = openPool(options.appUrl, options.connections ?? 10, options.patience ?? AT_LEISURE)
  const { onStatement } = options
  try {
    await refuseUnsafeRole(pool)
  } catch (error) {
    await pool.end()
    throw asRefusal(error)
  }
  return {
    inBank: (bankId, work, how = {}) => retrying(() => inBank(pool, bankId, { ...how, keys: options.keys, onStatement }, work)),
    shared: (work) => retrying(() => transact(pool, { onStatement }, work)),
    keys: options.keys,
    close: () => pool.end(),
  }
}

function inBank<T>(pool: Pool, bankId: number, { keys, ...how }: Transacting & { readonly keys: KeyRing }, work: (tx: Tx) => Promise<T>): Promise<T> {
  assert(Number.isInteger(bankId) && bankId > 0 && bankId < 2 ** 31, `a bank id is a positive integer, got ${bankId}`)
  // A literal, not set_config(): only SET LOCAL is passed on to the nodes of a distributed database.
  return transact<Schema, T>(pool, { ...how, first: `set local app.bank_id = '${bankId}'` }, (transaction) => work(Object.assign(transaction, { bankId, keys })))
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(mayRetry(error) || isStalePlan(error)) || tries === ATTEMPTS) throw asRefusal(error)
      await wait(tries * tries * 10)
    }
  }
}

async function refuseUnsafeRole(pool: Pool): Promise<void> {
  const { rows } = await transact(pool, { readOnly: true }, (transaction) => sql<{ role: string; unsafe: boolean; owns: boolean }>`
    select r.rolname as role, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as unsafe,
      exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_database d where d.datdba = r.oid) as owns
    from pg_roles r where r.rolname = current_user or (r.rolname <> current_user and pg_has_role(current_user, r.oid, 'member') and (r.rolsuper or r.rolbypassrls))
    order by r.rolname <> current_user`.execute(transaction))
  const bad = rows.find((row) => row.unsafe || row.owns)
  if (!bad) return
  throw new Refusal({
    code: 'database.unsafe-role', message: `数据库角色「${bad.role}」权限过大，行级安全对它不起作用`, value: bad.role,
    expected: '应用角色不得为超级用户、不得有 BYPASSRLS/CREATEROLE/CREATEDB，且不拥有任何表或库',
  })
}
