import { z } from 'zod'
import { isDay } from '#kernel'
import { PERMISSIONS, type Permission } from './permission.ts'
import { Post } from './post.ts'

const Id = z.uuid()
const CivilDay = z.string().refine(isDay, { error: '须为存在的日期 YYYY-MM-DD' })
const Name = z.string().trim().min(1).max(40).meta({ title: '姓名' })
/** Employee number or short name; lower case, so that it is typed the same everywhere. */
const Login = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, { error: '须为 2 至 32 位小写字母、数字或 . _ -' }).meta({ title: '登录名' })
const Password = z.string().min(1).max(128).meta({ title: '密码', secret: true })
const UnitId = Id.meta({ title: '机构' })
const UnitCode = z.string().trim().regex(/^[A-Za-z0-9-]{1,20}$/, { error: '须为 1 至 20 位字母、数字或 -' }).meta({ title: '机构代号' })
const UnitName = z.string().trim().min(1).max(60).meta({ title: '机构名称' })

export const BankCode = z.string().trim().min(1).max(40).meta({ title: '银行' })
export const SignIn = z.strictObject({ bank: BankCode, login: Login, password: Password })
export type SignIn = z.output<typeof SignIn>

export const ChangePassword = z.strictObject({ current: Password.meta({ title: '现密码', secret: true }), password: Password.meta({ title: '新密码', secret: true }) })
export type ChangePassword = z.output<typeof ChangePassword>

export const PostWanted = z.strictObject({ post: Post, unitId: UnitId, from: CivilDay.optional().meta({ title: '起始日' }) })
export type PostWanted = z.output<typeof PostWanted>

export const NewStaff = z.strictObject({ login: Login, name: Name, unitId: UnitId, posts: z.array(PostWanted).max(10).default([]).meta({ title: '岗位' }) })
export type NewStaff = z.output<typeof NewStaff>

export const StaffChange = z.strictObject({ name: Name.optional(), unitId: UnitId.optional() })
export type StaffChange = z.output<typeof StaffChange>

export const ResetPassword = z.strictObject({ password: Password })
export const Reason = z.strictObject({ reason: z.string().trim().min(1).max(200).meta({ title: '理由' }) })

export const NewUnit = z.strictObject({ parentId: UnitId, code: UnitCode, name: UnitName })
export type NewUnit = z.output<typeof NewUnit>
export const UnitChange = z.strictObject({ parentId: UnitId.optional(), name: UnitName.optional() })
export type UnitChange = z.output<typeof UnitChange>

export const StaffRef = z.strictObject({ staffId: Id.meta({ title: '用户' }) })
export const StaffPostRef = z.strictObject({ staffId: Id.meta({ title: '用户' }), staffPostId: Id.meta({ title: '任职' }) })
export const UnitRef = z.strictObject({ unitId: UnitId })

export const Bank = z.object({
  code: z.string(), name: z.string(),
  /** Everything in it is invented, to try Weidai out. */
  demonstration: z.boolean(),
})
export type Bank = z.output<typeof Bank>
export const Unit = z.object({ unitId: Id, parentId: Id.nullable(), code: z.string(), name: z.string() })
export type Unit = z.output<typeof Unit>

export const StaffPost = z.object({ staffPostId: Id, post: Post, unitId: Id, from: CivilDay, until: CivilDay.nullable() })
export const StaffStatus = z.enum(['ACTIVE', 'SUSPENDED']).meta({ title: '状态' })
export const StaffRow = z.object({ staffId: Id, login: z.string(), name: z.string(), unitId: Id, status: StaffStatus, /** No password set yet, one set by somebody else, or the person's own. */
  password: z.enum(['NONE', 'TO_CHANGE', 'OWN']), posts: z.array(StaffPost) })
export type StaffRow = z.output<typeof StaffRow>

/** A list is read in pages of 100, in order of the login; `after` is the last login seen. */
export const StaffQuery = z.strictObject({ search: z.string().trim().max(40).optional().meta({ title: '姓名或登录名' }), unitId: UnitId.optional(), status: StaffStatus.optional(), after: z.string().max(40).optional() })
export type StaffQuery = z.output<typeof StaffQuery>
export const StaffPage = z.object({ rows: z.array(StaffRow), next: z.string().nullable() })

/** Colleagues as everyone may see them: who, where, which posts. */
export const Colleague = StaffRow.pick({ staffId: true, name: true, unitId: true }).extend({ posts: z.array(Post) })

/** Who is signed in, and what the screens may offer. */
export const Me = z.object({
  staffId: Id, login: z.string(), name: z.string(), bank: Bank, unitId: Id,
  posts: z.array(z.object({ post: Post, unitId: Id })),
  permissions: z.array(z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]])),
  businessDate: CivilDay,
  mustChangePassword: z.boolean(),
  /** Sent back in `X-CSRF-Token` with every write. */
  csrfToken: z.string(),
})
export type Me = z.output<typeof Me>
