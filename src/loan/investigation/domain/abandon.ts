import { z } from 'zod'
import { keysOf } from './visit-words.ts'

/** Why an investigation is given up: what cannot be understood is refused [S2-81]. */
export const ABANDON_REASONS = { NOT_COOPERATIVE: '客户不配合', UNCLEAR: '调查不清楚', RISK_NOT_UNDERSTOOD: '风险点分析不透' } as const
export const Abandon = z.strictObject({ reason: z.enum(keysOf(ABANDON_REASONS)).meta({ title: '放弃的理由' }), says: z.string().trim().min(10).max(1000).meta({ title: '情况说明' }) })
export type Abandon = z.output<typeof Abandon>
export const Resume = z.strictObject({ reason: z.string().trim().min(4).max(1000).meta({ title: '恢复的理由' }) })

/** Who may send an investigation back: the review, the committee, or a second look at a rejection by rule. */
export const RETURN_SOURCES = { REVIEW: '审查退回', RE_INVESTIGATE: '审贷会要求重新调查', RULE: '规则拒绝复核' } as const
export type ReturnSource = keyof typeof RETURN_SOURCES
