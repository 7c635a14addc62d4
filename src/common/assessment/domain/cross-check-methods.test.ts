import { type Value, isNumber } from '#common/figures/domain'
import { formatExact, formatYuan, multiply, roundFen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf } from './index.ts'

/** GC-01 with no check but the one asked about, so that nothing is adopted from others. */
function checkOn(check: Record<string, unknown>, changes: Changes = {}): { value: string; deviation: string; unit: string; strength: string } {
  const judgement = new Judgement(exampleCase('gc-01', { ...changes, '/checks': [{ evidence: [], ...check }] }), packFor('fmcg-wholesale'))
  const { sheet } = judgement
  const { unit, strength } = assessmentOf(judgement).checks[0]!
  const value = sheet.figure('checkValue', 0)
  const text = (of: Value) => (of === null || !isNumber(of) ? '—' : unit === 'FEN' ? formatYuan(roundFen(of)) : formatExact(of, 4))
  const deviation = sheet.figure('checkDeviation', 0)
  return { value: text(value), deviation: deviation === null || !isNumber(deviation) ? '—' : `${formatExact(multiply(deviation, 100), 2)} %`, unit, strength }
}

describe('each method of the catalogue gives what the worked example says [S2-63]', () => {
  it.each<{ method: string; account: string; inputs: Record<string, unknown>; value: string; deviation: string; strength: string }>([
    { method: 'X01', account: 'receivables', inputs: { askedFen: 20_160_000, documentsFen: 19_880_000 }, value: '198,800.00', deviation: '1.39 %', strength: 'STRONG' },
    { method: 'X06', account: 'sales', inputs: { commissionFen: 2_730_000, commissionRate: '0.006', commissionedShare: '0.80' }, value: '5,687,500.00', deviation: '1.26 %', strength: 'STRONG' },
    { method: 'X07', account: 'sales', inputs: { openingInventoryFen: 33_000_000, purchasesFen: 511_400_000 }, value: '5,752,203.97', deviation: '0.14 %', strength: 'STRONG' },
    { method: 'X08', account: 'sales', inputs: { seasonSalesFen: 148_500_000, seasonIndex: '0.255' }, value: '5,823,529.41', deviation: '-1.10 %', strength: 'WEAK' },
    { method: 'X12', account: 'cash', inputs: { openingFen: 3_150_000, takingsFen: 1_480_000, depositsFen: 600_000, paymentsFen: 340_000 }, value: '36,900.00', deviation: '-1.93 %', strength: 'STRONG' },
    { method: 'X13', account: 'sales', inputs: { samples: [{ label: '今', amountFen: 1_460_000, days: 1 }, { label: '昨', amountFen: 1_530_000, days: 1 }, { label: '前', amountFen: 1_480_000, days: 1 }], seasonIndex: '0.078125' }, value: '5,721,600.00', deviation: '0.67 %', strength: 'STRONG' },
    { method: 'X14', account: 'sales', inputs: { creditsFen: 542_000_000, ownTransfersFen: 11_800_000, otherFen: 6_200_000, cashShare: '0.08' }, value: '5,695,652.17', deviation: '1.12 %', strength: 'STRONG' },
    { method: 'X15', account: 'bankDeposit', inputs: { interestFen: 2_610, demandRate: '0.001', days: 92 }, value: '102,130.43', deviation: '1.72 %', strength: 'STRONG' },
    { method: 'X16', account: 'receivables', inputs: { creditShare: '0.48', termDays: '31' }, value: '238,080.00', deviation: '0.80 %', strength: 'WEAK' },
    { method: 'X17', account: 'inventory', inputs: { countedFen: 9_640_000, listedFen: 9_800_000 }, value: '96,400.00', deviation: '1.63 %', strength: 'STRONG' },
    { method: 'X18', account: 'inventory', inputs: { openingInventoryFen: 33_000_000, purchasesFen: 511_400_000 }, value: '332,000.00', deviation: '2.03 %', strength: 'STRONG' },
    { method: 'X19', account: 'fixedAssets', inputs: { quotes: [{ label: '货车', amountFen: 5_000_000 }, { label: '其他', amountFen: 2_750_000 }] }, value: '77,500.00', deviation: '2.15 %', strength: 'STRONG' },
    { method: 'X20', account: 'payables', inputs: { purchasesFen: 511_400_000, creditShare: '0.60', termDays: '15.5' }, value: '132,111.67', deviation: '-0.08 %', strength: 'STRONG' },
    { method: 'X21', account: 'loans', inputs: {}, value: '60,000.00', deviation: '0.00 %', strength: 'STRONG' },
    { method: 'X24', account: 'margin', inputs: { items: [{ label: '甲', salesShare: '0.5', costFen: 4450, priceFen: 5000 }, { label: '乙', salesShare: '0.5', costFen: 8750, priceFen: 10000 }] }, value: '0.1175', deviation: '0.00 %', strength: 'STRONG' },
    { method: 'X28', account: 'householdExpense', inputs: { items: [180_000, 90_000, 186_000, 24_000, 14_000].map((amountFen, i) => ({ label: `项 ${i}`, amountFen })) }, value: '4,940.00', deviation: '1.20 %', strength: 'WEAK' },
    { method: 'X29', account: 'sales', inputs: { invoicedFen: 108_000_000, invoicedShare: '0.19' }, value: '5,684,210.53', deviation: '1.32 %', strength: 'STRONG' },
  ])('$method on $account: $value, $deviation', ({ method, account, inputs, value, deviation, strength }) => {
    expect(checkOn({ method, account, ...inputs })).toMatchObject({ value, deviation, strength })
  })

  it('X05 grades the margin against the trade, X11 sales against the break-even point, X22 counts voices: none has a deviation', () => {
    expect(checkOn({ method: 'X05', account: 'margin' })).toEqual({ value: '0.0400', deviation: '—', unit: 'GRADE', strength: 'WEAK' })
    expect(checkOn({ method: 'X11', account: 'netProfit' })).toEqual({ value: '1.8621', deviation: '—', unit: 'RATIO', strength: 'WEAK' })
    const voice = (confirms: boolean) => ({ who: '邻居', confirms, says: '按时付款' })
    expect(checkOn({ method: 'X22', account: 'privateLoans', voices: [voice(true), voice(true), voice(false)] })).toEqual({ value: '2.0000', deviation: '—', unit: 'VOICES', strength: 'WEAK' })
  })

  it('X23 is the equity check on both bases, X25 the profit the customer names', () => {
    const { checks } = assessmentOf(new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale')))
    expect(checks.filter(({ method }) => method === 'X23').map(({ deviation }) => deviation)).toEqual(['0.0205', '0.0024'])
    expect(checks.filter(({ method }) => method === 'X25')).toMatchObject([{ account: 'netProfit', check: 2_600_000, deviation: '-0.0400', kind: 'ORAL', strength: 'WEAK' }])
  })

  it('X24 reads a mark-down as the share of the selling price and passes over an item without one', () => {
    expect(checkOn({ method: 'X24', account: 'margin', items: [{ label: '亏本', salesShare: '1', costFen: 1100, priceFen: 1000 }] }).value).toBe('-0.1000')
    expect(checkOn({ method: 'X24', account: 'margin', evidence: ['visit'], items: [{ label: '赠品', salesShare: '1', costFen: 1100, priceFen: 0 }] }).value).toBe('0.0000')
  })

  it('X13 takes as many as seven samples of any length, each as an amount a day [S2-55]', () => {
    const samples = [['今日', 1_500_000, 1], ['昨日', 1_500_000, 1], ['前日', 1_500_000, 1], ['本周', 10_500_000, 7], ['上周', 10_500_000, 7], ['本月', 15_000_000, 10], ['上月', 45_000_000, 30]].map(([label, amountFen, days]) => ({ label, amountFen, days }))
    expect(checkOn({ method: 'X13', account: 'sales', samples, seasonIndex: '0.078125' }).value).toBe('5,760,000.00')
    expect(checkOn({ method: 'X13', account: 'sales', samples, monthDays: 31, seasonIndex: '0.078125' }).value).toBe('5,952,000.00')
  })

  it('X21 leaves the mortgages of the household out of the loans of the shop', () => {
    expect(checkOn({ method: 'X21', account: 'loans' }, { '/creditReport/loans/1': { lender: '工行', balanceFen: 30_000_000, mortgage: true }, '/household/mortgages': [{ label: '按揭', amountFen: 30_000_000, annualRate: '0.04', monthlyPaymentFen: 100_000, evidence: [] }] }).value).toBe('60,000.00')
  })
})

describe('a check that cannot be worked out', () => {
  it.each<[string, Record<string, unknown>, Changes]>([
    ['X06 without a rate', { method: 'X06', account: 'sales', commissionFen: 1, commissionRate: '0', commissionedShare: '0.8' }, {}], ['X06 without a share', { method: 'X06', account: 'sales', commissionFen: 1, commissionRate: '0.01', commissionedShare: '0' }, {}],
    ['X08 of no season', { method: 'X08', account: 'sales', seasonSalesFen: 1, seasonIndex: '0' }, {}], ['X13 of no season', { method: 'X13', account: 'sales', samples: [{ label: '今', amountFen: 1, days: 1 }], seasonIndex: '0' }, {}], ['X14 of cash only', { method: 'X14', account: 'sales', creditsFen: 1, cashShare: '1' }, {}],
    ['X15 without a rate', { method: 'X15', account: 'bankDeposit', interestFen: 1, demandRate: '0', days: 92 }, {}], ['X29 without a share', { method: 'X29', account: 'sales', invoicedFen: 1, invoicedShare: '0' }, {}], ['X21 without a report', { method: 'X21', account: 'loans' }, { '/creditReport': null }],
    ['X22 of one voice', { method: 'X22', account: 'householdExpense', voices: [{ who: '邻居', confirms: true, says: '节俭' }] }, {}],
  ])('%s has no value, no deviation and counts for nothing', (_, check, changes) => {
    const judgement = new Judgement(exampleCase('gc-01', { ...changes, '/checks': [{ evidence: ['visit'], ...check }] }), packFor('fmcg-wholesale'))
    expect(assessmentOf(judgement).checks[0]).toMatchObject({ check: null, deviation: null, countsForVeto: false })
    expect(judgement.sheet.source.adopted).toEqual({})
  })
})
