import { sql } from 'kysely'
import { type Day, Refusal } from '#kernel'
import { recordStep } from '#platform/audit'
import type { Database, Tx } from '#platform/db'
import { createHash } from 'node:crypto'
import { alertOfFailure } from './alert.ts'
import { type DayAtHand, atPart } from './at.ts'
import { Cut, type FailPoints } from './fail-point.ts'
import type { DayEndDone, DayEndStep } from './step.ts'

/** One part of one step. */
export interface Part {
  readonly day: Day
  readonly step: string
  readonly part: string
  readonly unitId: string | null
}

export interface PartDone { readonly part: Part; readonly done: DayEndDone; readonly ms: number }
/** `left`: parts it had no time for. */
export type BatchOutcome = { readonly state: 'DONE'; readonly done: readonly PartDone[]; readonly left: readonly Part[] } | { readonly state: 'FAILED'; readonly part: Part; readonly refusal: Refusal; readonly cause: unknown }

const TRANSIENT: ReadonlySet<string> = new Set(['database.away', 'database.busy'])

/** A transaction takes further parts while it is younger than this: small units share one, a large one has its own. */
const YOUNG_MS: number = 400

/**
 * Runs parts of one step in one transaction together with their records, under the locks of their rows: of two runs at once
 * one does them and the other passes by. Killed anywhere, they happened wholly or not at all. Answers with those it came to;
 * the others are open as before.
 */
export async function runParts(database: Database, bankId: number, step: DayEndStep, parts: readonly Part[], around: { readonly at: DayAtHand; readonly points: FailPoints }): Promise<BatchOutcome> {
  const { at, points } = around
  points.reach(`${step.id}.before`)
  const begun = await database.inBank(bankId, (tx) => markBegun(tx, parts, at.now()))
  points.reach(`${step.id}.begun`)
  let current = begun[0]
  try {
    const outcome = begun.length === 0 ? { done: [], left: [] } : await database.inBank(bankId, async (tx) => {
      const results: PartDone[] = []
      const started = performance.now()
      const taken = await take(tx, begun)
      for (const part of taken) {
        if (results.length > 0 && performance.now() - started > YOUNG_MS) break
        current = part
        const before = performance.now()
        const result = await step.run(tx, atPart(tx, at, step.id, part.unitId))
        results.push({ part, done: result, ms: performance.now() - before })
      }
      await markDone(tx, step, results, at.now())
      points.reach(`${step.id}.in`)
      return { done: results, left: taken.slice(results.length) }
    })
    points.reach(`${step.id}.after`)
    return { state: 'DONE', ...outcome }
  } catch (error) {
    if (error instanceof Cut || isPassing(error)) throw error
    const refusal = asRefusal(error)
    // The database went away or was too busy: nobody has to look at that. The part is open as before, and the worker comes back to it.
    if (TRANSIENT.has(refusal.code)) throw refusal
    await database.inBank(bankId, (tx) => markFailed(tx, current!, step.name, refusal, at.now()))
    return { state: 'FAILED', part: current!, refusal, cause: error }
  }
}

/** One part with its record, in the transaction at hand. */
export async function doPart(tx: Tx, step: DayEndStep, part: Part, at: DayAtHand): Promise<DayEndDone> {
  const done = await step.run(tx, atPart(tx, at, step.id, part.unitId))
  await markDone(tx, step, [{ part, done, ms: 0 }], at.now())
  return done
}

/** The step that closes the chains of a day. */
export const SEAL = 'seal'

/** Notes that parts are under way, where nobody else is at them; committed at once, so that the screen shows it. */
async function markBegun(tx: Tx, parts: readonly Part[], now: Date): Promise<Part[]> {
  const [{ day, step }] = parts as [Part]
  const { rows } = await sql<{ part: string }>`
    update day_end_part set state = 'RUNNING', attempts = attempts + 1, started_at = ${now.toISOString()}, error = null, error_code = null
    where bank_id = ${tx.bankId} and day = ${day} and step = ${step} and part in (
      select part from day_end_part where bank_id = ${tx.bankId} and day = ${day} and step = ${step} and part = any(${parts.map(({ part }) => part)}::text[]) and state <> 'DONE' order by part for update skip locked)
    returning part`.execute(tx)
  const begun = new Set(rows.map(({ part }) => part))
  return parts.filter(({ part }) => begun.has(part))
}

