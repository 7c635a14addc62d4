import type { Day } from '#kernel'
import { day } from '#kernel'
import type { Tx } from '#platform/db'
import { type JobKey, MOST_ATTEMPTS } from './run-job.ts'

/** A job that was given up until someone looks at it. */
export interface FailedJob extends JobKey {
  readonly attempts: number
  readonly lastAt: string
  /** Code of a refusal, or the kind of a fault. */
  readonly error: string
}

const LISTED = 100

/** What was given up, the latest first. */
export async function failedJobs(tx: Tx): Promise<FailedJob[]> {
  const rows = await tx.selectFrom('job_run as r').select(['r.kind', 'r.subject', 'r.day', 'r.attempts', 'r.finished_at', 'r.error']).where('r.bank_id', '=', tx.bankId).where('r.state', '=', 'FAILED').where('r.attempts', '>=', MOST_ATTEMPTS)
    .orderBy('r.finished_at', 'desc').limit(LISTED).execute()
  return rows.map((row) => ({ kind: row.kind, subject: row.subject, day: day(row.day), attempts: row.attempts, lastAt: row.finished_at, error: row.error ?? '' }))
}

/** Gives one that was given up another round of attempts; false when there is none such. */
export async function tryAgain(tx: Tx, { kind, subject, day: on }: { readonly kind: string; readonly subject: string; readonly day: Day }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('job_run').set({ attempts: 1 }).where('bank_id', '=', tx.bankId).where('kind', '=', kind).where('subject', '=', subject).where('day', '=', on)
    .where('state', '=', 'FAILED').where('attempts', '>=', MOST_ATTEMPTS).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
