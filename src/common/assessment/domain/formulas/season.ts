import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Seasons of the case (chapter 3.3), and what the investigation must yield of its income [S2-34]. */
export const season: readonly FigureText[] = [
  figure('evidenceMonths', '有凭据的销售月数', 'COUNT', '3.3', 'count(salesMonths, not .estimated)'),
  figure('peakSales', '旺季月销售', 'FEN', '3.3', 'max(sales)'),
  figure('lowSales', '淡季月销售', 'FEN', '3.3', 'min(sales)'),
  figure('peakToLow', '旺季÷淡季', 'RATIO', '3.3', 'peakSales / lowSales'),
  figure('isPeakMonth', '旺季月', 'TRUTH', '3.3', 'sales > 0 and sales = peakSales', { over: 'month' }),
  figure('isLowMonth', '淡季月', 'TRUTH', '3.3', 'sales > 0 and sales = lowSales and lowSales < peakSales', { over: 'month' }),
  figure('incomeOfAll', '年收入(含其他与家庭)', 'FEN', 'S2-34', 'sum(totalIncome) + sum(otherHouseholdIncome)'),
  figure('monthlyIncome', '月收入', 'FEN', 'S2-34', 'incomeOfAll / 12'),
  figure('mainBusinessShare', '主营业务收入占比', 'RATE', 'S2-34', 'when(incomeOfAll > 0, annualSales / incomeOfAll)'),
  figure('chainReceivableDays', '按结款方式的应收天数', 'DAYS', 'S2-60', "when(count(chain, .side = 'BUYER') > 0, sum(chain, if(.side = 'BUYER', .tradeShare * .termDays, 0)))"),
  figure('chainPayableDays', '按结款方式的应付天数', 'DAYS', 'S2-60', "when(count(chain, .side = 'SUPPLIER') > 0, sum(chain, if(.side = 'SUPPLIER', .tradeShare * .termDays, 0)))"),
]
