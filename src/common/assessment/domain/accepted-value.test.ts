import { divide, formatExact } from '#kernel'
import { describe, expect, it } from 'vitest'
import { exampleCase, packFor } from '../../../../sim/cases.ts'
import { acceptedValue } from './accepted-value.ts'
import { type Account, Judgement, assessmentOf } from './index.ts'

const MODES = ['TOLERANCE_THEN_SECOND', 'ALWAYS_MIN', 'MEDIAN'] as const
/** Checks of 100 with a tolerance of five hundredths. */
const checks = (...values: number[]) => values.map((value) => ({ value, deviation: divide(100 - value, 100), tolerance: divide(5, 100) }))
const asset = (...values: number[]) => MODES.map((mode) => acceptedValue(100, checks(...values), false, mode))
const debt = (...values: number[]) => MODES.map((mode) => acceptedValue(100, checks(...values), true, mode))

describe('the accepted value of an asset or income', () => {
  it.each([
    { seen: [], accepted: [100, 100, 100], because: 'nothing was checked' },
    { seen: [99, 96, 95], accepted: [100, 95, 96], because: 'every check is within 5 %' },
    { seen: [94], accepted: [94, 94, 94], because: 'the only check is too low' },
    { seen: [90, 98], accepted: [90, 90, 98], because: 'two methods support no more than the lower one' },
    { seen: [90, 87, 84], accepted: [87, 84, 87], because: 'two of three support 87' },
    { seen: [94, 120, 130], accepted: [100, 94, 100], because: 'two methods support more than was stated' },
    { seen: [120, 130], accepted: [100, 100, 120], because: 'nothing says less than was stated' },
    { seen: [96, 130], accepted: [100, 96, 100], because: 'a check far above proves no less than the stated value' },
  ])('is by mode $accepted where checks say $seen: $because', ({ seen, accepted }) => {
    expect(asset(...seen)).toEqual(accepted)
  })
})

describe('the accepted value of a debt or expense', () => {
  it.each([
    { seen: [101, 104, 105], accepted: [100, 105, 104], because: 'every check is within 5 %' },
    { seen: [106], accepted: [106, 106, 106], because: 'the only check is too high' },
    { seen: [110, 102], accepted: [110, 110, 102], because: 'no two methods support less than the higher one' },
    { seen: [110, 113, 116], accepted: [113, 116, 113], because: 'two of three support 113' },
    { seen: [80, 70], accepted: [100, 100, 80], because: 'nothing says more than was stated' },
    { seen: [104, 70], accepted: [100, 104, 100], because: 'a check far below proves no more than the stated value' },
  ])('is by mode $accepted where checks say $seen: $because', ({ seen, accepted }) => {
    expect(debt(...seen)).toEqual(accepted)
  })
})

