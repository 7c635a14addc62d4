import type { Writable } from 'node:stream'
import { type CompiledQuery, type ConnectionProvider, type DatabaseConnection, DefaultQueryExecutor, DummyDriver, PostgresAdapter, PostgresDialect, PostgresQueryCompiler, type QueryResult, Transaction } from 'kysely'
import pg from 'pg'
import { assert } from '#kernel'
import type { Pool } from './pool.ts'
import { nameOf } from './statement-names.ts'

export interface Transacting {
  /** Run right after the transaction has begun, in the same round trip. */
  readonly first?: string
  readonly readOnly?: boolean
  /** One statement that reads is all of it: the end of the transaction leaves with it. */
  readonly once?: boolean
  /** Statements that come again are parsed and planned once for each connection. */
  readonly prepared?: boolean
  readonly onStatement?: ((text: string) => void) | undefined
}

/**
 * Runs `work` in a transaction on a connection of the pool: commits when it returns, rolls back when it throws. Statements go out
 * without waiting for the answer to `begin`, and a transaction that only reads does not wait for its end.
 */
export async function transact<S, T>(pool: Pool, how: Transacting, work: (transaction: Transaction<S>) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const connection = new Connection(client, how)
  let broken = false
  try {
    const begun = connection.send(`begin${how.readOnly === true ? ' read only' : ''}${how.first === undefined ? '' : `; ${how.first}`}`)
    begun.catch(() => undefined)
    const result = await work(transactionOver<S>(connection))
    await begun
    if (how.readOnly !== true) await connection.commit()
    else if (how.once !== true) connection.send('commit').catch(() => undefined)
    return result
  } catch (error) {
    broken = await connection.send('rollback').then(() => isStalePlan(error), () => true)
    throw error
  } finally {
    connection.end()
    client.release(broken)
  }
}

/** The connection of each transaction. */
const connections = new WeakMap<Transaction<never>, Connection>()

/**
 * Sends a statement of whose answer nobody has need, and does not wait for it: it is run before whatever is sent later, and if
 * it fails, so does the transaction with its reason. Each wait for the database costs both sides more than a small statement does.
 */
export function sendOn<S>(transaction: Transaction<S>, statement: { compile(): CompiledQuery }): void {
  const connection = connections.get(transaction as unknown as Transaction<never>)
  assert(connection !== undefined, 'the transaction is one of ours')
  connection.sendOn(statement.compile())
}

/** A statement was planned before the tables changed under it; another connection has no such plan. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000' && 'routine' in error && error.routine === 'RevalidateCachedQuery'
}

const IN_FAILED_TRANSACTION = '25P02'
const CHANGES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class Connection implements DatabaseConnection, ConnectionProvider {
  readonly #client: pg.PoolClient
  readonly #how: Transacting
  #hasEnded = false
  #isGathering = false
  #failure: unknown
  /** Why each statement failed for whose answer nobody waited. */
  readonly #unheard: Promise<unknown>[] = []

  constructor(client: pg.PoolClient, how: Transacting) {
    this.#client = client
    this.#how = how
  }

  send(text: string): Promise<pg.QueryResult> {
    this.#how.onStatement?.(text)
    this.#gather()
    return this.#client.query(text)
  }

  /** Statements sent before anyone waits for an answer leave in one piece: a message costs as much as a small statement. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = (this.#client as unknown as { connection: { stream: Writable } }).connection
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  end(): void {
    this.#hasEnded = true
  }

  async commit(): Promise<void> {
    const { command } = await this.send('commit')
    if (command === 'COMMIT') return
    const failure = (await Promise.all(this.#unheard)).find((error) => error !== undefined)
    if (failure instanceof Error) throw failure
    assert(false, 'a transaction with a failed statement does not commit')
  }

  sendOn(statement: CompiledQuery): void {
    this.#unheard.push(this.executeQuery(statement).then(() => undefined, (error: unknown) => error))
  }

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    assert(!this.#hasEnded, 'the transaction has ended')
    this.#how.onStatement?.(text)
    const name = this.#how.prepared === true ? nameOf(text) : undefined
    this.#gather()
    const asked = this.#client.query<R & pg.QueryResultRow>({ text, values: parameters as unknown[], ...(name === undefined ? {} : { name }) })
    if (this.#how.once === true) {
      this.send('commit').catch(() => undefined)
      this.end()
    }
    const { command, rowCount, rows } = await asked.catch((error: unknown) => { throw this.#causeOf(error) })
    return CHANGES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows ?? [] }
  }

  /** What was already on its way when a statement failed fails as well; the reason is the first. */
  #causeOf(error: unknown): unknown {
    this.#failure ??= error
    return error instanceof pg.DatabaseError && error.code === IN_FAILED_TRANSACTION ? this.#failure : error
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are read in pages, not as a stream')
  }

  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this)
  }
}

const PARTS = {
  driver: new DummyDriver(), compiler: new PostgresQueryCompiler(), adapter: new PostgresAdapter(),
  dialect: new PostgresDialect({ pool: () => { throw new Error('a transaction has its connection') } }),
}

function transactionOver<S>(connection: Connection): Transaction<S> {
  const { driver, dialect, compiler, adapter } = PARTS
  const transaction = new Transaction<S>({ config: { dialect }, dialect, driver, executor: new DefaultQueryExecutor(compiler, adapter, connection) })
  connections.set(transaction as unknown as Transaction<never>, connection)
  return transaction
}
