import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Refusal } from '#kernel'

/** Tasks good and bad, for the test of the pool. */
export function sum(bytes: Buffer, input: unknown): unknown {
  return { sum: bytes.reduce((total, byte) => total + byte, 0), input, pid: process.pid, secret: process.env['WEIDAI_SECRET'] ?? null }
}

export async function wait(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 30))
  return process.pid
}

export function refuse(bytes: Buffer): never {
  throw new Refusal({ code: 'bill.unknown', message: '认不出的账单', at: '/rows/3', value: bytes.length, expected: '微信或支付宝账单' }, 422)
}

export function fillHeap(): number {
  const all: number[][] = []
  for (;;) all.push(Array.from({ length: 100_000 }, (_, i) => i))
}

export function fillBuffers(): number {
  const all: Buffer[] = []
  for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1))
}

export function spin(): never {
  for (;;) Math.sqrt(2)
}

export function exit(): void {
  process.exit(3)
}

export function fail(): never {
  throw new TypeError('a bug')
}

/** What a hostile file that took over the parser could reach. */
export function reach(): Record<string, boolean> {
  const tries = {
    readPasswd: () => readFileSync('/etc/passwd').length > 0,
    seeSystem: () => existsSync('/etc/hostname'),
    write: () => { writeFileSync('/tmp/weidai-escape', 'x'); return true },
    spawn: () => { process.getBuiltinModule('node:child_process').execSync('true'); return true },
  }
  return Object.fromEntries(Object.entries(tries).map(([name, attempt]) => {
    try {
      return [name, attempt()]
    } catch {
      return [name, false]
    }
  }))
}
