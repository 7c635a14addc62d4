import { divide, formatExact } from '#kernel'
import { TREND_OF } from './formulas/trends.ts'
import type { JudgementPack } from './judgement-graph.ts'

export interface WeighedIndicator {
  readonly id: string
  readonly name: string
  readonly dimension: string
  /** The most points it can give. */
  readonly most: number
  /** Its share of the card, as decimal text. */
  readonly weight: string
  /** The figure that says how it moved; null where the case holds no earlier value of it. */
  readonly trend: string | null
}

/** What is collected of a customer, as indicators with their weights and trends [S2-104]. */
export function weighedIndicators({ scorecard }: Pick<JudgementPack, 'scorecard'>): WeighedIndicator[] {
  const rows = Object.entries(scorecard.indicators).map(([id, { name, bins }]) => {
    const figures = bins.flatMap(({ when }) => when.map((condition) => condition.figure))
    const trend = figures.map((figure) => TREND_OF[figure]).find((each) => each !== undefined)
    return { id, name, dimension: id.slice(0, 1), most: Math.max(...bins.map(({ then }) => Number(then))), trend: trend ?? null }
  })
  const all = rows.reduce((sum, { most }) => sum + most, 0)
  return rows.map((row) => ({ ...row, weight: formatExact(all === 0 ? 0 : divide(row.most, all), 4) }))
}
