import { describe, expect, it } from 'vitest'
import { fen, sumFen } from '#kernel'
import { RISK_CLASSES, type RiskClass } from '../class-floor.ts'
import { bucketOf } from './buckets.ts'
import { coverageOf, ftpChargeFor, provisionFor, qualityOf } from './ratios.ts'

const RATES = { NORMAL: '0.015', SPECIAL_MENTION: '0.03', SUBSTANDARD: '0.3', DOUBTFUL: '0.6', LOSS: '1' }
const BALANCES: Readonly<Record<RiskClass, number>> = { NORMAL: 9_500_000_000, SPECIAL_MENTION: 300_000_000, SUBSTANDARD: 120_000_000, DOUBTFUL: 50_000_000, LOSS: 30_000_000 }

describe('provision', () => {
  it('of 95.0 / 3.0 / 1.2 / 0.5 / 0.3 million is 2.475 million; NPL ratio 2.00 %, coverage 123.75 %', () => {
    const each = RISK_CLASSES.map((one) => provisionFor(BALANCES[one], one, RATES))
    expect(each).toEqual([142_500_000, 9_000_000, 36_000_000, 30_000_000, 30_000_000])
    const provided = sumFen(each)
    expect(provided).toBe(247_500_000)
    const figures = qualityOf(RISK_CLASSES.map((riskClass) => ({ riskClass, bucket: 'NONE', notes: 1, balanceFen: BALANCES[riskClass] })))
    expect([figures.nplRatio, coverageOf(provided, figures.nonPerformingFen)]).toEqual(['0.0200', '1.2375'])
  })

  it('is rounded once, half-up', () => {
    expect(provisionFor(33, 'NORMAL', RATES)).toBe(0)
    expect(provisionFor(34, 'NORMAL', RATES)).toBe(1)
  })
})

describe('the portfolio', () => {
  it('sorts days overdue as the supervisor does', () => {
    expect([0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 270, 271, 360, 361].map(bucketOf)).toEqual(['NONE', 'D1_30', 'D1_30', 'D31_60', 'D31_60', 'D61_90', 'D61_90', 'D91_180', 'D91_180', 'D181_270', 'D181_270', 'D271_360', 'D271_360', 'D361'])
  })

  it('is at risk with all of a note once any of it is overdue: more than 0, 30, 60, 90 days', () => {
    const row = (overdueDays: number, balanceFen: number) => ({ riskClass: 'NORMAL' as const, bucket: bucketOf(overdueDays), notes: 1, balanceFen })
    const figures = qualityOf([row(0, 900), row(1, 10), row(31, 20), row(61, 30), row(91, 40)])
    expect(figures.parFen).toEqual({ PAR1: 100, PAR30: 90, PAR60: 70, PAR90: 40 })
    expect(figures.par.PAR90).toBe('0.0400')
  })

  it('that is empty has no ratios', () => {
    expect(qualityOf([])).toMatchObject({ nplRatio: null, par: { PAR1: null } })
  })
})

describe('the price of the bank’s own money', () => {
  it('is the balances of the days × rate ÷ 360', () => {
    // 1,000,000.00 over 31 days at 2.30 %: 1,980.56
    expect(ftpChargeFor(fen(100_000_000 * 31), '0.023')).toBe(198_056)
  })
})
