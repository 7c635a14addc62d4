import { type Exact, type Fen, divide, exact, formatExact, multiply, roundFen } from '#kernel'
import { RISK_CLASSES, type RiskClass } from '../class-floor.ts'
import { PARS, type Bucket, type Par, isAtRisk } from './buckets.ts'

/** A rate for each class, decimal text. */
export type ProvisionRates = Readonly<Record<RiskClass, string>>

const PLACES = 4
export const NON_PERFORMING: readonly RiskClass[] = ['SUBSTANDARD', 'DOUBTFUL', 'LOSS']

/** Substandard and below. */
export function isNonPerforming(of: RiskClass): boolean {
  return NON_PERFORMING.includes(of)
}

/** What is to be provided for a balance of a class, rounded once. */
export function provisionFor(balanceFen: number, of: RiskClass, rates: ProvisionRates): Fen {
  return roundFen(multiply(balanceFen, exact(rates[of])))
}

/** A part of a whole as decimal text with four places; none of nothing. */
export function shareOf(part: Exact, whole: Exact): string | null {
  return whole === 0 ? null : formatExact(divide(part, whole), PLACES)
}

export interface QualityRow {
  readonly riskClass: RiskClass
  readonly bucket: Bucket
  readonly notes: number
  readonly balanceFen: number
}

export interface QualityFigures {
  readonly notes: number
  readonly balanceFen: number
  readonly nonPerformingFen: number
  /** 不良率; decimal text, none of an empty portfolio. */
  readonly nplRatio: string | null
  readonly parFen: Readonly<Record<Par, number>>
  readonly par: Readonly<Record<Par, string | null>>
  readonly classFen: Readonly<Record<RiskClass, number>>
}

/** Ratios of a portfolio: all of a note counts once any of it is overdue. */
export function qualityOf(rows: readonly QualityRow[]): QualityFigures {
  const sum = (of: (row: QualityRow) => boolean): number => rows.reduce((total, row) => total + (of(row) ? row.balanceFen : 0), 0)
  const balanceFen = sum(() => true)
  const nonPerformingFen = sum((row) => isNonPerforming(row.riskClass))
  const parFen = Object.fromEntries(PARS.map(({ id }) => [id, sum((row) => isAtRisk(row.bucket, id))])) as Record<Par, number>
  return {
    notes: rows.reduce((total, row) => total + row.notes, 0), balanceFen, nonPerformingFen, nplRatio: shareOf(nonPerformingFen, balanceFen), parFen,
    par: Object.fromEntries(PARS.map(({ id }) => [id, shareOf(parFen[id], balanceFen)])) as Record<Par, string | null>,
    classFen: Object.fromEntries(RISK_CLASSES.map((one) => [one, sum((row) => row.riskClass === one)])) as Record<RiskClass, number>,
  }
}

/** Coverage 拨备覆盖率: what is provided ÷ what does not perform; none where all performs. */
export function coverageOf(providedFen: number, nonPerformingFen: number): string | null {
  return shareOf(providedFen, nonPerformingFen)
}

/** The price of the bank's own money for balances added up over days, at a yearly rate on a year of 360 days; rounded once. */
export function ftpChargeFor(balanceDaysFen: Exact, annualRate: string): Fen {
  return roundFen(divide(multiply(balanceDaysFen, exact(annualRate)), 360))
}
