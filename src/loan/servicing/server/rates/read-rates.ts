import { type Day } from '#kernel'
import { type PublicationState, type RateShown, type Rates, nextPublicationOn, publications } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { knownRates } from './known-rates.ts'

/** A year and a half of publications is read; the list goes back further. What lies after the business day is nobody's yet. */
const SHOWN = 18

/** The published rates as the bank knows them, its own entries with who made and who confirmed them, and whether one is missing. */
export async function readRates(tx: Tx, on: Day): Promise<Rates> {
  const known = await knownRates(tx, on)
  const entries = (await tx.selectFrom('lpr_publication as p')
    .innerJoin('staff as m', (join) => join.onRef('m.bank_id', '=', 'p.bank_id').onRef('m.staff_id', '=', 'p.made_by'))
    .leftJoin('staff as d', (join) => join.onRef('d.bank_id', '=', 'p.bank_id').onRef('d.staff_id', '=', 'p.decided_by'))
    .selectAll('p').select(['m.name as maker', 'd.name as decider']).where('p.bank_id', '=', tx.bankId).orderBy('p.published_on', 'desc').orderBy('p.made_at', 'desc').execute())
    .map((row): RateShown & { entered: NonNullable<RateShown['entered']> } => ({
      publishedOn: row.published_on, oneYear: row.one_year, fiveYears: row.five_years,
      entered: {
        publicationId: row.publication_id, state: row.state as PublicationState, source: row.source, by: { staffId: row.made_by, name: row.maker }, on: row.made_on,
        decidedBy: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decider ?? '' }, decidedOn: row.decided_on, decision: row.decision,
      },
    }))
  const inForce = new Map(entries.filter(({ entered }) => entered.state === 'IN_FORCE').map((one) => [one.publishedOn, one]))
  const nextOn = nextPublicationOn(known)
  return {
    on, rates: publications(known.own).filter(({ publishedOn }) => publishedOn <= on).slice(-SHOWN).toReversed().map((one) => inForce.get(one.publishedOn) ?? { ...one, entered: null }), others: entries.filter(({ entered }) => entered.state !== 'IN_FORCE'), nextOn, isMissing: on >= nextOn, ...await floatingNotes(tx, on),
  }
}

/** Running notes that follow the rate, and those whose day has come. */
export async function floatingNotes(tx: Tx, on: Day): Promise<{ floating: number; due: number }> {
  const row = await tx.selectFrom('note').select(({ fn }) => [fn.countAll<number>().as('floating'), fn.countAll<number>().filterWhere('reprice_on', '<=', on).as('due')]).where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').where('reprice_on', 'is not', null).executeTakeFirstOrThrow()
  return { floating: Number(row.floating), due: Number(row.due) }
}
