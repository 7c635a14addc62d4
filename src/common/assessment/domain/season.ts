import { type Exact, type Month, add, divide, exact, multiply, roundFen, shiftMonth } from '#kernel'
import { windowMonths } from './axes.ts'
import type { CaseFile } from './case/index.ts'
import type { JudgementPack } from './judgement-graph.ts'

type SalesLine = CaseFile['income']['sales'][number]

/** Longest run of months that is counted out. */
const MOST = 360

/** The months from one to another, both included. */
export function monthsBetweenInclusive(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let at = from; at <= to && months.length < MOST; at = shiftMonth(at, 1)) months.push(at)
  return months
}

/**
 * A sales line with its missing months filled from the season index of the trade (chapter 3.3): the months with evidence say how
 * large a year is, the index how much of it falls into each other month. Null where too few months have evidence.
 */
export function withEstimates(line: SalesLine, missing: readonly Month[], cutOffOn: CaseFile['cutOffOn'], { industry, statements }: Pick<JudgementPack, 'industry' | 'statements'>): SalesLine | null {
  const months = windowMonths(cutOffOn)
  const amounts = months.map((_, at) => (typeof line.monthlyFen === 'number' ? line.monthlyFen : line.monthlyFen[at]!))
  const proven = months.filter((month) => !missing.includes(month))
  if (proven.length < statements.estimatedMonthsNeedEvidence) return null
  const index = (month: Month): Exact => exact(industry.seasonIndex[month.slice(5) as keyof typeof industry.seasonIndex])
  const [sales, share] = proven.reduce<readonly [Exact, Exact]>(([sum, part], month) => [add(sum, amounts[months.indexOf(month)]!), add(part, index(month))], [0, 0])
  return {
    ...line, estimatedMonths: months.filter((month) => missing.includes(month)),
    monthlyFen: months.map((month, at) => (missing.includes(month) ? roundFen(divide(multiply(sales, index(month)), share)) : amounts[at]!)),
  }
}
