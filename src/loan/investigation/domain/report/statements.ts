import { type Value, formatValue } from '#common/figures/domain'
import type { Block, Run } from '#common/document/domain'
import { compare, formatYuan, roundFen } from '#kernel'
import { isNumber } from '#common/figures/domain'
import { windowMonths } from '#common/assessment/domain'
import { householdEquityBlocks, salaryBlocks } from './household.ts'
import type { Reporter } from './reporter.ts'

const ASSETS = ['cash', 'bankDeposit', 'receivables', 'otherReceivable', 'prepayments', 'inventory', 'totalCurrentAssets', 'fixedAssets', 'prepaidRent', 'otherOperatingAssets', 'nonOperatingAssets', 'householdAssets'] as const
const DEBTS = ['payables', 'advances', 'creditCards', 'shortTermLoans', 'longTermLoans', 'privateLoans', 'otherLiabilities', 'householdDebts', 'totalLiabilities', 'actualEquity'] as const
const STRONG: ReadonlySet<string> = new Set(['totalCurrentAssets', 'totalLiabilities', 'actualEquity'])
/** Lists printed line by line; the largest of a long one, and the rest as one line. */
const LISTS = ['cash', 'bankDeposit', 'receivables', 'prepayments', 'inventory', 'payables', 'advances', 'creditCards', 'loans', 'privateLoans'] as const
const MOST_LINES = 12

/** Kept apart from a business, part of the balance of a household on wages. */
const HOUSEHOLD: ReadonlySet<string> = new Set(['householdAssets', 'householdDebts'])

/** 三、资产负债表. */
export function balanceBlocks(reporter: Reporter): Block[] {
  const cell = (id: string | undefined): readonly Run[] => (id === undefined ? ['', ''] : [{ says: reporter.judgement.sheet.definition(id).name, strong: STRONG.has(id) }, { ...reporter.figure(id), strong: STRONG.has(id) }])
  const ofWages = reporter.caseFile.salary !== null
  const present = (ids: readonly string[]): readonly string[] => ids.filter((id) => (ofWages || !HOUSEHOLD.has(id)) && reporter.value(id) !== null && (STRONG.has(id) || !isZero(reporter.value(id))))
  const [assets, debts] = [present(ASSETS), present(DEBTS)]
  const rows = Array.from({ length: Math.max(assets.length, debts.length) }, (_, at) => [...cell(assets[at]), ...cell(debts[at])])
  return [
    { block: 'heading', level: 1, says: `三、资产负债表（截止 ${reporter.caseFile.cutOffOn}）` },
    { block: 'table', columns: [{ title: '资产', width: 1.4 }, { title: '金额（元）', align: 'right' }, { title: '负债与权益', width: 1.4 }, { title: '金额（元）', align: 'right' }], rows, total: ['总资产', reporter.figure('totalAssets'), '负债与权益合计', reporter.figure('totalAssets')] },
    ofWages ? { block: 'text', small: true, says: ['资产负债率 ', reporter.figure('debtRatio'), '，对外担保 ', reporter.figure('guaranteesGiven'), ' 元。'] } : { block: 'text', small: true, says: ['资产负债率 ', reporter.figure('debtRatio'), '，流动比率 ', reporter.figure('currentRatio'), '，速动比率 ', reporter.figure('quickRatio'), '；存货周转 ', reporter.figure('inventoryDays'), '，应收周转 ', reporter.figure('receivableDays'), '，应付周转 ', reporter.figure('payableDays'), '。表外资产 ', reporter.figure('offBalanceAssets'), ' 元，对外担保 ', reporter.figure('guaranteesGiven'), ' 元；家庭净资产 ', reporter.figure('householdNetWorth'), ' 元（另计）。'] },
    { block: 'table', caption: '主要科目明细（元）', columns: [{ title: '科目', width: 1.6 }, { title: '明细', width: 2.4 }, { title: '金额', align: 'right' }], rows: LISTS.flatMap((name) => listRows(reporter, name)) },
  ]
}

function listRows(reporter: Reporter, name: (typeof LISTS)[number]): (readonly Run[])[] {
  const typed = reporter.caseFile.balance[name] as readonly { readonly label: string; readonly amountFen: number; readonly evidence: readonly string[] }[]
  // What the rules moved off the sheet is still listed; unmarked, the lines would not add up to their account.
  const lines = name === 'receivables' ? typed.map((line, at) => (line.amountFen > 0 && reporter.judgement.sheet.figure('receivableKept', at) === 0 ? { ...line, label: `${line.label}（已转表外）` } : line)) : typed
  const sorted = lines.length > MOST_LINES ? lines.toSorted((a, b) => b.amountFen - a.amountFen) : lines
  const rest = sorted.slice(MOST_LINES)
  const title = reporter.judgement.sheet.definition(name === 'loans' ? 'bankLoans' : name).name
  return [
    ...sorted.slice(0, MOST_LINES).map(({ label, amountFen, evidence }): readonly Run[] => [title, label, reporter.typed(amountFen, evidence)]),
    ...(rest.length === 0 ? [] : [[title, `其余 ${rest.length} 项`, formatYuan(rest.reduce((sum, { amountFen }) => sum + amountFen, 0))]]),
  ]
}

