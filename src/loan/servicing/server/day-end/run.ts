import { setTimeout as wait } from 'node:timers/promises'
import { type Day, Refusal, addDays } from '#kernel'
import type { Database, Tx } from '#platform/db'
import type { Tell } from '../at.ts'
import { type DayAtHand, dayAtHand } from './at.ts'
import { OPENING, beginDay, daysOf } from './begin.ts'
import { type FailPoints, failAtFrom, failPoints } from './fail-point.ts'
import { type BatchOutcome, type Part, doPart, runParts } from './part.ts'
import type { DayEndStep } from './step.ts'
import { DAY_END_STEPS } from './steps.ts'

/** What a run tells while it goes on. */
export type DayEndEvent =
  | { readonly kind: 'BEGUN'; readonly day: Day }
  | { readonly kind: 'PART_DONE'; readonly day: Day; readonly step: string; readonly part: string; readonly rows: number; readonly controlFen: string; readonly ms: number }
  | { readonly kind: 'PART_FAILED'; readonly day: Day; readonly step: string; readonly part: string; readonly refusal: Refusal; readonly cause: unknown }
  | { readonly kind: 'ENDED'; readonly day: Day; readonly next: Day }

export interface DayEndOptions {
  /** Tells later stages of a note that has a case. */
  readonly tell: Tell
  readonly on?: (event: DayEndEvent) => void
  /** Name of the place at which the process is killed; the environment's, outside production, unless given. */
  readonly failAt?: string
  /** In place of `failAt`, for a test that ends a run within its own process. */
  readonly points?: FailPoints
  /** Parts of one step run at a time by this run. */
  readonly lanes?: number
  /** Who runs it before its time; none for the worker and the command line. */
  readonly askedBy?: string | null
  readonly steps?: readonly DayEndStep[]
  readonly now?: () => Date
  /** Stops after the parts at hand; whoever runs it next takes it up. */
  readonly ending?: AbortSignal
}

export interface DayEndResult {
  readonly day: Day
  readonly next: Day
  readonly state: 'DONE' | 'FAILED' | 'STOPPED'
  /** Done before this run asked. */
  readonly before: boolean
  readonly failed: { readonly step: string; readonly part: string; readonly refusal: Refusal } | null
}

/** Two, as many as a small machine has cores: one computes while the other waits for the database. */
const LANES: number = 2
const POLL_MS: number = 100

/**
 * The day-end of one bank for one day: opens the next day, then runs each step part by part, each part one transaction.
 * Asked again it takes up what is not done, a day that ended is left as it is, and two runs at once share the parts.
 *
 * A measurement calls it with `on` for the time of each part, over a bank whose book was loaded with `ended_on` of
 * business_day at the day before: notes with their closing columns as `closingOf` gives them on that day, rows of
 * instalment_state for all that is paid or has fallen due (open ones with `free_until`), one row of note_rule each, and
 * accrued_of_day of that day as `sumAccrued` and `sumLate` give it, else the first day books all that accrued before.
 */
export async function runDayEnd(database: Database, bankId: number, closing: Day, options: DayEndOptions): Promise<DayEndResult> {
  const { tell, on = () => undefined, steps = DAY_END_STEPS, now = () => new Date(), askedBy = null } = options
  const points = options.points ?? failPoints(options.failAt ?? failAtFrom(process.env))
  const ended = { day: closing, next: addDays(closing, 1) }
  points.reach(`${OPENING}.before`)
  const begun = await database.inBank(bankId, async (tx) => {
    const isOpen = await beginDay(tx, closing, steps, { askedBy, now: now() })
    points.reach(`${OPENING}.in`)
    return isOpen ? dayAtHand(tx, closing, { tell, now }) : undefined
  })
  points.reach(`${OPENING}.after`)
  if (begun === undefined) return { ...ended, state: 'DONE', before: true, failed: null }
  on({ kind: 'BEGUN', day: closing })
  for (const step of steps) {
    const failed = await runStep({ database, bankId, at: begun, points, on, ending: options.ending }, step, options.lanes ?? LANES)
    if (failed === 'STOPPED') return { ...ended, state: 'STOPPED', before: false, failed: null }
    if (failed !== undefined) return { ...ended, state: 'FAILED', before: false, failed }
  }
  on({ kind: 'ENDED', ...ended })
  return { ...ended, state: 'DONE', before: false, failed: null }
}

