import { sql } from 'kysely'
import { Refusal, type Day } from '#kernel'
import type { Database, Tx } from '#platform/db'

/** A job is done once for each kind, subject and day, however often it is asked for. */
export interface JobKey {
  readonly kind: string
  readonly subject: string
  readonly day: Day
}

export type JobOutcome = { readonly state: 'DONE'; readonly result: unknown } | { readonly state: 'ALREADY_DONE' } | { readonly state: 'FAILED'; readonly error: string; readonly cause: unknown }

/** After this many failures the job is left alone until someone looks at it; the others go on. */
export const MOST_ATTEMPTS = 5

/** Runs `work` and notes it as done, with its result as JSON, in one transaction: killed anywhere, it has happened wholly or not at all. */
export async function runJob(database: Database, bankId: number, key: JobKey, work: (tx: Tx) => Promise<unknown>): Promise<JobOutcome> {
  const startedAt = new Date().toISOString()
  try {
    return await database.inBank(bankId, async (tx) => {
      if (!(await claim(tx, key, startedAt))) return { state: 'ALREADY_DONE' }
      const result = (await work(tx)) ?? null
      await tx.updateTable('job_run').set({ result: JSON.stringify(result), finished_at: new Date().toISOString() })
        .where('bank_id', '=', bankId).where('kind', '=', key.kind).where('subject', '=', key.subject).where('day', '=', key.day).execute()
      return { state: 'DONE', result }
    })
  } catch (error) {
    const says = wordOf(error)
    if (!isPassing(error)) await database.inBank(bankId, (tx) => noteFailure(tx, key, startedAt, says))
    return { state: 'FAILED', error: says, cause: error }
  }
}

/**
 * Does one piece of a long work that keeps its own record of what is done. One that failed as often as a job may is left alone, so
 * that those behind it have their turn; it is on the list of what people are to look at.
 */
export async function tryPiece(database: Database, bankId: number, key: JobKey, work: (tx: Tx) => Promise<unknown>): Promise<JobOutcome | { readonly state: 'LEFT' }> {
  const before = await database.inBank(bankId, (tx) => rowOf(tx, key))
  if (before?.state === 'FAILED' && before.attempts >= MOST_ATTEMPTS) return { state: 'LEFT' }
  const startedAt = new Date().toISOString()
  try {
    return await database.inBank(bankId, async (tx) => {
      const result = await work(tx)
      if (before?.state === 'FAILED') await tx.updateTable('job_run').set({ state: 'DONE', error: null, finished_at: new Date().toISOString() }).where('bank_id', '=', bankId).where('kind', '=', key.kind).where('subject', '=', key.subject).where('day', '=', key.day).execute()
      return { state: 'DONE', result }
    })
  } catch (error) {
    const says = wordOf(error)
    if (!isPassing(error)) await database.inBank(bankId, (tx) => noteFailure(tx, key, startedAt, says, 'also after it was done'))
    return { state: 'FAILED', error: says, cause: error }
  }
}

function rowOf(tx: Tx, { kind, subject, day }: JobKey): Promise<{ state: string; attempts: number } | undefined> {
  return tx.selectFrom('job_run').select(['state', 'attempts']).where('bank_id', '=', tx.bankId).where('kind', '=', kind).where('subject', '=', subject).where('day', '=', day).executeTakeFirst()
}

/** A code or a kind of error: what it says might name a customer. */
function wordOf(error: unknown): string {
  return error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'unknown'
}

/** The house is at fault and not the job: it is tried until the house is well again. */
function isPassing(error: unknown): boolean {
  return error instanceof Refusal && PASSING.has(error.code)
}
const PASSING: ReadonlySet<string> = new Set(['database.away', 'database.busy', 'database.full', 'files.full', 'files.away'])

/** False when it is done already; a run under way elsewhere is waited for. */
async function claim(tx: Tx, key: JobKey, startedAt: string): Promise<boolean> {
  const claimed = await tx.insertInto('job_run')
    .values({ bank_id: tx.bankId, ...key, state: 'DONE', attempts: 1, started_at: startedAt, finished_at: startedAt })
    .onConflict((conflict) => conflict.columns(['bank_id', 'kind', 'subject', 'day'])
      .doUpdateSet({ state: 'DONE', attempts: sql`job_run.attempts + 1`, started_at: startedAt, error: null }).where('job_run.state', '=', 'FAILED'))
    .returning('attempts').executeTakeFirst()
  return claimed !== undefined
}

async function noteFailure(tx: Tx, key: JobKey, startedAt: string, error: string, which?: 'also after it was done'): Promise<void> {
  const finishedAt = new Date().toISOString()
  await tx.insertInto('job_run')
    .values({ bank_id: tx.bankId, ...key, state: 'FAILED', attempts: 1, started_at: startedAt, finished_at: finishedAt, error })
    .onConflict((conflict) => conflict.columns(['bank_id', 'kind', 'subject', 'day'])
      .doUpdateSet({ state: 'FAILED', attempts: sql`case when job_run.state = 'DONE' then 1 else job_run.attempts + 1 end`, started_at: startedAt, finished_at: finishedAt, error })
      .where((eb) => (which === undefined ? eb('job_run.state', '=', 'FAILED') : eb.lit(true))))
    .execute()
}
