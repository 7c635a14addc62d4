import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

export const withHistory = (formula: string): string => `when(has(in.history.purchasesFen) and has(in.previousBalance.on), ${formula})`
const flow = (id: string, name: string, formula: string): FigureText => figure(id, name, 'FEN', '3.4', withHistory(formula))

/** Historical cash flow 现金流量表 of the twelve months, the indirect way, line by line (chapter 3.4); identity I09 closes it. */
export const cashFlow: readonly FigureText[] = [
  flow('flowProfit', '净利润', 'annualNetProfit'),
  flow('flowHouseholdIncome', '其他家庭收入', 'sum(otherHouseholdIncome)'),
  flow('flowReceivables', '应收账款减少', 'in.previousBalance.receivablesFen - receivablesListed'),
  flow('flowPrepayments', '预付款项减少', 'in.previousBalance.prepaymentsFen - prepayments'),
  flow('flowInventory', '存货减少', 'in.previousBalance.inventoryFen - inventory'),
  flow('flowPayables', '应付账款增加', 'payables - in.previousBalance.payablesFen'),
  flow('flowAdvances', '预收款项增加', 'advances - in.previousBalance.advancesFen'),
  figure('historicalOperating', '经营现金流(历史)', 'FEN', '3.4', 'flowProfit + flowHouseholdIncome + flowReceivables + flowPrepayments + flowInventory + flowPayables + flowAdvances'),
  flow('flowAssetsSold', '处置固定资产', 'in.history.fixedAssetSalesFen'),
  flow('flowAssetsBought', '购置固定资产', '-in.history.fixedAssetPurchasesFen'),
  figure('historicalInvesting', '投资现金流(历史)', 'FEN', '3.4', 'flowAssetsSold + flowAssetsBought'),
  flow('flowNewLoans', '新增借款', 'in.history.newLoansFen'),
  flow('flowInjections', '注资', 'in.history.injectionsFen'),
  flow('flowPrincipal', '归还本金', '-in.history.principalRepaidFen'),
  flow('flowHousehold', '家庭开支', '-sum(householdExpense)'),
  flow('flowWithdrawals', '其他提取', '-in.history.otherWithdrawalsFen'),
  figure('historicalFinancing', '筹资现金流(历史)', 'FEN', '3.4', 'flowNewLoans + flowInjections + flowPrincipal + flowHousehold + flowWithdrawals'),
  figure('historicalCashFlow', '净现金流(历史)', 'FEN', '3.4', 'historicalOperating + historicalInvesting + historicalFinancing'),
  flow('historicalOpening', '期初现金及存款', 'in.previousBalance.cashFen + in.previousBalance.bankDepositFen'),
  figure('historicalClosing', '推算期末现金及存款', 'FEN', '3.7 I09', 'historicalOpening + historicalCashFlow'),
  figure('historicalGap', '推算与实际之差', 'FEN', '3.7 I09', 'historicalClosing - cash - bankDeposit'),
]