/** Takes the locks of parts until their transaction ends; what is done or taken meanwhile is left out. */
async function take(tx: Tx, parts: readonly Part[]): Promise<Part[]> {
  const [{ day, step }] = parts as [Part]
  const { rows } = await sql<{ part: string }>`
    select part from day_end_part where bank_id = ${tx.bankId} and day = ${day} and step = ${step} and part = any(${parts.map(({ part }) => part)}::text[]) and state <> 'DONE' order by part for update skip locked`.execute(tx)
  const taken = new Set(rows.map(({ part }) => part))
  return parts.filter(({ part }) => taken.has(part))
}

/** What the parts did, and one link of the operations chain for all of the transaction; the seal closes the chain and is its own record. */
async function markDone(tx: Tx, step: DayEndStep, parts: readonly PartDone[], now: Date): Promise<void> {
  const [first] = parts
  if (first === undefined) return
  const { day } = first.part
  const at = now.toISOString()
  await sql`
    update day_end_part p set state = 'DONE', attempts = greatest(p.attempts, 1), started_at = coalesce(p.started_at, ${at}::timestamptz), finished_at = ${at}, row_count = d.rows, control_fen = d.control, figures = d.figures::json, error = null, error_code = null
    from unnest(${parts.map(({ part }) => part.part)}::text[], ${parts.map(({ done }) => done.rows)}::bigint[], ${parts.map(({ done }) => String(done.controlFen))}::numeric[], ${parts.map(({ done }) => (done.figures === undefined ? null : JSON.stringify(done.figures)))}::text[]) as d(part, rows, control, figures)
    where p.bank_id = ${tx.bankId} and p.day = ${day} and p.step = ${step.id} and p.part = d.part`.execute(tx)
  if (step.id === SEAL) return
  const control = parts.reduce((sum, { done }) => sum + BigInt(done.controlFen), 0n)
  const content = parts.map(({ part, done }) => [part.part, done.rows, String(done.controlFen), done.figures ?? {}])
  await recordStep(tx, { step: `day-end.${step.id}`, businessDate: day, rowCount: parts.reduce((sum, { done }) => sum + done.rows, 0), controlTotal: String(control), rowsHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') })
}

/** The part and its run, unless another run has done the part meanwhile; who looks after the day-end is told. */
async function markFailed(tx: Tx, part: Part, name: string, refusal: Refusal, now: Date): Promise<void> {
  const says = refusal.expected === undefined ? refusal.message : `${refusal.message}；${refusal.expected}`
  const { numAffectedRows } = await sql`update day_end_part set state = 'FAILED', error_code = ${refusal.code}, error = ${says} where bank_id = ${tx.bankId} and day = ${part.day} and step = ${part.step} and part = ${part.part} and state <> 'DONE'`.execute(tx)
  if (numAffectedRows === 0n) return
  await tx.updateTable('day_end_run').set({ state: 'FAILED' }).where('bank_id', '=', tx.bankId).where('day', '=', part.day).where('state', '=', 'RUNNING').execute()
  const unit = part.unitId === null ? undefined : await tx.selectFrom('unit').select('name').where('bank_id', '=', tx.bankId).where('unit_id', '=', part.unitId).executeTakeFirst()
  await alertOfFailure(tx, { day: part.day, name, unit: unit?.name ?? '全行', says, now })
}

/** The database was away for a moment: the worker comes back by itself, and nobody is called at night for it. */
function isPassing(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'database.away' || error.code === 'database.busy')
}

/** What a person reads of a failure: a refusal as it says, a fault of the program by its kind. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const kind = error instanceof Error ? error.name : 'unknown'
  const refusal = new Refusal({ code: 'day-end.fault', message: `程序故障（${kind}）`, expected: '本环节没有写入任何数据；请把服务器日志交系统管理员，修复后点「继续日终」' }, 500)
  refusal.cause = error
  return refusal
}
