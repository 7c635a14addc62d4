import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Equity check 权益检验: wealth against the claimed history, three bases (chapter 3.5). */
export const equity: readonly FigureText[] = [
  figure('equityGiven', '已做权益检验', 'TRUTH', '3.5', 'has(in.equity.startOn) or householdForm'),
  figure('equityMonths', '权益检验月数', 'MONTHS', '3.5', 'when(equityGiven, monthsSince(if(householdForm, in.householdEquity.startOn, in.equity.startOn)))'),
  figure('initialEquity', '初始权益', 'FEN', '3.5 S2-53', "sum(equityInitial, if(.side = 'ASSET', .amountFen, -.amountFen))"),
  figure('equityProfits', '期间利润', 'FEN', '3.5', 'sum(equityProfits, .amountFen)'),
  figure('injections', '期间注资', 'FEN', '3.5', 'sum(equityInjections, .amountFen)'),
  figure('appreciation', '升值', 'FEN', '3.5', 'sum(equityAppreciation, .amountFen)'),
  figure('equityHousehold', '期间家庭提取', 'FEN', '3.5', 'if(in.traps.periodProfitIsAfterHousehold or policy.statements.periodProfitIsAfterHousehold, 0, sum(equityHousehold, .amountFen))'),
  figure('withdrawals', '期间提取', 'FEN', '3.5', 'sum(equityWithdrawals, .amountFen)'),
  figure('depreciation', '折旧/贬值', 'FEN', '3.5', 'if(in.traps.depreciationInProfit, 0, sum(equityDepreciation, .amountFen))'),
  figure('equityTyped', '权益检验已填行数', 'COUNT', '3.5', ['equityInitial', 'equityProfits', 'equityInjections', 'equityAppreciation', 'equityHousehold', 'equityWithdrawals', 'equityDepreciation'].map((list) => `count(${list}, abs(.amountFen) > 0)`).join(' + ')),
  figure('expectedEquity', '应有权益', 'FEN', '3.5', 'when(has(in.equity.startOn) and equityTyped > 0, initialEquity + equityProfits + injections + appreciation - equityHousehold - withdrawals - depreciation)'),
  figure('equityGap', '权益差额', 'FEN', '3.5', 'expectedEquity - actualEquity'),
  figure('adjustedExpectedEquity', '调整表外后应有权益', 'FEN', '3.5 F-01', 'expectedEquity + offBalanceLiabilities - offBalanceAssets'),
  figure('adjustedEquityGap', '调整表外后权益差额', 'FEN', '3.5 F-01', 'adjustedExpectedEquity - actualEquity'),
  figure('equityDeviationRaw', '权益偏差(以权益为分母)', 'RATE', '3.5', 'when(has(equityGap), if(actualEquity = 0, if(equityGap = 0, 0, 1), equityGap / actualEquity))'),
  figure('adjustedEquityDeviation', '权益偏差(调整表外)', 'RATE', '3.5 F-01', 'when(has(adjustedEquityGap), if(actualEquity = 0, if(adjustedEquityGap = 0, 0, 1), adjustedEquityGap / actualEquity))'),
  figure('disposableEquityDeviation', '权益偏差(以期间可支配资金为分母)', 'RATE', '3.5 F-01', 'when(has(adjustedEquityGap), if(disposableMonthly = 0 or equityMonths = 0, if(adjustedEquityGap = 0, 0, 1), adjustedEquityGap / disposableMonthly / abs(equityMonths)))'),
  figure('expectedEquityDeviation', '权益偏差(以应有权益为分母)', 'RATE', '3.5', 'when(has(equityGap), if(expectedEquity = 0, if(equityGap = 0, 0, 1), equityGap / expectedEquity))'),
  figure('equityDeviation', '权益偏差', 'RATE', '3.5', "if(householdForm, householdEquityDeviation, if(policy.checks.equityDeviationBasis = 'PERIOD_DISPOSABLE', disposableEquityDeviation, if(policy.checks.equityDeviationBasis = 'EXPECTED', expectedEquityDeviation, equityDeviationRaw)))"),
  figure('equityReading', '权益检验的解读', 'WORD', '3.5', "when(has(equityDeviation), if(abs(equityDeviation) <= policy.checks.deviationTolerance, 'AGREES', if(if(householdForm, householdEquityGap, equityGap) > 0, 'MISSING_MONEY', 'HIDDEN_DEBT')))"),
]