/** Ends every day up to `until`, one after the other: days missed while nothing ran are caught up, none is left out. */
export async function catchUp(database: Database, bankId: number, until: Day, options: DayEndOptions): Promise<DayEndResult[]> {
  const results: DayEndResult[] = []
  for (;;) {
    const { unfinished } = await database.inBank(bankId, (tx) => daysOf(tx))
    if (unfinished > until) return results
    const result = await runDayEnd(database, bankId, unfinished, options)
    results.push(result)
    if (result.state !== 'DONE') return results
  }
}

/** The day-end inside a transaction at hand, for whoever fills a bank in one: the same parts with the same records. */
export async function runDayEndWithin(tx: Tx, closing: Day, { tell, steps = DAY_END_STEPS, now = () => new Date() }: Pick<DayEndOptions, 'tell' | 'steps' | 'now'>): Promise<Day> {
  const isOpen = await beginDay(tx, closing, steps, { askedBy: null, now: now() })
  if (!isOpen) return addDays(closing, 1)
  const at = await dayAtHand(tx, closing, { tell, now })
  for (const step of steps) for (const part of await openParts(tx, closing, step.id)) await doPart(tx, step, part, at)
  return at.next
}

interface Run {
  readonly database: Database
  readonly bankId: number
  readonly at: DayAtHand
  readonly points: FailPoints
  readonly on: (event: DayEndEvent) => void
  readonly ending: AbortSignal | undefined
}

/** One step wholly; parts another run is at are waited for. */
async function runStep(run: Run, step: DayEndStep, lanes: number): Promise<NonNullable<DayEndResult['failed']> | 'STOPPED' | undefined> {
  for (;;) {
    if (run.ending?.aborted === true) return 'STOPPED'
    const waiting = await run.database.inBank(run.bankId, (tx) => openParts(tx, run.at.day, step.id))
    if (waiting.length === 0) return undefined
    const outcomes = await inLanes(run, step, waiting, lanes)
    const failed = outcomes.find((one) => one.state === 'FAILED')
    if (failed?.state === 'FAILED') return { step: step.id, part: failed.part.part, refusal: failed.refusal }
    if (outcomes.every((one) => one.state === 'DONE' && one.done.length === 0)) await wait(POLL_MS)
  }
}

/** Parts offered to one transaction; it takes as many as it has time for. */
const OFFERED: number = 16

async function inLanes({ database, bankId, at, points, on, ending }: Run, step: DayEndStep, parts: readonly Part[], lanes: number): Promise<BatchOutcome[]> {
  const waiting = [...parts]
  const outcomes: BatchOutcome[] = []
  let hasFailed = false
  const lane = async (): Promise<void> => {
    while (waiting.length > 0 && !hasFailed && ending?.aborted !== true) {
      // Every lane has some to do, however few there are; what one has no time for goes back.
      const outcome = await runParts(database, bankId, step, waiting.splice(0, Math.min(OFFERED, Math.ceil(waiting.length / lanes))), { at, points })
      outcomes.push(outcome)
      if (outcome.state === 'FAILED') {
        hasFailed = true
        on({ kind: 'PART_FAILED', day: at.day, step: step.id, part: outcome.part.part, refusal: outcome.refusal, cause: outcome.cause })
        return
      }
      waiting.unshift(...outcome.left)
      for (const { part, done, ms } of outcome.done) on({ kind: 'PART_DONE', day: at.day, step: step.id, part: part.part, rows: done.rows, controlFen: String(done.controlFen), ms })
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, parts.length) }, lane))
  return outcomes
}

/** Parts of a step that are not done. */
async function openParts(tx: Tx, day: Day, step: string): Promise<Part[]> {
  const rows = await tx.selectFrom('day_end_part').select(['part', 'unit_id']).where('bank_id', '=', tx.bankId).where('day', '=', day).where('step', '=', step).where('state', '<>', 'DONE').orderBy('part').execute()
  return rows.map((row) => ({ day, step, part: row.part, unitId: row.unit_id }))
}
