import { sql } from 'kysely'
import { type Day, Refusal } from '#kernel'
import { recordStep } from '#platform/audit'
import type { Database, Tx } from '#platform/db'
import { createHash } from 'node:crypto'
import { alertOfFailure } from './alert.ts'
import { type DayAtHand, atPart } from './at.ts'
import type { FailPoints } from './fail-point.ts'
import type { DayEndDone, DayEndStep } from './step.ts'

/** One part of one step. */
export interface Part {
  readonly day: Day
  readonly step: string
  readonly part: string
  readonly unitId: string | null
}

export type PartOutcome = { readonly state: 'DONE'; readonly done: DayEndDone; readonly ms: number } | { readonly state: 'TAKEN' } | { readonly state: 'FAILED'; readonly refusal: Refusal; readonly cause: unknown }

/**
 * Runs one part in one transaction together with its record, under the lock of its row: of two runs at once one does it and
 * the other passes by. Killed anywhere, it happened wholly or not at all.
 */
export async function runPart(database: Database, bankId: number, step: DayEndStep, part: Part, around: { readonly at: DayAtHand; readonly points: FailPoints }): Promise<PartOutcome> {
  const { at, points } = around
  const began = performance.now()
  points.reach(`${step.id}.before`)
  if (!(await database.inBank(bankId, (tx) => markBegun(tx, part, at.now())))) return { state: 'TAKEN' }
  points.reach(`${step.id}.begun`)
  try {
    const done = await database.inBank(bankId, async (tx) => {
      if (!(await take(tx, part))) return undefined
      const result = await doPart(tx, step, part, at)
      points.reach(`${step.id}.in`)
      return result
    })
    points.reach(`${step.id}.after`)
    return done === undefined ? { state: 'TAKEN' } : { state: 'DONE', done, ms: performance.now() - began }
  } catch (error) {
    const refusal = asRefusal(error)
    await database.inBank(bankId, (tx) => markFailed(tx, part, step.name, refusal, at.now()))
    return { state: 'FAILED', refusal, cause: error }
  }
}

/** The part and its record, in the transaction at hand. */
export async function doPart(tx: Tx, step: DayEndStep, part: Part, at: DayAtHand): Promise<DayEndDone> {
  const done = await step.run(tx, atPart(tx, at, step.id, part.unitId))
  await markDone(tx, part, done, at.now())
  // The seal closes the chain of the day; it is its own record.
  if (step.id !== SEAL) await recordStep(tx, { step: `day-end.${step.id}`, businessDate: part.day, rowCount: done.rows, controlTotal: String(done.controlFen), rowsHash: createHash('sha256').update(JSON.stringify([part.part, done.rows, String(done.controlFen), done.figures ?? {}])).digest('hex') })
  return done
}

/** The step that closes the chains of a day. */
export const SEAL = 'seal'

const own = (tx: Tx, { day, step, part }: Part) => sql`bank_id = ${tx.bankId} and day = ${day} and step = ${step} and part = ${part}`

/** Notes that the part is under way, where nobody else is at it; committed at once, so that the screen shows it. */
async function markBegun(tx: Tx, part: Part, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update day_end_part set state = 'RUNNING', attempts = attempts + 1, started_at = ${now.toISOString()}, error = null, error_code = null
    where (bank_id, day, step, part) in (select bank_id, day, step, part from day_end_part where ${own(tx, part)} and state <> 'DONE' for update skip locked) and bank_id = ${tx.bankId}
    returning 1 as one`.execute(tx)
  return rows.length === 1
}

/** Takes the lock of the part until its transaction ends. */
async function take(tx: Tx, part: Part): Promise<boolean> {
  const { rows } = await sql`select 1 as one from day_end_part where ${own(tx, part)} and state <> 'DONE' for update skip locked`.execute(tx)
  return rows.length === 1
}

async function markDone(tx: Tx, part: Part, done: DayEndDone, now: Date): Promise<void> {
  await sql`update day_end_part set state = 'DONE', attempts = greatest(attempts, 1), started_at = coalesce(started_at, ${now.toISOString()}), finished_at = ${now.toISOString()}, row_count = ${done.rows}, control_fen = ${String(done.controlFen)}::numeric,
    figures = ${done.figures === undefined ? null : JSON.stringify(done.figures)}::json, error = null, error_code = null where ${own(tx, part)}`.execute(tx)
}

/** The part and its run, unless another run has done the part meanwhile; who looks after the day-end is told. */
async function markFailed(tx: Tx, part: Part, name: string, refusal: Refusal, now: Date): Promise<void> {
  const says = refusal.expected === undefined ? refusal.message : `${refusal.message}；${refusal.expected}`
  const { numAffectedRows } = await sql`update day_end_part set state = 'FAILED', error_code = ${refusal.code}, error = ${says} where ${own(tx, part)} and state <> 'DONE'`.execute(tx)
  if (numAffectedRows === 0n) return
  await tx.updateTable('day_end_run').set({ state: 'FAILED' }).where('bank_id', '=', tx.bankId).where('day', '=', part.day).where('state', '=', 'RUNNING').execute()
  const unit = part.unitId === null ? undefined : await tx.selectFrom('unit').select('name').where('bank_id', '=', tx.bankId).where('unit_id', '=', part.unitId).executeTakeFirst()
  await alertOfFailure(tx, { day: part.day, name, unit: unit?.name ?? '全行', says, now })
}

/** What a person reads of a failure: a refusal as it says, a fault of the program by its kind. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const kind = error instanceof Error ? error.name : 'unknown'
  const refusal = new Refusal({ code: 'day-end.fault', message: `程序故障（${kind}）`, expected: '本环节没有写入任何数据；请把服务器日志交系统管理员，修复后点「继续日终」' }, 500)
  refusal.cause = error
  return refusal
}
