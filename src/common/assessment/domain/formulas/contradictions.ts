import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Two things that cannot both be true: `one` and `other` say what stands against what. */
interface Pair {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly one: string
  readonly other: string
}

const SUPPLIER_CHECKS = "(.method = 'X07' or .method = 'X18' or .method = 'X20')"
const beyond = (a: string, b: string) => `abs(${a} - ${b}) > policy.checks.deviationTolerance * ${b}`

/** The pairs of chapter 4 (end): figures and words of a case held against each other. A pair that lacks one side says nothing. */
export const PAIRS: readonly Pair[] = [
  { id: 'LC01', name: '开业日期与自称年限', formula: 'claimedMonths >= monthsInBusiness + policy.checks.claimedMonthsGap', one: '开业日期 {in.business.startedOn}，至今 {monthsInBusiness} 个月', other: '自称经营（或与供应商往来）{claimedMonths} 个月' },
  { id: 'LC02', name: '租约与房租、场所', formula: "annualSalesStated > 0 and (in.business.premises = 'LEASE' and annualRent = 0 and prepaidRent = 0 or in.business.premises = 'OWN' and annualRent > 0 or in.business.leaseEndsOn < in.cutOffOn)", one: '场所：{in.business.premises}，租约到期 {in.business.leaseEndsOn}', other: '损益表年房租 {annualRent} 元，待摊租金 {prepaidRent} 元' },
  { id: 'LC03', name: '自称进货与供应商对账', formula: 'supplierPurchasesDiffer', one: '自称进货 {claimedPurchases} 元', other: '供应商对账所用进货 {leastPurchases} 至 {mostPurchases} 元' },
  { id: 'LC04', name: '手机归属地与经营地', formula: 'has(in.applicant.phone.city) and in.applicant.phone.city != in.business.city and in.applicant.phone.city != in.applicant.residence.city', one: '手机号归属 {in.applicant.phone.city}', other: '经营地 {in.business.city}，居住地 {in.applicant.residence.city}' },
  { id: 'LC05', name: '自称人数与工资', formula: 'annualSalesStated > 0 and claimedStaff > 0 and (annualWages < claimedStaff * 12 * policy.checks.wagePerHead.from or annualWages > claimedStaff * 12 * policy.checks.wagePerHead.to)', one: '自称员工 {claimedStaff} 人', other: '损益表年工资 {annualWages} 元' },
  { id: 'LC06', name: '自称营业额与收款码户主', formula: "any(bankFlows, .owner = 'OTHER') or annualSalesStated > 0 and flowCredits > annualSalesStated * (1 + policy.checks.deviationTolerance)", one: '自称年营业额 {annualSalesStated} 元', other: '各收款账户年入账 {flowCredits} 元，其中他人名下 {flowsOfOthers} 户' },
  { id: 'LC07', name: '盈利历史与所见资产', formula: 'has(expectedEquity) and expectedEquity > 0 and actualEquity < expectedEquity * (1 - policy.checks.deviationTolerance)', one: '按历年盈利应有权益 {expectedEquity} 元', other: '所见资产减负债只有 {actualEquity} 元' },
  { id: 'LC08', name: '自称负债与征信', formula: 'has(in.creditReport.queriedOn) and reportedDebt > given(in.oral.debtFen, loansStated)', one: '自称（列示）借款 {claimedDebt} 元', other: '征信报告借款与信用卡 {reportedDebt} 元' },
  { id: 'LC09', name: '贷款用途与存货水平', formula: "in.request.purpose = 'WORKING_CAPITAL' and stockToCogs > policy.industry.inventoryToMonthlyCogs.to", one: '贷款用途为补充货源', other: '存货已是月进货成本的 {stockToCogs} 倍，同业至多 {policy.industry.inventoryToMonthlyCogs.to} 倍' },
]

export const contradictions: readonly FigureText[] = [
  ...PAIRS.map(({ id, name, formula }) => figure(id, name, 'TRUTH', '4.2 逻辑检验 S2-64', formula)),
  figure('claimedMonths', '自称经营月数', 'MONTHS', '4.2 逻辑检验', 'greatest(in.oral.yearsInBusiness * 12, in.business.mainSupplierYears * 12)'),
  figure('claimedPurchases', '自称进货', 'FEN', '4.2 逻辑检验', 'given(in.oral.purchasesFen, given(in.history.purchasesFen, mostPurchases))'),
  figure('leastPurchases', '对账进货(最少)', 'FEN', '4.2 逻辑检验', `minOf(checks, when(${SUPPLIER_CHECKS}, .purchasesFen))`),
  figure('mostPurchases', '对账进货(最多)', 'FEN', '4.2 逻辑检验', `maxOf(checks, when(${SUPPLIER_CHECKS}, .purchasesFen))`),
  figure('supplierPurchasesDiffer', '进货互不相符', 'TRUTH', '4.2 逻辑检验', `${beyond('claimedPurchases', 'mostPurchases')} or ${beyond('claimedPurchases', 'leastPurchases')}`),
  figure('claimedStaff', '自称员工人数', 'COUNT', '4.2 逻辑检验', "given(in.oral.staff, maxOf(checks, when(.method = 'X32', .staff)))"),
  figure('annualWages', '年工资', 'FEN', '3.3 F02', 'sum(wages)'),
  figure('flowCredits', '收款账户年入账', 'FEN', '4.2 逻辑检验', 'sum(bankFlows, .monthlyCreditsFen) * 12'),
  figure('flowsOfOthers', '他人名下收款账户', 'COUNT', '4.2 逻辑检验', "count(bankFlows, .owner = 'OTHER')"),
  figure('reportedDebt', '征信借款', 'FEN', '4.2 逻辑检验', 'sum(reportedLoans, if(.mortgage, 0, .balanceFen)) + sum(reportedCards, .usedFen)'),
  figure('claimedDebt', '自称借款', 'FEN', '4.2 逻辑检验', 'given(in.oral.debtFen, loansStated)'),
  figure('stockToCogs', '存货÷月进货成本', 'RATIO', '4.2 逻辑检验', 'inventory * 12 / annualCogs'),
]
