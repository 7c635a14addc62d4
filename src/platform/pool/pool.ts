import os from 'node:os'
import { Refusal } from '#kernel'
import { runChild, type Caps, type Task } from './run-child.ts'

export interface CappedOptions extends Partial<Caps> {
  /** Whose upload it is: one bank may not take every place. */
  readonly bankId?: number
}

interface Waiting {
  readonly bankId: number
  readonly start: () => void
}

/** Child processes at work at once; a bank takes all of them but one. */
const PLACES = Math.max(2, Math.min(4, os.availableParallelism()))
const WAITING_OF_A_BANK = 10
const WAITING = 50

const running = new Map<number, number>()
const queue: Waiting[] = []
/** When each bank was last given a place; counts up. */
const served = new Map<number, number>()
let turn = 0

/**
 * Runs one exported function of a module on bytes from outside, in a child process of its own with capped memory and time
 * and nothing but read access to our code, and gives back what it returned. What the function refuses is refused here;
 * a file that breaks a cap is refused (`upload.too-heavy`, `upload.too-slow`).
 */
export async function runCapped(task: Task, bytes: Uint8Array, options: CappedOptions = {}): Promise<unknown> {
  const { bankId = 0, ...caps } = options
  await place(bankId)
  try {
    return await runChild(task, bytes, caps)
  } finally {
    leave(bankId)
  }
}

/** How many run and wait, for the metrics. */
export function poolLoad(): { running: number; waiting: number } {
  return { running: busy(), waiting: queue.length }
}

function busy(): number {
  return [...running.values()].reduce((sum, count) => sum + count, 0)
}

async function place(bankId: number): Promise<void> {
  if (mayStart(bankId) && queue.every((waiting) => !mayStart(waiting.bankId))) return take(bankId)
  if (queue.filter((waiting) => waiting.bankId === bankId).length >= WAITING_OF_A_BANK) {
    throw new Refusal({ code: 'upload.queue', message: '本行正在处理的文件过多', expected: `等待中的文件不超过 ${WAITING_OF_A_BANK} 个，请稍后再传` }, 429)
  }
  if (queue.length >= WAITING) throw new Refusal({ code: 'upload.busy', message: '正在处理的文件过多', expected: '稍后再传' }, 503)
  await new Promise<void>((resolve) => { queue.push({ bankId, start: resolve }) })
}

function mayStart(bankId: number): boolean {
  return busy() < PLACES && (running.get(bankId) ?? 0) < PLACES - 1
}

function take(bankId: number): void {
  running.set(bankId, (running.get(bankId) ?? 0) + 1)
  served.set(bankId, ++turn)
}

/** The next place goes to the bank that was served longest ago; among its own the first come. */
function leave(bankId: number): void {
  const rest = (running.get(bankId) ?? 1) - 1
  if (rest === 0) running.delete(bankId)
  else running.set(bankId, rest)
  const [next] = queue.filter((waiting) => mayStart(waiting.bankId)).sort((a, b) => (served.get(a.bankId) ?? 0) - (served.get(b.bankId) ?? 0))
  if (next === undefined) return
  queue.splice(queue.indexOf(next), 1)
  take(next.bankId)
  next.start()
}
