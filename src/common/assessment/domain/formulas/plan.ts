import type { FigureText } from '#common/figures/domain'
import { figure, planned } from './write.ts'

/** Forward cash flow 现金流预测, the basis of the schedule (chapter 3.4, [S4-26]). */
export const plan: readonly FigureText[] = [
  figure('planGrowth', '预测增长率', 'RATE', '3.4', 'min(in.plan.growthRate, policy.statements.growthCap)'),
  planned('planSales', '预测营业额', '3.4', 'sales[.sameMonth] * (1 + planGrowth)'),
  planned('planOperating', '经营现金', '3.4', 'if(runsBusiness, planSales * (weightedMargin - in.income.shrinkageRate) + otherOperatingIncome[.sameMonth] - (fixedCosts[.sameMonth] - rent[.sameMonth]) - incomeTax[.sameMonth], salaryIncome[.sameMonth])'),
  planned('planRent', '房租(按实际支付月)', '3.4', 'if(count(rentPayments, .planMonth >= 0) > 0, sum(rentPayments, if(.planMonth = k, .amountFen, 0)), given(rent[.sameMonth], 0))'),
  planned('planStockRelease', '存货回笼', '3.4', 'sum(stockRelease, if(.planMonth = k, .amountFen, 0))'),
  planned('planOther', '其他收支', '3.4', 'sum(planItems, if(.planMonth = k, .amountFen, 0)) + otherHouseholdIncome[.sameMonth] - mortgageService'),
  planned('planHousehold', '家庭开支', '3.4', 'householdExpense[.sameMonth]'),
  planned('oldPrincipal', '旧贷本金', '3.4', 'sum(loans, max(0, min(.monthlyPrincipalFen, .amountFen - k * .monthlyPrincipalFen))) + sum(privateLoans, max(0, min(.monthlyPrincipalFen, .amountFen - k * .monthlyPrincipalFen)))'),
  planned('oldInterest', '旧贷利息', '3.4', 'sum(loans, round(max(0, .amountFen - k * .monthlyPrincipalFen) * .annualRate / 12)) + sum(privateLoans, round(max(0, .amountFen - k * .monthlyPrincipalFen) * .annualRate / 12))'),
  planned('planBeforeLoan', '本笔贷款前净现金', '3.4', 'planOperating - planRent + planStockRelease + planOther - planHousehold - oldPrincipal - oldInterest'),
  planned('newInstalment', '新贷月供', '3.4', 'instalmentInMonth(limit, annualRate)'),
  planned('planNet', '当月净现金', '3.4', 'planBeforeLoan - newInstalment'),
  figure('openingCash', '放款后现金', 'FEN', '3.7 I15', 'cash + bankDeposit + limit - in.plan.useFen'),
  planned('closingCash', '月末现金', '3.4', 'previous(closingCash, openingCash) + planNet'),
  figure('minClosing', '最低月末现金', 'FEN', '3.4', 'min(closingCash)'),
  figure('minClosingToInstalment', '最低月末现金÷月供', 'RATIO', '6.2 A5', 'when(instalment > 0, minClosing / instalment)'),
  figure('negativeMonths', '净现金为负的月数', 'COUNT', '3.4', 'sum(planNetNegative)'),
  figure('planNetNegative', '净现金为负', 'COUNT', '3.4', 'if(planNet < 0, 1, 0)', { over: 'plan' }),
  figure('planServiceable', '首年偿债来源', 'FEN', '6.3', 'if(k < 12, planOperating + otherHouseholdIncome[.sameMonth] - planRent - planHousehold, 0)', { over: 'plan' }),
  figure('planDebtService', '首年债务支出', 'FEN', '6.3', 'if(k < 12, newInstalment + oldPrincipal + oldInterest + mortgageService, 0)', { over: 'plan' }),
  figure('dscr', '全部债务覆盖率', 'RATIO', '6.3', 'when(sum(planDebtService) > 0, sum(planServiceable) / sum(planDebtService))'),
]
