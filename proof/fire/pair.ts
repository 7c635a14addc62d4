import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, chownSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Embedded, placeFor, startEmbedded, withClient } from '#platform/db'

/** A primary and a standby that confirms every commit, made of the PostgreSQL that comes with the packages. */
export interface Pair {
  readonly primary: Embedded
  readonly standby: Embedded
  /** `kill -9` of the primary and all its processes. */
  killPrimary(): void
  /** Makes the standby the primary. */
  promote(): Promise<void>
  close(): Promise<void>
}

const STANDBY = 'standby_1'
const PATIENCE_MS = 20_000
const shelf = placeFor(process.cwd()).shelf

export async function openPair(): Promise<Pair> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-pair-'))
  chmodSync(home, 0o755)
  const started: Embedded[] = []
  const close = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()))
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const primary = await startEmbedded({ home: path.join(home, 'primary'), shelf })
    started.push(primary)
    await prepare(primary)
    await copy(primary, path.join(home, 'primary'), path.join(home, 'standby'))
    const standby = await startEmbedded({ home: path.join(home, 'standby'), shelf })
    started.push(standby)
    await confirmEverything(primary)
    return { primary, standby, close, killPrimary: () => killAll(primary.processId), promote: () => withClient(standby.ownerUrl, async (client) => void (await client.query('select pg_promote(true, 10)'))) }
  } catch (error) {
    await close()
    throw error
  }
}

const PASSWORD = 'of-this-run-only'

async function prepare({ ownerUrl }: Embedded): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`create role replicator login replication password '${PASSWORD}'`)
    // Reserved from now on: the log written during the copy is still there when the standby asks for it.
    await client.query('select pg_create_physical_replication_slot($1, true)', [STANDBY])
  })
}

/** The files while the server runs, and the label that says from where its log makes them whole: what pg_basebackup does. */
async function copy(primary: Embedded, from: string, to: string): Promise<void> {
  mkdirSync(to, { mode: 0o755 })
  const data = path.join(to, 'pg')
  const label = await withClient(primary.ownerUrl, async (client) => {
    await client.query(`select pg_backup_start('standby', true)`)
    spawnSync('cp', ['-a', path.join(from, 'pg'), data])
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    return rows[0]!.labelfile
  })
  for (const file of ['postmaster.pid', 'postmaster.opts']) rmSync(path.join(data, file), { force: true })
  for (const folder of ['pg_wal', 'pg_replslot']) for (const name of readdirSync(path.join(data, folder))) if (name !== 'archive_status' && name !== 'summaries') rmSync(path.join(data, folder, name), { recursive: true })
  const { port } = new URL(primary.ownerUrl)
  const settings = `primary_conninfo = 'host=127.0.0.1 port=${port} user=replicator password=${PASSWORD} application_name=${STANDBY}'\nprimary_slot_name = '${STANDBY}'\n`
  const { uid, gid } = statSync(data)
  for (const [name, text] of [['backup_label', label], ['standby.signal', ''], ['postgresql.auto.conf', settings]] as const) {
    writeFileSync(path.join(data, name), text, { mode: 0o600 })
    if (process.getuid?.() === 0) chownSync(path.join(data, name), uid, gid)
  }
  const memory = JSON.parse(readFileSync(path.join(from, 'pg.json'), 'utf8')) as { password: string }
  writeFileSync(path.join(to, 'pg.json'), JSON.stringify({ password: memory.password, port: 0 }), { mode: 0o600 })
}

/** After the copy, which must not carry this setting: alone, the promoted standby has nobody to wait for. */
async function confirmEverything({ ownerUrl }: Embedded): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(`alter system set synchronous_standby_names = 'FIRST 1 (${STANDBY})'`)
    await client.query('select pg_reload_conf()')
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const { rows } = await client.query<{ sync_state: string }>('select sync_state from pg_stat_replication')
      if (rows[0]?.sync_state === 'sync') return
      if (Date.now() > until) throw new Error('the standby does not follow')
      await wait(50)
    }
  })
}

/** The postmaster and its children, which have sessions of their own. */
function killAll(postmaster: number): void {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => parentOf(pid) === postmaster)
  for (const pid of [postmaster, ...children.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}
