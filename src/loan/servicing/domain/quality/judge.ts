import { type Day, type RefusalDetail, addMonths } from '#kernel'
import { RISK_CLASSES, type RiskClass } from '../class-floor.ts'

/** What speaks for a class beside the days overdue. */
export const CLASS_REASONS = {
  BUSINESS_STOPPED: '停业、歇业', MISUSE: '挪用贷款', DEATH_OR_ESCAPE: '借款人死亡或失联逃匿', FRAUD: '骗取贷款', LAWSUIT: '涉诉、查封、冻结', GUARANTOR_LOST: '保证人失去代偿能力',
  RESTRUCTURED: '因财务困难重组或展期', OTHER_LENDERS: '在他行逾期', ARREARS_CLEARED: '欠款还清，观察期满', REVIEW_KEPT: '定期认定，维持原分类',
} as const satisfies Record<string, string>
export type ClassReason = keyof typeof CLASS_REASONS

/** Reasons that never lower a class. */
const NOT_WORSE: readonly ClassReason[] = ['ARREARS_CLEARED', 'REVIEW_KEPT']

export const CLASS_NAMES: Readonly<Record<RiskClass, string>> = { NORMAL: '正常', SPECIAL_MENTION: '关注', SUBSTANDARD: '次级', DOUBTFUL: '可疑', LOSS: '损失' }

export const PROPOSAL_STATES = { PROPOSED: '待认定', CONFIRMED: '待审批', APPROVED: '已审批', SENT_BACK: '已退回' } as const satisfies Record<string, string>
export type ProposalState = keyof typeof PROPOSAL_STATES

/** From sound to lost. */
export function classRank(of: RiskClass): number {
  return RISK_CLASSES.indexOf(of)
}

/** A note as it stands when somebody wants it in another class. */
export interface ToBeJudged {
  readonly riskClass: RiskClass
  /** By days overdue alone. */
  readonly floor: RiskClass
  readonly overdueDays: number
  /** Day on which the last arrears were paid; none if it never had any. */
  readonly clearedOn: Day | null
  /** Day since which it is a restructured loan. */
  readonly restructuredOn: Day | null
}

export interface ObservationRules {
  readonly upgradeMonths: number
  readonly restructuredMonths: number
}

/** Why this class cannot be given; none when it can. Days overdue are a floor no judgement goes above; a way up takes time. */
export function refusalToClass(note: ToBeJudged, wanted: { readonly riskClass: RiskClass; readonly reasons: readonly ClassReason[] }, on: Day, rules: ObservationRules): RefusalDetail | null {
  const { riskClass, reasons } = wanted
  const no = (code: string, message: string, expected: string): RefusalDetail => ({ code, message, at: '/riskClass', value: riskClass, expected })
  if (classRank(riskClass) < classRank(note.floor)) return no('class.above-floor', `逾期 ${note.overdueDays} 天，至少为${CLASS_NAMES[note.floor]}`, `${CLASS_NAMES[note.floor]}或更低`)
  const change = classRank(riskClass) - classRank(note.riskClass)
  if (change > 0 && !reasons.some((reason) => !NOT_WORSE.includes(reason))) return no('class.no-reason', '下调分类须写明风险事项', '至少一项风险事项')
  if (change === 0 && !reasons.includes('REVIEW_KEPT')) return no('class.unchanged', `现在就是${CLASS_NAMES[riskClass]}`, '另一分类，或以“定期认定，维持原分类”为由')
  if (reasons.includes('RESTRUCTURED') && riskClass === 'NORMAL') return no('class.restructured', '因财务困难重组的贷款至少为关注', '关注或更低')
  return change < 0 ? refusalUp(note, on, rules, no) : null
}

/** Up only after all arrears are paid and the observation is over. */
function refusalUp({ overdueDays, clearedOn, restructuredOn }: ToBeJudged, on: Day, rules: ObservationRules, no: (code: string, message: string, expected: string) => RefusalDetail): RefusalDetail | null {
  if (overdueDays > 0) return no('class.still-overdue', `还有逾期 ${overdueDays} 天的欠款，不能上调`, '还清全部欠款')
  const free = upgradeFrom({ clearedOn, restructuredOn }, rules)
  if (free !== null && free > on) return no('class.observed', `观察期到 ${free} 为止，不能上调`, `${free} 或以后`)
  return null
}

/** The first day on which a note may be put into a better class; none when nothing is observed. */
export function upgradeFrom({ clearedOn, restructuredOn }: Pick<ToBeJudged, 'clearedOn' | 'restructuredOn'>, { upgradeMonths, restructuredMonths }: ObservationRules): Day | null {
  const days = [...(clearedOn === null ? [] : [addMonths(clearedOn, upgradeMonths)]), ...(restructuredOn === null ? [] : [addMonths(restructuredOn, restructuredMonths)])]
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)
}
