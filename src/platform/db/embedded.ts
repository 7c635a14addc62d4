import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '#kernel'
import { NOBODY, findBinaries, type Account } from './binaries.ts'
import { takeLock } from './lock.ts'
import { NOT_DURABLE, machineSettings } from './settings.ts'
import { withClient } from './with-client.ts'

export interface EmbeddedOptions {
  /** Folder that holds the data, the log, the lock and the passwords. */
  readonly home: string
  /** Where a copy of PostgreSQL goes when the server's account cannot reach the installed one. */
  readonly shelf: string
  /** False only for throw-away servers of tests. */
  readonly durable?: boolean
}

export interface Embedded {
  readonly ownerUrl: string
  /** Folder of the socket it also listens at, which answers in half the time of a port; none where its path would be too long. */
  readonly socket: string | undefined
  readonly processId: number
  /** Clean stop (fast shutdown); a second call waits for the first. */
  stop(): Promise<void>
  /** Settles when the server ends, wanted or not. */
  readonly ended: Promise<void>
}

const OWNER = 'weidai_owner'
const PATIENCE_MS = 30_000

/** Starts the PostgreSQL that comes with the packages; refuses while another process uses the same folder. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = path.resolve(options.home)
  mkdirSync(home, { recursive: true, mode: 0o755 })
  const release = takeLock(path.join(home, 'lock'))
  try {
    const account = accountFor(path.join(home, 'pg'))
    const site: Site = { home, data: path.join(home, 'pg'), log: path.join(home, 'postgres.log'), binaries: findBinaries(options.shelf, account), account }
    const memory = readMemory(home)
    if (!existsSync(path.join(site.data, 'PG_VERSION'))) makeData(site, memory.password, options.durable !== false)
    stopOrphan(site)
    const started = await startPatiently(site, memory, options.durable !== false)
    return { ...started, stop: once(async () => { await started.stop(); release() }) }
  } catch (error) {
    release()
    throw error
  }
}

interface Site {
  readonly home: string
  readonly data: string
  readonly log: string
  readonly binaries: string
  readonly account: Account | undefined
}

/** What must be the same at the next start: the owner's password, and the port where possible. */
interface Memory {
  readonly password: string
  port: number
}

/** Root runs PostgreSQL as the owner of the data, `nobody` at first; anyone else as himself, on his own data only. */
function accountFor(data: string): Account | undefined {
  const owner = statSync(data, { throwIfNoEntry: false })
  const me = process.getuid?.()
  if (me === 0) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY
  if (owner && me !== undefined && owner.uid !== me) {
    throw new Refusal({
      code: 'database.other-owner', message: `数据目录 ${data} 属于另一个用户 (the data belong to user ${owner.uid})`, value: data,
      expected: '用当初启动的用户（可能是 root）启动，或换一个目录 (start as the user who started it first)',
    })
  }
  return undefined
}

