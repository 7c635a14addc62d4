import { day, fen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type PlanTerms, planOf } from './schedule.ts'

const TERMS: PlanTerms = { amountFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', every: 'MONTH', periods: 12 }
const DAYS = { amountFen: fen(11_800_000), disbursedOn: day('2025-03-14'), firstDueOn: day('2025-04-14') }
const REPAYMENT = { dayCount: 'M30', oddDayCount: 'ACT_360', oddPeriod: 'ODD_FIRST', rounding: 'HALF_UP' } as Parameters<typeof planOf>[1]

describe('the plan of a contract', () => {
  it('is counted as the policy counts: months, or actual days whatever odd days are counted by', () => {
    const first = (dayCount: 'M30' | 'ACT_360' | 'ACT_365', firstDueOn = '2025-04-14') => planOf(TERMS, { ...REPAYMENT, dayCount }, { ...DAYS, firstDueOn: day(firstDueOn) }).schedule.rows[0]!.interestFen
    // 118,000 × 7.2 % × 31 ÷ 360 and ÷ 365; six odd days more are 37 by ACT_360.
    expect([first('M30'), first('ACT_360'), first('ACT_365'), first('M30', '2025-04-20')]).toEqual([70_800, 73_160, 72_158, 87_320])
  })

  it('in parts of a fen is kept in whole fen', () => {
    expect(planOf(TERMS, { ...REPAYMENT, rounding: 'EXACT_DISPLAY' }, DAYS).schedule).toEqual(planOf(TERMS, REPAYMENT, DAYS).schedule)
  })
})
