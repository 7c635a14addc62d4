import { group, key } from '../key.ts'
import { count, decimal, each, flag, listOf, money, multiple, oneOf, orNothing, rate, row, setOf, share, words } from '../values.ts'

/** Accounts a cross-check can speak about. */
export const ACCOUNTS = [
  'sales', 'margin', 'netProfit', 'cogs', 'output', 'fixedCosts', 'inventory', 'receivables', 'otherReceivable', 'payables', 'prepayments', 'advances', 'cash', 'bankDeposit', 'fixedAssets', 'prepaidRent',
  'loans', 'privateLoans', 'guaranteesGiven', 'otherLiabilities', 'equity', 'householdExpense', 'wage', 'reputation', 'capacity', 'electricity', 'tax',
] as const
const account = oneOf(...ACCOUNTS)

export const METHODS = [
  'X01', 'X02', 'X03', 'X04', 'X05', 'X06', 'X07', 'X08', 'X09', 'X10', 'X11', 'X12', 'X13', 'X14', 'X15', 'X16', 'X17', 'X18', 'X19',
  'X20', 'X21', 'X22', 'X23', 'X24', 'X25', 'X26', 'X27', 'X28', 'X29', 'X30', 'X31', 'X32', 'X33', 'X34', 'X35', 'X36', 'X37', 'X38', 'X39', 'X40', 'X41', 'X42',
] as const

/** A row of the method catalogue. `tolerance` is null where the method is not judged by a deviation (band, grade, voices, trend). */
const method = row({
  name: words,
  verifies: setOf(account),
  strength: oneOf('STRONG', 'WEAK'),
  unit: oneOf('FEN', 'RATE', 'RATIO', 'GRADE', 'VOICES'),
  tolerance: orNothing(share, '0 到 1 之间的小数或百分数；不按偏差判断的方法写 null'),
  /** How long an officer needs for it on site; what to do next is chosen by it. */
  minutes: count(1, 240),
  /** Whether it needs the shop and the customer; the others can be done at the desk. */
  onSite: flag,
})

export const checks = group({
  title: '交叉检验', anchor: 'APPLICATION',
  keys: {
    deviationTolerance: key(share, '偏差容忍度', 'S3-26'),
    hardStopDeviation: key(share, '偏差超过即不得提交', 'P'),
    oralOverstatement: key(share, '口述虚高提示线', 'P'),
    methodsPerAccount: key(count(2, 5), '每个科目至少几种检验方法', 'S2-70', { lock: 'HIGHER' }),
    tradeSamples: key(row({ quartiles: count(3, 1000), tails: count(10, 10_000) }), '本行行业数据：至少几户才显示四分位与两端', 'S1-23 P', { lock: 'HIGHER', reader: 'investigation' }),
    acceptMode: key(oneOf('TOLERANCE_THEN_SECOND', 'ALWAYS_MIN', 'MEDIAN'), '采信值取法', 'S4-15 P'),
    vetoMode: key(oneOf('DEVIATION', 'NONE', 'ALWAYS'), '一票否决方式', 'S3-26 S2-82'),
    equityDeviationBasis: key(oneOf('EQUITY', 'PERIOD_DISPOSABLE', 'EXPECTED'), '权益偏差的分母', 'P'),
    mandatoryAccounts: key(setOf(account), '必检科目', 'S2-66'),
    tradeAccounts: key(listOf(row({ trade: words, accounts: setOf(account) })), '行业另加的必检科目', 'S2-66 P'),
    strongAccounts: key(setOf(account), '至少要有一种强检验的科目', 'P'),
    twoWeakAllowed: key(setOf(account), '可只用两种弱检验的科目（须有一种非口述）', 'P'),
    methods: key(each(METHODS, method), '检验方法目录', 'S2-63 P'),
    depositRate: key(rate, '活期存款利率（结息反推用）', 'P'),
    breakEvenAtLeast: key(multiple, '销售额与盈亏平衡点之比至少', 'P'),
    voicesAtLeast: key(count(1, 10), '侧面核实至少几人', 'P'),
    energyGapAtMost: key(decimal('0', '1'), '用电环比与销售环比之差至多', 'P'),
    wagesToSales: key(row({ from: share, to: share }), '工资占营业额的正常区间（比率分析用）', 'P'),
    contradictions: key(oneOf('BLOCK', 'NOTE'), '矛盾记录未答复时', 'S2-64 P'),
    claimedMonthsGap: key(count(1, 120), '自称经营月数至多可多几个月', 'P'),
    wagePerHead: key(row({ from: money, to: money }), '人均月工资的正常区间', 'P'),
    trendMonths: key(count(2, 12), '看走势至少几个月', 'P'),
    flatTrend: key(share, '走势持平的界线', 'P'),
  },
})
