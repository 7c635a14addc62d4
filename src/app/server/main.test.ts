import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/db'
import { readSettings } from './settings.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const KEYS = JSON.stringify({ current: 'test', search: 'test', keys: { test: Buffer.alloc(32, 'test').toString('base64') } })

let test: TestDatabase
const running: Started[] = []

beforeAll(async () => {
  test = await testDatabase()
})
afterEach(() => { for (const { child } of running.splice(0)) child.kill('SIGKILL') })
afterAll(() => test.drop())

interface Started {
  readonly child: ChildProcess
  /** Standard output and error so far. */
  said(): string
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>
}

/** The server as `npm start` runs it, without building the web app, on the test database. */
function start(mode: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `process.argv.splice(1, 0, 'start'); const { main } = await import('./src/app/server/main.ts'); process.exit(await main())`, mode], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATABASE_URL: test.ownerUrl, DATABASE_APP_URL: test.appUrl, WEIDAI_KEYS: KEYS, WEIDAI_PORT: '0', WEIDAI_HTTPS_PORT: 'off', WEIDAI_PRODUCTION: '1', NODE_COMPILE_CACHE: `${root}var/compile-cache`, ...env },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (piece: Buffer) => { text += piece.toString() })
  const server = { child, said: () => text, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) }
  running.push(server)
  return server
}

const started = (server: Started) => expect.poll(() => server.said(), { timeout: 30_000 }).toContain('停止 stop')
const addressOf = (server: Started): string => /http:\/\/[\d.]+:\d+/.exec(server.said())![0]
const workers = async () => (await test.asOwner('select modes from job_heartbeat order by modes')).map((row) => row['modes'])

describe('the server', () => {
  it('answers, does jobs, and stops with 0 when asked', async () => {
    const server = start('both')
    await started(server)
    expect(await (await fetch(`${addressOf(server)}/api/ready`)).json()).toEqual({ status: 'ready' })
    expect(await workers()).toEqual(['both'])
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await workers()).toEqual([])
  })

  it('runs as web without jobs and as worker without a door; it stops when the process that started it is gone', async () => {
    const [web, worker] = [start('web'), start('worker')]
    await Promise.all([started(web), started(worker)])
    expect(await workers()).toEqual(['worker'])
    expect(worker.said()).not.toContain('http://')
    expect((await fetch(`${addressOf(web)}/api/health`)).status).toBe(200)
    web.child.disconnect()
    worker.child.kill('SIGINT')
    expect(await Promise.all([web.ended, worker.ended])).toEqual([0, 0])
  })

  it('says in one sentence why it does not start', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const [portless, baseless] = [start('web', { WEIDAI_PORT: String((taken.address() as AddressInfo).port) }), start('both', { DATABASE_APP_URL: 'postgres://nobody:x@127.0.0.1:1/x' })]
    expect(await Promise.all([portless.ended, baseless.ended])).toEqual([1, 1])
    expect(portless.said()).toContain('已被占用')
    expect(baseless.said()).toContain('DATABASE_APP_URL 指定的数据库连不上')
    expect(portless.said() + baseless.said()).not.toContain('    at ')
    taken.close()
  })
})

describe('settings', () => {
  it('start with nothing set', () => {
    expect(readSettings({}, [])).toMatchObject({ mode: 'both', host: '127.0.0.1', port: 8080, portIsGiven: false, production: false })
    expect(readSettings({ PORT: '9000', WEIDAI_MODE: 'web' }, ['worker'])).toMatchObject({ mode: 'worker', port: 9000, portIsGiven: true })
  })

  it.each([[{ WEIDAI_PORT: 'eighty' }, []], [{ WEIDAI_PORT: '70000' }, []], [{ WEIDAI_MODE: 'all' }, []], [{}, ['--help']]])('refuse %o %o', (env, argv) => {
    expect(() => readSettings(env, argv)).toThrow('无法识别')
  })
})
