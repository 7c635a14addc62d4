import { z } from 'zod'
import { Refusal } from '#kernel'

const Id = z.uuid()
const Day = z.string()

/** Who forms a group with the applicant [S4-42]. */
export const FormGroup = z.strictObject({ name: z.string().trim().min(2).max(40).meta({ title: '小组名称' }), customerIds: z.array(Id).min(1).max(20).meta({ title: '其他成员' }) })
export type FormGroup = z.output<typeof FormGroup>
export const JoinGroup = z.strictObject({ customerId: Id.meta({ title: '客户' }) })
export const LeaveGroup = JoinGroup.extend({ reason: z.string().trim().min(4).max(200).meta({ title: '退出原因' }) })

/** A member as the bank knows him today. */
export const GroupMember = z.object({
  customerId: Id, number: z.string(), name: z.string(), joinedOn: Day, isApplicant: z.boolean(),
  caseNumber: z.string().nullable(), monthlyDisposableFen: z.int().nullable(), debtsFen: z.int(), groupLoanFen: z.int(), overdueDays: z.int(),
})
export type GroupMember = z.output<typeof GroupMember>
export const GroupOfCase = z.object({
  /** Whether the case asks for a group: only then one is formed. */
  isAsked: z.boolean(), from: z.int(), to: z.int(),
  group: z.object({ groupId: Id, number: z.string(), name: z.string(), capFen: z.int(), formedOn: Day, members: z.array(GroupMember) }).nullable(),
})
export type GroupOfCase = z.output<typeof GroupOfCase>

/** Refuses a group that is too small or too large, or that names one person twice. */
export function refuseSize(members: readonly string[], { from, to }: { readonly from: number; readonly to: number }): void {
  if (new Set(members).size < members.length) throw new Refusal({ code: 'joint-group.twice', message: '小组成员有重复', at: '/customerIds', expected: '每户一次' }, 422)
  if (members.length < from || members.length > to) throw new Refusal({ code: 'joint-group.size', message: `联保小组须 ${from} 至 ${to} 户，现为 ${members.length} 户`, at: '/customerIds', value: members.length, expected: `${from} 至 ${to} 户（含申请人）` }, 422)
}
