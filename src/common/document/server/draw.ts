import { Worker } from 'node:worker_threads'
import type { RenderOrder } from './render.ts'

interface Waiting { readonly resolve: (bytes: Buffer) => void; readonly reject: (error: Error) => void }
type Reply = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly failure: string }

let thread: Worker | undefined
let last = 0
const waiting = new Map<number, Waiting>()

/** Has a document drawn by the rendering thread, which starts with the first order and keeps font and compiler warm. */
export function draw(order: RenderOrder): Promise<Buffer> {
  const worker = thread ??= start()
  return new Promise((resolve, reject) => {
    const id = ++last
    waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({ id, order })
  })
}

function start(): Worker {
  const worker = new Worker(new URL('./render-thread.ts', import.meta.url))
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if ('bytes' in reply) one?.resolve(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength))
    else one?.reject(new Error(`a document could not be drawn: ${reply.failure}`))
  })
  worker.on('error', (error: Error) => ended(worker, error))
  worker.on('exit', (code) => ended(worker, new Error(`the rendering thread ended with ${code}`)))
  return worker
}

/** Whoever waits learns of it; the next order starts another thread. */
function ended(worker: Worker, error: Error): void {
  if (thread !== worker) return
  thread = undefined
  for (const one of waiting.values()) one.reject(error)
  waiting.clear()
}
