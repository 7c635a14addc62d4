import type { FigureText } from '#common/figures/domain'
import type { PolicyPack } from '#common/policy/domain'
import { METHODS, type Method, choose, methods, valueOf } from './methods/index.ts'
import { figure } from './write.ts'

const byAccount: Readonly<Record<string, string>> = {
  sales: 'annualSales', margin: 'weightedMargin', netProfit: 'netProfitMonthly', inventory: 'inventory', receivables: 'receivables', payables: 'payables', cash: 'cash',
  bankDeposit: 'bankDeposit', fixedAssets: 'fixedAssets', loans: 'loans', privateLoans: 'privateLoans', householdExpense: 'householdExpenseMonthly', wage: 'wageMonthly', equity: 'actualEquity',
  cogs: 'annualCogs', fixedCosts: 'annualFixedCosts', output: 'annualSales', capacity: 'annualSales', electricity: 'annualUtilities', tax: 'annualTaxes',
  otherReceivable: 'otherReceivable', prepayments: 'prepayments', advances: 'advances', prepaidRent: 'prepaidRent', otherLiabilities: 'otherLiabilities', guaranteesGiven: 'guaranteesListed',
}

/** The same figures as they were listed, before the accepted value took their place. */
const statedByAccount: Readonly<Record<string, string>> = {
  sales: 'annualSalesStated', margin: 'weightedMarginStated', inventory: 'inventoryStated', receivables: 'receivablesStated', payables: 'payablesStated', cash: 'cashStated', bankDeposit: 'bankDepositStated',
  fixedAssets: 'fixedAssetsStated', loans: 'loansStated', privateLoans: 'privateLoansStated', householdExpense: 'householdExpenseAverageStated', wage: 'wageMonthlyStated', fixedCosts: 'fixedCostsStated',
  otherReceivable: 'otherReceivableStated', prepayments: 'prepaymentsStated', advances: 'advancesStated', prepaidRent: 'prepaidRentStated', otherLiabilities: 'otherLiabilitiesStated',
}

/** Accounts the statements do not carry: a check on them compares with a base of its own, X22 with voices. */
const WITHOUT_FIGURE = ['reputation']
const WITHOUT_DEVIATION = METHODS.filter(({ withoutDeviation }) => withoutDeviation === true).map(({ code }) => code)

/** The figure that holds a method's value, by the account where it has another form there. */
const valueFigure = ({ code, on }: Method) => (on === undefined ? valueOf(code) : choose('account', [[on.account, `${valueOf(code)}${on.suffix}`]], valueOf(code)))
const baseFigure = ({ base, on }: Method) => (on === undefined ? base : choose('account', [[on.account, on.base ?? 'accountFigure']], base ?? 'accountFigure'))
const basesOf = METHODS.flatMap((method) => { const base = baseFigure(method); return base === undefined ? [] : [[method.code, base] as const] })

/** What was said against what was accepted: of nothing the deviation is all of it, or nothing where nothing was said (R3). */
const oral = (id: string, name: string, source: string, figureId: string, field: string, replaced?: readonly [string, string]): FigureText => {
  const said = replaced === undefined ? `in.oral.${field}` : `given(in.oral.${field}, when(has(in.adopted.${replaced[0]}), ${replaced[1]}))`
  return figure(id, name, 'RATE', source, `when(has(${said}), if(${figureId} = 0, if(${said} = 0, 0, 1), (${figureId} - ${said}) / ${figureId}))`)
}
/** Accounts whose deviation gives the veto; the pack names them. */
const oneOf = (accounts: readonly string[]) => (accounts.length === 0 ? 'false' : `match(.account, ${accounts.map((account) => `'${account}', true, `).join('')}false)`)

/** The accounts every trade must prove, and those the customer's trade adds [S2-66]. */
const mandatory = ({ checks: { mandatoryAccounts, tradeAccounts } }: PolicyPack) =>
  `match(in.business.trade, ${tradeAccounts.map(({ trade, accounts }) => `'${trade}', ${oneOf([...mandatoryAccounts, ...accounts])}, `).join('')}${oneOf(mandatoryAccounts)})`

