import { type Day, type Fen, addDays, addMonths, exact, fen, formatExact, multiply } from '#kernel'

/** Kinds of collateral the register holds; the haircut goes by kind, movables by that of a shop. */
export const COLLATERAL_KINDS = { HOUSE: '住房', SHOP: '商铺' } as const satisfies Record<string, string>
export type CollateralKind = keyof typeof COLLATERAL_KINDS

export interface Valuation {
  readonly valueFen: Fen
  readonly priorClaimsFen: Fen
  /** Share of the value that counts, decimal text. */
  readonly haircut: string
  readonly valuedOn: Day
}

/** What a valuation lends on: value × haircut − claims before ours, never below zero, cut to the fen. */
export function lendingValue({ valueFen, haircut, priorClaimsFen }: Valuation): Fen {
  const counted = Number(formatExact(multiply(exact(haircut), valueFen), 2).split('.')[0])
  return fen(Math.max(0, counted - priorClaimsFen))
}

/** First day on which a valuation no longer counts. */
export function valuationEndsOn(valuedOn: Day, months: number): Day {
  return addMonths(valuedOn, months)
}

export type Expiry = 'NONE' | 'SOON' | 'GONE'
/** How near the end of cover or valuation is. */
export function expiryOf(endsOn: Day, today: Day, noticeDays: number): Expiry {
  if (endsOn <= today) return 'GONE'
  return endsOn <= addDays(today, noticeDays) ? 'SOON' : 'NONE'
}
