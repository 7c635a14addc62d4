import { z } from 'zod'
import { type Exact, Refusal, compare, formatYuan, multiply, roundFen } from '#kernel'

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
  /** What his figures rest on: a submitted investigation, or one that is still being written, which counts while the group is looked into and no longer at signing. */
  basis: z.enum(['SUBMITTED', 'DRAFT']).nullable(),
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

/** How far members answer for each other: months of what is left to them, times a factor. */
export interface Answering {
  readonly guarantorMonths: number
  readonly jointFactor: Exact
}

/**
 * Refuses what the group does not carry today: each loan of the group stands under its cap once, and what the others answer for
 * already is not answered for twice. Cases that were judged side by side each saw the whole group; here the second one sees the first.
 */
export function refuseBeyondGroup({ name, capFen, members }: NonNullable<GroupOfCase['group']>, amountFen: number, { guarantorMonths, jointFactor }: Answering): void {
  const lentFen = members.reduce((sum, each) => sum + each.groupLoanFen, 0)
  const most = (fen: number): string => formatYuan(Math.max(0, fen))
  if (lentFen + amountFen > capFen) throw new Refusal({ code: 'joint-group.over-cap', message: `联保小组「${name}」限额 ${most(capFen)} 元，成员已有 ${most(lentFen)} 元，不足本笔 ${most(amountFen)} 元`, value: amountFen, expected: `不超过 ${most(capFen - lentFen)} 元` }, 409)
  const answered = members.filter(({ isApplicant, basis }) => !isApplicant && basis === 'SUBMITTED')
    .reduce((sum, { monthlyDisposableFen, debtsFen }) => sum + Math.max(0, roundFen(multiply(multiply(Math.max(0, monthlyDisposableFen ?? 0), guarantorMonths), jointFactor)) - debtsFen), 0)
  if (compare(answered, lentFen + amountFen) < 0) throw new Refusal({ code: 'joint-group.over-capacity', message: `联保小组「${name}」其他成员代偿能力 ${most(answered)} 元，组内已有 ${most(lentFen)} 元，不足本笔 ${most(amountFen)} 元`, value: amountFen, expected: `不超过 ${most(answered - lentFen)} 元` }, 409)
}
