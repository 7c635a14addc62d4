import { z } from 'zod'
import { TRADE_FIGURE_IDS, type TradeFigure } from './trade-figures.ts'

const Decimal = z.string().nullable()
const Spread = z.object({ id: z.enum(TRADE_FIGURE_IDS as [TradeFigure, ...TradeFigure[]]), samples: z.int(), p10: Decimal, p25: Decimal, p50: Decimal, p75: Decimal, p90: Decimal })

export const TradeRef = z.object({ trade: z.string().min(1).max(60) })

/** What the bank knows of a trade from its own approved cases. */
export const TradeAnswer = z.object({
  trade: z.string(),
  name: z.string(),
  samples: z.int(),
  least: z.object({ quartiles: z.int(), tails: z.int() }),
  years: z.object({ from: z.string(), to: z.string() }).nullable(),
  spreads: z.array(Spread),
})
export type TradeAnswer = z.output<typeof TradeAnswer>

export const Trades = z.object({ trades: z.array(z.object({ trade: z.string(), name: z.string(), samples: z.int() })) })
export type Trades = z.output<typeof Trades>
