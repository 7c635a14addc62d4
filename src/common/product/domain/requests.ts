import { Request } from '#common/assessment/domain'
import { OVERLAY_STATUSES } from '#common/policy/domain'
import { isDay, type Day } from '#kernel'
import { z } from 'zod'

const day = (title: string): z.ZodType<Day> => z.string().refine(isDay, { params: { expected: '存在的日期，格式 YYYY-MM-DD' } }).meta({ title }) as unknown as z.ZodType<Day>
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,40}$/, { error: '大写英文代码，如 MICRO_LOAN' }).meta({ title: '产品代码' })
const Pilot = z.array(z.strictObject({ unitId: z.uuid().meta({ title: '试点机构' }), from: day('试点起'), until: day('试点止').nullable().default(null) })).max(200).nullable().meta({ title: '试点机构' })

/** A new product, a change of one, a pilot, or its closing: the whole product as it shall be, as an object or as YAML text. */
export const ProposeProduct = z.strictObject({
  content: z.record(z.string().max(60), z.unknown()).optional().meta({ title: '产品' }),
  yaml: z.string().max(100_000).optional().meta({ title: '产品（YAML）' }),
  state: z.enum(['OFFERED', 'CLOSED']).default('OFFERED').meta({ title: '是否办理' }),
  pilot: Pilot.default(null),
  reason: z.string().trim().min(4).max(500).meta({ title: '理由' }),
  effectiveOn: day('生效日'),
}).refine((body) => (body.content === undefined) !== (body.yaml === undefined), { path: ['content'], params: { expected: 'content 与 yaml 二者之一' } })
export type ProposeProduct = z.output<typeof ProposeProduct>

export const ProductRef = z.strictObject({ code })
export const VersionRef = z.strictObject({ versionId: z.uuid().meta({ title: '产品版本' }) })
/** For which day and unit the matrix is asked. */
export const MatrixQuestion = z.strictObject({ on: day('日期').optional(), unit: z.uuid().optional().meta({ title: '机构' }) })

/** What is asked for at the counter; what is not known yet is left out. */
export const ChoiceQuestion = z.strictObject({
  customerId: z.uuid().meta({ title: '客户' }),
  guarantee: Request.shape.guarantee.optional().meta({ title: '担保方式' }),
  purpose: Request.shape.purpose.optional().meta({ title: '用途' }),
  method: z.string().max(30).optional().meta({ title: '还款方式' }),
  months: z.coerce.number().int().min(1).max(360).optional().meta({ title: '期限' }),
})
export type ChoiceQuestion = z.output<typeof ChoiceQuestion>

const Terms = z.object({ minFen: z.int(), maxFen: z.int(), minMonths: z.int(), maxMonths: z.int(), methods: z.array(z.string()) })
const Content = z.record(z.string(), z.unknown())
const PilotShown = z.array(z.object({ unitId: z.string(), unitName: z.string(), from: z.string(), until: z.string().nullable() })).nullable()
const Reason = z.object({ code: z.string(), message: z.string(), at: z.string(), expected: z.string() })
const Lent = z.object({ notes: z.int(), lentFen: z.int(), averageFen: z.int(), balanceFen: z.int(), nonPerforming: z.string().nullable() })

/** One product of the matrix as it stands on the day; `terms` and `lent` of a loan only. */
const Listed = z.object({ product: Content, version: z.int(), state: z.enum(['OFFERED', 'CLOSED']), pilot: PilotShown, terms: Terms.nullable(), lent: Lent.nullable() })
export const Matrix = z.object({ on: z.string(), lentUntil: z.string().nullable(), waiting: z.int(), products: z.array(Listed) })
export type MatrixAnswer = z.output<typeof Matrix>

const Signature = z.object({ staffId: z.string(), name: z.string(), businessDate: z.string(), signedAt: z.string() })
export const VersionAnswer = z.object({
  versionId: z.string(), code: z.string(), version: z.int(), product: Content, state: z.enum(['OFFERED', 'CLOSED']), pilot: PilotShown, reason: z.string(), effectiveOn: z.string(),
  status: z.enum(OVERLAY_STATUSES), withdrawnOn: z.string().nullable(), authorId: z.string(), authorName: z.string(), writtenAt: z.string(), signatures: z.array(Signature),
})
export type VersionAnswer = z.output<typeof VersionAnswer>

/** A rule of the product beside the same rule without it. */
const Difference = z.object({ key: z.string(), group: z.string(), name: z.string(), source: z.string(), without: z.unknown(), with: z.unknown() })
export const ProductPage = Listed.extend({
  on: z.string(), lentUntil: z.string().nullable(), differences: z.array(Difference), monitoring: z.array(z.object({ tier: z.string(), method: z.string(), every: z.object({ value: z.int(), unit: z.string() }), evidenceAtLeast: z.int() })), firstCheckDays: z.int(),
  /** False while its first version has not come: shown is that version. */
  isInForce: z.boolean(),
  /** With the rules that a version not in force yet would change. */
  versions: z.array(VersionAnswer.extend({ differences: z.array(Difference) })),
})
export type ProductPageAnswer = z.output<typeof ProductPage>

/** The loans of the bank for one counter: which are offered, and of the others why not. */
export const Choices = z.object({ choices: z.array(z.object({
  code: z.string(), name: z.string(), brand: z.string(), series: z.string(), says: z.string(), form: z.string(), tags: z.array(z.string()), guarantees: z.array(z.string()), purposes: z.array(z.string()),
  terms: Terms, isPilot: z.boolean(), reasons: z.array(Reason),
})) })
export type ChoicesAnswer = z.output<typeof Choices>

export const SERVICE_STATES = { OFFERED: '已推介', OPENED: '已开通', DECLINED: '客户不要', CLOSED: '已停用' } as const satisfies Record<string, string>
export type ServiceState = keyof typeof SERVICE_STATES
const amount = (title: string) => z.int().min(0).max(1_000_000_000_000).nullable().default(null).meta({ title })
/** What a customer was offered, took or gave up beside a loan. */
export const RecordService = z.strictObject({
  service: code.meta({ title: '服务' }), state: z.enum(Object.keys(SERVICE_STATES) as [ServiceState, ...ServiceState[]]).meta({ title: '情况' }),
  amountFen: amount('金额'), incomeFen: amount('中间业务收入'), note: z.string().trim().max(300).nullable().default(null).meta({ title: '说明' }),
})
export type RecordService = z.output<typeof RecordService>

const Entry = z.object({ state: z.enum(Object.keys(SERVICE_STATES) as [ServiceState, ...ServiceState[]]), amountFen: z.int().nullable(), incomeFen: z.int().nullable(), note: z.string().nullable(), by: z.string(), on: z.string() })
/** Every other service for this kind of customer with what is on record, the last entry first. */
export const CustomerServices = z.object({ incomeFen: z.int(), services: z.array(z.object({ code: z.string(), name: z.string(), group: z.string(), says: z.string(), amountMeans: z.string(), isOffered: z.boolean(), entries: z.array(Entry) })) })
export type CustomerServicesAnswer = z.output<typeof CustomerServices>
