import type { FigureText } from '#common/figures/domain'
import type { PolicyPack } from '#common/policy/domain'
import { figure } from './write.ts'

interface Method {
  readonly code: string
  readonly name: string
  readonly formula: string
  /** What the check is measured against when that is not the account's own figure. */
  readonly base?: string
}

const byAccount: Readonly<Record<string, string>> = {
  sales: 'annualSales', margin: 'weightedMargin', netProfit: 'netProfitMonthly', inventory: 'inventory', receivables: 'receivables', payables: 'payables', cash: 'cash',
  bankDeposit: 'bankDeposit', fixedAssets: 'fixedAssets', loans: 'loans', privateLoans: 'privateLoans', householdExpense: 'householdExpenseMonthly', equity: 'actualEquity',
}

/** The same figures as they were listed, before the accepted value took their place. */
const statedByAccount: Readonly<Record<string, string>> = {
  sales: 'annualSalesStated', margin: 'weightedMarginStated', inventory: 'inventoryStated', receivables: 'receivablesStated', payables: 'payablesStated', cash: 'cashStated', bankDeposit: 'bankDepositStated',
  fixedAssets: 'fixedAssetsStated', loans: 'loansStated', privateLoans: 'privateLoansStated', householdExpense: 'householdExpenseAverageStated',
}

/** The methods of chapter 4.2 that a row of the case feeds; a new method is one line here and its inputs in `case/checks.ts`. */
export const METHODS: readonly Method[] = [
  { code: 'X01', name: '验证法', formula: '.documentsFen', base: 'given(.askedFen * accountScale, accountFigure)' },
  { code: 'X05', name: '同业比较法', formula: 'policy.industry.netMargin.v3', base: 'netMargin' },
  { code: 'X06', name: '工资提成法', formula: '.commissionFen / .commissionRate / .commissionedShare' },
  { code: 'X07', name: '进货量反推法', formula: '(.openingInventoryFen + .purchasesFen - inventory - annualShrinkage) / (1 - weightedMargin)' },
  { code: 'X08', name: '季节销售额与全年对比', formula: '.seasonSalesFen / .seasonIndex' },
  { code: 'X11', name: '收入成本对比', formula: 'salesToBreakEven', base: 'policy.checks.breakEvenAtLeast' },
  { code: 'X12', name: '现金点钞滚动', formula: '.openingFen + .takingsFen - .depositsFen - .paymentsFen' },
  { code: 'X13', name: '七段抽样', formula: 'sum(samples, if(.check = k, .amountFen / .days, 0)) / count(samples, .check = k) * .monthDays / .seasonIndex' },
  { code: 'X14', name: '流水还原', formula: 'when(not FR03, (.creditsFen - .ownTransfersFen - .loansFen - .otherFen) / (1 - .cashShare))' },
  { code: 'X15', name: '结息反推日均', formula: '.interestFen * 360 / (.demandRate * .days)' },
  { code: 'X16', name: '应收周转', formula: 'annualSales * .creditShare / 360 * .termDays' },
  { code: 'X17', name: '存货盘点', formula: '.countedFen', base: '.listedFen * accountScale' },
  { code: 'X18', name: '存货滚动', formula: '.openingInventoryFen + .purchasesFen - annualCogs - annualShrinkage' },
  { code: 'X19', name: '固定资产核价', formula: 'sum(quotes, if(.check = k, .amountFen, 0))' },
  { code: 'X20', name: '应付周转对账', formula: '.purchasesFen * .creditShare / 360 * .termDays' },
  { code: 'X21', name: '征信核对', formula: 'when(has(in.creditReport.queriedOn), sum(reportedLoans, if(.mortgage, 0, .balanceFen)) + sum(reportedCards, .usedFen))' },
  { code: 'X22', name: '侧面核实', formula: 'when(count(voices, .check = k) >= policy.checks.voicesAtLeast, count(voices, .check = k and .confirms))', base: 'count(voices, .check = k)' },
  { code: 'X24', name: '毛利加权检验', formula: 'sum(checkedItems, if(.check = k and .priceFen > 0, .salesShare * (1 - .costFen / .priceFen), 0))' },
  { code: 'X28', name: '家庭收支', formula: 'sum(householdItems, if(.check = k, .amountFen, 0))' },
  { code: 'X29', name: '税票开票', formula: '.invoicedFen / .invoicedShare' },
]
/** Methods read as a ratio, a grade or voices: they have no relative deviation. */
const WITHOUT_DEVIATION = ['X05', 'X11', 'X22']

