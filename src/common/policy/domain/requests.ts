import { isDay, type Day } from '#kernel'
import { z } from 'zod'
import { OVERLAY_LEVELS, OVERLAY_STATUSES } from './overlay.ts'

const day = (title: string): z.ZodType<Day> => z.string().refine(isDay, { params: { expected: '存在的日期，格式 YYYY-MM-DD' } }).meta({ title }) as unknown as z.ZodType<Day>
const PRODUCT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/
const uuid = (title: string) => z.uuid().meta({ title })

/** What is changed, as an object of groups or as YAML text; exactly one of the two. */
export const ProposeOverlay = z.strictObject({
  level: z.enum(OVERLAY_LEVELS).meta({ title: '层级' }),
  subject: z.string().max(40).default('').meta({ title: '单位或产品' }),
  basePack: z.string().max(40).optional().meta({ title: '随附政策包' }),
  content: z.record(z.string().max(60), z.record(z.string().max(60), z.unknown())).optional().meta({ title: '变更内容' }),
  yaml: z.string().max(200_000).optional().meta({ title: '变更内容（YAML）' }),
  reason: z.string().trim().min(4).max(500).meta({ title: '变更理由' }),
  effectiveOn: day('生效日'),
}).refine((body) => (body.content === undefined) !== (body.yaml === undefined), { path: ['content'], params: { expected: 'content 与 yaml 二者之一' } })
  .refine((body) => (body.level === 'BANK') === (body.basePack !== undefined), { path: ['basePack'], params: { expected: '银行层级必填，其他层级不填' } })
  .refine((body) => body.level !== 'BANK' || body.subject === '', { path: ['subject'], params: { expected: '银行层级为空' } })
  .refine((body) => body.level !== 'UNIT' || z.uuid().safeParse(body.subject).success, { path: ['subject'], params: { expected: '单位编号' } })
  .refine((body) => body.level !== 'PRODUCT' || PRODUCT.test(body.subject), { path: ['subject'], params: { expected: '产品代码' } })
export type ProposeOverlay = z.output<typeof ProposeOverlay>

export const OverlayRef = z.strictObject({ overlayId: uuid('政策版本') })

/** For which day and for whom the policy in force is asked. */
export const PolicyQuestion = z.strictObject({
  on: day('日期').optional(),
  unit: uuid('单位').optional(),
  product: z.string().regex(PRODUCT).optional().meta({ title: '产品' }),
  /** What holds for any product of a form, instead of one product. */
  form: z.string().regex(/^[A-Z]{1,20}$/).optional().meta({ title: '表单' }),
})

const Signature = z.object({ staffId: z.string(), name: z.string(), businessDate: z.string(), signedAt: z.string() })
export const OverlayAnswer = z.object({
  overlayId: z.string(), level: z.enum(OVERLAY_LEVELS), subject: z.string(), version: z.number(), basePack: z.string().nullable(), content: z.record(z.string(), z.unknown()),
  reason: z.string(), effectiveOn: z.string(), status: z.enum(OVERLAY_STATUSES), withdrawnOn: z.string().nullable(),
  authorId: z.string(), authorName: z.string(), writtenAt: z.string(), signatures: z.array(Signature),
})
export type OverlayAnswer = z.output<typeof OverlayAnswer>

export const OverlayList = z.object({ overlays: z.array(OverlayAnswer) })

export const PolicyAnswer = z.object({
  on: z.string(), basePack: z.string(),
  layers: z.array(z.object({ overlayId: z.string(), level: z.enum(OVERLAY_LEVELS), subject: z.string(), version: z.number() })),
  /** `layer` is the id of the overlay a value comes from, null for the shipped pack. */
  keys: z.array(z.object({
    key: z.string(), group: z.string(), groupTitle: z.string(), name: z.string(), source: z.string(), anchor: z.string(), lock: z.string().optional(), reader: z.string(),
    proposal: z.boolean(), expected: z.string(), value: z.unknown(), layer: z.string().nullable(),
  })),
})
