import type { Environment, Unit } from '#common/figures/domain'
import { type Exact, compare, exact, formatExact } from '#kernel'
import { isNumber } from '#common/figures/domain'

/** What the bank learns of a trade from one approved case; figures of the judgement by their ids. */
export const TRADE_FIGURES = {
  annualSales: 'FEN', grossMargin: 'RATE', netMargin: 'RATE', returnOnEquity: 'RATE', debtRatio: 'RATE', currentRatio: 'RATIO', debtToSales: 'RATE',
  inventoryDays: 'DAYS', receivableDays: 'DAYS', payableDays: 'DAYS', salesToBreakEven: 'RATIO', equityToHouseholdExpense: 'RATIO',
} as const satisfies Record<string, Unit>
export type TradeFigure = keyof typeof TRADE_FIGURES
export const TRADE_FIGURE_IDS = Object.keys(TRADE_FIGURES) as TradeFigure[]

/** One shop's figures as exact decimal text (six places); what is unknown is left out. */
export type TradeSample = Partial<Record<TradeFigure, string>>

const PLACES = 6

/** Takes the figures of a judged case that say something of its trade; null where it has no sales. */
export function tradeSampleOf(sheet: Environment): TradeSample | null {
  const entries = TRADE_FIGURE_IDS.flatMap((id): (readonly [TradeFigure, string])[] => {
    const value = sheet.figure(id, 0)
    return value !== null && isNumber(value) ? [[id, formatExact(value, PLACES)]] : []
  })
  const sample: TradeSample = Object.fromEntries(entries)
  return sample.annualSales === undefined || compare(exact(sample.annualSales), 0) <= 0 ? null : sample
}

/** From how many shops on the bank's own figures are shown: the middle, and the ends (which would else show single shops) [S1-23]. */
export interface LeastSamples {
  readonly quartiles: number
  readonly tails: number
}

/** Where the shops of a trade lie, as decimal text; `null` where too few of them have the figure. */
export interface Spread {
  readonly id: TradeFigure
  readonly samples: number
  readonly p10: string | null
  readonly p25: string | null
  readonly p50: string | null
  readonly p75: string | null
  readonly p90: string | null
}

/** Spreads of all figures over the samples of one trade; a figure known of too few shops shows nothing. */
export function spreadsOf(samples: readonly TradeSample[], least: LeastSamples): Spread[] {
  return TRADE_FIGURE_IDS.map((id) => {
    const values = samples.flatMap((sample) => (sample[id] === undefined ? [] : [exact(sample[id])])).toSorted(compare)
    const [middle, ends] = [values.length >= least.quartiles, values.length >= least.tails]
    const at = (percent: number, shown: boolean): string | null => (shown ? formatExact(quantile(values, percent), PLACES) : null)
    return { id, samples: values.length, p10: at(10, ends), p25: at(25, middle), p50: at(50, middle), p75: at(75, middle), p90: at(90, ends) }
  })
}

/** The smallest value that at least `percent` of the shops do not exceed: always a value some shop has, never one in between. */
function quantile(sorted: readonly Exact[], percent: number): Exact {
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0
}

export const PLACES_AMONG = { LOWEST: '低于四分之三的同业', LOW: '低于半数同业', HIGH: '高于半数同业', HIGHEST: '高于四分之三的同业' } as const

/** In which quarter of the bank's own shops a value lies; null while there are too few. */
export function placeAmong(value: Exact, { p25, p50, p75 }: Spread): keyof typeof PLACES_AMONG | null {
  if (p25 === null || p50 === null || p75 === null) return null
  if (compare(value, exact(p50)) < 0) return compare(value, exact(p25)) < 0 ? 'LOWEST' : 'LOW'
  return compare(value, exact(p75)) > 0 ? 'HIGHEST' : 'HIGH'
}
