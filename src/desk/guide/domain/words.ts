import type { PolicyPack } from '#common/policy/domain'

/** What breaking a flag means, as the pack says it. */
export const EFFECT_WORDS: Readonly<Record<string, string>> = {
  FLAG: '提示', EXPLAIN: '须解释', EXCLUDE_FLOW: '剔除该流水', NO_GUARANTEE: '保证无效', LOWER_CAP: '额度打折', SECOND_REVIEWER: '另一人复核', FRAUD_REVIEW: '反欺诈核查', COMMITTEE: '上审贷会', NO_CREDIT_LOAN: '不得信用贷款', BLOCK: '补齐前不得提交', REJECT: '拒绝',
}
export const LIFTED_BY_WORDS: Readonly<Record<string, string>> = { NOBODY: '不得解除', INVESTIGATOR: '调查人说明后解除', REVIEWER: '审查人', SUPERVISOR: '主管', COMMITTEE: '审贷会', RISK: '风险经理' }
export const REMIND_WAYS: Readonly<Record<PolicyPack['monitoring']['monitoringTable'][number]['method'], string>> = { ON_SITE: '上门', PHONE: '电话', SMS: '短信', WECHAT: '微信' }
export const TIERS: Readonly<Record<PolicyPack['monitoring']['monitoringTable'][number]['tier'], string>> = { CREDIT: '信用贷款', GUARANTEED: '有担保贷款', GOOD: '优良客户', POOR: '较差客户' }
export const ACCEPT_WORDS: Readonly<Record<PolicyPack['checks']['acceptMode'], string>> = { TOLERANCE_THEN_SECOND: '容忍度以内取报表值，超出取次低的检验值', ALWAYS_MIN: '一律取最低的检验值', MEDIAN: '取检验值的中位数' }
export const PART_WORDS: Readonly<Record<PolicyPack['soft']['requiredParts'][number], string>> = {
  UNDERSTANDINGS: '四个了解逐项写明', FIRST_SOURCE: '第一还款来源核实并附凭据', CONCLUSIONS: '用途、能力、意愿三项结论', INCOME_EVIDENCE: '收入凭证覆盖规定月数', CHAIN: '供应商与客户及其结款方式', BEGINNINGS: '创业经历九问', RATIO_COMMENTS: '偏高偏低的比率写说明', OFF_BALANCE_REASONS: '表外项目写原因', SEEN: '现金与存货实地眼见', FULL_CASH_FLOW: '大额与特殊行业编现金流量表',
}
export const ANSWER_WORDS = { TEXT: '文字', YES_NO: '□ 是　□ 否', NUMBER: '数字', AMOUNT: '元', SHARE: '%', PHOTO: '□ 已拍' } as const satisfies Record<string, string>

const UNITS = { CALENDAR_DAY: '天', WORKING_DAY: '个工作日', HOUR: '小时' } as const
/** 2 个工作日. */
export function spanWords({ value, unit }: { readonly value: number; readonly unit: keyof typeof UNITS }): string {
  return `${value} ${UNITS[unit]}`
}
