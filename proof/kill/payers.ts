import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Payment, Prepared } from './prepared.ts'
import { until } from './within.ts'

const CLIENTS = 8
const ANSWER_SECONDS = 30
const PAYMENT_SECONDS = 240
const PAUSE_MS = 30

/** What is known of a payment by who makes it. */
type Known = 'UNSENT' | 'SENT' | 'ACKNOWLEDGED'

/**
 * Eight clients who pay over HTTP, each his own notes one payment after the other: a request whose answer is lost is sent
 * again under the same key until it is answered.
 */
export class Payers {
  readonly known = new Map<string, Known>()
  /** Requests whose answer was lost, and of these such as had been done all the same. */
  answersLost = 0
  doneAllTheSame = 0
  private released = 0
  private ended = false
  private failure: unknown
  private readonly queues: readonly (readonly Payment[])[]
  private readonly runs: Promise<void[]>

  private readonly address: string
  private readonly prepared: Prepared

  constructor(address: string, prepared: Prepared) {
    this.address = address
    this.prepared = prepared
    const notes = [...new Set(prepared.payments.map(({ noteId }) => noteId))]
    this.queues = Array.from({ length: CLIENTS }, (_, client) => prepared.payments.filter(({ noteId }) => notes.indexOf(noteId) % CLIENTS === client))
    for (const { reference } of prepared.payments) this.known.set(reference, 'UNSENT')
    this.runs = Promise.all(this.queues.map((queue) => this.payAll(queue).catch((error: unknown) => { this.failure ??= error })))
  }

  /** Lets this share of all payments be made. */
  release(share: number): void {
    this.released = Math.max(this.released, share)
  }

  /** Until all are acknowledged. */
  async finish(): Promise<void> {
    this.release(1)
    await until(PAYMENT_SECONDS, 'all payments to be acknowledged', () => this.failure !== undefined || [...this.known.values()].every((one) => one === 'ACKNOWLEDGED'))
    await this.stop()
    if (this.failure !== undefined) throw this.failure
  }

  async stop(): Promise<void> {
    this.ended = true
    await this.runs
  }

  private async payAll(queue: readonly Payment[]): Promise<void> {
    for (const [at, payment] of queue.entries()) {
      while (at >= queue.length * this.released) {
        if (this.ended) return
        await wait(PAUSE_MS)
      }
      await this.pay(payment)
    }
  }

  /** Until it is acknowledged; how long all may take is bounded where the kills have ended. */
  private async pay(payment: Payment): Promise<void> {
    let asked: { key: string; body: string } | undefined
    while (!this.ended) {
      asked ??= await this.ask(payment)
      const answer = asked === undefined ? undefined : await this.send(payment, asked)
      if (answer === 'ACKNOWLEDGED') {
        this.known.set(payment.reference, 'ACKNOWLEDGED')
        return
      }
      if (answer === 'CHANGED') asked = undefined
      await wait(PAUSE_MS)
    }
  }

  /** A request with the note as it is now; undefined while nobody answers. */
  private async ask({ noteId, reference, body }: Payment): Promise<{ key: string; body: string } | undefined> {
    const answer = await this.fetch(`/api/notes/${noteId}`)
    if (answer === undefined || answer.status >= 500) return undefined
    if (answer.status !== 200) throw new Error(`note of ${reference}: ${answer.status} ${answer.text}`)
    return { key: randomUUID(), body: JSON.stringify({ ...body, rowVersion: (JSON.parse(answer.text) as { rowVersion: number }).rowVersion, reference }) }
  }

  private async send({ noteId, reference }: Payment, { key, body }: { key: string; body: string }): Promise<'ACKNOWLEDGED' | 'CHANGED' | 'AGAIN'> {
    this.known.set(reference, 'SENT')
    const answer = await this.fetch(`/api/notes/${noteId}/repayments`, { method: 'POST', body, headers: { 'idempotency-key': key, 'content-type': 'application/json' } })
    if (answer === undefined || answer.status >= 500) {
      this.answersLost++
      return 'AGAIN'
    }
    if (answer.status < 300) {
      if (answer.isReplay) this.doneAllTheSame++
      return 'ACKNOWLEDGED'
    }
    const { code } = JSON.parse(answer.text) as { code?: string }
    if (code === 'idempotency.in-flight') return 'AGAIN'
    // The note moved since it was looked at, or the day of the payment is not open yet: nothing was done, and the next request is another.
    if (code === 'note.changed' || code === 'repayment.in-the-future') return 'CHANGED'
    throw new Error(`payment ${reference}: ${answer.status} ${answer.text}`)
  }

  /** Undefined where no answer came: refused, cut, or none in time. */
  private async fetch(path: string, { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; text: string; isReplay: boolean } | undefined> {
    const { cookie, csrfToken } = this.prepared.cashier
    try {
      const answer = await fetch(`${this.address}${path}`, { method, ...(body === undefined ? {} : { body }), headers: { cookie: `weidai_session=${cookie}`, 'x-csrf-token': csrfToken, ...headers }, signal: AbortSignal.timeout(ANSWER_SECONDS * 1000) })
      return { status: answer.status, text: await answer.text(), isReplay: answer.headers.get('idempotent-replayed') === 'true' }
    } catch {
      return undefined
    }
  }
}
