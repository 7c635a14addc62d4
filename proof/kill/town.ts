import { fileURLToPath } from 'node:url'
import { Refusal } from '#kernel'
import { verifyAudit } from '#platform/audit'
import { testKeys, withClient } from '#platform/db'
import { brokenInvariants } from '../../src/loan/servicing/server/testing/invariants.ts'
import { tableHashes } from '../../src/loan/servicing/server/testing/table-hashes.ts'
import { asRefusal } from '../../src/platform/db/refusals.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { App } from './app.ts'
import type { Cluster } from './cluster.ts'
import { Payers } from './payers.ts'
import { type Prepared, TEMPLATE } from './prepared.ts'
import { Listened } from './process.ts'
import { until, within } from './within.ts'

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url))
/** Twenty minutes before midnight in China: the hour at which the worker ends the day by itself. */
const HOUR = 'T15:45:00Z'
const WORKER_SECONDS = 180
/** What a worker may complain of while the database is killed under it. */
const AWAY = 'failed database.away'

/** A copy of the prepared bank with everything alive in it: the worker that ends its day, the app, and people who pay. */
export class Town {
  readonly app: App
  readonly payers: Payers
  private worker: Listened
  private line: Promise<string | undefined>
  private readonly cluster: Cluster
  private readonly name: string
  private readonly prepared: Prepared
  private readonly stepwise: boolean

  private constructor(parts: { cluster: Cluster; name: string; prepared: Prepared; app: App; stepwise: boolean }) {
    ;({ cluster: this.cluster, name: this.name, prepared: this.prepared, app: this.app, stepwise: this.stepwise } = parts)
    this.payers = new Payers(this.app.address, this.prepared)
    this.worker = this.startWorker()
    this.line = this.worker.next()
  }

  static async open(cluster: Cluster, name: string, prepared: Prepared, { stepwise = false } = {}): Promise<Town> {
    await cluster.create(name, TEMPLATE)
    const town = new Town({ cluster, name, prepared, stepwise, app: await App.start(cluster, name) })
    await town.ready()
    return town
  }

  private async ready(): Promise<void> {
    const line = await this.hear()
    if (line !== 'ready') throw new Error(`the worker began with ${line}`)
    this.take()
  }

  private startWorker(): Listened {
    const { bankId, closing } = this.prepared
    return new Listened([WORKER, this.cluster.appUrl(this.name), String(bankId), `${closing}${HOUR}`, closing, ...(this.stepwise ? ['stepwise'] : [])], { cache: `${this.cluster.home}/compile-cache` })
  }

  /** What the worker says next; the same until it is taken. */
  async hear(): Promise<string> {
    const line = await within(WORKER_SECONDS, 'a word of the worker', this.line)
    if (line === undefined && this.worker.complaint.includes("code: 'database.away'")) {
      // One that came up while the database was away says so and ends; the supervisor of a bank starts it again.
      this.worker = this.startWorker()
      this.take()
      return this.hear()
    }
    if (line === undefined) throw new Error(`the worker ended by itself: ${this.worker.complaint}`)
    if (line.startsWith('failed') && line !== AWAY) throw new Error(`the worker ${line}`)
    return line
  }

  take(): void {
    this.line = this.worker.next()
  }

  goOn(): void {
    this.take()
    this.worker.goOn()
  }

  async killWorker(): Promise<void> {
    await this.worker.kill()
    this.worker = this.startWorker()
    this.take()
    await this.ready()
  }

  async killDatabase(): Promise<void> {
    await this.cluster.killAndRestart()
    await this.checkPayments()
  }

  async killApp(): Promise<void> {
    await this.app.killAndRestart()
    await this.checkPayments()
  }

  /** Each acknowledged payment is there, none twice, and none that was not sent. */
  async checkPayments(): Promise<void> {
    const known = new Map(this.payers.known)
    const rows = await this.asOwner("select reference, count(*)::int as times from repayment where bank_id = $1 and reference like 'P%' group by 1", [this.prepared.bankId])
    const there = new Map(rows.map((row) => [String(row['reference']), Number(row['times'])]))
    const wrong = [...known].filter(([reference, state]) => (state === 'ACKNOWLEDGED' && there.get(reference) !== 1) || (there.get(reference) ?? 0) > 1)
    const unsent = [...there.keys()].filter((reference) => this.payers.known.get(reference) === 'UNSENT')
    if (wrong.length > 0 || unsent.length > 0) throw new Error(`payments: ${wrong.map(([reference, state]) => `${reference} is ${state} and there ${there.get(reference) ?? 0} times`).join(', ')} ${unsent.map((reference) => `${reference} was never sent and is there`).join(', ')}`)
  }

  /** Waits for the end of the day and for all payments. */
  async finish(): Promise<void> {
    await this.payers.finish()
    await until(WORKER_SECONDS, 'the day to end', async () => {
      const [row] = await this.asOwner('select ended_on::text as day from business_day where bank_id = $1', [this.prepared.bankId])
      return row?.['day'] === this.prepared.closing
    })
  }

  /** A hash of every business table, after the invariants of the book, the payments and the audit chains were found whole. */
  async hashes(): Promise<ReadonlyMap<string, string>> {
    await this.checkPayments()
    const { bankId, closing } = this.prepared
    const database = await openDatabase({ appUrl: this.cluster.appUrl(this.name), keys: testKeys, connections: 2 })
    try {
      const broken = await database.inBank(bankId, (tx) => brokenInvariants(tx, closing))
      const { findings, links } = await verifyAudit(database)
      if (broken.length > 0 || findings.length > 0 || links === 0) throw new Error(`invariants: ${broken.join('; ')} audit: ${JSON.stringify(findings)}`)
    } finally {
      await database.close()
    }
    const names = await this.asOwner('select repayment_id::text as id, number from repayment where bank_id = $1 and source is null', [bankId])
    return tableHashes({ db: { asOwner: (text, values) => this.asOwner(text, values) }, bankId }, new Map(names.map((row) => [String(row['id']), String(row['number'])])))
  }

  async close(): Promise<void> {
    await this.payers.stop()
    await Promise.all([this.worker.kill(), this.app.stop()])
    await this.cluster.drop(this.name)
  }

  /** Asks past every check, and again while the database is away. */
  private async asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
    let rows: Record<string, unknown>[] = []
    await until(WORKER_SECONDS, 'an answer of the database', async () => {
      const answer = await withClient(this.cluster.ownerUrl(this.name), async (client) => (await client.query<Record<string, unknown>>(text, values)).rows).catch(asRefusal)
      if (Array.isArray(answer)) rows = answer
      else if (!(answer instanceof Refusal) || answer.code !== 'database.away') throw answer
      return Array.isArray(answer)
    })
    return rows
  }
}
