import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

const OF_BASE = ['capCash', 'capNeed', 'capRequest', 'capGuarantor', 'capCollateral', 'capJoint', 'capGroup', 'capEquity', 'capDebtRatio', 'capSales', 'capDti', 'capWage', 'capIncrease', 'capProduct', 'capAuthority', 'capRelated'] as const
/** Every cap by its name: the base is the least of those that apply (chapter 6.3); what a grade may borrow bounds the amount itself (6.2). */
export const CAPS = [...OF_BASE, 'capRestricted'] as const
export type Cap = (typeof CAPS)[number]

const binding = OF_BASE.reduceRight((rest, cap) => (rest === '' ? `'${cap}'` : `if(limitBase = ${cap}, '${cap}', ${rest})`), '')

/** From the cash that is left to the amount, the instalment and the affordability tests (chapter 6.3). */
export const limit: readonly FigureText[] = [
  figure('firstLoan', '首贷', 'TRUTH', '6.3 S0-36', 'in.application.loansRepaid < policy.limit.repaidLoansForNoHaircut and given(in.previousCase.paidInstalments, 0) < policy.limit.increaseAfterOnTime'),
  figure('annualRate', '测算利率', 'RATE', '6.3', 'given(in.offer.annualRate, sizingRate)'),
  figure('existingPrincipal', '现有贷款月还本金', 'FEN', '6.3', 'sum(loans, min(.monthlyPrincipalFen, .amountFen)) + sum(privateLoans, min(.monthlyPrincipalFen, .amountFen))'),
  figure('existingInterest', '现有贷款月息', 'FEN', '6.3 T4', 'sum(loans, .amountFen * .annualRate / 12) + sum(privateLoans, .amountFen * .annualRate / 12)'),
  figure('mortgageService', '未计入家庭开支的按揭月供', 'FEN', '6.3 T5', 'if(in.traps.mortgageInHouseholdExpense and sum(mortgages, .monthlyPaymentFen) <= householdExpenseMonthly, 0, sum(mortgages, max(.monthlyPaymentFen, round(.amountFen * given(.annualRate, policy.flags.assumedDebtRate) / 12))))'),
  figure('disposableCash', '可支配现金', 'FEN', '6.3', "disposableMonthly - existingPrincipal - mortgageService - if(policy.statements.interestTreatment = 'IN_DEBT_SERVICE' or not runsBusiness, existingInterest, 0)"),
  figure('maxInstalment', '最高月供', 'FEN', '6.3 S2-67', 'max(0, disposableCash) * policy.limit.payRatio'),
  figure('capCash', '现金流约束', 'FEN', '6.3', 'largestLoan(maxInstalment, annualRate)'),
  figure('purposeAmount', '用途金额', 'FEN', '6.3', 'sum(purposeItems, .amountFen)'),
  figure('operatingReserve', '须留足的进货资金', 'FEN', '6.3', 'if(runsBusiness, policy.limit.minOperatingDays * annualCogs / 360, policy.limit.householdReserveMonths * householdExpenseMonthly)'),
  figure('capNeed', '资金需求约束', 'FEN', '6.3 S0-11', 'purposeAmount - max(0, cash + bankDeposit - operatingReserve)'),
  figure('capRequest', '申请金额约束', 'FEN', '6.3', 'in.request.amountFen'),
  figure('relationFactor', '保证人关系系数', 'RATIO', '6.3 S2-69', "if(in.guarantor.unmarriedChild, policy.limit.relationFactors.DEPENDANT, match(in.guarantor.relation, 'CONTROL', policy.limit.relationFactors.CONTROL, 'FRIEND', policy.limit.relationFactors.FRIEND, policy.limit.relationFactors.DEPENDANT))"),
  figure('guarantorCapacity', '保证人代偿能力', 'FEN', '6.3 S2-69', 'when(has(in.guarantor.monthlyDisposableFen), in.guarantor.monthlyDisposableFen * policy.limit.guarantorMonths * relationFactor)'),
  figure('capGuarantor', '保证能力约束', 'FEN', '6.3 S2-69', "when(in.request.guarantee = 'PERSONAL_GUARANTEE', given(guarantorCapacity, 0))"),
  figure('collateralValue', '抵押物可贷值', 'FEN', '6.3', "sum(collateral, max(0, least(.valueFen, .conservativeFen) * if(.kind = 'HOUSE', policy.limit.collateralHaircuts.HOUSE, policy.limit.collateralHaircuts.SHOP) - .priorClaimsFen))"),
  figure('capCollateral', '抵押约束', 'FEN', '6.3', "when(in.request.guarantee = 'MORTGAGE', collateralValue)"),
  figure('collateralCoverage', '抵押物净值÷额度', 'RATIO', '6.3 S0-39', "when(in.request.guarantee = 'MORTGAGE' and limit > 0, sum(collateral, least(.valueFen, .conservativeFen) - .priorClaimsFen) / limit)"),
  figure('capJoint', '联保能力约束', 'FEN', 'S4-42 S2-69', "when(in.request.guarantee = 'JOINT_LIABILITY', given(jointCapacity, 0))"),
  figure('capGroup', '小组限额约束', 'FEN', 'S4-42', "when(in.request.guarantee = 'JOINT_LIABILITY' and has(in.jointGroup.capFen), in.jointGroup.capFen - groupLoans - groupLoanOwn)"),
  figure('capEquity', '权益约束', 'FEN', '6.3', 'policy.limit.equityCap * actualEquity - interestBearingDebt'),
  figure('contingentDebt', '含担保的负债', 'FEN', '3.2 O03', 'totalLiabilities + policy.statements.guaranteesGivenWeight * guaranteesGiven'),
  figure('capDebtRatio', '负债率约束', 'FEN', '6.3', '(policy.limit.debtRatioCap * totalAssets - contingentDebt) / (1 - policy.limit.debtRatioCap)'),
  figure('capSales', '销贷比约束', 'FEN', '6.3', 'policy.limit.salesCap * annualSales - interestBearingDebt'),
  figure('capDti', '债务收入比约束', 'FEN', 'S3-04', 'when(not runsBusiness, largestLoan(max(0, policy.limit.dtiCap * incomeMonthly - debtServiceAll), annualRate))'),
  figure('capWage', '工资倍数约束', 'FEN', 'S3-04', 'when(not runsBusiness, policy.limit.wageMultiple * wageMonthly - interestBearingDebt)'),
  figure('capIncrease', '提额上限', 'FEN', '6.3 S0-38', 'in.previousCase.amountFen * (1 + policy.limit.increaseUpTo)'),
  figure('capProduct', '产品上限', 'FEN', '6.3 S4-02', 'policy.limit.productCaps.maxAmount'),
  figure('capAuthority', '授权约束', 'FEN', '6.3', 'in.request.authorityFen'),
  figure('capRelated', '单户与关联授信约束', 'FEN', '6.3 S1-27', 'when(customerExposure + groupExposure > 0, greatest(policy.limit.customerCap, policy.limit.productCaps.maxAmount) - customerExposure - groupExposure)'),
  figure('capRestricted', '等级限额', 'FEN', '6.2', 'when(gradeRestricted, policy.scorecard.restrictedUpTo)'),
  figure('limitBase', '最低约束', 'FEN', '6.3', `least(${OF_BASE.join(', ')})`),
  figure('bindingCap', '起约束的一项', 'WORD', '6.3', `if(capRestricted < limitAfterHaircut, 'capRestricted', ${binding})`),
  figure('multiLendingFactor', '多头系数', 'RATIO', '5.4 FR10', 'if(FR10, policy.limit.multiLendingFactor, 1)'),
  figure('haircut', '首贷折扣', 'RATE', '6.3 S0-36', 'if(firstLoan, policy.limit.firstLoanHaircut, 0)'),
  figure('limitAfterHaircut', '打折后', 'FEN', '6.3 S0-36', 'max(0, limitBase) * multiLendingFactor * (1 - haircut)'),
  figure('amountBeforeGrade', '等级限制前的金额', 'FEN', '6.2', 'if(limitAfterHaircut < policy.limit.productCaps.minAmount, 0, floorTo(limitAfterHaircut, policy.limit.productCaps.step))'),
  figure('limitAllowed', '等级所许', 'FEN', '6.2', 'least(limitAfterHaircut, capRestricted)'),
  figure('limit', '额度', 'FEN', '6.3', 'if(limitAllowed < policy.limit.productCaps.minAmount, 0, floorTo(limitAllowed, policy.limit.productCaps.step))'),
  figure('instalment', '月供', 'FEN', '6.3', 'largestInstalment(limit, annualRate)'),
  figure('coverage', '偿债覆盖倍数', 'RATIO', '6.3', 'when(instalment > 0, disposableCash / instalment)'),
  figure('instalmentShare', '月供占可支配现金', 'RATE', '6.3', 'when(disposableCash > 0, instalment / disposableCash)'),
  figure('postLoanDebtRatio', '贷后负债率', 'RATE', '6.1 H07', '(totalLiabilities + limit) / (totalAssets + limit)'),
  figure('debtToMonthlySales', '有息负债(含本笔)÷月均营业额', 'RATIO', '6.2 A4', '(interestBearingDebt + limit) / averageSales'),
  figure('stressBase', '压力测试所减的收入', 'FEN', '6.3', 'if(runsBusiness, averageSales * (weightedMargin - in.income.shrinkageRate), incomeMonthly)'),
  figure('stressedCash', '销售下降后的可支配现金', 'FEN', '6.3', 'disposableCash - policy.limit.stressSalesDrop * stressBase'),
  figure('stressedCoverage', '压力测试覆盖倍数', 'RATIO', '6.3', 'when(instalment > 0, stressedCash / instalment)'),
  figure('severeCash', '销售大幅下降后的可支配现金', 'FEN', '6.3', 'disposableCash - policy.limit.stressWarningDrop * stressBase'),
  figure('severeCoverage', '严重压力覆盖倍数', 'RATIO', '6.3', 'when(instalment > 0, severeCash / instalment)'),
]
