import type { FigureText } from '#common/figures/domain'
import { figure, planned } from './write.ts'

/**
 * What the scorecard looks at: the amount before the grade restricts it, at the rate the price was found at. So the grade that
 * restricts an amount and prices it is the one that is shown; the smaller amount does not score itself into a better one.
 */
export const scored: readonly FigureText[] = [
  figure('scoredAmount', '评分所用金额', 'FEN', '6.2', 'given(in.offer.scoredFen, amountBeforeGrade)'),
  figure('scoredRate', '评分所用利率', 'RATE', '6.3', 'given(in.offer.scoredRate, annualRate)'),
  figure('scoredInstalment', '评分所用月供', 'FEN', '6.2 A1', 'largestInstalment(scoredAmount, scoredRate)'),
  figure('scoredCoverage', '评分所用覆盖倍数', 'RATIO', '6.2 A1', 'when(scoredInstalment > 0, disposableCash / scoredInstalment)'),
  figure('scoredDebtRatio', '评分所用贷后负债率', 'RATE', '6.2 A3', '(totalLiabilities + scoredAmount) / (totalAssets + scoredAmount)'),
  figure('scoredDebtToSales', '评分所用有息负债÷月均营业额', 'RATIO', '6.2 A4', '(interestBearingDebt + scoredAmount) / averageSales'),
  planned('scoredDue', '评分所用新贷月供', '6.2 A5', 'instalmentInMonth(scoredAmount, scoredRate)'),
  figure('scoredOpening', '评分所用放款后现金', 'FEN', '6.2 A5', 'cash + bankDeposit + scoredAmount - in.plan.useFen'),
  planned('scoredClosing', '评分所用月末现金', '6.2 A5', 'previous(scoredClosing, scoredOpening) + planBeforeLoan - scoredDue'),
  figure('scoredMinClosing', '评分所用最低月末现金', 'FEN', '6.2 A5', 'min(scoredClosing)'),
  figure('scoredMinClosingToInstalment', '评分所用最低月末现金÷月供', 'RATIO', '6.2 A5', 'when(scoredInstalment > 0, scoredMinClosing / scoredInstalment)'),
  figure('scoredDti', '评分所用债务收入比', 'RATE', 'S3-04', 'when(incomeMonthly > 0, (debtServiceAll + given(scoredInstalment, 0)) / incomeMonthly)'),
  figure('scoredDebtToWages', '评分所用信用负债÷月均工资', 'RATIO', 'S3-04', 'when(wageMonthly > 0, (interestBearingDebt + scoredAmount) / wageMonthly)'),
]
