import { z } from 'zod'
import { isDay } from '#kernel'
import { QUESTION_CODES, RETURN_REASON_CODES } from './questions.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })

/** A no says why. */
const AnswerGiven = z.strictObject({ yes: z.boolean().meta({ title: '是否' }), remark: z.string().trim().max(500).default('').meta({ title: '说明' }) })
  .refine(({ yes, remark }) => yes || remark.length > 1, { path: ['remark'], params: { expected: '答「否」时说明原因' } })
const Answers = z.strictObject(Object.fromEntries(QUESTION_CODES.map((code) => [code, AnswerGiven])) as Record<(typeof QUESTION_CODES)[number], typeof AnswerGiven>).meta({ title: '审查六问' })
export type Answers = z.output<typeof Answers>

/** What the unit of the case may lend; the reviewer says which it is. */
export const BUSINESS_WORDS = { BUSINESS: '经营性贷款', CONSUMPTION: '消费贷款', NON_PERFORMING: '不良贷款', RE_EMPLOYMENT: '下岗再就业贷款', RURAL: '农区贷款', SECOND_LEVEL_BRANCH: '二级支行管理的贷款' } as const satisfies Record<string, string>
export type BusinessKindCode = keyof typeof BUSINESS_WORDS
export const BusinessKind = z.enum(Object.keys(BUSINESS_WORDS) as [BusinessKindCode, ...BusinessKindCode[]]).meta({ title: '业务类别' })

const Point = z.strictObject({
  /** Id of a sheet of the investigation. */
  sheet: z.string().min(1).max(40).meta({ title: '表' }),
  /** JSON pointer into the case file; none for the whole sheet. */
  at: z.string().max(200).regex(/^\//).nullable().default(null).meta({ title: '位置' }),
  says: z.string().trim().min(2).max(400).meta({ title: '须补正' }),
})
export type Point = z.output<typeof Point>

export const PassReview = z.strictObject({ answers: Answers, kind: BusinessKind.default('BUSINESS'), says: z.string().trim().max(1000).default('').meta({ title: '审查意见' }) })
export type PassReview = z.output<typeof PassReview>

export const ReturnReview = z.strictObject({
  /** Those answered so far; a review may be cut short. */
  answers: Answers.partial().default({}).meta({ title: '六问' }),
  reasons: z.array(z.enum(RETURN_REASON_CODES)).min(1, { error: '至少一项退回原因' }).max(RETURN_REASON_CODES.length).meta({ title: '退回原因' }),
  says: z.string().trim().min(4).max(1000).meta({ title: '退回说明' }),
  points: z.array(Point).max(40).default([]).meta({ title: '须补正之处' }),
})
export type ReturnReview = z.output<typeof ReturnReview>

export const ReviewRow = z.object({
  reviewId: Id, version: z.int(), round: z.int(), seat: z.int(), openedAt: z.string(), reviewer: Person.nullable(), onBehalfOf: Person.nullable(), begunAt: z.string().nullable(),
  outcome: z.object({
    is: z.enum(['PASSED', 'RETURNED']), answers: Answers.partial(), kind: BusinessKind.nullable(), reasons: z.array(z.enum(RETURN_REASON_CODES)), says: z.string(), points: z.array(Point), on: z.string(), at: z.string(), deskSeconds: z.int(),
  }).nullable(),
})
export type ReviewRow = z.output<typeof ReviewRow>

export const Reviews = z.object({
  /** The newest first. */
  reviews: z.array(ReviewRow),
  /** The one that waits for an outcome. */
  openId: Id.nullable(),
  /** Why a second person reviews too; null when one is enough. */
  second: z.string().nullable(),
  /** Why the person who asks may not act on it; null when he may, or when nothing is open. */
  whyNot: z.string().nullable(),
  /** How often this case was returned. */
  returned: z.int(),
})
export type Reviews = z.output<typeof Reviews>

export const Begun = z.object({ reviewId: Id, begunAt: z.string() })
/** `next`: another reviewer is asked first, or the decision takes over. */
export const Concluded = z.object({ reviewId: Id, round: z.int(), outcome: z.enum(['PASSED', 'RETURNED']), next: z.enum(['SECOND_REVIEW', 'DECISION', 'CORRECTION']) })
export type Concluded = z.output<typeof Concluded>

const CivilDay = z.string().refine(isDay, { error: '须为存在的日期 YYYY-MM-DD' })
export const StatisticsQuery = z.strictObject({ from: CivilDay.optional().meta({ title: '起' }), until: CivilDay.optional().meta({ title: '止' }) })
/** Returns counted, and time at the desk. */
const Row = z.object({ staffId: Id, name: z.string(), reviews: z.int(), returned: z.int(), /** Decimal text with four places; null where nothing was reviewed. */ returnRate: z.string().nullable(), medianDeskSeconds: z.int().nullable() })
export const Statistics = z.object({ from: z.string(), until: z.string(), reviewers: z.array(Row), officers: z.array(Row.omit({ medianDeskSeconds: true })) })
export type Statistics = z.output<typeof Statistics>
