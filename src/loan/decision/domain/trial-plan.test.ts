import { day } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Terms, fitted, lengthWords, methodWords, termMonthsOf, termWords, trialPlan, usualFirstDay } from './index.ts'

const terms: Terms = { product: '小微贷款', guarantee: 'PERSONAL_GUARANTEE', amountFen: 11_800_000, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.0720', purpose: 'WORKING_CAPITAL', conditions: [] }
const on = day('2025-03-14')

describe('the plan terms come to', () => {
  it('shows how the exposure falls with each instalment [S2-125]', () => {
    const { rows } = trialPlan(terms, on)
    expect(rows.slice(0, 3).map((row) => [row.dueOn, row.balanceFen])).toEqual([['2025-04-14', 10_848_696], ['2025-05-14', 9_891_684], ['2025-06-14', 8_928_930]])
    expect(rows.at(-1)).toMatchObject({ dueOn: '2026-03-14', balanceFen: 0 })
  })

  it('of a loan repaid once is one row at the end of its months', () => {
    const once: Terms = { ...terms, method: 'BULLET', every: 'ONCE', periods: 9 }
    expect(trialPlan(once, on).rows.map((row) => [row.dueOn, row.principalFen])).toEqual([['2025-12-14', 11_800_000]])
    expect([lengthWords(once), termWords(once), termMonthsOf(once)]).toEqual(['9 个月', '9 个月（到期一次）', 9])
  })

  it('begins a cycle after the start', () => {
    expect((['WEEK', 'FORTNIGHT', 'MONTH', 'QUARTER', 'HALF_YEAR'] as const).map((every) => usualFirstDay({ every, periods: 4 }, on))).toEqual(['2025-03-21', '2025-03-28', '2025-04-14', '2025-06-14', '2025-09-14'])
    expect(termMonthsOf({ every: 'WEEK', periods: 26 })).toBe(6)
  })
})

it('terms of a lower amount keep their proportions, and say them', () => {
  const steps = [{ periods: 6, principalFen: 800_000 }, { periods: 6, principalFen: 1_166_666 }] as NonNullable<Terms['shape']>['steps']
  const lower = fitted({ ...terms, method: 'STEP_UP', shape: { steps } }, { amountFen: 5_900_000, periods: 12 })
  expect(lower.shape?.steps?.map((step) => step.principalFen)).toEqual([400_000, 583_333])
  expect(methodWords(lower)).toBe('递增还本（第 1 至 6 期每期还本 4,000.00 元，第 7 至 12 期每期还本 5,833.33 元）')
  expect(trialPlan(lower, on).totals.principalFen).toBe(5_900_000)
  expect(fitted(terms, { amountFen: 5_900_000, periods: 6 })).toEqual({ ...terms, amountFen: 5_900_000, periods: 6 })
})
