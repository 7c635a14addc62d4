import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

interface Trap {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly says: string
  /** Weidai already leaves the double part out; the trap is named so that nobody adds it back. */
  readonly handled: boolean
}

/** Double-counting traps (chapter 3.8), each with the sentence the officer reads. */
export const TRAPS: readonly Trap[] = [
  { id: 'T1', name: '老板工资重复', formula: "in.traps.ownerWageInExpense and any(householdIncomeLines, .source = 'OWNER_WAGE')", says: '老板工资既列为费用，又列为家庭收入：只保留一处', handled: false },
  { id: 'T2', name: '配偶在自家店的工资', formula: "any(householdIncomeLines, .source = 'SPOUSE_WAGE_FROM_SHOP')", says: '配偶从自家店领的工资不是家庭外收入：请从家庭收入中去掉', handled: false },
  { id: 'T3', name: '家庭费用混入店铺账单', formula: "in.traps.householdBillsInBusiness = 'UNSPLIT'", says: '店铺水电房租账单含家庭用量而未分摊：请填写分摊比例', handled: false },
  { id: 'T4', name: '利息重复', formula: 'in.traps.interestInOldInstalment and annualInterest > 0', says: '旧贷利息已在损益表中，又含在旧贷月供里：月供只取本金', handled: false },
  { id: 'T5', name: '按揭重复', formula: 'in.traps.mortgageInHouseholdExpense and in.traps.mortgageInDebtService', says: '按揭月供既在家庭开支，又在债务支出：只保留一处', handled: false },
  { id: 'T6', name: '预付租金与费用重复', formula: 'in.traps.rentFullyExpensed and prepaidRent > 0', says: '租金已全额列为当月费用，又作待摊租金列资产：只保留一处', handled: false },
  { id: 'T7', name: '预付货款与存货重复', formula: 'any(prepayments, .goodsInStock)', says: '预付款对应的货已到店并计入存货：请冲减预付款', handled: false },
  { id: 'T8', name: '到货未付款未列应付', formula: "any(inventory, .unpaid = 'MISSING')", says: '货已计入存货而货款未付、未列应付：请补列应付账款', handled: false },
  { id: 'T9', name: '代销存货', formula: "any(inventory, .ownership = 'CONSIGNMENT' and .amountFen > 0)", says: '代销货物不是客户的资产：已按 0 计入存货', handled: true },
  { id: 'T10', name: '自有账户互转计入销售', formula: 'in.traps.ownTransfersInFlow', says: '自有账户之间的转账被当作销售流水：请填写自转金额予以扣除', handled: false },
  { id: 'T11', name: '贷款或退款计入销售', formula: 'in.traps.loanMoneyInSales', says: '贷款到账或退回押金被计入销售：请从销售额中剔除', handled: false },
  { id: 'T12', name: '同一房产两处计算', formula: 'any(houses, .sharedWithSpouseFile)', says: '同一房产也出现在配偶的案卷：只在一处计算', handled: false },
  { id: 'T13', name: '亲友借款与注资重复', formula: 'in.traps.relativesLoanAsInjection and injections > 0 or any(equityInjections, .alsoOwed)', says: '借给或借自亲友的钱既列应收又作注资：只保留一处', handled: false },
  { id: 'T14', name: '返利重复', formula: 'in.traps.rebatesInMargin and sum(otherOperatingIncome) > 0', says: '返利已含在毛利率中，又列为其他收入：只保留一处', handled: false },
  { id: 'T15', name: '合伙人份额', formula: 'in.traps.partnerShareCounted', says: '合伙人的权益和利润被计入：只计客户本人份额', handled: false },
  { id: 'T16', name: '第二生意不完整', formula: "in.traps.secondBusiness = 'PROFIT_ONLY' or in.traps.secondBusiness = 'ASSETS_ONLY'", says: '第二生意只计利润或只计资产：两者须同时计入或同时剔除', handled: false },
  { id: 'T17', name: '折旧重复', formula: 'in.traps.depreciationInProfit and sum(equityDepreciation, .amountFen) > 0', says: '折旧已从利润中扣除：权益检验不再扣减', handled: true },
  { id: 'T18', name: '家庭提取重复', formula: '(in.traps.periodProfitIsAfterHousehold or policy.statements.periodProfitIsAfterHousehold) and sum(equityHousehold, .amountFen) > 0', says: '期间利润已扣家庭开支：权益检验不再扣减', handled: true },
]

export const traps: readonly FigureText[] = TRAPS.map(({ id, name, formula }) => figure(id, name, 'TRUTH', `3.8 ${id}`, formula))
