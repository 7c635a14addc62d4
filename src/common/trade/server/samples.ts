import { randomUUID } from 'node:crypto'
import { type TradeAnswer, type TradeSample, type Trades, spreadsOf } from '#common/trade/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { loadIndustry, shippedIndustryCodes } from '#platform/packs'
import { policyOn } from '#common/policy/server'

export interface NewSample {
  readonly caseId: string
  readonly trade: string
  readonly on: Day
  readonly figures: TradeSample
}

/** Keeps what an approved case says of its trade, without the case: once, however often it is decided [S1-23]. */
export async function keepTradeSample(tx: Tx, { caseId, trade, on, figures }: NewSample): Promise<void> {
  const given = await tx.insertInto('trade_sample_given').values({ bank_id: tx.bankId, case_id: caseId }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  if (given.numInsertedOrUpdatedRows === 0n) return
  await tx.insertInto('trade_sample').values({ bank_id: tx.bankId, sample_id: randomUUID(), trade, accepted_in: on.slice(0, 4), figures: JSON.stringify(figures) }).execute()
}

/** Which trades the program knows, and of how many shops the bank has figures. */
export async function readTrades(tx: Tx): Promise<Trades> {
  const rows = await tx.selectFrom('trade_sample').select(['trade', (eb) => eb.fn.countAll<number>().as('samples')]).where('bank_id', '=', tx.bankId).groupBy('trade').execute()
  const samples = new Map(rows.map((row) => [row.trade, Number(row.samples)]))
  return { trades: shippedIndustryCodes().map((trade) => ({ trade, name: loadIndustry(trade).name, samples: samples.get(trade) ?? 0 })) }
}

/** The bank's own figures of a trade, as far as enough shops stand behind them. */
export async function readTradeFigures(tx: Tx, trade: string, on: Day): Promise<TradeAnswer> {
  const { name } = loadIndustry(trade)
  const { tradeSamples: least } = (await policyOn(tx, on)).policy.checks
  const rows = await tx.selectFrom('trade_sample').select(['accepted_in', 'figures']).where('bank_id', '=', tx.bankId).where('trade', '=', trade).execute()
  const years = rows.map((row) => row.accepted_in).toSorted()
  return { trade, name, samples: rows.length, least, years: rows.length === 0 ? null : { from: years[0]!, to: years.at(-1)! }, spreads: spreadsOf(rows.map((row) => row.figures as TradeSample), least) }
}
