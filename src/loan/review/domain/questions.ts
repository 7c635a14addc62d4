/** The six questions of the resolution form (7.2) the reviewer answers. */
export const QUESTIONS = {
  DOCUMENTS: '文件与法律资料是否齐全',
  QUALIFIED: '借款人是否具备主体资格',
  COMPLIANT: '调查人员工作是否合规',
  CROSS_CHECKED: '客户经理是否进行了交叉检验',
  SOURCE: '还款来源是否可靠',
  PROSPECTS: '发展前景与综合效益是否可接受',
} as const satisfies Record<string, string>
export type Question = keyof typeof QUESTIONS
export const QUESTION_CODES = Object.keys(QUESTIONS) as [Question, ...Question[]]

/** Why an investigation goes back: what the committee would send it back for [S2-82], and what an officer should have refused himself [S2-81]. */
export const RETURN_REASONS = {
  NOT_COOPERATIVE: '客户不配合',
  UNCLEAR: '调查不清楚',
  RISK_NOT_UNDERSTOOD: '风险点分析不透',
  DOCUMENTS_MISSING: '资料不齐',
  REPORT_UNCLEAR: '报告表述不清',
  ANALYSIS_INCOMPLETE: '分析不完整',
  CHECKS_MISSING: '交叉检验不足',
  CASH_FLOW: '现金流测算不充分',
  OTHER: '其他',
} as const satisfies Record<string, string>
export type ReturnReason = keyof typeof RETURN_REASONS
export const RETURN_REASON_CODES = Object.keys(RETURN_REASONS) as [ReturnReason, ...ReturnReason[]]
