import { formatValue } from '#common/figures/domain'
import { month } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assess, withEstimates } from './index.ts'

const pack = packFor('fmcg-wholesale')
const sheetOf = (changes: Changes = {}, packChanges: Changes = {}) => new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale', packChanges)).sheet
const figures = (changes: Changes, ...ids: string[]) => { const sheet = sheetOf(changes); return ids.map((id) => sheet.figure(id)) }

describe('two balance dates', () => {
  it('show of each account what it was and by how much it changed, totals as well [S2-57]', () => {
    expect(figures({}, 'inventory', 'inventoryBefore', 'inventoryChange')).toEqual([33_888_000, 33_000_000, 888_000])
    expect(figures({}, 'totalAssetsBefore', 'totalLiabilitiesBefore', 'actualEquityBefore')).toEqual([74_300_000, 24_450_000, 49_850_000])
    expect(figures({}, 'actualEquityChange')).toEqual([66_300_000 - 49_850_000])
    expect(figures({ '/previousBalance': null, '/history': null }, 'inventoryBefore', 'inventoryChange', 'actualEquityChange')).toEqual([null, null, null])
  })
})

describe('the historical cash flow', () => {
  it('goes line by line from profit to the cash that was counted, and says how far it misses (I09)', () => {
    const sheet = sheetOf()
    const [operating, investing, financing] = ['historicalOperating', 'historicalInvesting', 'historicalFinancing'].map((id) => sheet.figure(id) as number) as [number, number, number]
    const lines = (...ids: string[]) => ids.reduce((sum, id) => sum + (sheet.figure(id) as number), 0)
    expect(lines('flowProfit', 'flowHouseholdIncome', 'flowReceivables', 'flowPrepayments', 'flowInventory', 'flowPayables', 'flowAdvances')).toBe(operating)
    expect([lines('flowAssetsSold', 'flowAssetsBought'), lines('flowNewLoans', 'flowInjections', 'flowPrincipal', 'flowHousehold', 'flowWithdrawals')]).toEqual([investing, financing])
    expect(sheet.figure('historicalClosing')).toBe(4_180_000 + operating + investing + financing)
    expect(sheet.figure('historicalGap')).toBe((sheet.figure('historicalClosing') as number) - 14_012_000)
    expect(sheet.figure('I09')).toBe(true)
  })
})

describe('related parties', () => {
  const party = (partyRelation: string, more: object = {}) => ({ '/related/parties/-': { label: '连锁便利店 3 家', partyRelation, evidence: [], ...more } })
  it('what one of them owes leaves the balance sheet, whoever forgot to tick it', () => {
    expect(figures({}, 'receivables', 'offBalanceAssets')).toEqual([24_000_000, 1_200_000])
    expect(figures(party('SIBLING'), 'receivables', 'offBalanceAssets', 'relatedReceivables')).toEqual([3_840_000, 21_360_000, 20_160_000])
    expect(sheetOf(party('SIBLING'), { '/statements/relatedReceivablesOffBalance': false }).figure('receivables')).toBe(24_000_000)
  })
  it('household and firms he holds 20 % of make the group; its credit bounds the limit', () => {
    const exposed = (relation: string, ownedShare?: string) => figures(party(relation, { exposureFen: 25_000_000, ...(ownedShare === undefined ? {} : { ownedShare }) }), 'groupExposure', 'capRelated')
    expect([exposed('SIBLING'), exposed('FIRM', '0.1999'), exposed('FIRM', '0.20'), exposed('SPOUSE')]).toEqual([[0, null], [0, null], [25_000_000, 75_000_000], [25_000_000, 75_000_000]])
  })
})

