import { randomUUID } from 'node:crypto'
import { type Socket, connect } from 'node:net'
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
const times: number[] = []
const versions = targets.map(() => 1)
let errors = 0
let firstError: string | null = null

interface Answer {
  readonly status: number
  readonly body: string
}

/** A connection that is kept open. Answers are read just as far as measuring needs: on this machine the clients' work is taken from the server's. */
class Wire {
  readonly #socket: Socket
  #got: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined

  constructor() {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true)
    this.#socket.on('data', (data) => { this.#read(data) })
    this.#socket.on('error', (error) => { this.#waiting?.reject(error) })
    this.#socket.on('close', () => { this.#waiting?.reject(new Error('the server closed the connection')) })
  }

  ask(text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(text)
    })
  }

  end(): void {
    this.#socket.destroy()
  }

  #read(data: Buffer): void {
    this.#got = this.#got.length === 0 ? data : Buffer.concat([this.#got, data])
    const headEnd = this.#got.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = this.#got.toString('latin1', 0, headEnd)
    const bodyEnd = headEnd + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    if (this.#got.length < bodyEnd) return
    const body = this.#got.toString('utf8', headEnd + 4, bodyEnd)
    this.#got = this.#got.subarray(bodyEnd)
    this.#waiting?.resolve({ status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)), body })
  }
}

const wires = Array.from({ length: clients }, () => new Wire())
const free = [...wires]
const inLine: ((wire: Wire) => void)[] = []
const common = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')

async function ask(target: LoadAsked['targets'][number], version: number): Promise<Answer> {
  const payload = target.body === undefined ? undefined : JSON.stringify({ rowVersion: version, ...target.body })
  const text = payload === undefined
    ? `GET ${target.path} HTTP/1.1\r\n${common}\r\n`
    : `POST ${target.path} HTTP/1.1\r\n${common}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(payload)}\r\nidempotency-key: ${randomUUID()}\r\n\r\n${payload}`
  const wire = free.pop() ?? await new Promise<Wire>((resolve) => { inLine.push(resolve) })
  try {
    return await wire.ask(text)
  } finally {
    const next = inLine.shift()
    if (next === undefined) free.push(wire)
    else next(wire)
  }
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
for (const wire of wires) wire.end()
parentPort?.postMessage({ times, errors, firstError, seconds: (performance.now() - began) / 1000 } satisfies Measured)
