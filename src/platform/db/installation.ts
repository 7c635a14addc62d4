import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '#kernel'
import { loadKeyRing } from '#platform/keys'
import { isAddress } from './address.ts'
import { openDatabase, type Database } from './database.ts'
import { embeddedUrl, overSocket, startEmbedded, type Embedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { placeFor } from './place.ts'
import { IN_HASTE, connectionsBeside } from './pool.ts'
import { asRefusal } from './refusals.ts'
import { ensureAppRole } from './roles.ts'
import { withClient } from './with-client.ts'

export interface InstallationOptions {
  /** Root of the checkout; `var/` in it holds what this installation keeps. */
  readonly checkout: string
  readonly env?: NodeJS.ProcessEnv
  /** Commands beside a running server use its embedded PostgreSQL instead of refusing. */
  readonly beside?: boolean
}

export interface Installation {
  /** For day-ends, jobs and commands, which may take their time. */
  readonly database: Database
  /** For people, who wait: connections of its own, and an answer or a refusal within seconds. */
  readonly counter: Database
  readonly ownerUrl: string
  /** Migrations run by this start. */
  readonly migrated: readonly string[]
  /** Settles when an embedded server started here ends, wanted or not; never otherwise. */
  readonly databaseEnded: Promise<void>
  close(): Promise<void>
}

const NAME = 'weidai'

/** Brings up the database of this checkout: the one `DATABASE_URL` names, else the embedded one; migrates it and opens it as the app role. */
export async function openInstallation({ checkout, env = process.env, beside = false }: InstallationOptions): Promise<Installation> {
  const home = path.join(checkout, 'var')
  mkdirSync(home, { recursive: true })
  const keys = loadKeyRing(path.join(home, 'keys'), env['WEIDAI_KEYS'])
  const { embedded, ownerUrl } = await findServer(checkout, env, beside)
  try {
    const appUrl = overSocket(await appConnection(env['DATABASE_APP_URL'], ownerUrl, home), embedded?.socket)
    const migrated = await migrate(ownerUrl)
    const database = await openDatabase({ appUrl, keys })
    const counter = await openDatabase({ appUrl, keys, patience: IN_HASTE, ...(embedded === undefined ? {} : { connections: connectionsBeside() }) })
    const close = async (): Promise<void> => {
      await Promise.all([database.close(), counter.close()])
      await embedded?.stop()
    }
    return { database, counter, ownerUrl, migrated, databaseEnded: embedded?.ended ?? new Promise<void>(() => undefined), close }
  } catch (error) {
    await embedded?.stop()
    throw asRefusal(error)
  }
}

async function findServer(checkout: string, env: NodeJS.ProcessEnv, beside: boolean): Promise<{ embedded?: Embedded; ownerUrl: string }> {
  const given = env['DATABASE_URL']
  if (given !== undefined && given !== '') {
    await refuseUnreachable('DATABASE_URL', given)
    return { ownerUrl: given }
  }
  const place = placeFor(checkout)
  try {
    const embedded = await startEmbedded(place)
    return { embedded, ownerUrl: await ownDatabase(embedded.ownerUrl) }
  } catch (error) {
    const running = beside && error instanceof Refusal && error.code === 'server.running' ? embeddedUrl(place.home) : undefined
    if (running === undefined) throw error
    return { ownerUrl: await ownDatabase(running) }
  }
}

async function appConnection(given: string | undefined, ownerUrl: string, home: string): Promise<string> {
  if (given === undefined || given === '') return ensureAppRole({ ownerUrl, appPassword: appPassword(home) })
  await refuseUnreachable('DATABASE_APP_URL', given)
  return given
}

/** Tries the connection, so that a wrong address or password is said in one sentence that does not repeat the password. */
async function refuseUnreachable(setting: string, url: string): Promise<void> {
  const says = (reason: string): Refusal => new Refusal({
    code: 'database.unreachable', message: `${setting} 指定的数据库连不上 (cannot connect)：${reason}`, expected: 'postgres://用户:密码@主机:端口/数据库',
  }, 503)
  if (!isAddress(url)) throw says('不是连接地址 (not a connection URL)')
  try {
    await withClient({ connectionString: url, connectionTimeoutMillis: 10_000 }, async () => undefined)
  } catch (error) {
    throw says(error instanceof AggregateError ? String(error.errors[0]) : error instanceof Error ? error.message : String(error))
  }
}

/** Our database on the embedded server, made at the first start. */
async function ownDatabase(serverUrl: string): Promise<string> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME])
    if (rowCount === 0) await client.query(`create database ${NAME}`)
  })
  const url = new URL(serverUrl)
  url.pathname = `/${NAME}`
  return url.href
}

/** The app role's password is made here once; the database knows only its hash. */
function appPassword(home: string): string {
  const file = path.join(home, 'app-role.json')
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { password: string }).password
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, JSON.stringify({ password }), { mode: 0o600 })
  return password
}
