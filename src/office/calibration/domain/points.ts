/** How log-odds become points: `pdo` points double the odds, `baseScore` stands at odds of `baseOdds` to 1. */
export interface Scale {
  readonly pdo: number
  readonly baseScore: number
  readonly baseOdds: number
}

/** factor = PDO ÷ ln 2, offset = base score − factor × ln(base odds). */
export function scaleOf({ pdo, baseScore, baseOdds }: Scale): { readonly factor: number; readonly offset: number } {
  const factor = pdo / Math.LN2
  return { factor, offset: baseScore - factor * Math.log(baseOdds) }
}

/** points = offset + factor × ln(odds). */
export function pointsOf(scale: Scale, logOdds: number): number {
  const { factor, offset } = scaleOf(scale)
  return offset + factor * logOdds
}

/** What of the points of a case one bin carries, when `count` indicators share offset and intercept evenly. */
export function binPoints(scale: Scale, { intercept, weight, woe, count }: { readonly intercept: number; readonly weight: number; readonly woe: number; readonly count: number }): number {
  const { factor, offset } = scaleOf(scale)
  return factor * weight * woe + (offset + factor * intercept) / count
}
