import os from 'node:os'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { type Tally, proveRelations } from './prove-relations.ts'

interface Share { readonly seed: number; readonly first: number; readonly count: number }

/** Small shares keep all workers busy to the end. */
const SHARE = 500

/** The tallies of `count` cases, worked out on all cores. */
export async function inWorkers(seed: number, count: number): Promise<Tally[]> {
  const shares: Share[] = Array.from({ length: Math.ceil(count / SHARE) }, (_, at) => ({ seed, first: at * SHARE, count: Math.min(SHARE, count - at * SHARE) }))
  const tallies: Tally[] = []
  await Promise.all(Array.from({ length: os.availableParallelism() }, async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: 'relations' })
    try {
      for (let share = shares.shift(); share !== undefined; share = shares.shift()) tallies.push(await ask(worker, share))
    } finally {
      await worker.terminate()
    }
  }))
  return tallies
}

function ask(worker: Worker, share: Share): Promise<Tally> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (tally: Tally) => {
      worker.removeListener('error', reject)
      resolve(tally)
    })
    worker.postMessage(share)
  })
}

if (!isMainThread && workerData === 'relations') {
  parentPort!.on('message', ({ seed, first, count }: Share) => parentPort!.postMessage(proveRelations(seed, first, count)))
}