const MONTHLY = ['sales', 'cogs', 'grossProfit', 'shrinkage', 'fixedCosts', 'interest', 'netProfit', 'householdExpense', 'monthlyDisposable'] as const
const YEARLY = ['sales', 'otherOperatingIncome', 'cogs', 'grossProfit', 'shrinkage', 'rent', 'wages', 'utilities', 'transport', 'misc', 'taxes', 'otherFixed', 'interest', 'incomeTax', 'netProfit', 'otherHouseholdIncome', 'householdExpense', 'otherCashFactors', 'monthlyDisposable'] as const
const YEARLY_STRONG: ReadonlySet<string> = new Set(['grossProfit', 'netProfit', 'monthlyDisposable'])

const WIDER: ReadonlySet<string> = new Set(['sales', 'cogs'])

/** 四、损益表: the year account by account, then month by month. */
export function incomeBlocks(reporter: Reporter): Block[] {
  if (reporter.caseFile.salary !== null) return salaryBlocks(reporter)
  const { sheet } = reporter.judgement
  const months = windowMonths(reporter.caseFile.cutOffOn)
  const lines = YEARLY.filter((id) => YEARLY_STRONG.has(id) || compare(reporter.sum(id), 0) !== 0)
  const plain = (id: string, index: number): string => formatValue(sheet.figure(id, index), 'FEN')
  return [
    { block: 'heading', level: 1, says: `四、损益表（${months[0]} 至 ${months.at(-1)}）` },
    { block: 'table', columns: [{ title: '项目', width: 1.6 }, { title: '十二个月合计（元）', align: 'right' }, { title: '月均（元）', align: 'right' }], rows: lines.map((id) => [{ says: sheet.definition(id).name, strong: YEARLY_STRONG.has(id) }, { ...reporter.yearly(id), strong: YEARLY_STRONG.has(id) }, monthly(reporter, id)]) },
    { block: 'text', small: true, says: ['加权毛利率 ', reporter.figure('weightedMargin'), '，净利率 ', reporter.figure('netMargin'), '，盈亏平衡营业额 ', reporter.figure('breakEvenSales'), ' 元，销售同比 ', reporter.figure('salesGrowth'), '。'] },
    { block: 'table', caption: '各月（元）', columns: [{ title: '月份', width: 0.9, align: 'center' }, ...MONTHLY.map((id) => ({ title: sheet.definition(id).name.replace('(不含利息)', ''), ref: reporter.yearly(id).ref, align: 'right' as const, width: WIDER.has(id) ? 1.25 : 1 }))], rows: months.map((month, index) => [month, ...MONTHLY.map((id) => plain(id, index))]), total: ['合计', ...MONTHLY.map((id) => formatYuan(roundFen(reporter.sum(id))))] },
    { block: 'table', caption: '毛利', columns: [{ title: '品种', width: 2 }, { title: '销售占比', align: 'right' }, { title: '毛利率', align: 'right' }], rows: reporter.caseFile.income.margins.map((one, index) => [reporter.said(one.label, one.evidence), formatValue(sheet.field('margins', index, ['salesShare'], null), 'RATE'), reporter.figure('marginOfItem', index)]), total: ['加权毛利率', reporter.figure('salesShareTotal'), reporter.figure('weightedMargin')] },
  ]
}

function monthly(reporter: Reporter, id: string): string {
  return formatYuan(roundFen(reporter.sum(id)) === 0 ? 0 : Math.round(roundFen(reporter.sum(id)) / 12))
}

const EQUITY = [['initialEquity', '初始权益'], ['equityProfits', '加：期间利润'], ['injections', '加：期间注资'], ['appreciation', '加：升值'], ['equityHousehold', '减：家庭提取'], ['withdrawals', '减：其他提取'], ['depreciation', '减：折旧'], ['expectedEquity', '应有权益'], ['actualEquity', '实际权益'], ['equityGap', '差额（应有 − 实际）']] as const

/** 五、权益检验表. */
export function equityBlocks(reporter: Reporter): Block[] {
  if (reporter.judgement.sheet.figure('householdForm') === true) return householdEquityBlocks(reporter)
  if (reporter.caseFile.equity === null) return [{ block: 'heading', level: 1, says: '五、权益检验' }, { block: 'text', says: '本案未做权益检验。' }]
  return [
    { block: 'heading', level: 1, says: `五、权益检验（${reporter.caseFile.equity.startOn} 起）` },
    { block: 'table', columns: [{ title: '项目', width: 2 }, { title: '金额（元）', align: 'right' }], rows: EQUITY.map(([id, name]) => [name, reporter.figure(id)]), total: ['权益偏差', reporter.figure('equityDeviation')] },
    { block: 'text', small: true, says: ['调整表外后的差额 ', reporter.figure('adjustedEquityGap'), ' 元，偏差 ', reporter.figure('adjustedEquityDeviation'), '。'] },
  ]
}

const HISTORY = [['historicalOperating', '经营活动'], ['historicalInvesting', '投资活动'], ['historicalFinancing', '筹资活动'], ['historicalCashFlow', '净现金流']] as const

/** 六、历史现金流. */
export function pastCashBlocks(reporter: Reporter): Block[] {
  const { history, previousBalance } = reporter.caseFile
  const head: Block = { block: 'heading', level: 1, says: '六、历史现金流' }
  if (history === null || previousBalance === null) return [head, { block: 'text', says: '没有上期资产负债表，未编历史现金流。' }]
  return [head, { block: 'table', columns: [{ title: `自 ${previousBalance.on} 起`, width: 2 }, { title: '金额（元）', align: 'right' }], rows: HISTORY.map(([id, name]) => [name, reporter.figure(id)]) }]
}

function isZero(value: Value): boolean {
  return value === null || (isNumber(value) && compare(value, 0) === 0)
}
