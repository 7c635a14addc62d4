import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { NOBODY, canReach, findBinaries, findNative } from './binaries.ts'
import { startEmbedded, type EmbeddedOptions } from './embedded.ts'
import { takeLock } from './lock.ts'
import { placeFor } from './place.ts'
import { settingsFor } from './settings.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'weidai-embedded-'))
chmodSync(root, 0o755)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const isRoot = process.getuid?.() === 0
const optionsIn = (name: string): EmbeddedOptions => ({ home: path.join(root, name), shelf: path.join(os.tmpdir(), 'weidai-shelf') })

async function rows<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts the server of a home and inserts numbers, telling each one the database has acknowledged. */
function inserter(options: EmbeddedOptions): { child: ChildProcess; acknowledged: () => number; until: (count: number) => Promise<void> } {
  const program = `
    import pg from 'pg'
    import { startEmbedded } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))}
    const server = await startEmbedded(${JSON.stringify(options)})
    const client = new pg.Client({ connectionString: server.ownerUrl })
    client.on('error', () => {})
    await client.connect()
    await client.query('create table if not exists number (n serial primary key)')
    for (;;) { const { rows } = await client.query('insert into number default values returning n'); process.stdout.write(rows[0].n + '\\n') }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: fileURLToPath(new URL('../../..', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let failure = ''
  child.stdout.on('data', (text: Buffer) => { output += text.toString() })
  child.stderr.on('data', (text: Buffer) => { failure += text.toString() })
  const acknowledged = () => output.split('\n').slice(0, -1).length
  return {
    child, acknowledged,
    until: async (count) => {
      for (let i = 0; acknowledged() < count; i++) {
        expect(child.exitCode, failure).toBeNull()
        await wait(20)
        expect(i).toBeLessThan(1500)
      }
    },
  }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
}

const postmasterOf = (options: EmbeddedOptions): number => Number(readFileSync(path.join(options.home, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
const lives = (pid: number): boolean => existsSync(`/proc/${pid}`) && !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

describe('the embedded server', () => {
  it('keeps data, password and port over a clean stop, and lets nobody else start on its folder', async () => {
    const options = optionsIn('clean')
    const first = await startEmbedded(options)
    await rows(first.ownerUrl, 'create table kept as select 7 as n')
    await expect(startEmbedded(options)).rejects.toMatchObject({ code: 'server.running', value: process.pid })
    const refused = spawnSync(process.execPath, ['--input-type=module', '-e', `
      import { startEmbedded } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))}
      await startEmbedded(${JSON.stringify(options)}).catch((error) => { process.stdout.write(error.message); process.exitCode = 3 })`], { cwd: fileURLToPath(new URL('../../..', import.meta.url)), encoding: 'utf8' })
    expect(refused.status).toBe(3)
    expect(refused.stdout).toContain(`此目录的 Weidai 已在运行 (Weidai is already running on this directory, process ${process.pid})`)
    await first.stop()
    await first.stop()
    expect(lives(first.processId)).toBe(false)
    expect(readFileSync(path.join(options.home, 'postgres.log'), 'utf8')).toContain('database system is shut down')
    const second = await startEmbedded(options)
    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(await rows(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
  })

  it('ends with its parent, also by kill -9, and has every acknowledged row at the next start', async () => {
    const options = optionsIn('parent')
    const { child, acknowledged, until } = inserter(options)
    await until(50)
    const postmaster = postmasterOf(options)
    await killed(child)
    const server = await startEmbedded(options) // at once: the old one is still going down
    expect(lives(postmaster)).toBe(false)
    const [count] = await rows<{ n: number }>(server.ownerUrl, 'select max(n) as n from number')
    expect(count!.n).toBeGreaterThanOrEqual(acknowledged())
    await server.stop()
  })

  it('recovers after kill -9 of all its processes', async () => {
    const options = optionsIn('crash')
    const { child, acknowledged, until } = inserter(options)
    await until(50)
    const postmaster = postmasterOf(options)
    const backends = childrenOf(postmaster)
    process.kill(postmaster, 'SIGKILL')
    for (const pid of backends.slice(1)) process.kill(pid, 'SIGKILL') // one is left behind, holding the shared memory a moment
    await killed(child)
    const server = await startEmbedded(options)
    const [count] = await rows<{ n: number }>(server.ownerUrl, 'select max(n) as n from number')
    expect(count!.n).toBeGreaterThanOrEqual(acknowledged())
    await server.stop()
  })

  it('begins anew when the first start was killed while it made the data', async () => {
    const options = optionsIn('half')
    mkdirSync(path.join(options.home, 'pg.new', 'base'), { recursive: true })
    writeFileSync(path.join(options.home, 'pg.new', 'PG_VERSION'), '18\n')
    const server = await startEmbedded(options)
    expect(await rows(server.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }])
    await server.stop()
  })

  it('keeps checksums, full page writes and waiting for the disk switched on', async () => {
    const server = await startEmbedded(optionsIn('durable'))
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'data_sync_retry', 'listen_addresses']
    const values = await rows<{ name: string; setting: string }>(server.ownerUrl, `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join()})`)
    expect(Object.fromEntries(values.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', data_checksums: 'on', data_sync_retry: 'off', listen_addresses: '127.0.0.1',
    })
    await server.stop()
  })

  it('takes another port when the one of last time is taken', async () => {
    const [one, two] = [optionsIn('port-one'), optionsIn('port-two')]
    const first = await startEmbedded(one)
    mkdirSync(two.home)
    writeFileSync(path.join(two.home, 'pg.json'), JSON.stringify({ password: 'other', port: Number(new URL(first.ownerUrl).port) }))
    const second = await startEmbedded(two)
    expect(new URL(second.ownerUrl).port).not.toBe(new URL(first.ownerUrl).port)
    await Promise.all([first.stop(), second.stop()])
  })
})

describe('the lock', () => {
  it('is taken over from a process that is gone, or whose number went to another', () => {
    const file = path.join(root, 'lock')
    writeFileSync(file, JSON.stringify({ pid: process.pid, born: '1' }))
    takeLock(file)()
    writeFileSync(file, JSON.stringify({ pid: 4_194_305, born: '1' }))
    const release = takeLock(file)
    expect(() => takeLock(file)).toThrow('已在运行')
    release()
    expect(existsSync(file)).toBe(false)
  })
})

describe('a checkout only root can enter', () => {
  const hidden = path.join(root, 'hidden')

  it.runIf(isRoot)('keeps its data in /var/lib and runs binaries copied to where they can be reached', () => {
    mkdirSync(path.join(hidden, 'checkout'), { recursive: true })
    chmodSync(hidden, 0o700)
    expect(canReach(path.join(hidden, 'checkout', 'var'), NOBODY)).toBe(false)
    expect(placeFor(path.join(hidden, 'checkout')).home).toMatch(/^\/var\/lib\/weidai\/[0-9a-f]{12}$/)
    expect(placeFor(root)).toEqual({ home: path.join(root, 'var'), shelf: '/var/lib/weidai' })
    symlinkSync(path.dirname(findNative()), path.join(hidden, 'package'))
    const reached = findBinaries(path.join(root, 'shelf'), NOBODY, path.join(hidden, 'package', 'native'))
    expect(reached).toMatch(new RegExp(`^${root}/shelf/postgresql-18`))
    expect(spawnSync(path.join(reached, 'postgres'), ['--version'], { ...NOBODY, cwd: '/' }).status).toBe(0)
  })
})

describe('memory', () => {
  const GB = 1024 ** 3

  it('is a quarter of the machine for the buffers, between bounds', () => {
    expect(settingsFor(2 * GB, 100 * GB)).toMatchObject({ shared_buffers: '512MB', work_mem: '8MB', max_wal_size: '4096MB', min_wal_size: '1024MB', wal_buffers: '32MB' })
    expect(settingsFor(64 * GB, 1 * GB)).toMatchObject({ shared_buffers: '4096MB', work_mem: '128MB', max_wal_size: '256MB', min_wal_size: '80MB', wal_buffers: '64MB' })
    expect(settingsFor(0.1 * GB, 0)).toMatchObject({ shared_buffers: '64MB', work_mem: '4MB' })
  })
})
