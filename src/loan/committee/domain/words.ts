/** The words of a meeting, as its members say them. */

export const SEATS = { CHAIR: '组长', MEMBER: '委员', RESERVE: '候补' } as const satisfies Record<string, string>
export type Seat = keyof typeof SEATS

/** Why someone is fit to sit: his level, or his place in risk. */
export const CERTIFICATES = { MATURE: '成熟级以上客户经理', EXPERT: '专家级', RISK_STAFF: '风险条线人员', MANAGEMENT: '管理人员' } as const satisfies Record<string, string>
export type Certificate = keyof typeof CERTIFICATES

/** The order in which a case is presented. */
export const SECTIONS = { REQUEST: '申请', HISTORY: '经营历史', STATEMENTS: '报表', CROSS_CHECKS: '交叉检验', RISKS: '风险点与缓释', PROPOSAL: '建议' } as const satisfies Record<string, string>
export type Section = keyof typeof SECTIONS

export const MINUTE_KINDS = { PRESENTATION: '陈述', QUESTION: '提问', ANSWER: '回答', NOTE: '记录' } as const satisfies Record<string, string>
export type MinuteKind = keyof typeof MINUTE_KINDS

/** What a member declares about himself and the people of the case before he votes. */
export const CONFLICTS = {
  RELATIVE: '与借款人或保证人为配偶或三代以内亲属', PARTNER: '与其合伙或共同经营', GUARANTOR: '为其提供担保', CREDITOR: '与其有借贷往来', INTRODUCED: '介绍了该客户', GIFT: '收受过其财物或宴请',
} as const satisfies Record<string, string>
export type Conflict = keyof typeof CONFLICTS

export const VOTES = { AGREE: '同意', AGREE_WITH_CHANGE: '变更后同意', REJECT: '不同意', DEFER: '缓议', RE_INVESTIGATE: '重新调查', VETO: '一票否决' } as const satisfies Record<string, string>
export type VoteKind = keyof typeof VOTES

/** The five faults for which a committee sends a case back to the shop, or refuses it [S2-82]. */
export const RE_INVESTIGATE_REASONS = {
  REPORT_UNCLEAR: '调查报告陈述不详细', ANALYSIS_INCOMPLETE: '分析面不全', RISK_POINT_MISSED: '风险点有漏缺', CASH_FLOW_CALCULATION: '现金流量测算不足', FUTURE_CASH: '预测未来现金还款流不足',
} as const satisfies Record<string, string>
export type ReInvestigateReason = keyof typeof RE_INVESTIGATE_REASONS

export const REJECT_REASONS = {
  ...RE_INVESTIGATE_REASONS,
  REPAYMENT_SOURCE: '还款来源不可靠', OVER_INDEBTED: '负债过高', CHARACTER: '品行或信用不足', PURPOSE: '用途不实或不当', GUARANTEE: '担保不足', INFORMATION: '信息不实', DEVIATION: '检验偏差超限',
} as const satisfies Record<string, string>
export type RejectReason = keyof typeof REJECT_REASONS

export const OUTCOMES = { APPROVED: '同意', APPROVED_WITH_CHANGE: '变更后同意', REJECTED: '不同意', DEFERRED: '缓议', RE_INVESTIGATE: '重新调查' } as const satisfies Record<string, string>
export type Outcome = keyof typeof OUTCOMES

export const RISK_CLASSES = { NORMAL: '正常', SPECIAL_MENTION: '关注', SUBSTANDARD: '次级', DOUBTFUL: '可疑', LOSS: '损失' } as const satisfies Record<string, string>
export type RiskClass = keyof typeof RISK_CLASSES

/** The names of a closed list, for a schema. */
export function namesOf<T extends string>(words: Readonly<Record<T, string>>): [T, ...T[]] {
  return Object.keys(words) as [T, ...T[]]
}
