import { z } from 'zod'
import { Refusal } from '#kernel'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })

export const Assign = z.strictObject({
  leadId: Id.meta({ title: '主办' }),
  assistId: Id.nullable().default(null).meta({ title: '协办' }),
  /** Asked for once others were named before. */
  reason: z.string().trim().min(4).max(300).optional().meta({ title: '改派理由' }),
})
export type Assign = z.output<typeof Assign>
export const AssignmentRow = z.object({ lead: Person, assist: Person.nullable(), reason: z.string().nullable(), by: Person, on: z.string(), at: z.string() })
export type AssignmentRow = z.output<typeof AssignmentRow>

export interface Assigning {
  readonly wanted: Assign
  readonly byId: string
  /** A supervisor may name anyone; everyone else only himself. */
  readonly supervises: boolean
  readonly isFirst: boolean
  /** Who looks after the customer. */
  readonly managerId: string
  /** From the pack: one officer end to end, or divided posts; two investigators or one. */
  readonly postModel: 'SINGLE' | 'SPLIT'
  readonly dualInvestigation: boolean
}

/** Refuses an assignment the pack's division of work or the standing of its maker does not allow. */
export function refuseAssignment({ wanted, byId, supervises, isFirst, managerId, postModel, dualInvestigation }: Assigning): void {
  const no = (code: string, message: string, at: string, expected: string, status = 422): Refusal => new Refusal({ code: `application.${code}`, message, at, expected }, status)
  if (wanted.assistId === wanted.leadId) throw no('same-person', '主办与协办须是两个人', '/assistId', '另一位客户经理')
  if (!supervises && (postModel !== 'SINGLE' || wanted.leadId !== byId)) throw no('assign-others', '只有主管可以把业务派给别人', '/leadId', postModel === 'SINGLE' ? '派给自己，或请主管派单' : '请主管派单', 403)
  if (!supervises && !isFirst) throw no('reassign', '改派须由主管办理', '/leadId', '请主管改派', 403)
  if (!isFirst && wanted.reason === undefined) throw no('reassign-reason', '改派须说明理由', '/reason', '至少 4 个字的理由')
  if (dualInvestigation && wanted.assistId === null) throw no('assist-missing', '双人调查须同时指定协办', '/assistId', '另一位客户经理')
  if (postModel === 'SPLIT' && (wanted.leadId === managerId || wanted.assistId === managerId)) throw no('relationship-investigates', '管户人不得调查自己名下的客户', wanted.leadId === managerId ? '/leadId' : '/assistId', '管户以外的尽调人员', 403)
}
