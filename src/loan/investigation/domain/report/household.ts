import type { Block } from '#common/document/domain'
import { formatValue } from '#common/figures/domain'
import { windowMonths, wordOf } from '#common/assessment/domain'
import type { Reporter } from './reporter.ts'

const MONTHLY = ['wage', 'spouseWage', 'salaryIncome', 'otherHouseholdIncome', 'householdExpense', 'monthlyDisposable'] as const
const BURDEN = [['incomeMonthly', '元'], ['debtServiceAll', '元'], ['dti', ''], ['expenseShare', ''], ['lowestWageShare', ''], ['reserveMonths', '']] as const

/** 四、家庭收支: what a household on wages has in place of an income statement. */
export function salaryBlocks(reporter: Reporter): Block[] {
  const { sheet } = reporter.judgement
  const { salary, business } = reporter.caseFile
  const months = windowMonths(reporter.caseFile.cutOffOn)
  const job = salary === null ? '' : `${business.name}（${wordOf('employerKind', salary.employerKind) ?? ''}，${wordOf('postKind', salary.postKind) ?? ''}），${salary.post}，${salary.since} 起。`
  return [
    { block: 'heading', level: 1, says: `四、家庭收支（${months[0]} 至 ${months.at(-1)}）` },
    { block: 'text', says: job },
    { block: 'table', caption: '各月（元）', columns: [{ title: '月份', width: 0.9, align: 'center' }, ...MONTHLY.map((id) => ({ title: sheet.definition(id).name, align: 'right' as const }))], rows: months.map((month, index) => [month, ...MONTHLY.map((id) => formatValue(sheet.figure(id, index), 'FEN'))]) },
    { block: 'table', caption: '负担', columns: [{ title: '指标', width: 2 }, { title: '本期', align: 'right' }], rows: BURDEN.map(([id, unit]) => [`${sheet.definition(id).name}${unit === '' ? '' : `（${unit}）`}`, reporter.figure(id)]) },
  ]
}

const EQUITY = [['householdInitial', '初始权益'], ['householdIncomes', '加：期间收入'], ['householdAppreciation', '加：升值'], ['householdWithdrawals', '减：期间提取'], ['householdDepreciation', '减：折旧/贬值'], ['householdExpected', '应有权益'], ['householdActual', '实际权益'], ['householdEquityGap', '差额（应有 − 实际）']] as const

/** 五、权益检验 in the form of a household. */
export function householdEquityBlocks(reporter: Reporter): Block[] {
  return [
    { block: 'heading', level: 1, says: `五、家庭权益检验（${reporter.caseFile.householdEquity?.startOn ?? ''} 起）` },
    { block: 'table', columns: [{ title: '项目', width: 2 }, { title: '金额（元）', align: 'right' }], rows: EQUITY.map(([id, name]) => [name, reporter.figure(id)]), total: ['权益偏差', reporter.figure('equityDeviation')] },
  ]
}
