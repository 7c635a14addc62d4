import { publishedCalendar } from '#common/schedule/server'
import { type Day, addMonths } from '#kernel'
import type { KnownRates, Publication } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** Entries lie at most so far from the days they are asked for; the calendar of the country moves publications, not the bank's own. */
const MONTHS_AROUND = 36

/** The bank's own entries that are in force, and the holidays around a day. */
export async function knownRates(tx: Tx, on: Day): Promise<Required<KnownRates>> {
  return { own: await ownRates(tx), calendar: publishedCalendar(addMonths(on, -MONTHS_AROUND), addMonths(on, MONTHS_AROUND)) }
}

async function ownRates(tx: Tx): Promise<Publication[]> {
  const rows = await tx.selectFrom('lpr_publication').select(['published_on', 'one_year', 'five_years']).where('bank_id', '=', tx.bankId).where('state', '=', 'IN_FORCE').orderBy('published_on').execute()
  return rows.map((row) => ({ publishedOn: row.published_on as Day, oneYear: row.one_year, fiveYears: row.five_years }))
}
