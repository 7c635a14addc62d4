import { type Day, Refusal, addDays, assert, day } from '#kernel'
import type { Tx } from './database.ts'

/** The open business day of the bank. Nothing but this tells a rule or a job what day it is. */
export async function businessDate(tx: Tx): Promise<Day> {
  const row = await tx.selectFrom('business_day as d').select('d.today').where('d.bank_id', '=', tx.bankId).executeTakeFirst()
  assert(row !== undefined, `bank ${tx.bankId} has no business day`)
  return day(row.today)
}

/** The row of the business day as a transaction holds it. */
export interface DayHeld {
  readonly today: Day
  readonly firstDay: Day
  /** The last day whose day-end is finished. */
  readonly endedOn: Day | null
}

/** While a transaction holds the day nobody changes it, so it is read once. */
const held = new WeakMap<Tx, DayHeld>()

/** The open business day, held open until this transaction ends: what is written under it is there before the day closes. */
export async function holdBusinessDate(tx: Tx): Promise<Day> {
  const known = held.get(tx)
  if (known !== undefined) return known.today
  const row = await tx.selectFrom('business_day as d').select(['d.today', 'd.first_day', 'd.ended_on']).where('d.bank_id', '=', tx.bankId).forShare().executeTakeFirst()
  assert(row !== undefined, `bank ${tx.bankId} has no business day`)
  held.set(tx, { today: day(row.today), firstDay: day(row.first_day), endedOn: row.ended_on as Day | null })
  return day(row.today)
}

/** The business day this transaction holds; none while it does not. */
export function dayHeld(tx: Tx): DayHeld | undefined {
  return held.get(tx)
}

/** Opens the day after `closing`; waits for every write that still carries it. Opening twice is one opening. */
export async function openNextDay(tx: Tx, closing: Day): Promise<Day> {
  const next = addDays(closing, 1)
  const row = await tx.selectFrom('business_day as d').select('d.today').where('d.bank_id', '=', tx.bankId).forUpdate().executeTakeFirstOrThrow()
  if (row.today === next) return next
  if (row.today !== closing) {
    throw new Refusal({ code: 'day.not-open', message: `营业日 ${closing} 不是当前营业日`, value: closing, expected: `当前营业日 ${row.today}` }, 409)
  }
  held.delete(tx)
  await tx.updateTable('business_day').set({ today: next, opened_at: new Date().toISOString() }).where('bank_id', '=', tx.bankId).execute()
  return next
}
