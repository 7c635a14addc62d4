import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { parentPort, workerData } from 'node:worker_threads'

export interface LoadAsked {
  readonly port: number
  readonly clients: number
  readonly seconds: number
  readonly headers: Readonly<Record<string, string>>
  /** What is asked in turn. With a body each is a write with its own key, and the version of the row goes up by one each time. */
  readonly targets: readonly { readonly path: string; readonly body?: Readonly<Record<string, unknown>> }[]
}

export interface Measured {
  readonly times: number[]
  readonly errors: number
  readonly firstError: string | null
  readonly seconds: number
}

const { port, clients, seconds, headers, targets } = workerData as LoadAsked
const agent = new Agent({ keepAlive: true, maxSockets: clients })
const times: number[] = []
let errors = 0
let firstError: string | null = null

function ask(target: LoadAsked['targets'][number], version: number): Promise<{ status: number; body: string }> {
  const payload = target.body === undefined ? undefined : JSON.stringify({ rowVersion: version, ...target.body })
  return new Promise((resolve, reject) => {
    const sent = request({
      agent, host: '127.0.0.1', port, path: target.path, method: payload === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), 'idempotency-key': randomUUID() }) },
    }, (response) => { text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject) })
    sent.on('error', reject)
    sent.end(payload)
  })
}

/** One client and the targets that are its own. */
async function client(own: LoadAsked['targets'], until: number): Promise<void> {
  const versions = own.map(() => 1)
  for (let turn = 0; performance.now() < until; turn = (turn + 1) % own.length) {
    const from = performance.now()
    const { status, body } = await ask(own[turn]!, versions[turn]!)
    times.push(performance.now() - from)
    versions[turn]!++
    if (status >= 300) {
      errors++
      firstError ??= `${status} ${body.slice(0, 300)}`
    }
  }
}

const began = performance.now()
await Promise.all(Array.from({ length: clients }, (_, at) => client(targets.filter((_one, index) => index % clients === at), began + seconds * 1000)))
agent.destroy()
parentPort?.postMessage({ times, errors, firstError, seconds: (performance.now() - began) / 1000 } satisfies Measured)
