import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { APP_ROLE, type Embedded, ensureAppRole, placeFor, startEmbedded, withClient, withDatabase } from '#platform/db'
import { within } from './within.ts'

/** Of PostgreSQL's own recovery after kill -9, and of waiting until orphans let go of the shared memory. */
const RESTART_SECONDS = 120

/** One PostgreSQL as `npm start` sets it up, waiting for the disk at each commit, that is killed and started again on the same data. */
export class Cluster {
  readonly home: string
  restarts = 0
  private server: Embedded

  private constructor(home: string, server: Embedded) {
    this.home = home
    this.server = server
  }

  static async start(): Promise<Cluster> {
    const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-kill-'))
    chmodSync(home, 0o755)
    const cluster = new Cluster(home, await within(RESTART_SECONDS, 'PostgreSQL to start', startIn(home)))
    await ensureAppRole({ ownerUrl: cluster.server.ownerUrl, appPassword: APP_ROLE })
    return cluster
  }

  ownerUrl(name: string): string {
    return withDatabase(this.server.ownerUrl, name)
  }

  appUrl(name: string): string {
    const url = new URL(this.ownerUrl(name))
    ;[url.username, url.password] = [APP_ROLE, APP_ROLE]
    return url.href
  }

  /** A database of its own, empty or with the rows of another to which nobody is connected. */
  async create(name: string, like?: string): Promise<void> {
    await within(RESTART_SECONDS, `the database ${name}`, withClient(this.server.ownerUrl, (client) => client.query(`create database ${name}${like === undefined ? '' : ` template ${like} strategy wal_log`}`)))
  }

  async drop(name: string): Promise<void> {
    await within(RESTART_SECONDS, `the end of ${name}`, withClient(this.server.ownerUrl, (client) => client.query(`drop database ${name} with (force)`)))
  }

  /** kill -9 of every process of PostgreSQL, then a new start. */
  async killAndRestart(): Promise<void> {
    const postmaster = this.server.processId
    const all = [postmaster, ...readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').split(' ').filter(Boolean).map(Number)]
    for (const processId of all) kill(processId)
    await within(RESTART_SECONDS, 'the end of PostgreSQL', this.server.ended)
    // It is dead; this lets go of its folder.
    await this.server.stop()
    this.server = await within(RESTART_SECONDS, 'PostgreSQL to start again', startIn(this.home))
    this.restarts++
  }

  async stop(): Promise<void> {
    await within(RESTART_SECONDS, 'PostgreSQL to stop', this.server.stop())
    rmSync(this.home, { recursive: true, force: true })
  }
}

function startIn(home: string): Promise<Embedded> {
  return startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
}

/** A process that ended by itself in this moment is dead as well. */
function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
