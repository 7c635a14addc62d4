import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

/** What befalls the transaction that wrote what `watched` names, at its commit. */
export type Mishap = 'CUT_BEFORE_COMMIT' | 'ANSWER_LOST' | 'SILENT_AT_COMMIT'

/** A wire between the program and PostgreSQL that can be cut, slowed and fall silent. */
export interface Wire {
  readonly port: number
  /** The next commit of a transaction with a statement like this meets a mishap. */
  arm(mishap: Mishap, watched: RegExp): void
  /** Whether the mishap armed last has happened. */
  hasHappened(): boolean
  /** Each piece arrives so much later, either way. */
  slowDown(ms: number): void
  /** Nothing arrives any more, either way; connections stay open and new ones are taken. */
  fallSilent(): void
  /** As at first; what fell silent stays so, new connections work. */
  mend(): void
  /** Ends every connection at once. */
  cutAll(): void
  close(): Promise<void>
}

export async function openWire(target: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const state = { armed: undefined as { mishap: Mishap; watched: RegExp } | undefined, happened: false, delayMs: 0, silent: false }
  const server = createServer((client) => {
    const database = createConnection(target, '127.0.0.1')
    const pair = [client, database] as const
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      for (const socket of pair) socket.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end).setNoDelay(true)
    carry(pair, state, end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = (): void => { for (const pair of pairs) for (const socket of pair) socket.destroy() }
  return {
    port: (server.address() as AddressInfo).port, cutAll,
    arm: (mishap, watched) => { Object.assign(state, { armed: { mishap, watched }, happened: false }) },
    hasHappened: () => state.happened,
    slowDown: (ms) => { state.delayMs = ms },
    fallSilent: () => { state.silent = true },
    mend: () => { Object.assign(state, { delayMs: 0, silent: false, armed: undefined }) },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      cutAll()
    }),
  }
}

interface State {
  armed: { mishap: Mishap; watched: RegExp } | undefined
  happened: boolean
  delayMs: number
  silent: boolean
}

function carry([client, database]: readonly [Socket, Socket], state: State, end: () => void): void {
  const seen = new Conversation()
  let [deaf, losing] = [false, false]
  const pass = (to: Socket, piece: Buffer): void => {
    const give = (): void => { if (!to.destroyed) to.write(piece) }
    if (state.delayMs === 0) give()
    else setTimeout(give, state.delayMs)
  }
  client.on('data', (piece: Buffer) => {
    deaf ||= state.silent
    if (deaf) return
    const commits = seen.hear(piece, state.armed?.watched)
    if (!commits || state.armed === undefined) return pass(database, piece)
    const { mishap } = state.armed
    Object.assign(state, { armed: undefined, happened: true })
    if (mishap === 'CUT_BEFORE_COMMIT') return end()
    losing = mishap === 'ANSWER_LOST'
    deaf = mishap === 'SILENT_AT_COMMIT'
    pass(database, piece)
  })
  database.on('data', (piece: Buffer) => {
    deaf ||= state.silent
    if (losing) end()
    else if (!deaf) pass(client, piece)
  })
}

/** What a client says to PostgreSQL, as far as it matters here: which statements, and when it commits. */
class Conversation {
  #rest = Buffer.alloc(0)
  #hasBegun = false
  #wrote = false
  readonly #prepared = new Map<string, string>()

  /** Whether this piece commits a transaction with a watched statement. */
  hear(piece: Buffer, watched: RegExp | undefined): boolean {
    this.#rest = Buffer.concat([this.#rest, piece])
    let commits = false
    for (;;) {
      const head = this.#hasBegun ? 1 : 0
      if (this.#rest.length < head + 4) return commits
      const length = head + this.#rest.readInt32BE(head)
      if (this.#rest.length < length) return commits
      if (this.#hasBegun) commits ||= this.#take(String.fromCharCode(this.#rest[0]!), this.#rest.subarray(5, length).toString('utf8').split('\0'), watched)
      this.#hasBegun = true
      this.#rest = this.#rest.subarray(length)
    }
  }

  #take(kind: string, [first = '', second = '']: string[], watched: RegExp | undefined): boolean {
    if (kind === 'Q' && first.startsWith('begin')) this.#wrote = false
    if (kind === 'P') this.#prepared.set(first, second)
    if (kind === 'P' || kind === 'B') this.#wrote ||= watched?.test(kind === 'P' ? second : this.#prepared.get(second) ?? '') === true
    return kind === 'Q' && first === 'commit' && this.#wrote
  }
}