describe('the accepted value', () => {
  it('never rises when a check comes out lower, in any mode, for assets and debts alike', () => {
    const grid = Array.from({ length: 13 }, (_, i) => 88 + 2 * i)
    for (const mode of MODES) {
      for (const prudentIsHigher of [false, true]) {
        const accepted = (a: number, b: number, c: number) => acceptedValue(100, checks(a, b, c), prudentIsHigher, mode) as number
        for (const a of grid) for (const b of grid) for (const c of grid.slice(1)) expect([mode, a, b, c, accepted(a, b, c - 2) <= accepted(a, b, c)]).toEqual([mode, a, b, c, true])
      }
    }
  })

  it('takes 520,000 where 600,000 was stated and checks say 540,000, 520,000 and 505,000; then none is more than 5 % off', () => {
    const stated = 60_000_000
    const document = (amount: number, evidence: string) => ({ method: 'X01', account: 'sales', documentsFen: amount, evidence: [evidence] })
    const judgement = new Judgement(exampleCase('gc-01', {
      '/income/sales': [{ label: '销售', monthlyFen: stated / 12, evidence: ['sales-ledger'] }], '/oral/annualSalesFen': stated, '/checks': [document(54_000_000, 'pos-flow'), document(52_000_000, 'purchase-slips'), document(50_500_000, 'day-samples')],
    }), packFor('fmcg-wholesale'))
    const { accepted, checks: seen, vetoEnabled, statements } = assessmentOf(judgement)
    expect(accepted).toEqual([{ account: 'sales', stated: 60_000_000, accepted: 52_000_000 }])
    expect(statements.annualSalesFen).toBe(52_000_000)
    expect(seen.filter(({ account, kind }) => account === 'sales' && kind === 'STATEMENT').map(({ stated: now, check, deviation }) => [now, check, deviation])).toEqual([[52_000_000, 54_000_000, '-0.0385'], [52_000_000, 52_000_000, '0.0000'], [52_000_000, 50_500_000, '0.0288']])
    expect(vetoEnabled).toBe(false)
    expect(seen.find(({ account, kind }) => account === 'sales' && kind === 'ORAL')).toMatchObject({ stated: 52_000_000, check: 60_000_000, deviation: '-0.1538', countsForVeto: false })
  })

  it('counts checks that share a source as the most careful of them, in whatever order they were written down', () => {
    const check = (documentsFen: number, ...evidence: string[]) => ({ method: 'X01', account: 'cash', documentsFen, evidence })
    const chain = [check(3_300_000, 'cash-count'), check(2_500_000, 'cash-count', 'cash-book'), check(2_700_000, 'cash-book'), check(2_900_000, 'visit')]
    for (const checks of [chain, chain.toReversed(), [chain[2], chain[0], chain[3], chain[1]]]) {
      expect(new Judgement(exampleCase('gc-01', { '/checks': checks }), packFor('fmcg-wholesale')).sheet.source.adopted).toEqual({ cash: 2_500_000 })
    }
  })

  it('is spread over the months like the stated sales and adds up to the fen', () => {
    const { sheet } = new Judgement(exampleCase('gc-01', { '/checks': [{ method: 'X29', account: 'sales', invoicedFen: 100_000_001, invoicedShare: '0.19', evidence: [] }] }), packFor('fmcg-wholesale'))
    const months = Array.from({ length: 12 }, (_, k) => sheet.figure('sales', k) as number)
    expect(sheet.figure('annualSales')).toBe(526_315_795)
    expect(months.reduce((a, b) => a + b, 0)).toBe(526_315_795)
    for (const [k, month] of months.entries()) expect(Math.abs(month - (sheet.figure('salesStated', k) as number) * 526_315_795 / 576_000_000)).toBeLessThan(1)
  })

  const CASES: readonly (readonly [Account, string, Record<string, unknown>, number])[] = [
    ['cash', 'cash', { method: 'X01', account: 'cash', documentsFen: 3_000_000 }, 3_000_000], ['bankDeposit', 'bankDeposit', { method: 'X01', account: 'bankDeposit', documentsFen: 9_000_000 }, 9_000_000],
    ['inventory', 'inventory', { method: 'X17', account: 'inventory', countedFen: 90, listedFen: 100 }, 30_499_200], ['receivables', 'receivables', { method: 'X01', account: 'receivables', askedFen: 20_000_000, documentsFen: 18_000_000 }, 21_600_000],
    ['fixedAssets', 'fixedAssets', { method: 'X19', account: 'fixedAssets', quotes: [{ label: '车', amountFen: 7_000_000 }] }, 7_000_000], ['payables', 'payables', { method: 'X01', account: 'payables', documentsFen: 14_000_000 }, 14_000_000],
    ['loans', 'loans', { method: 'X01', account: 'loans', documentsFen: 6_600_000 }, 6_600_000], ['householdExpense', 'householdExpenseMonthly', { method: 'X28', account: 'householdExpense', items: [{ label: '家用', amountFen: 560_000 }] }, 560_000],
  ]
  it.each(CASES)('of %s is what the statements compute with, the prudent side of a failed check', (account, figure, check, accepted) => {
    const judgement = new Judgement(exampleCase('gc-01', { '/checks': [{ ...check, evidence: [] }] }), packFor('fmcg-wholesale'))
    expect(judgement.sheet.figure(figure)).toBe(accepted)
    expect(judgement.sheet.source.adopted).toEqual({ [account]: accepted })
  })

  it('of the margin is a rate, and costs follow it', () => {
    const { sheet } = new Judgement(exampleCase('gc-01', { '/checks': [{ method: 'X24', account: 'margin', items: [{ label: '全部', salesShare: '1', costFen: 900, priceFen: 1000 }], evidence: [] }] }), packFor('fmcg-wholesale'))
    expect(formatExact(sheet.figure('weightedMargin') as never, 4)).toBe('0.1000')
    expect(sheet.figure('annualCogs')).toBe(518_400_000)
  })

  it('of profit and equity is never another: they follow from the rest', () => {
    const { sheet } = new Judgement(exampleCase('gc-01', { '/oral/monthlyNetProfitFen': 100, '/equity/profits/0/amountFen': 100 }), packFor('fmcg-wholesale'))
    expect(sheet.source.adopted).toEqual({})
  })

  it('is taken as the mode of the pack says', () => {
    const accepted = (mode: string) => new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale', { '/checks/acceptMode': mode })).sheet.source.adopted
    expect(accepted('TOLERANCE_THEN_SECOND')).toEqual({})
    expect(accepted('ALWAYS_MIN')).toEqual({ sales: 568_750_000, inventory: 33_200_000, receivables: 23_666_667, payables: 13_211_167, bankDeposit: 10_213_043, fixedAssets: 7_750_000 })
    expect(accepted('MEDIAN')).toMatchObject({ sales: 572_160_000, receivables: 23_808_000 })
  })
})
