import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'

const root = path.resolve(import.meta.dirname, '..')
const KEYS = JSON.stringify({ current: 'journey', search: 'journey', keys: { journey: Buffer.alloc(32, 'journey').toString('base64') } })
export const LONGEST_START_MS = 180_000
/** The demonstration of this run, made once and copied for each product. */
const TEMPLATE = 'journey_template'
const TEMPLATE_FILES = 'WEIDAI_JOURNEY_TEMPLATE'

/** Demonstration banks that exchange files with a core bank. */
const CORES = ['hengchuan', 'linhu'] as const
type CoreOf = (typeof CORES)[number]
interface Said { readonly code: number | null; readonly said: string }

/** The folder between a bank and its core bank, and the simulator beside it. */
export interface CoreBank {
  readonly folder: string
  /** One look of the simulator: every order file that lies there is answered. */
  answer(...args: string[]): Said
}

export interface Product {
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  /** What the start printed, sign-ins included. */
  readonly printed: string
  /** Runs `weidai …` beside it, on the same database. */
  weidai(...args: string[]): Said
  /** The core bank of a demonstration bank, which answers only when a journey asks it to. */
  coreBank(bank: CoreOf): CoreBank
  stop(): Promise<void>
}

/** Starts the real product by its start script: a port, a file store and a database of its own, a copy of the run's demonstration where there is one; else the start fills an empty one. */
export async function startProduct(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const files = mkdtempSync(path.join(os.tmpdir(), 'weidai-journey-'))
  const filled = process.env[TEMPLATE_FILES]
  if (filled !== undefined) cpSync(filled, files, { recursive: true })
  const { ownerUrl, appUrl, drop } = await databaseFrom(filled === undefined ? 'template_weidai' : TEMPLATE, `journey_${randomBytes(6).toString('hex')}`)
  const { product, own, printed } = await begin(ownerUrl, appUrl, { ...placesIn(files), ...env })
  const address = /https?:\/\/[\w.]+:\d+/.exec(printed)![0]
  return {
    address, printed,
    weidai: (...args) => say(['scripts/weidai.mjs', ...args], own),
    coreBank: (bank) => {
      const folder = exchangeIn(files, bank)
      return { folder, answer: (...args) => say(['simulator/main.ts', '--folder', folder, '--once', ...args], own) }
    },
    stop: async () => {
      await ended(product)
      await drop()
      rmSync(files, { recursive: true, force: true })
    },
  }
}

/** The first start on an empty database, stopped again: what it filled is what every product of this run is a copy of. Returns what takes its files away. */
export async function makeTemplate(): Promise<() => void> {
  const files = mkdtempSync(path.join(os.tmpdir(), 'weidai-journey-'))
  const { ownerUrl, appUrl } = await databaseFrom('template_weidai', TEMPLATE)
  const { product } = await begin(ownerUrl, appUrl, placesIn(files))
  await ended(product)
  process.env[TEMPLATE_FILES] = files
  return () => rmSync(files, { recursive: true, force: true })
}

async function begin(ownerUrl: string, appUrl: string, env: Readonly<Record<string, string>>): Promise<{ product: ChildProcess; own: NodeJS.ProcessEnv; printed: string }> {
  const own = { ...process.env, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl, WEIDAI_KEYS: KEYS, WEIDAI_PORT: '0', WEIDAI_HTTPS_PORT: 'off', ...env }
  const product = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: own })
  return { product, own, printed: await started(product) }
}

function say(args: readonly string[], env: NodeJS.ProcessEnv): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}

const exchangeIn = (files: string, bank: CoreOf): string => path.join(files, 'exchange', bank)

/** A file store, and exchange folders in which nothing is answered unasked: else what a customer pays by debit would hang on which process is quicker. */
function placesIn(files: string): Readonly<Record<string, string>> {
  return { WEIDAI_FILES: path.join(files, 'store'), ...Object.fromEntries(CORES.map((bank) => [`WEIDAI_EXCHANGE_${bank.toUpperCase()}`, exchangeIn(files, bank)])) }
}

/** A database on the run's server, with the roles in place. */
async function databaseFrom(template: string, name: string): Promise<{ ownerUrl: string; appUrl: string; drop(): Promise<void> }> {
  const answer = await fetch(process.env['WEIDAI_TEST_SERVER'] ?? '')
  if (!answer.ok) throw new Error(await answer.text())
  const server = (await answer.json()) as { ownerUrl: string; appUrl: string }
  await onServer(server.ownerUrl, `create database ${name} template ${template} strategy file_copy`)
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
