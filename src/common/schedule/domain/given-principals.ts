import { sumFen } from '#kernel'
import type { ScheduleTerms } from './terms.ts'

/**
 * Principal of each period where the terms say it. An odd first period that takes interest only leaves out a regular share
 * of FIXED_PRINCIPAL; amounts said period by period stay as they were said.
 */
export function givenPrincipals(terms: Pick<ScheduleTerms, 'method' | 'periods' | 'principalEachFen' | 'steps' | 'principalsFen'>, interestOnlyPeriods = 0): readonly number[] {
  if (terms.principalsFen !== undefined) return terms.principalsFen
  if (terms.steps !== undefined) return terms.steps.flatMap((step) => Array.from({ length: step.periods }, () => step.principalFen))
  return Array.from({ length: terms.periods }, (_, k) => (k < interestOnlyPeriods ? 0 : (terms.principalEachFen ?? 0)))
}

/** What amounts said period by period come to. */
export function sumOfGiven(terms: Parameters<typeof givenPrincipals>[0]): number {
  return terms.steps !== undefined ? terms.steps.reduce((sum, step) => sum + step.periods * step.principalFen, 0) : sumFen(terms.principalsFen ?? [])
}
