import { sql } from 'kysely'
import { type Day, Refusal, addDays, day } from '#kernel'
import { openNextDay, type Tx } from '#platform/db'
import type { DayEndStep } from './step.ts'

/** The days of a bank as a day-end finds them. */
export interface Days {
  readonly today: Day
  readonly first: Day
  /** The first day whose day-end is not finished. */
  readonly unfinished: Day
}

/** Reads the days, under the lock of their row where asked. */
export async function daysOf(tx: Tx, lock: 'for update' | 'read' = 'read'): Promise<Days> {
  const query = tx.selectFrom('business_day as d').select(['d.first_day', 'd.today', 'd.ended_on']).where('d.bank_id', '=', tx.bankId)
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirstOrThrow()
  return { today: day(row.today), first: day(row.first_day), unfinished: row.ended_on === null ? day(row.first_day) : addDays(day(row.ended_on), 1) }
}

/**
 * Begins the day-end of a day, or takes it up where it stopped: opens the next day, so that new postings carry it, and
 * writes down every part there is to do. False when this day ended before.
 */
export async function beginDay(tx: Tx, closing: Day, steps: readonly DayEndStep[], { askedBy, now }: { readonly askedBy: string | null; readonly now: Date }): Promise<boolean> {
  const { today, unfinished } = await daysOf(tx, 'for update')
  if (closing > today) throw new Refusal({ code: 'day.not-open', message: `营业日 ${closing} 尚未开始，不能日终`, value: closing, expected: `当前营业日 ${today}` }, 409)
  if (closing < unfinished) return refuseUnknown(tx, closing)
  if (closing > unfinished) throw new Refusal({ code: 'day.not-ended', message: `营业日 ${unfinished} 的日终尚未完成，须先完成它`, value: closing, expected: unfinished }, 409)
  if (closing === today) await openNextDay(tx, closing)
  const at = now.toISOString()
  await tx.insertInto('day_end_run').values({ bank_id: tx.bankId, day: closing, state: 'RUNNING', asked_by: askedBy, started_at: at })
    .onConflict((conflict) => conflict.columns(['bank_id', 'day']).doUpdateSet({ state: 'RUNNING' }).where('day_end_run.state', '=', 'FAILED')).execute()
  await writeParts(tx, closing, steps.filter(({ when }) => when === undefined || when(closing)), at)
  return true
}

async function refuseUnknown(tx: Tx, closing: Day): Promise<false> {
  const { first_day: first } = await tx.selectFrom('business_day as d').select('d.first_day').where('d.bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  if (closing < first) throw new Refusal({ code: 'day.not-open', message: `${closing} 早于本行启用日 ${first}`, value: closing, expected: `${first} 或以后` }, 409)
  return false
}

/** A part written before keeps its state; a step that came with a new version of the program is added. */
async function writeParts(tx: Tx, closing: Day, steps: readonly DayEndStep[], at: string): Promise<void> {
  const whole = steps.map((step, index) => ({ ...step, no: index + 2 }))
  await tx.insertInto('day_end_part').values({
    bank_id: tx.bankId, day: closing, step: OPENING, part: 'BANK', step_no: 1, name: '开启次日', state: 'DONE', attempts: 1, started_at: at, finished_at: at, row_count: 1, control_fen: '0',
  }).onConflict((conflict) => conflict.doNothing()).execute()
  await sql`
    insert into day_end_part (bank_id, day, step, part, step_no, name, unit_id, state)
    select ${tx.bankId}, ${closing}::date, s.step, coalesce(u.unit_id::text, 'BANK'), s.no, s.name, u.unit_id, 'WAITING'
    from unnest(${whole.map(({ id }) => id)}::text[], ${whole.map(({ no }) => no)}::int[], ${whole.map(({ name }) => name)}::text[], ${whole.map(({ perUnit }) => perUnit)}::bool[]) as s(step, no, name, per_unit)
    left join unit u on u.bank_id = ${tx.bankId} and s.per_unit
    on conflict do nothing`.execute(tx)
}

/** The step that is done by beginning. */
export const OPENING = 'open-next-day'
