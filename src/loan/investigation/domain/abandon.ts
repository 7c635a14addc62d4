import { z } from 'zod'
import { keysOf } from './visit-words.ts'

/** Why an investigation is given up: what cannot be understood is refused [S2-81]. */
export const ABANDON_REASONS = { NOT_COOPERATIVE: '客户不配合', UNCLEAR: '调查不清楚', RISK_NOT_UNDERSTOOD: '风险点分析不透' } as const
export const Abandon = z.strictObject({ reason: z.enum(keysOf(ABANDON_REASONS)).meta({ title: '放弃的理由' }), says: z.string().trim().min(10).max(1000).meta({ title: '情况说明' }) })
export type Abandon = z.output<typeof Abandon>
export const Resume = z.strictObject({ reason: z.string().trim().min(4).max(1000).meta({ title: '恢复的理由' }) })

/** Why a committee wants it investigated again (chapter 7.4, S2-82). */
export const RE_INVESTIGATE_REASONS = {
  REPORT_UNCLEAR: '报告不清楚', ANALYSIS_INCOMPLETE: '分析不完整', RISK_POINT_MISSED: '风险点遗漏', CASH_FLOW_INSUFFICIENT: '现金流测算不足', FUTURE_CASH_INSUFFICIENT: '未来现金不足',
} as const
/** Who may send an investigation back: the review, the committee, or a second look at a rejection by rule. */
export const RETURN_SOURCES = { REVIEW: '审查退回', RE_INVESTIGATE: '审贷会要求重新调查', RULE: '规则拒绝复核' } as const
export type ReturnSource = keyof typeof RETURN_SOURCES
