import os from 'node:os'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { type ReplayTally, replayNotes } from './replay-book.ts'

interface Share { readonly seed: number; readonly first: number; readonly count: number; readonly days: number }

/** Small shares keep all workers busy to the end. */
const SHARE = 250

/** The tallies of `count` notes over so many days, lived on all cores. */
export async function replayInWorkers(seed: number, count: number, days: number): Promise<ReplayTally[]> {
  const shares: Share[] = Array.from({ length: Math.ceil(count / SHARE) }, (_, at) => ({ seed, first: at * SHARE, count: Math.min(SHARE, count - at * SHARE), days }))
  const tallies: ReplayTally[] = []
  await Promise.all(Array.from({ length: os.availableParallelism() }, async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: 'replay' })
    try {
      for (let share = shares.shift(); share !== undefined; share = shares.shift()) tallies.push(await ask(worker, share))
    } finally {
      await worker.terminate()
    }
  }))
  return tallies
}

function ask(worker: Worker, share: Share): Promise<ReplayTally> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (tally: ReplayTally) => {
      worker.removeListener('error', reject)
      resolve(tally)
    })
    worker.postMessage(share)
  })
}

if (!isMainThread && workerData === 'replay') {
  parentPort!.on('message', ({ seed, first, count, days }: Share) => parentPort!.postMessage(replayNotes(seed, first, count, days)))
}
