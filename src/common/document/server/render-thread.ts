import { parentPort } from 'node:worker_threads'
import { type RenderOrder, render } from './render.ts'

/** The thread that draws documents, so that setting a report keeps no request waiting. One order after the other. */
parentPort?.on('message', ({ id, order }: { id: number; order: RenderOrder }) => {
  render(order).then((bytes) => parentPort?.postMessage({ id, bytes }), (error: unknown) => parentPort?.postMessage({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
})
