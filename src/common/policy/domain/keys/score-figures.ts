/** What a scorecard may ask of a case: how the figure is said, and for words which there are. */
export interface ScoreFigure {
  readonly name: string
  /** COUNT is a whole number from 0; PERCENT is said in percent; WORD is one of `words`. */
  readonly is: 'COUNT' | 'NUMBER' | 'PERCENT' | 'WORD'
  readonly words?: readonly string[]
}

const counted = (name: string): ScoreFigure => ({ name, is: 'COUNT' })
const number = (name: string): ScoreFigure => ({ name, is: 'NUMBER' })
const percent = (name: string): ScoreFigure => ({ name, is: 'PERCENT' })
const word = (name: string, ...words: string[]): ScoreFigure => ({ name, is: 'WORD', words })

/** The figures a bin may ask for; each is computed by the judgement under this name. Gaps and deviations are absolute values. */
export const SCORE_FIGURES = {
  coverage: number('偿债覆盖倍数'), netMargin: percent('净利率'), postLoanDebtRatio: percent('贷后负债率'), debtToMonthlySales: number('有息负债÷月销售额'), minClosingToInstalment: number('最低月末现金÷月供'),
  worstOverdueDays: counted('最长逾期天数'), overdueCount: counted('逾期次数'), cardUtilisation: percent('信用卡使用率'), inquiries3m: counted('3 个月硬查询'), openLenders: counted('未结清贷款机构'), onlineLenders: counted('网贷机构'), onlineLoansToEquity: percent('网贷占权益'),
  yearsInBusiness: number('经营年限'), premises: word('经营场所', 'OWN', 'LEASE_COVERS_TERM', 'LEASE_SHORTER', 'NONE'), largestCustomerShare: percent('最大客户占比'), supplierYears: number('供应商合作年限'), inventoryDaysGap: percent('存货天数与同业差距'), receivablesOver90Share: percent('超龄应收占比'), salesGrowth: percent('销售同比'),
  localNative: word('本地人', 'YES', 'NO'), residenceYears: number('居住年限'), property: word('家庭财产', 'HOME_OWNED', 'PART_OR_VEHICLE', 'LITTLE', 'NONE'), spouseConsent: word('配偶', 'CO_SIGNS', 'INFORMED', 'SINGLE', 'NONE'), unexplainedDeviations: counted('未解释偏差'), positiveVoices: counted('正面评价人数'), negativeVoices: counted('负面评价人数'), habits: word('不良嗜好', 'NONE', 'DOUBTFUL'),
  twoMethodShare: percent('两种检验的科目占比'), maxDeviation: percent('最大偏差'), deviationsExplained: word('偏差已解释', 'YES', 'NO'), equityDeviation: percent('权益偏差'), mortgageCover: number('抵押物价值÷额度'), guarantorCover: number('保证能力÷额度'), guarantorRelation: word('保证人关系', 'CONTROL', 'FRIEND', 'DEPENDANT'), openFlags: counted('风险标志数'),
  dti: percent('债务收入比'), debtToWages: number('信用负债÷月工资'), employmentYears: number('在本单位年限'), employerKind: word('单位性质', 'GOVERNMENT', 'PUBLIC_INSTITUTION', 'STATE_ENTERPRISE', 'LARGE_COMPANY', 'OTHER'), postKind: word('用工性质', 'ESTABLISHED', 'CONTRACT', 'DISPATCHED'),
  lowestWageShare: percent('最低月工资÷月均'), fundMonths: counted('公积金连续缴存月数'), fundToWage: percent('公积金月缴存÷月工资'), expenseShare: percent('家庭开支占收入'), reserveMonths: number('存款够用月数'),
} as const satisfies Readonly<Record<string, ScoreFigure>>
export type ScoreFigureId = keyof typeof SCORE_FIGURES

/** The figure of that name, if a card may ask for it. */
export function scoreFigure(id: string): ScoreFigure | undefined {
  return Object.entries(SCORE_FIGURES).find(([each]) => each === id)?.[1]
}
