import { Refusal, type Day } from '#kernel'
import { closeSessionsOf, hashPassword, unlock } from '#platform/auth'
import { newId, type Tx } from '#platform/db'
import { missing } from '#platform/http'
import { POSTS, checkPassword, incompatiblePost, type Post, type PostWanted, type StaffChange } from '#common/staff/domain'
import { readUnit } from './unit-store.ts'

export interface NewMember {
  readonly login: string
  readonly name: string
  readonly unitId: string
  readonly posts?: readonly PostWanted[]
}

export interface Member {
  readonly staffId: string
  readonly login: string
  readonly name: string
  readonly unitId: string
  readonly status: string
}

/** Puts a person on the list, with posts from `today` on. Without a password nobody can sign in as this person. Returns the id. */
export async function createStaff(tx: Tx, member: NewMember, today: Day): Promise<string> {
  await readUnit(tx, member.unitId)
  const taken = await tx.selectFrom('staff').select('staff_id').where('bank_id', '=', tx.bankId).where('login', '=', member.login).executeTakeFirst()
  if (taken !== undefined) throw new Refusal({ code: 'staff.login-taken', message: `登录名「${member.login}」已被使用`, at: '/login', value: member.login, expected: '本行未使用的登录名' }, 409)
  const staffId = newId()
  await tx.insertInto('staff').values({ bank_id: tx.bankId, staff_id: staffId, login: member.login, name: member.name, unit_id: member.unitId, status: 'ACTIVE' }).execute()
  for (const post of member.posts ?? []) await assignPost(tx, staffId, post, today)
  return staffId
}

/** Gives a post; refuses one that does not go with a post already held. Returns the id of the assignment. */
export async function assignPost(tx: Tx, staffId: string, wanted: PostWanted, today: Day): Promise<string> {
  await lockStaff(tx, staffId)
  await readUnit(tx, wanted.unitId)
  const from = wanted.from ?? today
  if (from < today) throw new Refusal({ code: 'staff.post-in-the-past', message: '任职起始日不得早于营业日', at: '/from', value: from, expected: `${today} 或之后` }, 422)
  const held = await tx.selectFrom('staff_post').select(['post', 'unit_id', 'until_day']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId)
    .where((or) => or.or([or('until_day', 'is', null), or('until_day', '>', today)])).execute()
  refuseTogether(held.map(({ post }) => post as Post), wanted.post)
  if (held.some(({ post, unit_id, until_day }) => post === wanted.post && unit_id === wanted.unitId && until_day === null)) {
    throw new Refusal({ code: 'staff.post-held', message: `已在该机构担任「${POSTS[wanted.post]}」`, at: '/post', value: wanted.post }, 409)
  }
  const staffPostId = newId()
  await tx.insertInto('staff_post').values({ bank_id: tx.bankId, staff_post_id: staffPostId, staff_id: staffId, post: wanted.post, unit_id: wanted.unitId, from_day: from, until_day: null }).execute()
  return staffPostId
}

function refuseTogether(held: readonly Post[], wanted: Post): void {
  const other = incompatiblePost(held, wanted)
  if (other === undefined) return
  throw new Refusal({ code: 'staff.posts-incompatible', message: `「${POSTS[wanted]}」与已任的「${POSTS[other]}」不相容`, at: '/post', value: wanted, expected: '系统管理员不兼任任何业务岗位' }, 422)
}

/** Ends a post with the business day: from this instant its permissions are gone. */
export async function withdrawPost(tx: Tx, staffId: string, staffPostId: string, today: Day): Promise<{ post: Post; unitId: string }> {
  const row = await tx.selectFrom('staff_post').select(['post', 'unit_id', 'from_day']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId)
    .where('staff_post_id', '=', staffPostId).where('until_day', 'is', null).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('该任职')
  await tx.updateTable('staff_post').set({ until_day: row.from_day > today ? row.from_day : today })
    .where('bank_id', '=', tx.bankId).where('staff_post_id', '=', staffPostId).execute()
  return { post: row.post as Post, unitId: row.unit_id }
}

/** Suspends (and signs out) or restores; returns the person as before. */
export async function setStatus(tx: Tx, staffId: string, status: 'ACTIVE' | 'SUSPENDED'): Promise<Member> {
  const before = await lockStaff(tx, staffId)
  if (before.status === status) throw new Refusal({ code: 'staff.status', message: status === 'ACTIVE' ? '该用户本来就在用' : '该用户已停用', value: status }, 409)
  await tx.updateTable('staff').set({ status }).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  if (status === 'SUSPENDED') await closeSessionsOf(tx, staffId)
  return before
}

/** Changes name or unit; returns the person as before. */
export async function changeStaff(tx: Tx, staffId: string, change: StaffChange): Promise<Member> {
  const before = await lockStaff(tx, staffId)
  if (change.unitId !== undefined) await readUnit(tx, change.unitId)
  await tx.updateTable('staff').set({ name: change.name ?? before.name, unit_id: change.unitId ?? before.unitId })
    .where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  return before
}

export interface NewPassword {
  readonly password: string
  /** Set by somebody else: the person must choose a new one. */
  readonly mustChange: boolean
  readonly now: Date
  /** The session that stays open; all others end. */
  readonly except?: string
}

/** Sets a password, ends the person's sessions and forgets wrong tries. */
export async function setPassword(tx: Tx, staffId: string, { password, mustChange, now, except }: NewPassword): Promise<void> {
  const { login, name } = await lockStaff(tx, staffId)
  checkPassword(password, { login, name })
  const values = { password_hash: await hashPassword(password), must_change: mustChange, changed_at: now.toISOString() }
  await tx.insertInto('credential').values({ bank_id: tx.bankId, staff_id: staffId, ...values })
    .onConflict((conflict) => conflict.columns(['bank_id', 'staff_id']).doUpdateSet(values)).execute()
  await closeSessionsOf(tx, staffId, except)
  await unlock(tx, login)
}

async function lockStaff(tx: Tx, staffId: string): Promise<Member> {
  const row = await tx.selectFrom('staff').select(['staff_id', 'login', 'name', 'unit_id', 'status']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('该用户')
  return { staffId: row.staff_id, login: row.login, name: row.name, unitId: row.unit_id, status: row.status }
}
