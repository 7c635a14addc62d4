import { performance } from 'node:perf_hooks'

const HOUR_MS = 3_600_000

/** Tells, each time it is asked, whether the machine's clock has gone as time went since this was made; an hour more or less is a jump. */
export function watchClock(now: () => Date, steadyMs: () => number = () => performance.now()): () => boolean {
  const began = now().getTime() - steadyMs()
  return () => Math.abs(now().getTime() - steadyMs() - began) < HOUR_MS
}