function readMemory(home: string): Memory {
  const file = path.join(home, 'pg.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Memory
  const memory: Memory = { password: randomBytes(24).toString('base64url'), port: 0 }
  writeMemory(home, memory)
  return memory
}

function writeMemory(home: string, memory: Memory): void {
  writeFileSync(path.join(home, 'pg.json'), JSON.stringify(memory), { mode: 0o600 })
}

/** initdb into a folder beside, renamed when whole: a kill in between leaves nothing half made. */
function makeData(site: Site, password: string, durable: boolean): void {
  const unfinished = `${site.data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const secret = path.join(site.home, 'initdb-password')
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (site.account) for (const file of [unfinished, secret]) chownSync(file, site.account.uid, site.account.gid)
  const result = spawnSync(path.join(site.binaries, 'initdb'), [
    '-D', unfinished, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
    ...(durable ? ['--data-checksums'] : ['--no-data-checksums', '--no-sync']),
  ], { ...site.account, cwd: '/', env: environment(), encoding: 'utf8' })
  rmSync(secret, { force: true })
  if (result.status !== 0) throw notStarted(result.error?.message ?? result.stderr)
  renameSync(unfinished, site.data)
}

/** A server whose parent was killed where the kernel could not tell it; we hold the lock, so nobody uses it. */
function stopOrphan(site: Site): void {
  if (!existsSync(path.join(site.data, 'postmaster.pid'))) return
  spawnSync(path.join(site.binaries, 'pg_ctl'), ['stop', '-D', site.data, '-m', 'fast', '-t', '20'], { ...site.account, cwd: '/', env: environment() })
}

type Started = Omit<Embedded, 'stop'> & { stop(): Promise<void> }

/** After a kill -9 the old backends hold the shared memory for a moment, and a port may be taken: try again until patience ends. */
async function startPatiently(site: Site, memory: Memory, durable: boolean): Promise<Started> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const port = await freePort(memory.port)
    if (port !== memory.port) writeMemory(site.home, Object.assign(memory, { port }))
    const child = launch(site, port, durable)
    const failure = await readyOrFailure(child, site, urlOf(memory), until)
    if (failure === undefined) return running(child, memory, socketOf(site))
    if (Date.now() > until || !/shared memory block|postmaster\.pid|could not bind|Address already in use/.test(failure)) throw notStarted(failure)
    await wait(250)
  }
}

function launch(site: Site, port: number, durable: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1', unix_socket_directories: socketOf(site) ?? '', log_min_messages: 'warning', log_checkpoints: 'off', log_timezone: 'UTC', timezone: 'UTC',
    ...machineSettings(site.home), ...(durable ? {} : NOT_DURABLE),
  }
  const server = [path.join(site.binaries, 'postgres'), '-D', site.data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const log = openSync(site.log, existsSync(site.log) && statSync(site.log).size > 10_000_000 ? 'w' : 'a', 0o640)
  // detached: a Ctrl-C in the terminal goes to us first, and we stop the database last.
  const options = { cwd: '/', env: environment(), stdio: ['ignore', log, log] as ['ignore', number, number], detached: true }
  const child = hasSetpriv() ? spawn('setpriv', [...dyingWithUs(site.account), ...server], options) : spawn(server[0]!, server.slice(1), { ...options, ...site.account })
  closeSync(log)
  return child
}

/** The kernel sends SIGINT (fast shutdown) to PostgreSQL when this process ends, even by kill -9. */
function dyingWithUs(account: Account | undefined): string[] {
  return [...(account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : []), '--pdeathsig', 'INT']
}

function hasSetpriv(): boolean {
  return process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0
}

async function readyOrFailure(child: ChildProcess, site: Site, url: string, until: number): Promise<string | undefined> {
  const logStart = statSync(site.log).size
  let failure: string | undefined
  child.once('error', (error) => { failure = error.message })
  child.once('exit', (code) => { failure = readFileSync(site.log, 'utf8').slice(logStart).trim() || `exit code ${code}` })
  while (failure === undefined) {
    const answer = await knock(url)
    if (answer === undefined) return failure
    if (Date.now() > until) {
      child.kill('SIGQUIT')
      return answer
    }
    await wait(25)
  }
  return failure
}

/** Undefined when the server answers, else what it said. */
async function knock(url: string): Promise<string | undefined> {
  try {
    return await withClient({ connectionString: url, connectionTimeoutMillis: 2000 }, async () => undefined)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') throw notStarted(error.message)
    return error instanceof Error ? error.message : String(error)
  }
}

/** Longest path of a socket in bytes that every kernel takes, less the name of the file. */
const LONGEST_FOLDER: number = 103 - '/.s.PGSQL.65535.lock'.length

/** Beside the data, where only the server's account and root come in. */
function socketOf({ data }: Site): string | undefined {
  return process.platform === 'win32' || Buffer.byteLength(data) > LONGEST_FOLDER ? undefined : data
}

/** The same database through the socket in a folder. */
export function overSocket(url: string, folder: string | undefined): string {
  if (folder === undefined) return url
  const changed = new URL(url)
  changed.searchParams.set('host', folder)
  return changed.href
}

function running(child: ChildProcess, memory: Memory, socket: string | undefined): Started {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    child.once('exit', () => resolve())
  })
  return { ownerUrl: urlOf(memory), socket, processId: child.pid!, ended, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const inTime = await Promise.race([ended.then(() => true), wait(6000, false, { ref: false })])
  if (!inTime) child.kill('SIGQUIT')
  await ended
}

/** Owner connection of a server another process runs in this home; undefined when none ever ran there. */
export function embeddedUrl(home: string): string | undefined {
  return existsSync(path.join(home, 'pg.json')) ? urlOf(readMemory(home)) : undefined
}

/** The port of last time when nobody took it, else any free one. */
async function freePort(wish: number): Promise<number> {
  const listen = (port: number): Promise<number> => new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
  return wish === 0 ? listen(0) : listen(wish).catch(() => listen(0))
}

const urlOf = (memory: Memory): string => `postgres://${OWNER}:${memory.password}@127.0.0.1:${memory.port}/postgres`

/** No LANG, no PG* of the caller: the server must come up the same everywhere. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
}

function notStarted(reason: string): Refusal {
  return new Refusal({ code: 'database.not-started', message: `内置 PostgreSQL 没有启动：${reason.slice(-2000)}`, expected: '见 postgres.log；或用 DATABASE_URL 指定数据库' }, 503)
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}
