import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as plain } from '@playwright/test'
import pg from 'pg'

const root = path.resolve(import.meta.dirname, '..')
const KEYS = JSON.stringify({ current: 'journey', search: 'journey', keys: { journey: Buffer.alloc(32, 'journey').toString('base64') } })
const LONGEST_START_MS = 180_000

export interface Product {
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  /** What the start printed, sign-ins included. */
  readonly printed: string
  /** Runs `weidai …` beside it, on the same database. */
  weidai(...args: string[]): { readonly code: number | null; readonly said: string }
  stop(): Promise<void>
}

/** Starts the real product by its start script: a port, a file store and an empty database of its own, which the start fills with the demonstration. */
export async function startProduct(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const { ownerUrl, appUrl, drop } = await freshDatabase()
  const files = mkdtempSync(path.join(os.tmpdir(), 'weidai-journey-'))
  const own = { ...process.env, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl, WEIDAI_KEYS: KEYS, WEIDAI_FILES: files, WEIDAI_PORT: '0', WEIDAI_HTTPS_PORT: 'off', ...env }
  const product = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: own })
  const printed = await started(product)
  const address = /https?:\/\/[\w.]+:\d+/.exec(printed)![0]
  return {
    address, printed,
    weidai: (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/weidai.mjs', ...args], { cwd: root, env: own, encoding: 'utf8' })
      return { code: status, said: stdout + stderr }
    },
    stop: async () => {
      await ended(product)
      await drop()
      rmSync(files, { recursive: true, force: true })
    },
  }
}

/** A test with a product that the tests of one worker share; `alone` gives those that move the business day one of their own. What a journey changes, it changes on customers of its own. Whoever writes one lets it run against the product that stands at `WEIDAI_JOURNEY_PRODUCT`. */
export const test = plain.extend<{ baseURL: string }, { alone: boolean; product: Product }>({
  alone: [false, { option: true, scope: 'worker' }],
  product: [async ({ alone }, provide) => {
    const standing = process.env['WEIDAI_JOURNEY_PRODUCT']
    const product = standing === undefined || alone ? await startProduct() : standingAt(standing)
    await provide(product)
    await product.stop()
  }, { scope: 'worker', timeout: LONGEST_START_MS * 2 }],
  baseURL: async ({ product }, provide) => provide(product.address),
})
export { expect } from '@playwright/test'

/** A product someone else started: its database is not known here. */
function standingAt(address: string): Product {
  return { address, printed: '', weidai: () => ({ code: null, said: 'the commands of a standing product are run beside it' }), stop: async () => undefined }
}

/** A database on the run's server, with the roles in place and nothing in it. */
async function freshDatabase(): Promise<{ ownerUrl: string; appUrl: string; drop(): Promise<void> }> {
  const answer = await fetch(process.env['WEIDAI_TEST_SERVER'] ?? '')
  if (!answer.ok) throw new Error(await answer.text())
  const server = (await answer.json()) as { ownerUrl: string; appUrl: string }
  const name = `journey_${randomBytes(6).toString('hex')}`
  await onServer(server.ownerUrl, `create database ${name} template template_weidai strategy file_copy`)
  return { ownerUrl: at(server.ownerUrl, name), appUrl: at(server.appUrl, name), drop: () => onServer(server.ownerUrl, `drop database ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function at(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Resolves with what was printed once the address stands there; a product that ends before, fails with its last words. */
function started(product: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [printed, complained] = ['', '']
    const late = setTimeout(() => product.kill('SIGKILL'), LONGEST_START_MS)
    product.stderr!.on('data', (chunk: Buffer) => { complained = (complained + chunk.toString()).slice(-8000) })
    product.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (!printed.includes('Ctrl-C')) return
      clearTimeout(late)
      resolve(printed)
    })
    product.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the product ended with ${code} before it was ready\n${printed}\n${complained}`))
    })
  })
}

function ended(product: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (product.exitCode !== null) return resolve()
    product.once('exit', () => resolve())
    product.kill('SIGTERM')
  })
}
