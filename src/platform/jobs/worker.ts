import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { type Day, day } from '#kernel'
import { businessDate, newId, type Database, type Tx } from '#platform/db'
import { MOST_ATTEMPTS, runJob } from './run-job.ts'

/** What is due on a business day, and how one of it is done. Both may be asked again at any time. */
export interface Job {
  readonly kind: string
  /** The subjects due; what ran already is left out by the worker. */
  due(tx: Tx, today: Day): Promise<readonly { readonly subject: string; readonly day: Day }[]>
  run(tx: Tx, subject: string, day: Day): Promise<unknown>
}

/** Work of many transactions that keeps its own record, so that it may be cut anywhere and asked for again at any time. */
export interface LongJob {
  readonly kind: string
  /** Does what there is to do for one bank; stops between two transactions once `ending` is aborted. */
  run(database: Database, bankId: number, ending: AbortSignal): Promise<void>
}

export interface WorkerOptions {
  readonly jobs: readonly Job[]
  /** Run beside the others, each bank by itself. */
  readonly longJobs?: readonly LongJob[]
  /** Shown beside the sign of life: web, worker or both. */
  readonly modes: string
  readonly everyMs?: number
  readonly onError: (error: unknown, kind?: string) => void
}

export interface Worker {
  /** Lets the job under way end and starts no other. */
  stop(): Promise<void>
}

const DAY_MS = 86_400_000

/** Looks for due jobs of every bank again and again until stopped. Several workers may run: each job is done once. */
export async function startWorker(database: Database, options: WorkerOptions): Promise<Worker> {
  const name = `${os.hostname()}:${process.pid}:${newId()}`
  const ending = new AbortController()
  const long = new Map<string, Promise<void>>()
  await beat(database, name, options.modes)
  const loop = (async () => {
    while (!ending.signal.aborted) {
      try {
        await startLong(database, options, long, ending.signal)
        await round(database, options, ending.signal)
        await beat(database, name, options.modes)
      } catch (error) {
        options.onError(error)
      }
      await wait(options.everyMs ?? 5000, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      ending.abort()
      await loop
      await Promise.all(long.values())
      await database.shared((tx) => tx.deleteFrom('job_heartbeat').where('worker', '=', name).execute()).catch(() => undefined)
    },
  }
}

/** Starts the long work of each bank where it is not under way already. */
async function startLong(database: Database, { longJobs = [], onError }: WorkerOptions, running: Map<string, Promise<void>>, ending: AbortSignal): Promise<void> {
  if (longJobs.length === 0) return
  const banks = await database.shared((tx) => tx.selectFrom('bank').select('bank_id').orderBy('bank_id').execute())
  for (const { bank_id: bankId } of banks) for (const job of longJobs) {
    const key = `${bankId} ${job.kind}`
    if (running.has(key)) continue
    running.set(key, job.run(database, bankId, ending).catch((error: unknown) => onError(error, job.kind)).finally(() => running.delete(key)))
  }
}

async function round(database: Database, { jobs, onError }: WorkerOptions, ending: AbortSignal): Promise<void> {
  const banks = await database.shared((tx) => tx.selectFrom('bank').select('bank_id').orderBy('bank_id').execute())
  for (const { bank_id: bankId } of banks) {
    for (const job of jobs) {
      // A job that cannot even say what is due does not keep the others from theirs.
      const due = await database.inBank(bankId, (tx) => open(tx, job)).catch((error: unknown) => {
        onError(error, job.kind)
        return []
      })
      for (const { subject, day } of due) {
        if (ending.aborted) return
        const outcome = await runJob(database, bankId, { kind: job.kind, subject, day }, (tx) => job.run(tx, subject, day))
        if (outcome.state === 'FAILED') onError(outcome.cause, job.kind)
      }
    }
  }
}

/** What is due and neither done nor given up, and what failed on an earlier day and was not given up. */
async function open(tx: Tx, job: Job): Promise<readonly { subject: string; day: Day }[]> {
  const due = await job.due(tx, await businessDate(tx))
  const runs = await tx.selectFrom('job_run as r').select(['r.subject', 'r.day', 'r.state', 'r.attempts']).where('r.bank_id', '=', tx.bankId).where('r.kind', '=', job.kind)
    .where((eb) => eb.or([eb('r.state', '=', 'FAILED'), ...(due.length === 0 ? [] : [eb('r.day', 'in', [...new Set(due.map(({ day }) => day))])])])).execute()
  const closed = new Set(runs.filter(({ state, attempts }) => state === 'DONE' || attempts >= MOST_ATTEMPTS).map(keyOf))
  const asked = new Set(due.map(keyOf))
  const left = runs.filter((run) => run.state === 'FAILED' && run.attempts < MOST_ATTEMPTS && !asked.has(keyOf(run)))
  return [...due.filter((one) => !closed.has(keyOf(one))), ...left.map((run) => ({ subject: run.subject, day: day(run.day) }))]
}

const keyOf = ({ subject, day: on }: { readonly subject: string; readonly day: string }): string => `${on} ${subject}`

async function beat(database: Database, worker: string, modes: string): Promise<void> {
  const now = new Date().toISOString()
  await database.shared(async (tx) => {
    await tx.insertInto('job_heartbeat').values({ worker, modes, seen_at: now }).onConflict((conflict) => conflict.column('worker').doUpdateSet({ seen_at: now })).execute()
    await tx.deleteFrom('job_heartbeat').where('seen_at', '<', new Date(Date.now() - DAY_MS).toISOString()).execute()
  })
}

