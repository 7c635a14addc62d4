import { Worker } from 'node:worker_threads'
import type { LoadAsked, Measured } from './clients.ts'

export interface Load {
  readonly requests: number
  readonly rate: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly errors: number
  /** The first answer that was no success. */
  readonly firstError: string | null
}

/** Loads the server from a thread of its own: so many clients, each asking again as soon as it has its answer. */
export async function load(asked: LoadAsked): Promise<Load> {
  const { times, errors, firstError, seconds } = await new Promise<Measured>((resolve, reject) => {
    const worker = new Worker(new URL('./clients.ts', import.meta.url), { workerData: asked })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { requests: sorted.length, rate: Math.round(sorted.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), errors, firstError }
}
