import { Refusal } from '#kernel'
import { shippedIndustryCodes, shippedTradesSaid } from '#platform/packs'

/** Refuses a trade for which no guideline values ship: nothing could be compared with it. */
export function refuseUnknownTrade(trade: string, at: string): void {
  const known = shippedIndustryCodes()
  if (!known.includes(trade)) throw new Refusal({ code: 'industry.unknown', message: `没有行业「${trade}」的指标`, at, value: trade, expected: shippedTradesSaid() }, 422)
}
