import { type Month, addDays, day, exact, fen, monthOf, shiftMonth } from '#kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METHODS, type CashAhead, fitPlan, proposePlan } from './index.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`proposed plans: seed ${seed} (WEIDAI_SEED repeats it)`)

const YEAR = { principalFen: fen(10_000_000), annualRate: exact('0.072'), periods: 12, disbursedOn: day('2025-03-14'), firstDueOn: day('2025-04-14') }
/** A shop of summer drinks: thousands of yuan a month, April 2025 to March 2026. */
const SUMMER = [8, 12, 20, 30, 34, 26, 14, 8, 6, 5, 4, 10]
const cashOf = (thousands: readonly number[], more: Partial<CashAhead> = {}): CashAhead => ({
  openingFen: 2_000_000, reserveFen: 1_000_000, payShare: exact('0.7'), months: thousands.map((thousand, k) => ({ month: shiftMonth('2025-04' as Month, k), netFen: thousand * 100_000 })), ...more,
})

describe('a plan fitted to the cash ahead [S4-26]', () => {
  it('repays most when the shop earns most, keeps the reserve, and says why in every row', () => {
    const fitted = fitPlan(YEAR, cashOf(SUMMER))
    if (!fitted.fits) throw new Error(fitted.says)
    expect(fitted.schedule.totals.principalFen).toBe(10_000_000)
    expect(fitted.rows.map((row) => row.principalFen)).toEqual([...fitted.terms.principalsFen!])
    const best = fitted.rows.reduce((most, row) => (row.principalFen > most.principalFen ? row : most))
    expect(best.dueOn).toBe('2025-08-14')
    expect(Math.min(...fitted.rows.map((row) => row.closingFen))).toBeGreaterThanOrEqual(1_000_000)
    expect(fitted.rows.slice(0, -1).every((row) => row.principalFen % 10_000 === 0)).toBe(true)
    expect(fitted.rows[4]!.says).toMatch(/^净现金 34,000\.00 元，按 \d+\.\d\d % 还 [\d,.]+ 元$/)
    expect(fitted.rows.at(-1)!.says).toBe('末期还清余额')
    expect(fitted.says).toContain('月末不低于 10,000.00 元')
  })

  it('pays interest only in months that bring nothing in', () => {
    const fitted = fitPlan(YEAR, cashOf([20, 20, -5, -8, 30, 30, 30, 20, 20, 10, 20, 20]))
    if (!fitted.fits) throw new Error(fitted.says)
    expect(fitted.rows.slice(2, 4).map((row) => [row.principalFen, row.ground, row.says])).toEqual([[0, 'NO_SURPLUS', '当月没有净现金，只付利息'], [0, 'NO_SURPLUS', '当月没有净现金，只付利息']])
  })

  it('pays less before a month that takes the cash down', () => {
    const fitted = fitPlan({ ...YEAR, principalFen: fen(7_000_000) }, cashOf([20, 20, -35, 5, 20, 20, 20, 20, 20, 20, 20, 20], { openingFen: 1_200_000 }))
    if (!fitted.fits) throw new Error(fitted.says)
    expect(fitted.rows.some((row) => row.ground === 'WATER_LEVEL' && row.says.startsWith('2025-06 月末现金最低'))).toBe(true)
    expect(fitted.lowest.closingFen).toBeGreaterThanOrEqual(1_000_000)
  })

  it('says why there is none', () => {
    expect(fitPlan(YEAR, cashOf(SUMMER.map(() => 5)))).toEqual({ fits: false, says: expect.stringMatching(/^每月净现金至多 70\.00 % 用于还款、月末保留 10,000\.00 元，12 期内还差本金 [\d,.]+ 元；须减额、延期或增强还款来源$/) as string })
    expect(fitPlan(YEAR, cashOf([-15, ...SUMMER.slice(1)]))).toMatchObject({ fits: false, says: expect.stringContaining('只付利息，2025-04 月末也只有 4,400.00 元') as string })
  })

  it('ranks the types the bank offers: those that keep the reserve first, the nearest before the others', () => {
    const { fitted, asked, ranked } = proposePlan(YEAR, { method: 'ANNUITY', periods: 12 }, cashOf(SUMMER), METHODS)
    expect(fitted.fits).toBe(true)
    expect(asked).toMatchObject({ method: 'ANNUITY', keepsReserve: true })
    expect(ranked.map((way) => way.method)).not.toContain('IRREGULAR')
    const broken = ranked.findIndex((way) => !way.keepsReserve)
    expect(ranked.slice(broken === -1 ? ranked.length : broken).every((way) => !way.keepsReserve)).toBe(true)
    const kept = ranked.filter((way) => way.keepsReserve).map((way) => way.distanceFen)
    expect(kept).toEqual([...kept].sort((a, b) => a - b))
    expect(ranked.find((way) => way.method === 'BULLET')).toMatchObject({ keepsReserve: true, lowest: { month: '2025-04' } })
    expect(proposePlan(YEAR, { method: 'ANNUITY', periods: 12 }, cashOf(SUMMER), ['ANNUITY', 'STEP_UP']).ranked.map((way) => way.method).sort()).toEqual(['ANNUITY', 'STEP_UP'])
    expect(proposePlan({ ...YEAR, periods: 7 }, { method: 'ANNUITY', periods: 7 }, cashOf(SUMMER.slice(0, 7)), METHODS).ranked.some((way) => way.method.endsWith('_Q'))).toBe(false)
  })
})

it('a fitted plan never takes a month below the reserve, and is the same each time', () => {
  const flows = fc.array(fc.integer({ min: -20, max: 60 }), { minLength: 2, maxLength: 24 })
  const ends = { fits: 0, not: 0 }
  fc.assert(fc.property(flows, fc.integer({ min: 100_000, max: 30_000_000 }), fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 10 }), (thousands, principal, reserveFen, gap, tenths) => {
    const terms = { ...YEAR, principalFen: fen(principal), periods: thousands.length, firstDueOn: addDays(YEAR.disbursedOn, gap) }
    const cash = { ...cashOf(thousands, { reserveFen, payShare: exact(tenths === 10 ? '1' : `0.${tenths}`), openingFen: 2_500_000 }), months: thousands.map((thousand, k) => ({ month: shiftMonth(monthOf(terms.firstDueOn), k), netFen: thousand * 100_000 })) }
    const fitted = fitPlan(terms, cash)
    expect(fitPlan(terms, cash)).toEqual(fitted)
    ends[fitted.fits ? 'fits' : 'not']++
    if (!fitted.fits) return
    expect(fitted.lowest.closingFen).toBeGreaterThanOrEqual(reserveFen)
    expect(fitted.schedule.rows.reduce((sum, row) => sum + row.principalFen, 0)).toBe(principal)
    expect(Math.min(...fitted.rows.map((row) => row.principalFen))).toBeGreaterThanOrEqual(0)
  }), { seed, numRuns: 1500 })
  expect(Math.min(ends.fits, ends.not)).toBeGreaterThan(50)
})
