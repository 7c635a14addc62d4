import type { Post } from '#common/staff/domain'
import { unitsInSight } from '#common/staff/server'
import { STEPS, type Step } from '#common/task/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { nameOf } from './name-of.ts'
import { notify } from './notify.ts'
import { noteMove } from './note-move.ts'
import { standInsFor } from './stand-ins.ts'
import { heldBy, refuseOtherPosts, refuseOtherUnit } from './take-task.ts'

/** A person doing something with a task rather than with its case. */
export interface AtTask {
  readonly staff: Staff
  readonly taskId: string
  readonly on: Day
  readonly now: Date
}

type Held = Awaited<ReturnType<typeof holdTask>>

/** A task, held until the transaction ends. One outside the person's sight is not there for him. */
async function holdTask(tx: Tx, taskId: string) {
  const row = await tx.selectFrom('task as t').innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 't.bank_id').onRef('p.case_id', '=', 't.case_id'))
    .selectAll('t').select('p.number').where('t.bank_id', '=', tx.bankId).where('t.task_id', '=', taskId).forUpdate('t').executeTakeFirst()
  if (row === undefined) throw missing('任务')
  return row
}

function refuseClosed(row: Held): void {
  if (row.state !== 'OPEN') throw new Refusal({ code: 'task.not-open', message: `「${STEPS[row.step as Step]}」已办结或取消`, value: row.state, expected: '待办的任务' }, 409)
}

/** Takes a task out of the pool (认领). Of two who reach for it at once one has it, the other reads who. */
export async function claimTask(tx: Tx, work: AtTask) {
  const row = await holdTask(tx, work.taskId)
  refuseOtherPosts(row.posts as Post[], work.staff.posts.map(({ post }) => post))
  await refuseOtherUnit(tx, row, work)
  refuseClosed(row)
  if (row.assignee_id === work.staff.id) return { taskId: work.taskId, assigneeId: work.staff.id }
  if (row.assignee_id !== null) throw heldBy(row.step as Step, await nameOf(tx, row.assignee_id))
  return move(tx, work, row, { move: 'CLAIM', toId: work.staff.id, reason: null })
}

/** Puts a claimed task back into the pool (释放). */
export async function releaseTask(tx: Tx, work: AtTask, reason: string) {
  const row = await holdOwn(tx, work)
  if (row.goes_to !== 'POOL') throw new Refusal({ code: 'task.not-pooled', message: '此任务由流程指定到人，不能释放回岗位池', expected: '退回主管改派' }, 409)
  return move(tx, work, row, { move: 'RELEASE', toId: null, reason })
}

/** Hands a task back with a reason (退回): a pool task to its pool, another stays with its person and the supervisors read why. */
export async function handBack(tx: Tx, work: AtTask, reason: string, supervisors: readonly string[]) {
  const row = await holdOwn(tx, work)
  await tx.updateTable('task').set({ handed_back: row.handed_back + 1 }).where('bank_id', '=', tx.bankId).where('task_id', '=', work.taskId).execute()
  const toId = row.goes_to === 'POOL' ? null : row.assignee_id
  const moved = await move(tx, work, row, { move: 'HAND_BACK', toId, reason })
  for (const staffId of supervisors) await notify(tx, { staffId, kind: 'HANDED_BACK', caseId: row.case_id, says: `${work.staff.name}退回了 ${row.number}「${STEPS[row.step as Step]}」：${reason}`, on: work.on, at: work.now.toISOString() })
  return moved
}

/** Gives a task to a person (派单、改派); a supervisor does it for the units he supervises. */
export async function assignTask(tx: Tx, work: AtTask, assigneeId: string, reason: string | null) {
  const row = await holdTask(tx, work.taskId)
  const units = await unitsInSight(tx, work.staff.posts, 'task.assign')
  if (!units.includes(row.unit_id)) throw missing('任务')
  refuseClosed(row)
  if (row.step === 'VOTE') throw new Refusal({ code: 'task.personal', message: '表决只属于列席的委员本人，不能改派', expected: '由记录人办理补位' }, 409)
  const to = await readAssignee(tx, assigneeId, work.on)
  refuseOtherPosts(row.posts as Post[], to.posts)
  const moved = await move(tx, work, row, { move: 'ASSIGN', toId: assigneeId, reason })
  if (assigneeId !== work.staff.id) await notify(tx, { staffId: assigneeId, kind: 'ASSIGNED', caseId: row.case_id, says: `${work.staff.name}派给您 ${row.number}「${STEPS[row.step as Step]}」`, on: work.on, at: work.now.toISOString() })
  return moved
}

async function readAssignee(tx: Tx, staffId: string, on: Day): Promise<{ posts: Post[] }> {
  const person = await tx.selectFrom('staff').select('status').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  if (person === undefined || person.status !== 'ACTIVE') throw new Refusal({ code: 'task.no-such-person', message: '该员工不存在或已停用', at: '/assigneeId', value: staffId, expected: '在岗的员工' }, 422)
  const posts = await tx.selectFrom('staff_post').select('post').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('from_day', '<=', on)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', on)])).execute()
  return { posts: posts.map(({ post }) => post as Post) }
}

/** A task of this person, or of whom he stands in for. */
async function holdOwn(tx: Tx, work: AtTask): Promise<Held> {
  const row = await holdTask(tx, work.taskId)
  const absent = await standInsFor(tx, work.staff.id, work.on)
  if (row.assignee_id === null || (row.assignee_id !== work.staff.id && !absent.has(row.assignee_id))) {
    throw new Refusal({ code: 'task.not-yours', message: '此任务不在您手上', expected: '您认领或派给您的任务' }, 403)
  }
  refuseClosed(row)
  return row
}

async function move(tx: Tx, work: AtTask, row: Held, { move: how, toId, reason }: { move: 'CLAIM' | 'RELEASE' | 'HAND_BACK' | 'ASSIGN'; toId: string | null; reason: string | null }) {
  const at = work.now.toISOString()
  await tx.updateTable('task').set({ assignee_id: toId, assigned_at: toId === null ? null : at }).where('bank_id', '=', tx.bankId).where('task_id', '=', work.taskId).execute()
  await noteMove(tx, work.taskId, { move: how, by: work.staff.id, toId, reason, on: work.on, at })
  const onBehalfOf = row.assignee_id !== null && row.assignee_id !== work.staff.id && how !== 'ASSIGN' ? row.assignee_id : null
  await record(tx, {
    caseId: row.case_id, act: ACTS[how], who: work.staff.id, businessDate: work.on,
    body: { step: row.step, taskId: work.taskId, before: row.assignee_id, after: toId, ...(reason === null ? {} : { reason }), ...(onBehalfOf === null ? {} : { onBehalfOf }) },
  })
  return { taskId: work.taskId, assigneeId: toId }
}

const ACTS = { CLAIM: 'task.claim', RELEASE: 'task.release', HAND_BACK: 'task.hand-back', ASSIGN: 'task.assign' } as const
