import { z } from 'zod'
import { Applicant, Application, Business, Request } from '#common/assessment/domain'
import { WatchEntry } from '#common/customer/domain'
import { APPLICATION_STATES, type ApplicationState } from './states.ts'

const Id = z.uuid()

export const CaseRef = z.strictObject({ caseId: Id.meta({ title: '业务' }) })
export type CaseRef = z.output<typeof CaseRef>

/** Why an application is declined, withdrawn or taken up again. */
export const Because = z.strictObject({ reason: z.string().trim().min(4).max(500).meta({ title: '理由' }) })
export type Because = z.output<typeof Because>

const IntakeApplicant = Applicant.pick({ phone: true, residence: true, marriage: true, children: true, property: true, staffRelated: true })
const IntakeBusiness = Business.pick({ name: true, trade: true, city: true, startedOn: true, licensed: true, premises: true, leaseEndsOn: true })
const IntakeRequest = Request.pick({ product: true, guarantee: true, amountFen: true, periods: true, method: true, purpose: true, ownContributionFen: true })
  .extend({ purposeLabel: z.string().trim().min(1).max(400).meta({ title: '用途说明' }), purposeFen: Request.shape.amountFen.meta({ title: '用途总额' }) })

/** What is asked at the counter or in the shop before anyone investigates. */
export const FileApplication = z.strictObject({
  customerId: Id.meta({ title: '客户' }),
  source: Application.shape.source.meta({ title: '来源' }),
  bureauAuthorisedOn: Application.shape.bureauAuthorisedOn.meta({ title: '征信授权日' }),
  loansRepaid: Application.shape.loansRepaid.default(0).meta({ title: '本行已还清笔数' }),
  request: IntakeRequest.meta({ title: '申请' }),
  applicant: IntakeApplicant.meta({ title: '申请人' }),
  spouseName: z.string().trim().min(1).max(40).nullable().default(null).meta({ title: '配偶姓名' }),
  business: IntakeBusiness.meta({ title: '经营主体' }),
  /** Who investigates; the person who files, unless another is named. */
  leadId: Id.optional().meta({ title: '主办' }),
  assistId: Id.nullable().default(null).meta({ title: '协办' }),
})
export type FileApplication = z.output<typeof FileApplication>

export const Moved = z.object({ state: z.enum(Object.keys(APPLICATION_STATES) as [ApplicationState, ...ApplicationState[]]) })
export const Filed = z.object({
  caseId: Id, number: z.string(),
  /** The entries of the watch list that count for this customer: a hint, no refusal. */
  watched: z.array(WatchEntry),
})
export type Filed = z.output<typeof Filed>

/** Trades an application may name. */
export const Trades = z.object({ trades: z.array(z.object({ code: z.string(), name: z.string() })) })
