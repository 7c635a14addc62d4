import { isNumber } from '#common/figures/domain'
import { exact, formatExact, roundFen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, exampleText, packForProduct } from '../../../../sim/cases.ts'
import { Judgement, assess, assessmentOf, scheduleOf } from './index.ts'

/** The worked case GC-02, a civil servant lent 60,000, worked out on paper with whole numbers and not by the graph. */
const pack = packForProduct('公务员信用贷款', 'general')
const judgement = new Judgement(exampleCase('gc-02'), pack)
const { sheet } = judgement
const result = assessmentOf(judgement)
const fen = (id: string, index = 0): number | null => { const value = sheet.figure(id, index); return value !== null && isNumber(value) ? roundFen(value) : null }
const shown = (id: string, places: number): string | null => { const value = sheet.figure(id); return value !== null && isNumber(value) ? formatExact(value, places) : null }
const judged = (changes: Changes) => assess(exampleCase('gc-02', changes), pack)

/** Half up of a fraction of whole numbers. */
const half = (over: bigint, under: bigint): bigint => (over + over + under) / (under + under)

describe('GC-02, a civil servant', () => {
  it('adds up the wages of twelve months, half the bonus and the wage of the spouse', () => {
    const wages = 6 * 618_000 + 6 * 632_000
    const bonus = 2_400_000 / 2
    expect([fen('wageMonthly'), fen('bonusMonthly'), fen('annualSalary'), fen('incomeMonthly')]).toEqual([wages / 12, bonus / 12, wages + bonus + 12 * 540_000, (wages + bonus + 12 * 540_000) / 12])
    expect([fen('householdExpenseMonthly'), fen('disposableMonthly'), fen('disposableCash')]).toEqual([590_000, 675_000, 675_000])
  })

  it('knows nothing of what a household has not: no sales, stock or margin, and none of them is nought', () => {
    expect(['annualSales', 'weightedMargin', 'netProfitMonthly', 'inventory', 'payables', 'fixedAssets', 'monthsInBusiness', 'annualFixedCosts', 'inventoryDays'].map((id) => sheet.figure(id))).toEqual(Array.from({ length: 9 }, () => null))
    expect(result.statements).toMatchObject({ annualSalesFen: null, netProfitMonthlyFen: null, weightedMargin: null, incomeMonthlyFen: 1_265_000 })
  })

  it('holds the wealth of the household against its history', () => {
    const assets = 200_000 + 1_850_000 + 62_000_000 + 5_800_000 + 9_500_000
    const debts = 360_000 + 26_800_000
    const expected = 60_000_000 + 9_200_000 + 2_600_000 + 1_800_000 - 29_200_000 + 38_380_000 + 4_400_000 - 20_580_000 - 10_450_000 - 3_400_000
    expect([fen('totalAssets'), fen('totalLiabilities'), fen('householdActual'), fen('householdExpected')]).toEqual([assets, debts, assets - debts, expected])
    expect(result.equity).toMatchObject({ expectedFen: expected, deviation: ((expected - (assets - debts)) / (assets - debts)).toFixed(4) })
  })

  it('proves the wage by payroll, provident fund, tax record and the employer, within 1 %', () => {
    expect(result.checks.filter(({ account, kind }) => account === 'wage' && kind === 'STATEMENT').map(({ method, check, deviation }) => [method, check, deviation])).toEqual([
      ['X38', 7_500_000 / 12, '0.0000'], ['X39', 196_800 / 0.24 * 0.765, '-0.0037'], ['X40', (9_840_000 - 2_352_000) / 12, '0.0016'], ['X41', 630_000, '-0.0080'],
    ])
    expect([shown('twoMethodShare', 4), result.vetoEnabled, result.reasons]).toEqual(['1.0000', false, []])
  })

  it('lends what the cash carries at the price of its grade, less the cut of a first loan: 60,000.00 [S0-39, S3-04]', () => {
    // 2.30 + 2.40 + 1 % × 70 % + 75 % × 10.5 % × 10 % + 0.50 = 6.6875, rounded up to 6.70 %.
    expect([shown('rateBeforeRounding', 6), result.price?.annualRate]).toEqual(['0.066875', '0.0670'])
    const [up, down] = [120_670n, 120_000n] // 1 + 6.70 % ÷ 12
    let [level, discount] = [0n, 0n]
    for (let t = 1n; t <= 24n; t++) level += up ** (24n - t) * down ** t
    discount = up ** 24n
    const capCash = half(337_500n * level, discount)
    expect([fen('maxInstalment'), fen('capCash')]).toEqual([675_000 / 2, Number(capCash)])
    const limit = Number(capCash * 80n / 100n / 100_000n) * 100_000
    expect([limit, result.limit?.amountFen, result.limit?.bindingCap]).toEqual([6_000_000, 6_000_000, 'capCash'])
    const instalment = Number(half(6_000_000n * discount, level))
    expect([result.instalmentFen, result.coverage]).toEqual([instalment, (675_000 / instalment).toFixed(4)])
  })

  it('is bounded by debt against income, by wages and by the product as well', () => {
    expect(result.limit?.caps).toMatchObject({ capNeed: 9_800_000 - (2_050_000 - 3 * 590_000), capRequest: 8_000_000, capWage: 18 * 625_000 - 360_000, capProduct: 10_000_000, capEquity: (79_350_000 - 27_160_000) / 2 - 360_000 })
    expect(shown('dti', 6)).toBe(((230_000 + (result.instalmentFen ?? 0)) / 1_265_000).toFixed(6))
  })

  it('repays in 24 equal instalments to nought', () => {
    const { rows, totals } = scheduleOf(sheet.source.request, 6_000_000, exact('0.067'), pack.repayment)
    expect([rows.length, rows[0]?.totalFen, Number(totals.principalFen)]).toEqual([24, result.instalmentFen, 6_000_000])
  })

  it('is scored by the card of wages: 94 points, A, held to B as a first loan', () => {
    expect(result.score).toMatchObject({ total: 94, grade: 'A', cappedGrade: 'B', card: 'SC-2025-11', indicators: { A1: 8, A2: 6, C1: 5, C2: 4, C3: 3, C4: 3, C5: 3, C6: 2 } })
    expect(Object.keys(result.score?.indicators ?? {}).length).toBeGreaterThan(20)
  })

  it.each([
    ['H13', { '/salary/since': '2024-09-01' }, '在本单位 6 个月，低于要求的 12 个月'],
    ['H14', { '/salary/employerKind': 'OTHER' }, '单位或用工性质不在本产品准入之列'],
    ['H15', { '/household/mortgages/0/monthlyPaymentFen': 900_000 }, '债务收入比'],
  ] as const)('%s: a rule of its own turns it away', (id, changes, says) => {
    const { reasons } = judged(changes)
    expect(reasons.find(({ rule }) => rule === id)).toMatchObject({ effect: 'REJECT', says: expect.stringContaining(says) as string })
  })

  it('is unfinished without wages, and where wages are somebody\'s word alone', () => {
    expect(judged({ '/salary': null }).reasons.map(({ rule }) => rule)).toContain('WAGES')
    expect(judged({ '/salary/wages/0/evidence': ['oral'] }).reasons.some(({ rule, says }) => rule === '3.1' && says.includes('工资(实发)'))).toBe(true)
  })

  it('equals the file that ships with it, figure for figure', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(exampleText('gc-02.expected')))
  })
})
