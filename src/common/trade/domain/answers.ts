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

const Five = z.object({ v1: z.string(), v2: z.string(), v3: z.string(), v4: z.string(), v5: z.string() })
const Goes = z.object({ method: z.string(), name: z.string(), account: z.string() })
const Asked = z.enum(['TEXT', 'YES_NO', 'NUMBER', 'AMOUNT', 'SHARE', 'PHOTO'])

/** The pack of a trade as people read it: what is usual, how sales are seen, what is asked before and after the loan [S1-17]. */
export const TradePack = z.object({
  code: z.string(), name: z.string(), basis: z.enum(['PROPOSAL', 'BANK']), tradeCodes: z.array(z.string()), needsCashFlow: z.boolean(),
  guidelines: z.object({ netMargin: Five, grossMargin: Five, returnOnEquity: Five, debtRatio: Five, inventoryDays: Five, receivableDays: Five, payableDays: Five }),
  season: z.array(z.object({ month: z.string(), share: z.string() })),
  salesMethods: z.array(z.object({ method: z.string(), name: z.string(), minutes: z.int() })),
  checklist: z.array(z.object({ id: z.string(), block: z.enum(['OPERATION', 'FINANCE', 'FUNDS', 'CUSTOMERS']), asks: z.string(), answer: Asked, must: z.boolean(), goes: z.array(Goes) })),
  monitoring: z.array(z.object({ id: z.string(), asks: z.string(), answer: Asked, warnsWhen: z.string().nullable() })),
})
export type TradePack = z.output<typeof TradePack>
