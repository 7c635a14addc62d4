import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#kernel'
import type { Order, Report } from './child.ts'

/** An exported function `(bytes: Buffer, input) => result`; the result must survive structured cloning. */
export interface Task {
  /** `import.meta.resolve('./parse.ts')` of the caller. */
  readonly module: string
  readonly name: string
  /** Handed to the function beside the bytes: file name, owner. */
  readonly input?: unknown
}

export interface Caps {
  readonly seconds: number
  /** Of the JavaScript heap; the process as a whole may use twice that. */
  readonly megabytes: number
}

const DEFAULTS: Caps = { seconds: 20, megabytes: 256 }
const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** What the runtime ends with when the heap is full and no signal is told. */
const ABORTED: ReadonlySet<number | null> = new Set([133, 134])
const WATCH_MS = 50

/** Starts a child for one task and waits for it; ends it when a cap is reached. A child never sees a second file. */
export async function runChild(task: Task, bytes: Uint8Array, caps: Partial<Caps>): Promise<unknown> {
  const { seconds, megabytes } = { ...DEFAULTS, ...caps }
  const child = fork(CHILD, [], {
    // Reading our own code is all it may do: no writing, no processes, no secrets of var/ or of the environment.
    execArgv: ['--permission', ...readable(ROOT).map((place) => `--allow-fs-read=${place}`), `--max-old-space-size=${megabytes}`, '--no-warnings'],
    env: { TZ: 'UTC' }, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], cwd: ROOT,
  })
  const timer = new AbortController()
  try {
    return result(await Promise.race([
      reportOf(child, { module: task.module, name: task.name, bytes, input: task.input }),
      tooSlow(seconds, timer.signal),
      tooHeavy(child, megabytes * 2, timer.signal),
    ]), megabytes)
  } finally {
    timer.abort()
    child.kill('SIGKILL')
  }
}

/** Our code and its packages, under the names used and under those they really have: both are asked for where one of them is a link. */
export function readable(root: string): string[] {
  const places = [path.join(root, 'src'), path.join(root, 'node_modules')]
  return [...new Set([...places, ...places.map((place) => realpathSync(place))].map((place) => `${place}/*`)), path.join(root, 'package.json')]
}

type Ending = Report | { readonly exit: number | null; readonly signal: string | null } | { readonly slow: number } | { readonly heavy: true }

function result(ending: Ending, megabytes: number): unknown {
  if ('result' in ending) return ending.result
  if ('refusal' in ending) throw new Refusal(ending.refusal, ending.status)
  if ('slow' in ending) throw new Refusal({ code: 'upload.too-slow', message: `文件在 ${ending.slow} 秒内没有处理完`, expected: '更小或更简单的文件' }, 422)
  if ('bug' in ending) throw new Error(`a task in a child process failed: ${ending.bug}`)
  if ('exit' in ending && ending.signal === null && !ABORTED.has(ending.exit)) throw new Error(`a task ended its child process with ${ending.exit}`)
  throw new Refusal({ code: 'upload.too-heavy', message: `处理文件所需内存超过 ${megabytes} MB`, expected: '更小或更简单的文件' }, 422)
}

function reportOf(child: ChildProcess, order: Order): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('message', (report: Report) => resolve(report))
    child.once('error', reject)
    child.once('exit', (exit, signal) => resolve({ exit, signal }))
    child.send(order, () => undefined) // where sending fails the child has ended, and its exit tells how
  })
}

function tooSlow(seconds: number, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ slow: seconds }), seconds * 1000)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
}

/** The heap cap does not count buffers, so the whole process is watched where the system tells its size. */
function tooHeavy(child: ChildProcess, megabytes: number, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve) => {
    const timer = setInterval(() => { if (residentMegabytes(child.pid) > megabytes) resolve({ heavy: true }) }, WATCH_MS)
    signal.addEventListener('abort', () => clearInterval(timer))
  })
}

function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
