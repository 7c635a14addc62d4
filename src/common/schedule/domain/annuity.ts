import { type Exact, parts, ratio } from '#kernel'

/** A fraction of whole numbers as [numerator, denominator], never shortened: long schedules carry it on one denominator. */
export type Fraction = readonly [bigint, bigint]

/** Present value of n payments of 1, the first a period away: [1 − (1+i)^−n] ÷ i, and n where i is 0. */
export function annuityFactor(ratePerPeriod: Exact, periods: number): Exact {
  const [p, q] = parts(ratePerPeriod)
  const [n, d] = equalFactor(p, q, periods)
  return ratio(n, d)
}

/** Instalment that brings `principal` down to `residual` over periods whose interest rates are rate ÷ unit, all equal. */
export function equalLevel(principal: number, rate: bigint, unit: bigint, periods: number, residual = 0): Fraction {
  if (residual === 0) {
    const [n, d] = equalFactor(rate, unit, periods)
    return [BigInt(principal) * d, n]
  }
  if (rate === 0n) return [BigInt(principal - residual), BigInt(periods)]
  const [grown, units] = [(unit + rate) ** BigInt(periods), unit ** BigInt(periods)]
  return [(BigInt(principal) * grown - BigInt(residual) * units) * rate, unit * (grown - units)]
}

/** The same where periods differ in length: principal less the present value of the residual ÷ Σ of the discount factors of each due day. */
export function levelOver(principal: number, rates: readonly bigint[], unit: bigint, residual = 0): Fraction {
  let grown = 1n
  let factor = 0n
  let units = 1n
  for (const rate of rates) {
    units *= unit
    grown *= unit + rate
    factor = factor * (unit + rate) + units
  }
  return [BigInt(principal) * grown - BigInt(residual) * units, factor]
}

function equalFactor(rate: bigint, unit: bigint, periods: number): Fraction {
  if (rate === 0n) return [BigInt(periods), 1n]
  const grown = (unit + rate) ** BigInt(periods)
  return [unit * (grown - unit ** BigInt(periods)), rate * grown]
}
