import { Request } from '#common/assessment/domain'
import type { Paper } from '#common/document/domain'
import { isDay, type Day } from '#kernel'
import { z } from 'zod'
import { GUIDE_KINDS } from './papers.ts'

const day = (title: string): z.ZodType<Day> => z.string().refine(isDay, { error: '须为存在的日期，格式 YYYY-MM-DD' }).meta({ title }) as unknown as z.ZodType<Day>
const Kind = z.enum(GUIDE_KINDS).meta({ title: '哪一份' })

/** Which guide: what is left out is the first there is. The product by name or code. */
export const GuideQuestion = z.strictObject({
  kind: Kind.optional(), trade: z.string().max(60).optional().meta({ title: '行业' }), product: z.string().max(60).optional().meta({ title: '产品' }), guarantee: Request.shape.guarantee.optional().meta({ title: '担保方式' }),
  unit: z.uuid().optional().meta({ title: '机构' }),
  /** The day that fixes the rules of a case: that of its application. */
  on: day('申请日').optional(),
})
export type GuideQuestion = z.output<typeof GuideQuestion>

const Issued = z.object({ paperId: z.uuid(), number: z.string(), kind: Kind, title: z.string(), hash: z.string(), issuedOn: z.string(), issuedBy: z.string() })
export type IssuedGuide = z.output<typeof Issued>

/** One guide as it is in force, what else can be chosen, and which prints of it were issued. */
export const GuideAnswer = z.object({
  kind: Kind, trade: z.string().nullable(), product: z.string(), guarantee: Request.shape.guarantee, unitId: z.string(), on: z.string(),
  paper: z.custom<Paper>(),
  choices: z.object({
    trades: z.array(z.object({ trade: z.string(), name: z.string() })), units: z.array(z.object({ unitId: z.string(), name: z.string() })), guarantees: z.array(Request.shape.guarantee),
    products: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
  issued: z.array(Issued),
})
export type GuideAnswer = z.output<typeof GuideAnswer>

export const IssueGuide = z.strictObject({ kind: Kind, trade: z.string().max(60).nullable().default(null).meta({ title: '行业' }), product: z.string().max(60).meta({ title: '产品' }), guarantee: Request.shape.guarantee.meta({ title: '担保方式' }), unit: z.uuid().optional().meta({ title: '机构' }), on: day('申请日').optional() })
export type IssueGuide = z.output<typeof IssueGuide>
export const GuideIssued = Issued
export const PaperRef = z.strictObject({ paperId: z.uuid() })