const choose = (field: string, cases: readonly (readonly [string, string])[], otherwise: string) => `match(.${field}, ${cases.map(([word, then]) => `'${word}', ${then}, `).join('')}${otherwise})`
const own = (id: string) => `check${id}`

/** What was said against what was accepted: of nothing the deviation is all of it, or nothing where nothing was said (R3). */
const oral = (id: string, name: string, source: string, figureId: string, field: string, replaced?: readonly [string, string]): FigureText => {
  const said = replaced === undefined ? `in.oral.${field}` : `given(in.oral.${field}, when(has(in.adopted.${replaced[0]}), ${replaced[1]}))`
  return figure(id, name, 'RATE', source, `when(has(${said}), if(${figureId} = 0, if(${said} = 0, 0, 1), (${figureId} - ${said}) / ${figureId}))`)
}
/** Accounts whose deviation gives the veto; the pack names them. */
const oneOf = (accounts: readonly string[]) => (accounts.length === 0 ? 'false' : `match(.account, ${accounts.map((account) => `'${account}', true, `).join('')}false)`)

/** Cross-checks 交叉检验: one instance per row the officer filled in, plus the oral and equity comparisons every case has. */
export const checks = (pack: PolicyPack): readonly FigureText[] => [
  ...METHODS.map(({ code, name, formula }) => figure(own(code), name, code === 'X24' || code === 'X05' ? 'RATE' : code === 'X11' || code === 'X22' ? 'RATIO' : 'FEN', `4.2 ${code}`, `when(.method = '${code}', ${formula})`, { over: 'checks', exact: true })),
  figure('accountFigure', '被检科目', 'FEN', '4.1 R3', choose('account', Object.entries(byAccount).slice(1), 'annualSales'), { over: 'checks', exact: true }),
  figure('accountStatedFigure', '被检科目(列示)', 'FEN', '4.1 R6', choose('account', Object.entries(statedByAccount), 'accountFigure'), { over: 'checks', exact: true }),
  figure('accountScale', '采信值÷列示值', 'RATIO', '4.1 R6', 'if(accountStatedFigure = 0, 1, accountFigure / accountStatedFigure)', { over: 'checks', exact: true }),
  figure('checkStated', '列示值', 'FEN', '4.1 R3', choose('method', METHODS.flatMap(({ code, base }) => (base === undefined ? [] : [[code, base] as const])), 'accountFigure'), { over: 'checks', exact: true }),
  figure('checkValue', '检验值', 'FEN', '4.1 R3', choose('method', METHODS.slice(1).map(({ code }) => [code, own(code)] as const), own('X01')), { over: 'checks', exact: true }),
  figure('checkComparable', '按偏差判断', 'TRUTH', '4.1 R4', `match(.method, ${WITHOUT_DEVIATION.map((code) => `'${code}', false, `).join('')}true)`, { over: 'checks' }),
  figure('checkDeviation', '偏差率', 'RATE', '4.1 R3', 'when(checkComparable and has(checkValue), if(checkStated = 0, if(checkValue = 0, 0, 1), (checkStated - checkValue) / checkStated))', { over: 'checks' }),
  figure('checkTolerance', '容忍度', 'RATE', '4.1 R5', choose('method', METHODS.filter(({ code }) => !WITHOUT_DEVIATION.includes(code)).map(({ code }) => [code, `policy.checks.methods.${code}.tolerance`] as const), 'policy.checks.deviationTolerance'), { over: 'checks' }),
  figure('checkDeviationSize', '偏差率(绝对值)', 'RATE', '4.1 R5', 'abs(checkDeviation)', { over: 'checks' }),
  figure('checkBeyond', '超出容忍度', 'TRUTH', '4.1 R5', 'checkDeviationSize > policy.checks.deviationTolerance', { over: 'checks' }),
  figure('checkUnexplained', '超出而未说明原因', 'TRUTH', '4.1 R5 S2-65', 'checkBeyond and not has(.cause)', { over: 'checks' }),
  figure('unexplainedChecks', '未说明原因的偏差', 'COUNT', '4.1 R5 S2-65', 'count(checkUnexplained)'),
  figure('checkForVeto', '必检科目超出容忍度', 'TRUTH', '4.1 R5', `checkBeyond and ${oneOf(pack.checks.mandatoryAccounts)}`, { over: 'checks' }),
  figure('maxStatementDeviation', '最大报表偏差', 'RATE', '4.1 R5', 'given(max(checkDeviationSize), 0)'),
  oral('oralSalesDeviation', '口述营业额偏差', '4.1 R4', 'annualSales', 'annualSalesFen', ['sales', 'annualSalesStated']),
  oral('oralMarginDeviation', '口述毛利率偏差', '4.2 X24', 'weightedMargin', 'weightedMargin', ['margin', 'weightedMarginStated']),
  oral('oralProfitDeviation', '口述净利润偏差', '4.2 X25', 'netProfitMonthly', 'monthlyNetProfitFen'),
  oral('oralInventoryDeviation', '口述存货偏差', '4.1 R4', 'inventory', 'inventoryFen', ['inventory', 'inventoryStated']),
  oral('oralReceivablesDeviation', '口述应收偏差', '4.1 R4', 'receivables', 'receivablesFen', ['receivables', 'receivablesStated']),
  oral('oralPayablesDeviation', '口述应付偏差', '4.1 R4', 'payables', 'payablesFen', ['payables', 'payablesStated']),
  figure('maxOralDeviation', '最大口述偏差', 'RATE', '4.1 R4', 'greatest(0, abs(oralSalesDeviation), abs(oralMarginDeviation), abs(oralProfitDeviation), abs(oralInventoryDeviation), abs(oralReceivablesDeviation), abs(oralPayablesDeviation))'),
  figure('maxOverstatement', '最大口述虚高', 'RATE', '5.4 FR21', 'greatest(0, -oralSalesDeviation, -oralMarginDeviation, -oralProfitDeviation, -oralInventoryDeviation, -oralReceivablesDeviation, oralPayablesDeviation)'),
  figure('maxDeviation', '最大偏差', 'RATE', '6.2 E2', 'max(maxStatementDeviation, maxOralDeviation)'),
  figure('deviationsExplained', '偏差均已说明', 'WORD', '6.2 E2', "if(any(checkUnexplained), 'NO', 'YES')"),
  figure('equityDeviationSize', '权益偏差(绝对值)', 'RATE', '3.5', 'abs(equityDeviation)'),
  figure('twoMethodShare', '两种以上检验的科目占比', 'RATE', '4.1 R1', 'shareOfCheckedAccounts()'),
  figure('vetoEnabled', '一票否决权', 'TRUTH', '4.1 R5 S3-26', "policy.checks.vetoMode = 'ALWAYS' or (policy.checks.vetoMode = 'DEVIATION' and (any(checkForVeto) or equityDeviationSize > policy.checks.deviationTolerance))"),
  figure('hardStop', '偏差超过即不得提交', 'TRUTH', '4.1 R5', 'maxStatementDeviation > policy.checks.hardStopDeviation'),
]