describe('seasons', () => {
  it('name the peak and the low month, and how many months have evidence', () => {
    expect(figures({}, 'peakSales', 'lowSales', 'evidenceMonths')).toEqual([64_500_000, 36_000_000, 12])
    const sheet = sheetOf()
    expect(Array.from({ length: 12 }, (_, k) => k).filter((k) => sheet.figure('isPeakMonth', k) === true)).toEqual([10])
    expect(Array.from({ length: 12 }, (_, k) => k).filter((k) => sheet.figure('isLowMonth', k) === true)).toEqual([11])
  })
  it('missing months are filled from the index of the trade, marked, and only where three have evidence', () => {
    const { income, cutOffOn } = exampleCase('gc-01')
    const months = ['2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12', '2025-01', '2025-02'].map((text) => month(text))
    const line = { ...income.sales[0]!, monthlyFen: [10_000_000, 10_000_000, 10_000_000, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
    const even = { industry: { ...pack.industry, seasonIndex: Object.fromEntries(Object.keys(pack.industry.seasonIndex).map((month) => [month, month === '01' ? '0.20' : month === '03' || month === '04' || month === '05' ? '0.10' : '0.0625'])) }, statements: pack.statements } as unknown as typeof pack
    const filled = withEstimates(line, months.slice(3), cutOffOn, even)
    expect(filled?.monthlyFen).toEqual([10_000_000, 10_000_000, 10_000_000, 6_250_000, 6_250_000, 6_250_000, 6_250_000, 6_250_000, 6_250_000, 6_250_000, 20_000_000, 6_250_000])
    expect(filled?.estimatedMonths).toEqual(months.slice(3))
    expect(withEstimates(line, months.slice(2), cutOffOn, even)).toBe(null)
  })
})

describe('a ratio in its trade', () => {
  it('is excellent to poor by five values, the other way round for debts and days', () => {
    const values = { v1: '0.15', v2: '0.12', v3: '0.10', v4: '0.08', v5: '0.05' }
    const grade = (changes: Changes) => sheetOf({}, changes).figure('grossMarginGrade')
    const by = (v: Partial<typeof values>) => grade({ '/industry/guidelines/grossMargin': { ...values, ...v } })
    // The gross margin of GC-01 is 11.75 %.
    expect([by({ v1: '0.1175' }), by({ v2: '0.1175' }), by({}), by({ v4: '0.1176' }), by({ v4: '0.13', v5: '0.1176' })]).toEqual(['EXCELLENT', 'FINE', 'AVERAGE', 'LOW', 'POOR'])
    const debt = (v1: string, v2: string, v4: string, v5: string) => sheetOf({}, { '/industry/guidelines/debtRatio': { v1, v2, v3: v2, v4, v5 } }).figure('debtRatioGrade')
    expect([debt('0.30', '0.40', '0.50', '0.60'), debt('0.10', '0.20', '0.22', '0.60'), debt('0.01', '0.02', '0.03', '0.04')]).toEqual(['EXCELLENT', 'LOW', 'POOR'])
    expect(sheetOf({}, { '/industry/guidelines': {} }).figure('debtRatioGrade')).toBe(null)
  })

  it('of equity is unknown where there is none: a loss on a debt is no return', () => {
    const sunk = { '/balance/privateLoans': [{ label: '亲戚', amountFen: 70_000_000, evidence: ['oral'] }] }
    expect([figures({}, 'returnOnEquity')[0] === null, figures(sunk, 'returnOnEquity', 'returnOnEquityGrade')]).toEqual([false, [null, null]])
  })
})

describe('the equity check', () => {
  it('says what a deviation means: money missing, or debt hidden', () => {
    const reading = (profit: number) => sheetOf({ '/equity/profits/0/amountFen': profit }).figure('equityReading')
    expect([reading(20_000_000), reading(40_000_000), reading(2_000_000)]).toEqual(['AGREES', 'MISSING_MONEY', 'HIDDEN_DEBT'])
  })
  it('of a consumption loan is that of the household: its wealth must follow from its income [S2-56]', () => {
    const home: Changes = { '/request/purpose': 'CONSUMPTION', '/equity': null, '/householdEquity': { startOn: '2022-03-12', initial: [{ label: '住房', side: 'ASSET', amountFen: 60_000_000, evidence: [] }], incomes: [{ label: '收入', amountFen: 60_000_000, evidence: [] }], withdrawals: [{ label: '生活', amountFen: 10_000_000, evidence: [] }] } }
    const sheet = sheetOf(home)
    expect(['householdForm', 'householdExpected', 'householdActual', 'equityDeviation', 'equityReading'].map((id) => formatValue(sheet.figure(id), sheet.definition(id).unit))).toEqual(['是', '1,100,000.00', '1,083,000.00', '1.57%', 'AGREES'])
    expect(sheetOf({ ...home, '/request/purpose': 'WORKING_CAPITAL' }).figure('householdForm')).toBe(false)
  })
})

describe('conservative values', () => {
  it('a good that would bring less than it cost counts at what it would bring; a higher price changes nothing [S4-15]', () => {
    expect([sheetOf({ '/balance/inventory/0/quickSaleFen': 10_000_000 }).figure('inventoryStated'), sheetOf({ '/balance/inventory/0/quickSaleFen': 90_000_000 }).figure('inventoryStated')]).toEqual([29_688_000, 33_888_000])
  })
})

describe('what the investigation yields', () => {
  it('is monthly income, the share of the main business, monthly net profit and the instalment that can be borne [S2-34]', () => {
    const sheet = sheetOf()
    expect(['monthlyIncome', 'mainBusinessShare', 'netProfitMonthly', 'maxInstalment'].map((id) => formatValue(sheet.figure(id), sheet.definition(id).unit))).toEqual(['480,000.00', '100.00%', '25,000.00', '12,800.00'])
    expect(figures({ '/income/householdIncome': [{ label: '租金收入', source: 'OUTSIDE', monthlyFen: 12_000_000, evidence: ['history'] }] }, 'monthlyIncome')).toEqual([60_000_000])
    const rented = sheetOf({ '/income/householdIncome': [{ label: '租金收入', source: 'OUTSIDE', monthlyFen: 12_000_000, evidence: ['history'] }] })
    expect(formatValue(rented.figure('mainBusinessShare'), 'RATE')).toBe('80.00%')
  })
})

describe('debts of the credit report', () => {
  it('are looked for lender by lender, and what is missing is named with its lender (I14)', () => {
    const judged = (changes: Changes) => assess(exampleCase('gc-01', changes), pack).reasons.filter(({ rule }) => rule === 'I14').map(({ says }) => says)
    // As much debt in all, but another bank's: a total would not have noticed.
    expect(judged({ '/creditReport/loans': [{ lender: '建设银行', balanceFen: 4_000_000 }] })).toEqual(['勾稽不符：征信债务均在资产负债表，未列入：建设银行 40,000.00 元'])
    expect(judged({ '/creditReport/loans': [{ lender: '建设银行', balanceFen: 4_800_000 }] })).toEqual([])
    expect(judged({ '/creditReport/cards/0/usedFen': 1_500_000 })).toEqual(['勾稽不符：征信债务均在资产负债表，未列入：信用卡 3,000.00 元'])
  })
})

describe('a name that stands among the debtors and among the injections', () => {
  it('is counted twice, and found without anyone ticking it (T13)', () => {
    expect(assess(exampleCase('gc-01', { '/equity/injections/0/label': '学校食堂与零售户' }), pack).traps.map(({ id }) => id)).toEqual(['T13'])
  })
})
