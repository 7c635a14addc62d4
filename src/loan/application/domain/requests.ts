import { z } from 'zod'
import { Amount, Applicant, Application, Business, EmployerKind, PostKind, Request } from '#common/assessment/domain'
import { WatchEntry } from '#common/customer/domain'
import { cyclesOf, monthsIn } from '#common/schedule/domain'
import { DeclineGround } from './admission.ts'
import { FiledConsent, Identification, ListCheck, NewParty, TOLD_STEPS } from './intake.ts'
import { SharedAttribute } from './shared-attributes.ts'
import { APPLICATION_STATES, type ApplicationState } from './states.ts'

const Id = z.uuid()

export const CaseRef = z.strictObject({ caseId: Id.meta({ title: '业务' }) })
export type CaseRef = z.output<typeof CaseRef>

const Reason = z.string().trim().min(4).max(500).meta({ title: '理由' })
/** Why an application is withdrawn or taken up again. */
export const Because = z.strictObject({ reason: Reason })
export type Because = z.output<typeof Because>
/** Why an application is declined. */
export const Decline = Because.extend({ grounds: z.array(DeclineGround).max(6).default([]).meta({ title: '缘由' }) })
export type Decline = z.output<typeof Decline>
/** A reason is asked for where something warns against admission. */
export const Admit = z.strictObject({ reason: Reason.optional() })
export type Admit = z.output<typeof Admit>

/** The months an asked number of instalments takes. */
export function monthsAsked({ method, periods }: { readonly method: z.output<typeof Request>['method']; readonly periods: number }): number {
  return monthsIn(cyclesOf(method)[0], periods)
}

const IntakeApplicant = Applicant.pick({ phone: true, residence: true, marriage: true, children: true, property: true, staffRelated: true })
const IntakeBusiness = Business.pick({ name: true, trade: true, city: true, startedOn: true, licensed: true, premises: true, leaseEndsOn: true })
/** Of a salaried customer: the employer's name, town and the day of entry stand under the business. */
const IntakeJob = z.strictObject({
  employerKind: EmployerKind.meta({ title: '单位性质' }), postKind: PostKind.meta({ title: '用工性质' }), post: z.string().trim().min(1).max(60).meta({ title: '职务' }), monthlyWageFen: Amount.meta({ title: '月实发工资' }),
})
/** Of a farmer: what he grows, on how much land, and when it is harvested. */
const IntakeFarm = z.strictObject({ mainCrop: z.string().trim().min(1).max(60).meta({ title: '主要种养品种' }), landMu: z.int().min(0).max(100_000).meta({ title: '土地面积(亩)' }), harvestMonth: z.int().min(1).max(12).meta({ title: '主要收获月' }) })
const IntakeRequest = Request.pick({ product: true, guarantee: true, amountFen: true, periods: true, method: true, purpose: true, ownContributionFen: true })
  .extend({ purposeLabel: z.string().trim().min(1).max(400).meta({ title: '用途说明' }), purposeFen: Request.shape.amountFen.meta({ title: '用途总额' }) })

/** What is asked at the counter or in the shop before anyone investigates. */
export const FileApplication = z.strictObject({
  customerId: Id.meta({ title: '客户' }),
  source: Application.shape.source.meta({ title: '来源' }),
  /** Of the applicant; follows from the consents that are recorded. */
  bureauAuthorisedOn: Application.shape.bureauAuthorisedOn.default(null).meta({ title: '征信授权日' }),
  loansRepaid: Application.shape.loansRepaid.default(0).meta({ title: '本行已还清笔数' }),
  request: IntakeRequest.meta({ title: '申请' }),
  applicant: IntakeApplicant.meta({ title: '申请人' }),
  spouseName: z.string().trim().min(1).max(40).nullable().default(null).meta({ title: '配偶姓名' }),
  business: IntakeBusiness.meta({ title: '经营主体' }),
  job: IntakeJob.nullable().default(null).meta({ title: '工作与工资' }),
  farm: IntakeFarm.nullable().default(null).meta({ title: '种养' }),
  referredBy: z.string().trim().min(1).max(80).nullable().default(null).meta({ title: '介绍人' }),
  /** The device an application over the internet came from; two applicants seldom share one. */
  deviceId: z.string().trim().min(6).max(120).nullable().default(null).meta({ title: '申请设备' }),
  businessAddress: z.string().trim().min(4).max(200).nullable().default(null).meta({ title: '经营地址' }),
  /** Who investigates; the person who files where he may and one officer goes end to end, unless another is named. */
  leadId: Id.optional().meta({ title: '主办' }),
  assistId: Id.nullable().default(null).meta({ title: '协办' }),
  /** A further product under an open line of the customer, or beside a case that is running. */
  lineId: Id.nullable().default(null).meta({ title: '已有授信' }),
  besideCaseId: Id.nullable().default(null).meta({ title: '在办业务' }),
  parties: z.array(NewParty).max(20).default([]).meta({ title: '关系人' }),
  identification: Identification.nullable().default(null).meta({ title: '身份核验' }),
  consents: z.array(FiledConsent).max(42).default([]).meta({ title: '同意与授权' }),
  told: z.array(z.enum(TOLD_STEPS)).max(3).default([]).meta({ title: '已告知' }),
  lists: ListCheck.nullable().default(null).meta({ title: '名单核查' }),
  /** Codes of the pack's document list already handed in, with where they lie. */
  received: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,40}$/, { error: '清单中的资料代码' })).max(60).default([]).meta({ title: '已收资料' }),
  documentsComplete: z.boolean().default(false).meta({ title: '资料齐备' }),
})
export type FileApplication = z.output<typeof FileApplication>

export const Moved = z.object({ state: z.enum(Object.keys(APPLICATION_STATES) as [ApplicationState, ...ApplicationState[]]) })
export const Filed = z.object({
  caseId: Id, number: z.string(),
  /** The entries of the watch list that count for this customer: a hint, no refusal. */
  watched: z.array(WatchEntry),
  /** Phone, address or guarantor that too many other applicants have as well. */
  shared: z.array(SharedAttribute),
})
export type Filed = z.output<typeof Filed>

/** Trades an application may name. */
export const Trades = z.object({ trades: z.array(z.object({ code: z.string(), name: z.string() })) })

export const PartyRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), partyId: Id.meta({ title: '关系人' }) })
export const ConsentRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), consentId: Id.meta({ title: '同意书' }) })

/** Largest form that is kept half-filled; a full one is some 5 KB. */
const MOST_FIELDS = 200
/** A form as typed: the browser that wrote it reads it again; null forgets it. */
const Form = z.record(z.string().max(60), z.union([z.string().max(4000), z.number(), z.boolean(), z.null()])).refine((form) => Object.keys(form).length <= MOST_FIELDS, { error: '表单字段过多' })
export const KeepDraft = z.strictObject({ form: Form.nullable().meta({ title: '未完的申请' }) })
export const IntakeDraft = z.object({ draft: z.object({ form: z.unknown(), savedAt: z.string() }).nullable(), conduct: z.object({ code: z.enum(['STRICT', 'GLASS_OF_WATER']), phone: z.string() }) })
