import { type Exact, type Fen, formatExact, multiply } from '#kernel'
import { rateOf } from './interest.ts'
import type { Part } from './note.ts'

/** What of an instalment is owed, and how it was worked out. */
export interface Owed {
  readonly seq: number
  readonly part: Part
  readonly owedFen: Fen
  readonly says: string
}

/** The same before anyone has asked how. */
export interface Due {
  readonly seq: number
  readonly part: Part
  readonly owedFen: Fen
  readonly explain: () => string
}

/** Where a part of a repayment went. */
export interface Allocation extends Owed {
  readonly amountFen: Fen
}

/** A rate as text: `0.108` → `10.8 %`. */
export function percentOf(rate: string): string {
  const known = PERCENTS.get(rate)
  if (known !== undefined) return known
  const text = plainPercent(rateOf(rate))
  PERCENTS.set(rate, text)
  return text
}

const PERCENTS = new Map<string, string>()

const PLACES = 4
/** 0.108 → `10.8 %`, no zeros behind. */
export function plainPercent(rate: Exact): string {
  return `${formatExact(multiply(rate, 100), PLACES).replace(/\.?0+$/, '')} %`
}
