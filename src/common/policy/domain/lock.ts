import { compare, exact } from '#kernel'
import type { Tightening } from './key.ts'

/** Whether a locked value was only tightened. Objects are compared figure by figure. */
export function keepsLock(lock: Tightening, before: unknown, after: unknown): boolean {
  switch (lock) {
    case 'FIXED': return JSON.stringify(before) === JSON.stringify(after)
    case 'LOWER': return figures(before, after).every(([old, now]) => order(now, old) <= 0)
    case 'HIGHER': return figures(before, after).every(([old, now]) => order(now, old) >= 0)
    case 'WIDER': return wider(before, after)
  }
}

function figures(before: unknown, after: unknown): [unknown, unknown][] {
  if (typeof before !== 'object' || before === null) return [[before, after]]
  return Object.entries(before).flatMap(([name, old]) => figures(old, typeof after === 'object' && after !== null ? Reflect.get(after, name) : undefined))
}

function order(a: unknown, b: unknown): number {
  return compare(exact(String(a)), exact(String(b)))
}

/** A span of the clock that may run over midnight; the later one must hold the earlier one whole. */
function wider(before: unknown, after: unknown): boolean {
  const old = span(before)
  const now = span(after)
  const shift = (old.from - now.from + DAY) % DAY
  return shift + old.minutes <= now.minutes
}

const DAY = 24 * 60

function span(value: unknown): { from: number; minutes: number } {
  const { from, to } = value as { from: string; to: string }
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  return { from: minutes(from), minutes: (minutes(to) - minutes(from) + DAY) % DAY }
}
