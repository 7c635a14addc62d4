import type { FigureText } from '#common/figures/domain'
import { figure } from '../write.ts'
import { balances } from './balances.ts'
import { margins } from './margins.ts'
import { type Method, figuresOf, valueOf } from './method.ts'
import { production } from './production.ts'
import { turnover } from './turnover.ts'
import { wages } from './wages.ts'

export { type Method, choose, valueOf } from './method.ts'

/** The methods of chapter 4.2 that a row of the case feeds; X23 and X25 are worked out of the equity check and what the customer said. */
export const METHODS: readonly Method[] = [...balances, ...turnover, ...margins, ...production, ...wages].toSorted((a, b) => (a.code < b.code ? -1 : 1))

/** The figure a method's value on an account stands in: some have another form there. */
export function methodFigure(code: string, account: string): string {
  const on = METHODS.find((method) => method.code === code)?.on
  return on?.account === account ? `${valueOf(code)}${on.suffix}` : valueOf(code)
}

const row = (id: string, name: string, unit: FigureText['unit'], source: string, formula: string): FigureText => figure(id, name, unit, source, formula, { over: 'checks', exact: true })
const turned = (trend: string) => `if(abs(${trend}) <= policy.checks.flatTrend, 0, if(${trend} > 0, 1, -1))`

/** What the methods read beside their inputs: a month of the statements, a trend, a band, a grade. */
const helpers: readonly FigureText[] = [
  row('checkMonthAt', '被检月份', 'COUNT', '4.2', '.monthAt'),
  row('checkMonthSales', '被检月营业额', 'FEN', '4.2', 'if(has(.monthAt), sales[.monthAt], averageSales)'),
  row('checkMonthBefore', '上月营业额', 'FEN', '4.2 X09', 'when(.monthAt > 0, sales[.monthAt - 1])'),
  row('checkMonths', '被检月数', 'COUNT', '4.2 X04', '.months'),
  row('checkMonthsSales', '被检期营业额', 'FEN', '4.2 X04', 'if(has(.monthAt), sum(month, if(.at >= checkMonthAt and .at < checkMonthAt + checkMonths, sales[.at], 0)), averageSales * checkMonths)'),
  row('trendGrowth', '同比增长', 'RATE', '4.2 X04', "when(.method = 'X04', checkMonthsSales / .priorFen - 1)"),
  row('energyGap', '用量环比与营业额环比之差', 'RATE', '4.2 X09', "when(.method = 'X09', abs(.energyUsed / .energyBefore - checkMonthSales / checkMonthBefore))"),
  row('meterTrend', '表具走势', 'RATE', '4.2 X36', "when(.method = 'X36' and count(readings, .check = k) >= policy.checks.trendMonths, sum(readings, if(.check = k, .weight * .quantity, 0)) / sum(readings, if(.check = k, .quantity, 0)))"),
  row('salesTrend', '营业额走势', 'RATE', '4.2 X36', "when(.method = 'X36', sum(readings, if(.check = k, .weight * sales[.monthAt], 0)) / sum(readings, if(.check = k, sales[.monthAt], 0)))"),
  row('meterDirection', '表具走向', 'COUNT', '4.2 X36', `when(has(meterTrend), ${turned('meterTrend')})`),
  row('salesDirection', '营业额走向', 'COUNT', '4.2 X36', `when(has(salesTrend), ${turned('salesTrend')})`),
  row('checkBandFrom', '同业区间下限', 'RATIO', '4.2 X03', "when(.method = 'X03', match(.account, 'receivables', policy.industry.receivablesToMonthlySales.from, 'inventory', policy.industry.inventoryToMonthlyCogs.from, policy.checks.wagesToSales.from))"),
  row('checkBandTo', '同业区间上限', 'RATIO', '4.2 X03', "when(.method = 'X03', match(.account, 'receivables', policy.industry.receivablesToMonthlySales.to, 'inventory', policy.industry.inventoryToMonthlyCogs.to, policy.checks.wagesToSales.to))"),
  row('peerGrade', '与同业平均相差档数', 'COUNT', '4.2 X05', `when(.method = 'X05', ${['v1', 'v2', 'v3'].map((v) => `if(netMargin > policy.industry.netMargin.${v}, 1, 0)`).join(' + ')} - ${['v3', 'v4', 'v5'].map((v) => `if(netMargin < policy.industry.netMargin.${v}, 1, 0)`).join(' - ')})`),
  row('chainOutput', '列示产量', 'RATIO', '4.2 X37', '.outputQuantity'),
  figure('linkOutput', '环节推得产量', 'RATIO', '4.2 X37 S2-40', '.quantity * given(.yieldShare, 1) / given(.perUnit, 1)', { over: 'links', exact: true }),
  figure('linkRatio', '环节÷列示产量', 'RATE', '4.2 X37 S2-40', 'linkOutput / chainOutput[.check]', { over: 'links', exact: true }),
]

/** All figures of the methods, the other forms of a method after its first. */
export const methods: readonly FigureText[] = [...METHODS.flatMap(figuresOf), ...helpers]
