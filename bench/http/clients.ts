import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

export interface LoadAsked {
  readonly port: number
  /** Connections held open; one asks for one thing at a time. */
  readonly clients: number
  readonly seconds: number
  /** So many requests a second whether answers come or not; 0: each client asks again as soon as it has its answer. */
  readonly rate: number
  readonly headers: Readonly<Record<string, string>>
  /** What is asked in turn. With a body each is a write with its own key, and the version of the row goes up by one each time. */
  readonly targets: readonly { readonly path: string; readonly body?: Readonly<Record<string, unknown>> }[]
}

export interface Measured {
  /** From when a request was due, so that waiting for a free connection counts. */
  readonly times: number[]
  readonly errors: number
  readonly firstError: string | null
  readonly seconds: number
}

const { port, clients, seconds, rate, headers, targets } = workerData as LoadAsked
const agent = new Agent({ keepAlive: true, maxSockets: clients })
const times: number[] = []
const versions = targets.map(() => 1)
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

async function askOne(turn: number, from: number): Promise<void> {
  const { status, body } = await ask(targets[turn]!, versions[turn]!).catch((error: unknown) => ({ status: 599, body: String(error) }))
  times.push(performance.now() - from)
  versions[turn]!++
  if (status >= 300) {
    errors++
    firstError ??= `${status} ${body.slice(0, 300)}`
  }
}

/** One client and the targets that are its own. */
async function client(own: readonly number[], until: number): Promise<void> {
  for (let at = 0; performance.now() < until; at = (at + 1) % own.length) await askOne(own[at]!, performance.now())
}

/** Requests due at even distances; those on one target follow each other. */
async function atRate(began: number): Promise<void> {
  const last: Promise<void>[] = []
  for (let sent = 0; sent < seconds * rate; sent++) {
    const due = began + sent * 1000 / rate
    if (due > performance.now()) await wait(due - performance.now())
    const turn = sent % targets.length
    last[turn] = targets[turn]!.body === undefined ? Promise.all([last[turn], askOne(turn, due)]).then(() => undefined) : (last[turn] ?? Promise.resolve()).then(() => askOne(turn, due))
  }
  await Promise.all(last)
}

const began = performance.now()
if (rate > 0) await atRate(began)
else await Promise.all(Array.from({ length: clients }, (_, at) => client(targets.flatMap((_one, index) => (index % clients === at ? [index] : [])), began + seconds * 1000)))
agent.destroy()
parentPort?.postMessage({ times, errors, firstError, seconds: (performance.now() - began) / 1000 } satisfies Measured)
