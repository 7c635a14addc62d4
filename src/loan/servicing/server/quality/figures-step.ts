import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { addDueOfTouched } from '../day-end/due-of-day.ts'
import type { DayEndStep } from '../day-end/step.ts'
import { keepAccountFigures, keepCollected, keepCustomerFigures, keepMaturityFigures } from './keep-figures.ts'
import { isMonthEnd } from './provision.ts'

/** A book of up to so many notes is counted every night; a larger one at month end, where a second more is not missed. */
const COUNTED_DAILY: number = 50_000

/** Keeps the figures of the day: what came in every night, the sums over all notes as often as the size of the book allows. */
export const figuresStep: DayEndStep = {
  id: 'figures', name: '经营指标', perUnit: false,
  run: async (tx, at) => {
    const collected = await keepCollected(tx, at.day)
    await addDueOfTouched(tx, at.day)
    if (!isMonthEnd(at.day) && (await notesOf(tx, at.day)) > COUNTED_DAILY) return { rows: collected, controlFen: 0, figures: {} }
    const accounts = await overTheBook(tx, () => keepAccountFigures(tx, at.day))
    const customers = await overTheBook(tx, () => keepCustomerFigures(tx, at.day))
    const maturity = await keepMaturityFigures(tx, at.day)
    return { rows: collected + accounts.rows + customers + maturity, controlFen: accounts.balanceFen, figures: { 指标组数: accounts.rows, 贷款余额: accounts.balanceFen } }
  },
}

/** A sum over the whole book is hashed: what the planner thinks of groups it cannot know would have it look up every note by itself. */
async function overTheBook<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`set local enable_nestloop = off`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
  const done = await work()
  await sql`reset enable_nestloop`.execute(tx)
  await sql`reset work_mem`.execute(tx)
  return done
}

/** Running notes, as the scan of the same day-end counted them. */
async function notesOf(tx: Tx, day: Day): Promise<number> {
  const { rows: [row] } = await sql<{ notes: number }>`select coalesce(sum(notes), 0)::int as notes from portfolio_day where bank_id = ${tx.bankId} and day = ${day}`.execute(tx)
  return row!.notes
}
