import { z } from 'zod'

/** The posts of the bank (岗位), with their Chinese names. A member of staff may hold several. */
export const POSTS = {
  OFFICER: '客户经理',
  RELATIONSHIP: '管户岗',
  INVESTIGATION: '尽调岗',
  CENTRAL_OPS: '集中作业岗',
  FIELD: '外勤',
  INSIDE: '内勤',
  BACK_OFFICE: '后台放款',
  RISK_MANAGER: '风险经理',
  INTERNAL_AUDIT: '稽核',
  FINANCE: '财务会计',
  REVIEWER: '审查',
  COMMITTEE_MEMBER: '审贷会委员',
  RECORDER: '审贷会记录员',
  AREA_SUPERVISOR: '区域主管',
  UNIT_HEAD: '部门负责人',
  VICE_PRESIDENT: '主管副行长',
  PRESIDENT: '行长',
  MARKETING_OPS: '营销运营',
  TRAINER: '内训师',
  MENTOR: '导师',
  COLLECTOR: '催收岗',
  LEGAL: '法务',
  SYS_ADMIN: '系统管理员',
} as const satisfies Record<string, string>

export type Post = keyof typeof POSTS
export const Post = z.enum(Object.keys(POSTS) as [Post, ...Post[]]).meta({ title: '岗位' })

/** A post as someone holds it: in a unit, from a day on, until (not including) a day. */
export interface PostHeld {
  readonly post: Post
  readonly unitId: string
}

/** Posts one person may never hold together. `undefined` when `wanted` goes with all of `held`. */
export function incompatiblePost(held: readonly Post[], wanted: Post): Post | undefined {
  return held.find((post) => post !== wanted && (post === 'SYS_ADMIN' || wanted === 'SYS_ADMIN'))
}
