import { type CaseFile, type JudgementPack, everyOf, planMonths } from '#common/assessment/domain'
import { shapeOf } from '#common/schedule/domain'

/** Room for months of the plan and for instalments: of each five years and one, so that terms may be tried, and what a case needs beyond. */
export interface Sizes {
  readonly months: number
  readonly periods: number
  /** Instalments of each loan the search for the largest one tries; 0 where no search is laid out. */
  readonly trials: number
  /** Whether the search lays out amounts that are given period by period: only for a type that has them. */
  readonly given: boolean
}

const USUAL = 61

/** A search is laid out only for a case that needs one: no factor answers for its type. */
export function sizesFor(pack: JudgementPack, caseFile: CaseFile | null): Sizes {
  if (caseFile === null) return { months: USUAL, periods: USUAL, trials: 0, given: false }
  const { request } = caseFile
  const needless = pack.repayment.rounding === 'EXACT_DISPLAY' || (request.method === 'ANNUITY' && everyOf(request) === 'MONTH')
  return { months: Math.max(USUAL, planMonths(caseFile).length), periods: Math.max(USUAL, request.periods), trials: needless ? 0 : request.periods, given: shapeOf(request.method) === 'GIVEN' }
}
