import { z } from 'zod'
import { FLAGS, SoftCell } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import type { Permission } from '#common/staff/domain'

const Reason = z.string().trim().min(4).max(400).meta({ title: '理由' })
export const LiftFlag = z.strictObject({ flag: z.enum(FLAGS.map(({ id }) => id) as [string, ...string[]]).meta({ title: '标志' }), reason: Reason })
export type LiftFlag = z.output<typeof LiftFlag>
export const RefuseExplanation = z.strictObject({ cell: SoftCell.meta({ title: '软信息项' }), reason: Reason })
export type RefuseExplanation = z.output<typeof RefuseExplanation>

type Lifter = PolicyPack['flags']['liftedBy'][keyof PolicyPack['flags']['liftedBy']]
/** What somebody must be able to do besides, to lift a flag the pack gives to this hand. */
export const LIFTERS: Readonly<Record<Exclude<Lifter, 'NOBODY'>, { readonly name: string; readonly may: Permission }>> = {
  INVESTIGATOR: { name: '调查人', may: 'case.investigate' }, REVIEWER: { name: '审查人', may: 'case.review' }, SUPERVISOR: { name: '主管', may: 'task.assign' },
  COMMITTEE: { name: '审贷会委员', may: 'committee.vote' }, RISK: { name: '风险管理岗', may: 'customer.release-watch' },
}
export const LIFTING: readonly Permission[] = Object.values(LIFTERS).map(({ may }) => may)
export const REFUSING: readonly Permission[] = ['case.review', 'committee.vote']
