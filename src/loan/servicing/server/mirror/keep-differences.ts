import type { Day } from '#kernel'
import type { Cause, DifferingFigure } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { idOf } from '../id-of.ts'

/** A difference as a day's comparison found it. */
export interface Found {
  /** The note, the number only the core bank knows, or the file that is missing. */
  readonly subject: string
  readonly noteId: string | null
  readonly coreNumber: string | null
  readonly productCode: string
  readonly unitId: string | null
  readonly cause: Cause
  readonly why: string
  readonly figures: readonly DifferingFigure[]
  readonly balanceDeltaFen: number
  readonly totalDeltaFen: number
}

/** What a comparison covered: what it did not find there has vanished. */
export interface Covered {
  readonly day: Day
  readonly unitId: string
  /** Files and unknown numbers belong to the head office. */
  readonly isHead: boolean
  readonly products: readonly string[]
}

interface Live {
  readonly difference_id: string
  readonly subject: string
  readonly cause: string
  readonly state: string
  readonly balance_delta_fen: number
}

/**
 * Opens what is new once, brings up to date what is still there, and closes what vanished. What a person accepted stays
 * accepted while its principal differs by the same amount; by another it is opened anew.
 */
export async function keepDifferences(tx: Tx, covered: Covered, found: readonly Found[]): Promise<{ opened: number; closed: number; live: number }> {
  const live = new Map((await liveOf(tx, covered)).map((row) => [key(row.subject, row.cause), row]))
  const seen = found.map((one) => ({ one, known: live.get(key(one.subject, one.cause)) }))
  const changed = seen.flatMap(({ one, known }) => (known?.state === 'ACCEPTED' && known.balance_delta_fen !== one.balanceDeltaFen ? [known.difference_id] : []))
  const found_ = new Set(found.map((one) => key(one.subject, one.cause)))
  const gone = [...live.values()].filter((row) => !found_.has(key(row.subject, row.cause))).map((row) => row.difference_id)
  await close(tx, [...gone, ...changed], covered.day)
  const again = new Set(changed)
  const fresh = seen.filter(({ known }) => known === undefined || again.has(known.difference_id)).map(({ one }) => one)
  await update(tx, seen.flatMap(({ one, known }) => (known === undefined || again.has(known.difference_id) ? [] : [{ one, id: known.difference_id }])), covered.day)
  await open(tx, fresh, covered.day)
  return { opened: fresh.length, closed: gone.length, live: found.length }
}

const key = (subject: string, cause: string): string => `${subject} ${cause}`

async function liveOf(tx: Tx, { unitId, isHead, products }: Covered): Promise<Live[]> {
  const { rows } = await sql<Live>`
    select difference_id, subject, cause, state, balance_delta_fen from core_difference
    where bank_id = ${tx.bankId} and state in ('OPEN', 'ACCEPTED') and ((unit_id = ${unitId} and product_code = any(${products}::text[])) or (${isHead} and unit_id is null))`.execute(tx)
  return rows
}

async function close(tx: Tx, ids: readonly string[], day: Day): Promise<void> {
  if (ids.length === 0) return
  await sql`update core_difference set state = 'GONE', closed_on = ${day}, row_version = row_version + 1 where bank_id = ${tx.bankId} and difference_id = any(${ids}::uuid[])`.execute(tx)
}

async function update(tx: Tx, kept: readonly { readonly one: Found; readonly id: string }[], day: Day): Promise<void> {
  if (kept.length === 0) return
  const rows = kept.map(({ one, id }) => ({ id, why: one.why, figures: one.figures, balance: one.balanceDeltaFen, total: one.totalDeltaFen }))
  await sql`
    update core_difference d set why = t.why, figures = t.figures, balance_delta_fen = t.balance, total_delta_fen = t.total, seen_on = greatest(d.seen_on, ${day}::date)
    from json_to_recordset(${JSON.stringify(rows)}::json) as t(id uuid, why text, figures json, balance bigint, total bigint) where d.bank_id = ${tx.bankId} and d.difference_id = t.id`.execute(tx)
}

async function open(tx: Tx, fresh: readonly Found[], day: Day): Promise<void> {
  if (fresh.length === 0) return
  const rows = fresh.map((one) => ({
    id: idOf('difference', tx.bankId, day, one.subject, one.cause, one.balanceDeltaFen), subject: one.subject, note_id: one.noteId, core_number: one.coreNumber, product_code: one.productCode, unit_id: one.unitId, cause: one.cause, why: one.why, figures: one.figures, balance: one.balanceDeltaFen, total: one.totalDeltaFen,
  }))
  await sql`
    insert into core_difference (bank_id, difference_id, subject, note_id, core_number, product_code, unit_id, cause, why, figures, balance_delta_fen, total_delta_fen, opened_on, seen_on, state)
    select ${tx.bankId}, t.id, t.subject, t.note_id, t.core_number, t.product_code, t.unit_id, t.cause, t.why, t.figures, t.balance, t.total, ${day}, ${day}, 'OPEN'
    from json_to_recordset(${JSON.stringify(rows)}::json) as t(id uuid, subject text, note_id uuid, core_number text, product_code text, unit_id uuid, cause text, why text, figures json, balance bigint, total bigint)
    on conflict do nothing`.execute(tx)
}
