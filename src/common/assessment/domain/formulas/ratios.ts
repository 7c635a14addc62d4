import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Ratios of chapter 3.9; nothing is rounded in between. */
export const ratios: readonly FigureText[] = [
  figure('debtRatio', '资产负债率', 'RATE', '3.9', 'totalLiabilities / totalAssets'),
  figure('currentRatio', '流动比率', 'RATIO', '3.9', 'totalCurrentAssets / totalShortTerm'),
  figure('quickRatio', '速动比率', 'RATE', '3.9 F-02', '(totalCurrentAssets - inventory) / totalShortTerm'),
  figure('cashRatio', '现金比率', 'RATE', '3.9', '(cash + bankDeposit) / totalShortTerm'),
  figure('debtToSales', '销贷比', 'RATE', '3.9 F-02', 'interestBearingDebt / annualSales'),
  figure('grossMargin', '毛利率', 'RATE', '3.9 F-02', 'annualGrossProfit / annualSales'),
  figure('netMargin', '净利率', 'RATE', '3.9 F-02', 'annualNetProfit / annualSales'),
  figure('returnOnEquity', '净资产收益率', 'RATE', '3.9 F-02', 'when(actualEquity > 0, annualNetProfit / actualEquity)'),
  figure('inventoryDays', '存货周转天数', 'DAYS', '3.9 F-02', '360 * inventory / annualCogs'),
  figure('receivableDays', '应收周转天数', 'DAYS', '3.9 F-02', '360 * receivables / annualSales'),
  figure('payableDays', '应付周转天数', 'DAYS', '3.9 F-02', '360 * payables / annualCogs'),
  figure('prepaymentDays', '预付周转天数', 'DAYS', '3.9 F-13', '360 * prepayments / annualCogs'),
  figure('advanceDays', '预收周转天数', 'DAYS', '3.9 F-13', '360 * advances / annualSales'),
  figure('receivablesToMonthlySales', '应收÷月均营业额', 'RATIO', '3.9 F-01', 'receivables / averageSales'),
  figure('inventoryToMonthlySales', '存货(可售)÷月均营业额', 'RATIO', '3.6 S2-58', 'inventoryAtSale / averageSales'),
  figure('inventoryToMonthlyCogs', '存货÷月均进货成本', 'RATIO', '3.6 S2-58', '12 * inventory / annualCogs'),
  figure('equityToHouseholdExpense', '权益÷月家庭开支', 'RATIO', '3.9 F-01', 'actualEquity / householdExpenseMonthly'),
  figure('breakEvenSales', '盈亏平衡营业额', 'FEN', '4.2 X11', 'when(weightedMargin > in.income.shrinkageRate, (annualFixedCosts + annualInterest) / (weightedMargin - in.income.shrinkageRate))'),
  figure('salesToBreakEven', '营业额÷盈亏平衡点', 'RATIO', '4.2 X11', 'when(breakEvenSales > 0, annualSales / breakEvenSales)'),
  figure('ownWorkingCapital', '自有营运资金', 'FEN', '6.3 F-13', 'totalCurrentAssets - totalShortTerm'),
  figure('workingCapitalTurns', '营运资金周转次数', 'RATIO', '6.3 F-13', '360 / (inventoryDays + receivableDays - payableDays + prepaymentDays - advanceDays)'),
  figure('workingCapitalNeed', '营运资金量(参考)', 'FEN', '6.3 F-13', 'annualSales * (1 - netMargin) * (1 + policy.limit.needGrowth) / workingCapitalTurns'),
  figure('structuralGap', '营运资金缺口(参考)', 'FEN', '6.3 F-13', 'workingCapitalNeed - ownWorkingCapital'),
]