/** Cross-checks 交叉检验: one instance per row the officer filled in, plus the oral and equity comparisons every case has. */
export const checks = (pack: PolicyPack): readonly FigureText[] => [
  ...methods,
  figure('annualUtilities', '年水电气', 'FEN', '4.1 R7', 'sum(utilities)'),
  figure('annualTaxes', '年税费', 'FEN', '4.1 R7', 'sum(taxes) + sum(incomeTax)'),
  figure('guaranteesListed', '对外担保(列示)', 'FEN', '3.2 O03', 'sum(guaranteesGiven, .amountFen)'),
  figure('accountFigure', '被检科目', 'FEN', '4.1 R3', `when(${WITHOUT_FIGURE.map((account) => `.account != '${account}'`).join(' and ')}, ${choose('account', Object.entries(byAccount).slice(1), 'annualSales')})`, { over: 'checks', exact: true }),
  figure('accountStatedFigure', '被检科目(列示)', 'FEN', '4.1 R6', choose('account', Object.entries(statedByAccount), 'accountFigure'), { over: 'checks', exact: true }),
  figure('accountScale', '采信值÷列示值', 'RATIO', '4.1 R6', 'if(accountStatedFigure = 0, 1, accountFigure / accountStatedFigure)', { over: 'checks', exact: true }),
  figure('checkStated', '列示值', 'FEN', '4.1 R3', choose('method', basesOf, 'accountFigure'), { over: 'checks', exact: true }),
  figure('checkFound', '推得值', 'FEN', '4.1 R3', choose('method', METHODS.slice(1).map((method) => [method.code, valueFigure(method)] as const), valueOf('X01')), { over: 'checks', exact: true }),
  // A form half filled in, with nothing to rest on, finds nothing: that is no finding of zero.
  figure('checkValue', '检验值', 'FEN', '4.1 R3', 'when(not .bare or checkFound != 0, checkFound)', { over: 'checks', exact: true }),
  figure('checkComparable', '按偏差判断', 'TRUTH', '4.1 R4', `match(.method, ${WITHOUT_DEVIATION.map((code) => `'${code}', false, `).join('')}true)`, { over: 'checks' }),
  // Nothing stated is a finding only once a shop's sales are written down: before that the statement is merely empty.
  figure('checkDeviation', '偏差率', 'RATE', '4.1 R3', 'when(checkComparable and has(checkValue) and (checkStated != 0 or annualSales != 0 or not runsBusiness), if(checkStated = 0, if(checkValue = 0, 0, 1), (checkStated - checkValue) / checkStated))', { over: 'checks' }),
  figure('checkTolerance', '容忍度', 'RATE', '4.1 R5', choose('method', METHODS.filter(({ code }) => !WITHOUT_DEVIATION.includes(code)).map(({ code }) => [code, `policy.checks.methods.${code}.tolerance`] as const), 'policy.checks.deviationTolerance'), { over: 'checks' }),
  figure('checkDeviationSize', '偏差率(绝对值)', 'RATE', '4.1 R5', 'abs(checkDeviation)', { over: 'checks' }),
  figure('checkBeyond', '超出容忍度', 'TRUTH', '4.1 R5', 'checkDeviationSize > policy.checks.deviationTolerance', { over: 'checks' }),
  figure('checkHolds', '检验相符', 'TRUTH', '4.1 R5', choose('method', METHODS.flatMap(({ code, holds }) => (holds === undefined ? [] : [[code, holds] as const])), 'not checkBeyond'), { over: 'checks' }),
  figure('checkUnexplained', '不符而未说明原因', 'TRUTH', '4.1 R5 S2-65', 'has(checkHolds) and not checkHolds and not has(.cause)', { over: 'checks' }),
  figure('unexplainedChecks', '未说明原因的偏差', 'COUNT', '4.1 R5 S2-65', 'count(checkUnexplained)'),
  figure('checkForVeto', '必检科目超出容忍度', 'TRUTH', '4.1 R5', `checkBeyond and ${mandatory(pack)}`, { over: 'checks' }),
  figure('maxStatementDeviation', '最大报表偏差', 'RATE', '4.1 R5', 'given(max(checkDeviationSize), 0)'),
  oral('oralSalesDeviation', '口述营业额偏差', '4.1 R4', 'annualSales', 'annualSalesFen', ['sales', 'annualSalesStated']),
  oral('oralMarginDeviation', '口述毛利率偏差', '4.2 X24', 'weightedMargin', 'weightedMargin', ['margin', 'weightedMarginStated']),
  oral('oralProfitDeviation', '口述净利润偏差', '4.2 X25', 'netProfitMonthly', 'monthlyNetProfitFen'),
  oral('oralWageDeviation', '口述工资偏差', '4.1 R4', 'wageMonthly', 'monthlyWageFen', ['wage', 'wageMonthlyStated']),
  oral('oralInventoryDeviation', '口述存货偏差', '4.1 R4', 'inventory', 'inventoryFen', ['inventory', 'inventoryStated']),
  oral('oralReceivablesDeviation', '口述应收偏差', '4.1 R4', 'receivables', 'receivablesFen', ['receivables', 'receivablesStated']),
  oral('oralPayablesDeviation', '口述应付偏差', '4.1 R4', 'payables', 'payablesFen', ['payables', 'payablesStated']),
  figure('maxOralDeviation', '最大口述偏差', 'RATE', '4.1 R4', 'greatest(0, abs(oralSalesDeviation), abs(oralMarginDeviation), abs(oralProfitDeviation), abs(oralWageDeviation), abs(oralInventoryDeviation), abs(oralReceivablesDeviation), abs(oralPayablesDeviation))'),
  figure('maxOverstatement', '最大口述虚高', 'RATE', '5.4 FR21', 'greatest(0, -oralSalesDeviation, -oralMarginDeviation, -oralProfitDeviation, -oralWageDeviation, -oralInventoryDeviation, -oralReceivablesDeviation, oralPayablesDeviation)'),
  figure('maxDeviation', '最大偏差', 'RATE', '6.2 E2', 'max(maxStatementDeviation, maxOralDeviation)'),
  figure('deviationsExplained', '偏差均已说明', 'WORD', '6.2 E2', "if(any(checkUnexplained), 'NO', 'YES')"),
  figure('equityDeviationSize', '权益偏差(绝对值)', 'RATE', '3.5', 'abs(equityDeviation)'),
  figure('twoMethodShare', '两种以上检验的科目占比', 'RATE', '4.1 R1', 'shareOfCheckedAccounts()'),
  figure('vetoEnabled', '一票否决权', 'TRUTH', '4.1 R5 S3-26', "policy.checks.vetoMode = 'ALWAYS' or (policy.checks.vetoMode = 'DEVIATION' and (any(checkForVeto) or equityDeviationSize > policy.checks.deviationTolerance))"),
  figure('hardStop', '偏差超过即不得提交', 'TRUTH', '4.1 R5', 'maxStatementDeviation > policy.checks.hardStopDeviation'),
]
