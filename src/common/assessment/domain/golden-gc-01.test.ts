import { type Value, isNumber } from '#common/figures/domain'
import { formatExact, formatYuan, multiply, roundFen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { exampleCase, exampleText, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf, scheduleOf } from './index.ts'

/** Every figure of the worked case GC-01, typed in from its paper and not computed here. */
const judgement = new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale'))
const { sheet } = judgement
const result = assessmentOf(judgement)

const number = (value: Value) => {
  if (value === null || !isNumber(value)) throw new Error(`no number: ${String(value)}`)
  return value
}
const yuan = (id: string, index = 0) => formatYuan(roundFen(number(sheet.figure(id, index)))).replace(/^\((.*)\)$/, '-$1')
const decimal = (id: string, places: number, index = 0) => formatExact(number(sheet.figure(id, index)), places)
const asPercent = (value: Value, places = 2) => `${formatExact(multiply(number(value), 100), places)} %`
const percent = (id: string, places = 2, index = 0) => asPercent(sheet.figure(id, index), places)
/** A table as it stands on paper: cells between bars, one line a row. */
const table = (text: string) => text.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
const column = (ids: readonly string[], index?: number) => ids.map((id) => yuan(id, index))

describe('GC-01: balance sheet of 2025-03-12', () => {
  it.each(table(`
    cash | 36,200.00
    bankDeposit | 103,920.00
    receivables | 240,000.00
    prepayments | 40,000.00
    inventory | 338,880.00
    totalCurrentAssets | 759,000.00
    fixedAssets | 79,200.00
    fixedAssetCost | 216,000.00
    prepaidRent | 32,000.00
    totalAssets | 870,200.00
    payables | 132,000.00
    advances | 15,200.00
    creditCards | 12,000.00
    shortTermLoans | 48,000.00
    totalLiabilities | 207,200.00
    actualEquity | 663,000.00
    inventoryAtSale | 386,669.62
  `))('%s is %s', (id, amount) => {
    expect(yuan(id!)).toBe(amount)
  })

  it('keeps the receivable aged beyond 180 days off the balance sheet [S4-27]', () => {
    expect([yuan('offBalanceAssets'), yuan('receivablesListed')]).toEqual(['12,000.00', '252,000.00'])
  })

  it('depreciates each asset straight-line by whole months', () => {
    expect([0, 1, 2, 3].map((row) => yuan('fixedAssetNet', row))).toEqual(['43,200.00', '4,800.00', '12,000.00', '19,200.00'])
    expect(sheet.instances('fixedAssetNet')).toBe(4)
  })

  it('values the stock at cost and at selling price row by row', () => {
    expect([0, 1, 2, 3, 4].map((row) => yuan('inventoryCounted', row))).toEqual(['142,000.00', '88,880.00', '61,000.00', '18,000.00', '29,000.00'])
    expect([0, 1, 2, 3, 4].map((row) => yuan('inventoryAtSaleRow', row))).toEqual(['159,550.56', '104,564.71', '66,304.35', '20,000.00', '36,250.00'])
  })
})

describe('GC-01: income statement 2024-03 to 2025-02', () => {
  const COLUMNS = ['sales', 'cogs', 'grossProfit', 'shrinkage', 'fixedCosts', 'interest', 'netProfit', 'monthlyDisposable'] as const
  const MONTHS = table(`
    2024-03 | 450,000.00 | 397,125.00 | 52,875.00 | 2,250.00 | 28,630.00 | 480.00 | 21,515.00 | 16,515.00
    2024-04 | 435,000.00 | 383,887.50 | 51,112.50 | 2,175.00 | 28,630.00 | 460.00 | 19,847.50 | 14,847.50
    2024-05 | 465,000.00 | 410,362.50 | 54,637.50 | 2,325.00 | 28,630.00 | 440.00 | 23,242.50 | 18,242.50
    2024-06 | 495,000.00 | 436,837.50 | 58,162.50 | 2,475.00 | 28,630.00 | 420.00 | 26,637.50 | 21,637.50
    2024-07 | 510,000.00 | 450,075.00 | 59,925.00 | 2,550.00 | 28,630.00 | 400.00 | 28,345.00 | 23,345.00
    2024-08 | 495,000.00 | 436,837.50 | 58,162.50 | 2,475.00 | 28,630.00 | 380.00 | 26,677.50 | 21,677.50
    2024-09 | 525,000.00 | 463,312.50 | 61,687.50 | 2,625.00 | 28,630.00 | 360.00 | 30,072.50 | 25,072.50
    2024-10 | 465,000.00 | 410,362.50 | 54,637.50 | 2,325.00 | 28,630.00 | 340.00 | 23,342.50 | 18,342.50
    2024-11 | 435,000.00 | 383,887.50 | 51,112.50 | 2,175.00 | 28,630.00 | 320.00 | 19,987.50 | 14,987.50
    2024-12 | 480,000.00 | 423,600.00 | 56,400.00 | 2,400.00 | 28,630.00 | 300.00 | 25,070.00 | 20,070.00
    2025-01 | 645,000.00 | 569,212.50 | 75,787.50 | 3,225.00 | 28,630.00 | 280.00 | 43,652.50 | 38,652.50
    2025-02 | 360,000.00 | 317,700.00 | 42,300.00 | 1,800.00 | 28,630.00 | 260.00 | 11,610.00 | 6,610.00
  `)

  it.each(MONTHS)('%s', (month, ...amounts) => {
    const index = MONTHS.findIndex(([each]) => each === month)
    expect(sheet.graph.axes['month']!.rows(sheet.source)[index]).toMatchObject({ month })
    expect(column(COLUMNS, index)).toEqual(amounts)
  })

  it('adds up over the year and divides by twelve', () => {
    expect(column(['annualSales', 'annualCogs', 'annualGrossProfit', 'annualShrinkage', 'annualFixedCosts', 'annualInterest', 'annualNetProfit', 'annualDisposable']))
      .toEqual(['5,760,000.00', '5,083,200.00', '676,800.00', '28,800.00', '343,560.00', '4,440.00', '300,000.00', '240,000.00'])
    expect(column(['averageSales', 'netProfitMonthly', 'disposableMonthly', 'householdExpenseMonthly'])).toEqual(['480,000.00', '25,000.00', '20,000.00', '5,000.00'])
  })

  it('splits the fixed costs by kind', () => {
    expect(column(['rent', 'wages', 'transport', 'utilities', 'misc', 'taxes', 'otherFixed'], 0)).toEqual(['8,000.00', '13,500.00', '4,000.00', '1,500.00', '1,030.00', '600.00', '0.00'])
  })

  it('weights the margins of five groups to 11.75 %', () => {
    expect([0, 1, 2, 3, 4].map((row) => percent('marginContribution', 2, row))).toEqual(['4.40 %', '3.75 %', '1.60 %', '1.00 %', '1.00 %'])
    expect(percent('weightedMargin')).toBe('11.75 %')
  })
})

describe('GC-01: ratios, without rounding in between', () => {
  it('are those of the paper [S2-58]', () => {
    expect([percent('debtRatio'), decimal('currentRatio', 2), percent('quickRatio'), percent('netMargin', 4), percent('returnOnEquity')]).toEqual(['23.81 %', '3.66', '202.76 %', '5.2083 %', '45.25 %'])
    expect([decimal('inventoryDays', 2), decimal('receivableDays', 2), decimal('payableDays', 4), decimal('prepaymentDays', 4), decimal('advanceDays', 2)]).toEqual(['24.00', '15.00', '9.3484', '2.8329', '0.95'])
    expect([percent('inventoryToMonthlySales'), decimal('receivablesToMonthlySales', 2), decimal('inventoryToMonthlyCogs', 2)]).toEqual(['80.56 %', '0.50', '0.80'])
  })
})

describe('GC-01: equity check from 2022-03-01', () => {
  it('follows the wealth through 36 months to 676,600 expected [S2-57]', () => {
    expect(column(['initialEquity', 'equityProfits', 'injections', 'appreciation', 'equityHousehold', 'withdrawals', 'depreciation', 'expectedEquity']))
      .toEqual(['180,000.00', '760,000.00', '50,000.00', '0.00', '171,000.00', '26,000.00', '116,400.00', '676,600.00'])
    expect(sheet.figure('equityMonths')).toBe(36)
  })

  it('differs by 13,600 or 2.05 %, by 1,600 or 0.24 % with the off-balance list, 0.22 % of what the months left over', () => {
    expect([yuan('equityGap'), percent('equityDeviation'), yuan('adjustedEquityGap'), percent('adjustedEquityDeviation'), percent('disposableEquityDeviation')]).toEqual(['13,600.00', '2.05 %', '1,600.00', '0.24 %', '0.22 %'])
    expect(result.equity).toEqual({ expectedFen: 67_660_000, deviation: '0.0205', obsAdjustedDeviation: '0.0024' })
  })

  it.each([['EQUITY', '2.05 %'], ['PERIOD_DISPOSABLE', '0.22 %'], ['EXPECTED', '2.01 %']])('is measured by the basis %s of the pack as %s', (basis, deviation) => {
    const other = new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale', { '/checks/equityDeviationBasis': basis }))
    expect(asPercent(other.sheet.figure('equityDeviation'))).toBe(deviation)
  })
})

describe('GC-01: cross-checks', () => {
  it.each(table(`
    sales | X07 | 5,752,203.97 | 0.14 %
    sales | X14 | 5,695,652.17 | 1.12 %
    sales | X08 | 5,823,529.41 | -1.10 %
    sales | X06 | 5,687,500.00 | 1.26 %
    sales | X13 | 5,721,600.00 | 0.67 %
    inventory | X17 | 338,880.00 | 0.00 %
    inventory | X18 | 332,000.00 | 2.03 %
    receivables | X01 | 198,800.00 | 1.39 %
    receivables | X16 | 238,080.00 | 0.80 %
    payables | X01 | 132,000.00 | 0.00 %
    payables | X20 | 132,111.67 | -0.08 %
    cash | X01 | 36,200.00 | 0.00 %
    cash | X12 | 36,900.00 | -1.93 %
    bankDeposit | X01 | 103,920.00 | 0.00 %
    bankDeposit | X15 | 102,130.43 | 1.72 %
    fixedAssets | X01 | 79,200.00 | 0.00 %
    fixedAssets | X19 | 77,500.00 | 2.15 %
    loans | X21 | 60,000.00 | 0.00 %
    loans | X01 | 60,000.00 | 0.00 %
    householdExpense | X28 | 4,940.00 | 1.20 %
  `))('%s by %s is %s, deviation %s', (account, method, value, deviation) => {
    const at = sheet.source.checks.findIndex((check) => check.account === account && check.method === method)
    expect([yuan('checkValue', at), percent('checkDeviation', 2, at)]).toEqual([value, deviation])
    expect(result.checks[at]).toMatchObject({ account, method, kind: 'STATEMENT', countsForVeto: true })
  })

  it('confirms the margin from invoices and against the trade, the profit against the break-even point [S2-56]', () => {
    expect(result.checks.find(({ method }) => method === 'X24')).toMatchObject({ unit: 'RATE', stated: '0.1175', check: '0.1175', deviation: '0.0000' })
    expect(result.checks.find(({ method }) => method === 'X05')).toMatchObject({ unit: 'GRADE', stated: '0.0521', check: '0.0400', deviation: null, countsForVeto: false })
    expect(result.checks.find(({ method }) => method === 'X11')).toMatchObject({ unit: 'RATIO', check: '1.8621', deviation: null })
    expect(result.checks.find(({ method }) => method === 'X22')).toMatchObject({ unit: 'VOICES', check: 2, stated: 2, deviation: null })
    expect(yuan('breakEvenSales')).toBe('3,093,333.33')
  })

  it('compares with what the customer said apart from the statements', () => {
    expect(result.checks.filter(({ kind }) => kind === 'ORAL').map(({ account, method, stated, check, deviation, countsForVeto }) => ({ account, method, stated, check, deviation, countsForVeto }))).toEqual([
      { account: 'margin', method: 'X24', stated: '0.1175', check: '0.1200', deviation: '-0.0213', countsForVeto: false },
      { account: 'netProfit', method: 'X25', stated: 2_500_000, check: 2_600_000, deviation: '-0.0400', countsForVeto: false },
    ])
  })

  it('checks equity on both bases', () => {
    expect(result.checks.filter(({ method }) => method === 'X23').map(({ stated, check, deviation, countsForVeto }) => [stated, check, deviation, countsForVeto])).toEqual([[66_300_000, 67_660_000, '0.0205', true], [66_300_000, 66_460_000, '0.0024', false]])
  })

  it('keeps all values, gives no veto right and asks for nothing more', () => {
    expect([percent('maxStatementDeviation'), percent('maxOralDeviation')]).toEqual(['2.15 %', '4.00 %'])
    expect([result.vetoEnabled, result.accepted, result.flags, result.traps]).toEqual([false, [], [], []])
    expect(result.identities).toEqual(Array.from({ length: 20 }, (_, i) => ({ id: `I${String(i + 1).padStart(2, '0')}`, holds: true })))
  })
})

describe('GC-01: limit', () => {
  it('is 118,000, bound by cash and cut by a fifth as a first loan [S0-11, S0-36, S2-67]', () => {
    expect(column(['disposableCash', 'maxInstalment', 'capCash', 'operatingReserve', 'capNeed', 'capRequest', 'capGuarantor', 'capEquity', 'capDebtRatio', 'capProduct', 'capSales']))
      .toEqual(['16,000.00', '12,800.00', '147,773.63', '98,840.00', '148,720.00', '150,000.00', '168,000.00', '271,500.00', '455,800.00', '500,000.00', '1,668,000.00'])
    expect(column(['limitBase', 'limitAfterHaircut', 'limit'])).toEqual(['147,773.63', '118,218.90', '118,000.00'])
    expect(result.limit).toEqual({
      amountFen: 11_800_000, bindingCap: 'capCash', baseFen: 14_777_363,
      caps: { capCash: 14_777_363, capNeed: 14_872_000, capRequest: 15_000_000, capGuarantor: 16_800_000, capEquity: 27_150_000, capDebtRatio: 45_580_000, capSales: 166_800_000, capProduct: 50_000_000 },
    })
  })

  it('leaves out the caps that do not apply', () => {
    expect(['capCollateral', 'capAuthority', 'capRelated', 'capRestricted'].map((id) => sheet.figure(id))).toEqual([null, null, null, null])
  })

  it('passes the affordability tests', () => {
    expect([yuan('instalment'), decimal('coverage', 4), percent('instalmentShare'), percent('postLoanDebtRatio'), decimal('debtToMonthlySales', 4), decimal('dscr', 2)]).toEqual(['10,221.04', '1.5654', '63.88 %', '32.91 %', '0.3708', '1.42'])
    expect([yuan('stressedCash'), decimal('stressedCoverage', 2), yuan('severeCash'), decimal('severeCoverage', 2)]).toEqual(['10,600.00', '1.04', '7,900.00', '0.77'])
    expect([formatYuan(sum('planServiceable')), formatYuan(sum('planDebtService'))]).toEqual(['244,440.00', '172,212.46'])
    expect([result.instalmentFen, result.coverage]).toEqual([1_022_104, '1.5654'])
  })

  it('shows the reference need of working capital and that there is no structural gap', () => {
    expect([yuan('workingCapitalNeed'), decimal('workingCapitalTurns', 4), yuan('ownWorkingCapital')]).toEqual(['526,099.23', '11.4161', '551,800.00'])
    expect(result.reasons.map(({ rule, effect }) => [rule, effect])).toEqual([['stress-severe', 'NOTE'], ['NEED-REF', 'NOTE']])
    expect(result.decision).toBe('PROPOSE')
  })
})

describe('GC-01: score and price', () => {
  it('has 27 indicators in five dimensions: 26 + 19 + 19 + 18 + 10 = 92, A capped to B [S1-26]', () => {
    expect(result.score).toEqual({
      total: 92, grade: 'A', cappedGrade: 'B', card: 'SC-2025-01',
      indicators: {
        A1: 8, A2: 4, A3: 4, A4: 4, A5: 6, B1: 6, B2: 4, B3: 3, B4: 3, B5: 3, C1: 4, C2: 2, C3: 3, C4: 2, C5: 3, C6: 3, C7: 2, D1: 3, D2: 3, D3: 3, D4: 3, D5: 4, D6: 2, E1: 3, E2: 2, E3: 2, E4: 3,
      },
    })
    expect(['A', 'B', 'C', 'D', 'E'].map((dimension) => sheet.figure(`dimension${dimension}`))).toEqual([26, 19, 19, 18, 10])
    expect([decimal('minClosingToInstalment', 2), percent('receivablesOver90Share'), decimal('guarantorCover', 2)]).toEqual(['11.44', '4.76 %', '1.42'])
  })

  it('costs 7.1875 %, rounded up to 7.20 %; 7.44 % effective [S4-45]', () => {
    expect([percent('rateBeforeRounding', 4), percent('price')]).toEqual(['7.1875 %', '7.20 %'])
    expect(result.price).toEqual({ annualRate: '0.0720', aprSimple: '0.0720', aprEffective: '0.0744' })
  })

  it('is repaid as the printed schedule says', () => {
    const schedule = scheduleOf(sheet.source.request, 11_800_000, number(sheet.figure('annualRate')), packFor('fmcg-wholesale').repayment)
    expect(schedule.rows.map((row) => [String(row.seq), row.dueOn, formatYuan(row.totalFen), formatYuan(row.principalFen), formatYuan(row.interestFen), formatYuan(row.balanceFen)])).toEqual(table(`
      1 | 2025-04-14 | 10,221.04 | 9,513.04 | 708.00 | 108,486.96
      2 | 2025-05-14 | 10,221.04 | 9,570.12 | 650.92 | 98,916.84
      3 | 2025-06-14 | 10,221.04 | 9,627.54 | 593.50 | 89,289.30
      4 | 2025-07-14 | 10,221.04 | 9,685.30 | 535.74 | 79,604.00
      5 | 2025-08-14 | 10,221.04 | 9,743.42 | 477.62 | 69,860.58
      6 | 2025-09-14 | 10,221.04 | 9,801.88 | 419.16 | 60,058.70
      7 | 2025-10-14 | 10,221.04 | 9,860.69 | 360.35 | 50,198.01
      8 | 2025-11-14 | 10,221.04 | 9,919.85 | 301.19 | 40,278.16
      9 | 2025-12-14 | 10,221.04 | 9,979.37 | 241.67 | 30,298.79
      10 | 2026-01-14 | 10,221.04 | 10,039.25 | 181.79 | 20,259.54
      11 | 2026-02-14 | 10,221.04 | 10,099.48 | 121.56 | 10,160.06
      12 | 2026-03-14 | 10,221.02 | 10,160.06 | 60.96 | 0.00
    `))
    expect([schedule.totals.totalFen, schedule.totals.principalFen, schedule.totals.interestFen].map((fen) => formatYuan(fen))).toEqual(['122,652.46', '118,000.00', '4,652.46'])
  })
})

describe('GC-01: forward cash flow', () => {
  const PLAN = table(`
    2025-04 | 108,120.00 | 28,307.50 | 0.00 | 0.00 | 5,000.00 | 4,240.00 | 10,221.04 | 8,846.46 | 116,966.46
    2025-05 | 116,966.46 | 31,682.50 | 0.00 | 0.00 | 5,000.00 | 4,220.00 | 10,221.04 | 12,241.46 | 129,207.92
    2025-06 | 129,207.92 | 35,057.50 | 0.00 | 50,000.00 | 5,000.00 | 4,200.00 | 10,221.04 | 65,636.46 | 194,844.38
    2025-07 | 194,844.38 | 36,745.00 | 48,000.00 | 50,000.00 | 5,000.00 | 4,180.00 | 10,221.04 | 19,343.96 | 214,188.34
    2025-08 | 214,188.34 | 35,057.50 | 0.00 | 50,000.00 | 5,000.00 | 4,160.00 | 10,221.04 | 65,676.46 | 279,864.80
    2025-09 | 279,864.80 | 38,432.50 | 0.00 | 0.00 | 5,000.00 | 4,140.00 | 10,221.04 | 19,071.46 | 298,936.26
    2025-10 | 298,936.26 | 31,682.50 | 0.00 | 0.00 | 5,000.00 | 4,120.00 | 10,221.04 | 12,341.46 | 311,277.72
    2025-11 | 311,277.72 | 28,307.50 | 0.00 | 0.00 | 5,000.00 | 4,100.00 | 10,221.04 | 8,986.46 | 320,264.18
    2025-12 | 320,264.18 | 33,370.00 | 0.00 | 0.00 | 5,000.00 | 4,080.00 | 10,221.04 | 14,068.96 | 334,333.14
    2026-01 | 334,333.14 | 51,932.50 | 48,000.00 | 0.00 | 5,000.00 | 4,060.00 | 10,221.04 | -15,348.54 | 318,984.60
    2026-02 | 318,984.60 | 19,870.00 | 0.00 | 0.00 | 5,000.00 | 4,040.00 | 10,221.04 | 608.96 | 319,593.56
    2026-03 | 319,593.56 | 29,995.00 | 0.00 | 0.00 | 5,000.00 | 4,020.00 | 10,221.02 | 10,753.98 | 330,347.54
  `)

  it.each(PLAN)('%s', (month, ...amounts) => {
    const k = PLAN.findIndex(([each]) => each === month)
    expect(sheet.graph.axes['plan']!.rows(sheet.source)[k]).toMatchObject({ month })
    const old = formatYuan(fenOf('oldPrincipal', k) + fenOf('oldInterest', k))
    expect([k === 0 ? yuan('openingCash') : yuan('closingCash', k - 1), ...column(['planOperating', 'planRent', 'planStockRelease', 'planHousehold'], k), old, ...column(['newInstalment', 'planNet', 'closingCash'], k)]).toEqual(amounts)
  })

  it('adds up, never runs dry and has one month below zero', () => {
    expect(['planOperating', 'planRent', 'planStockRelease', 'planHousehold', 'newInstalment', 'planNet'].map((id) => formatYuan(sum(id)))).toEqual(['400,440.00', '96,000.00', '150,000.00', '60,000.00', '122,652.46', '222,227.54'])
    expect(formatYuan(sum('oldPrincipal') + sum('oldInterest'))).toBe('49,560.00')
    expect([yuan('openingCash'), yuan('minClosing'), decimal('minClosingToInstalment', 2), sheet.figure('negativeMonths')]).toEqual(['108,120.00', '116,966.46', '11.44', 1])
    expect(yuan('planNet', 9)).toBe('-15,348.54')
  })
})

describe('GC-01: the answer of the command', () => {
  it('is the file beside the case', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(exampleText('gc-01.expected')))
  })
})

function fenOf(id: string, index: number): number {
  return roundFen(number(sheet.figure(id, index)))
}

function sum(id: string): number {
  return Array.from({ length: sheet.instances(id) }, (_, index) => fenOf(id, index)).reduce((a, b) => a + b, 0)
}
