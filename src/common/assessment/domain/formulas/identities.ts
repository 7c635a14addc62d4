import type { FigureText } from '#common/figures/domain'
import { withHistory } from './cash-flow.ts'
import { ofBusiness } from './household.ts'
import { figure } from './write.ts'

const within = (left: string, right: string) => `abs((${left}) - (${right})) <= policy.checks.deviationTolerance * abs(${right})`
const identity = (id: string, name: string, formula: string): FigureText => figure(id, name, 'TRUTH', `3.7 ${id}`, formula)

/** Identities 勾稽: unknown (not evaluated) where the case does not hold the earlier balance sheet or the table they speak of. */
export const identities: readonly FigureText[] = [
  identity('I01', '总资产 = 总负债 + 实际权益', 'totalAssets = totalLiabilities + actualEquity'),
  identity('I02', '库存表合计 = 存货', ofBusiness('all(inventory, not (has(.quantity) and has(.unitCostFen)) or round(.quantity * .unitCostFen) = .amountFen) and sum(inventoryCounted) = inventoryStated')),
  identity('I03', '清单合计 = 报表行', ofBusiness('receivablesStated = sum(receivableKept) and receivablesStated + otherReceivable + offBalanceAssets = receivablesListed + sum(otherReceivable, .amountFen) + sum(offBalanceAssets, .amountFen) and payablesStated = sum(payables, .amountFen) and prepayments = sum(prepayments, .amountFen) and loansStated = creditCards + bankLoans and sum(fixedAssetNet) = fixedAssetsStated')),
  identity('I04', '损益表各列合计 = 全年', ofBusiness('annualNetProfit = annualGrossProfit - annualShrinkage - annualFixedCosts - annualInterest - sum(incomeTax) and sum(sales) = annualSales and annualDisposable = annualNetProfit + sum(otherHouseholdIncome) - sum(householdExpense) + sum(otherCashFactors)')),
  identity('I05', '进货成本 = 营业额 × (1 − 加权毛利率)', 'abs(annualCogs - annualSales * (1 - weightedMargin)) <= 12 * policy.statements.cogsTolerance'),
  identity('I06', '期初存货 + 进货 − 成本 − 损耗 = 期末存货', withHistory(within('in.previousBalance.inventoryFen + in.history.purchasesFen - annualCogs - annualShrinkage', 'inventory'))),
  identity('I07', '期初应收 + 赊销 − 回款 = 期末应收', withHistory(within('in.previousBalance.receivablesFen + in.history.creditSalesFen - in.history.collectionsFen', 'receivablesListed'))),
  identity('I08', '期初应付 + 赊购 − 付款 = 期末应付', withHistory(within('in.previousBalance.payablesFen + in.history.creditPurchasesFen - in.history.supplierPaymentsFen', 'payables'))),
  identity('I09', '期初现金 + 净现金流 = 期末现金', withHistory(within('historicalClosing', 'cash + bankDeposit'))),
  identity('I10', '应有权益与实际权益', 'equityDeviationSize <= policy.checks.deviationTolerance'),
  identity('I11', '损益表利息 ≈ 平均负债 × 利率', 'when(bankLoans + privateLoansStated > 0 or annualInterest > 0, ' + within('annualInterest', 'sum(interestImplied)') + ')'),
  identity('I12', '固定资产变动 = 购置 − 折旧 − 处置', withHistory(within('in.previousBalance.fixedAssetsFen + in.history.fixedAssetPurchasesFen - in.history.depreciationFen - in.history.fixedAssetSalesFen', 'fixedAssets'))),
  identity('I13', '月租 × 未用月数 = 待摊租金', 'when(prepaidRent > 0, ' + within('sum(prepaidRent, .monthlyFen)', 'annualRent / 12') + ')'),
  identity('I14', '征信债务均在资产负债表', "when(has(in.creditReport.queriedOn), sum(loanNotListed) + sum(cardNotListed) = 0 or any(checks, .method = 'X21' and has(.cause)))"),
  identity('I15', '放款后现金 = 现金 + 银行存款 + 贷款 − 用途支出', 'openingCash = cash + bankDeposit + limit - in.plan.useFen'),
  identity('I16', '预测中的新贷月供 = 还款计划', 'when(limit > 0, sum(newInstalment) = totalRepayment(limit, annualRate))'),
  identity('I17', '销售占比合计 100%,季节指数合计 100%', 'when(annualSales > 0, salesShareTotal = 1 and sum(seasonIndex) = 1)'),
  identity('I18', '家庭开支与权益检验一致', 'when(has(in.equity.startOn) and equityMonths > 0, ' + within('sum(equityHousehold, .amountFen) * 12 / equityMonths', 'sum(householdExpense)') + ')'),
  identity('I19', '报表日 = 调查日', 'when(has(in.visit.visitedOn), in.visit.visitedOn = in.cutOffOn)'),
  identity('I20', '用途金额不低于申请金额', 'purposeAmount >= in.request.amountFen and has(in.request.ownContributionFen)'),
  figure('loanNotListed', '征信贷款未列入', 'FEN', '3.7 I14', 'max(0, .balanceFen - .listedFen)', { over: 'reportedLoans' }),
  figure('cardNotListed', '征信信用卡未列入', 'FEN', '3.7 I14', 'max(0, .usedFen - .listedFen)', { over: 'reportedCards' }),
  figure('interestImplied', '按平均负债推算的利息', 'FEN', '3.7 I11', 'sum(loans, if(12 - k <= given(.paidInstalments, 12), (.amountFen + (12 - k) * .monthlyPrincipalFen) * .annualRate / 12, 0)) + sum(privateLoans, (.amountFen + (12 - k) * .monthlyPrincipalFen) * .annualRate / 12)', { over: 'month' }),
]
