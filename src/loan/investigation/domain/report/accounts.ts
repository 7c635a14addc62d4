import type { Account, CheckResult } from '#common/assessment/domain'
import { formatYuan } from '#kernel'
import { percent } from './opening.ts'

/** Name and figure of each account that has one, in the order of the statements. */
export const ACCOUNT_FIGURES: readonly (readonly [Account, string, figure: string | null])[] = [
  ['sales', '营业额', 'annualSales'], ['margin', '加权毛利率', 'weightedMargin'], ['cogs', '进货成本', 'annualCogs'], ['fixedCosts', '固定支出', 'annualFixedCosts'], ['netProfit', '月净利润', 'netProfitMonthly'],
  ['inventory', '存货', 'inventory'], ['receivables', '应收账款', 'receivables'], ['otherReceivable', '其他应收', 'otherReceivable'], ['prepayments', '预付款项', 'prepayments'], ['cash', '现金', 'cash'], ['bankDeposit', '银行存款', 'bankDeposit'], ['fixedAssets', '固定资产', 'fixedAssets'], ['prepaidRent', '待摊租金', 'prepaidRent'],
  ['payables', '应付账款', 'payables'], ['advances', '预收款项', 'advances'], ['loans', '借款', 'loans'], ['privateLoans', '民间借款', 'privateLoans'], ['otherLiabilities', '其他负债', 'otherLiabilities'], ['guaranteesGiven', '对外担保', 'guaranteesGiven'], ['equity', '实际权益', 'actualEquity'], ['householdExpense', '月家庭开支', 'householdExpenseMonthly'], ['wage', '月工资', 'wageMonthly'],
  ['output', '产量产值', null], ['capacity', '产能', null], ['electricity', '水电气', null], ['tax', '税费', null], ['reputation', '口碑', null],
]

/** What an account is called in a paper. */
export function accountName(account: string): string {
  return ACCOUNT_FIGURES.find(([one]) => one === account)?.[1] ?? account
}

/** How the deviations of a table of checks are signed; that of wealth stands the other way round, as its own table does (chapter 3.5). */
export function signOfDeviations(checks: readonly CheckResult[]): string {
  const ofWealth = checks.some(({ account, deviation }) => account === 'equity' && deviation !== null)
  return `偏离＝（列示值 − 检验值）÷ 列示值，正数是列示偏高${ofWealth ? '；权益检验按（应有 − 实际）算，正数是钱去向不明，负数是有未报的负债或收入' : ''}。`
}

/** What stands in the statement against a check; comparing with the trade looks at the net margin, whatever account it is noted under. */
export function statedValue(check: CheckResult): string {
  return check.unit === 'GRADE' && check.stated !== null ? `净利率 ${checkedValue(check.stated, check)}` : checkedValue(check.stated, check)
}

/** A value of a check in its unit. */
export function checkedValue(value: number | string | null, { unit }: CheckResult): string {
  if (value === null) return '—'
  switch (unit) {
    case 'FEN': return formatYuan(Number(value))
    case 'RATE': case 'GRADE': return percent(String(value))
    case 'RATIO': return String(value)
    case 'VOICES': return `${value} 人`
    default: return unit satisfies never
  }
}
