import type { FigureText } from '#common/figures/domain'
import { figure, monthly } from './write.ts'

/** What a household that lives on wages has no figure for: unknown there, never nought. */
export const ofBusiness = (formula: string): string => `when(runsBusiness, ${formula})`
const ofWages = (formula: string): string => `when(not runsBusiness, ${formula})`

/** The household form: income from wages instead of sales, debts held against it (公职贷、按揭贷、周末贷 [S3-04]). */
export const household: readonly FigureText[] = [
  figure('runsBusiness', '经营型客户', 'TRUTH', 'S3-03', 'not has(in.salary.since)'),
  monthly('wageStated', '工资(实发,列示)', 'S3-04', ofWages('sum(wageLines, .monthlyFen[k])')),
  figure('wageMonthlyStated', '月均工资(列示)', 'FEN', 'S3-04', ofWages('sum(wageStated) / 12')),
  figure('wageMonthly', '月均工资', 'FEN', 'S3-04', 'given(in.adopted.wage, wageMonthlyStated)'),
  monthly('wage', '工资', 'S3-04', 'given(when(has(in.adopted.wage), wageMonthly), wageStated)'),
  figure('bonusMonthly', '计入的奖金(月)', 'FEN', 'S3-04', ofWages('sum(bonuses, .amountFen) * policy.limit.bonusShare / 12')),
  monthly('spouseWage', '配偶工资', '3.3 D01', ofWages('sum(spouseWageLines, .monthlyFen[k])')),
  monthly('salaryIncome', '工薪收入', 'S3-04', 'wage + bonusMonthly + spouseWage'),
  figure('annualSalary', '年工薪收入', 'FEN', 'S3-04', ofWages('sum(salaryIncome)')),
  figure('incomeMonthly', '家庭月收入', 'FEN', 'S3-04', ofWages('(annualSalary + sum(otherHouseholdIncome)) / 12')),
  figure('employmentMonths', '在职月数', 'MONTHS', 'S3-03', ofWages('monthsSince(in.salary.since)')),
  figure('employmentYears', '在职年限', 'RATIO', 'S3-03', 'employmentMonths / 12'),
  figure('lowestWageShare', '最低月工资÷月均', 'RATE', 'S3-04', 'when(wageMonthlyStated > 0, min(wageStated) / wageMonthlyStated)'),
  figure('fundMonths', '公积金连续缴存月数', 'MONTHS', 'S3-04', ofWages('given(in.salary.fund.months, 0)')),
  figure('fundToWage', '公积金月缴存÷月均工资', 'RATE', 'S3-04', 'when(wageMonthly > 0, given(in.salary.fund.monthlyDepositFen, 0) / wageMonthly)'),
  figure('debtServiceAll', '现有债务月支出(含按揭)', 'FEN', '6.3', ofWages('existingPrincipal + existingInterest + sum(mortgages, max(.monthlyPaymentFen, round(.amountFen * given(.annualRate, policy.flags.assumedDebtRate) / 12)))')),
  figure('dti', '债务收入比(含本笔)', 'RATE', 'S3-04', 'when(incomeMonthly > 0, (debtServiceAll + given(instalment, 0)) / incomeMonthly)'),
  figure('expenseShare', '家庭开支占收入', 'RATE', 'S3-04', 'when(incomeMonthly > 0, householdExpenseMonthly / incomeMonthly)'),
  figure('reserveMonths', '存款够用月数', 'RATIO', 'S3-04', ofWages('when(householdExpenseMonthly > 0, (cash + bankDeposit + sum(savings, .amountFen)) / householdExpenseMonthly)')),
  figure('debtToWages', '信用负债(含本笔)÷月均工资', 'RATIO', 'S3-04', 'when(wageMonthly > 0, (interestBearingDebt + limit) / wageMonthly)'),
]

/** What a farming household grows and keeps, priced: the other way to its yearly sales. */
export const farm: readonly FigureText[] = [
  figure('cropIncome', '作物年收入', 'FEN', 'S2-66', '.areaMu * .yieldPerMu * .unitPriceFen', { over: 'crops' }),
  figure('animalIncome', '畜禽年收入', 'FEN', 'S2-66', '.soldPerYear * .headPriceFen', { over: 'animals' }),
  figure('farmIncome', '种养年收入', 'FEN', 'S2-66', 'when(count(crops, .areaMu >= 0) + count(animals, .heads >= 0) > 0, sum(cropIncome) + sum(animalIncome))'),
  figure('animalsValue', '存栏畜禽价值', 'FEN', 'S2-66', 'sum(animals, .heads * .headValueFen)'),
  figure('landArea', '土地面积', 'RATIO', 'S2-66', 'sum(land, .areaMu)'),
  figure('cropArea', '种植面积', 'RATIO', 'S2-66', 'sum(crops, .areaMu)'),
  figure('landRent', '土地年租金', 'FEN', 'S2-66', 'sum(land, .yearlyRentFen)'),
]

/** A joint-liability group 联保: the others answer with what they earn less what they owe, and no part of it twice. */
export const jointGroup: readonly FigureText[] = [
  figure('memberCapacity', '成员代偿能力', 'FEN', 'S4-42 S2-69', 'max(0, .monthlyDisposableFen * policy.limit.guarantorMonths * policy.limit.jointFactor - .debtsFen)', { over: 'groupMembers' }),
  figure('groupLoans', '组内其他成员贷款', 'FEN', 'S4-42', 'when(has(in.jointGroup.capFen), sum(groupMembers, .groupLoanFen))'),
  figure('groupLoanOwn', '本人组内已有贷款', 'FEN', 'S4-42', 'when(has(in.jointGroup.capFen), in.jointGroup.ownLoanFen)'),
  figure('jointCapacity', '联保代偿能力', 'FEN', 'S4-42', 'when(has(in.jointGroup.capFen), max(0, sum(memberCapacity) - groupLoans - groupLoanOwn))'),
  figure('groupOverdueDays', '组内最长逾期', 'DAYS', 'S4-42', 'when(has(in.jointGroup.capFen), maxOf(groupMembers, .overdueDays))'),
  figure('groupSize', '小组人数', 'COUNT', 'S4-42', 'when(has(in.jointGroup.capFen), count(groupMembers, .monthlyDisposableFen >= 0) + 1)'),
]
