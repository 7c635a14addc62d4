import { POSTS, type Post } from '#common/staff/domain'
import { unitsBelow } from '#common/staff/server'
import { STEPS, type Step, ruleOf } from '#common/task/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { AtWork } from './at-work.ts'
import { nameOf } from './name-of.ts'
import { noteMove } from './note-move.ts'
import { openTask } from './open-task.ts'
import { standInsFor } from './stand-ins.ts'

/** A task in the hands of the person at work. */
export interface TaskHeld {
  readonly taskId: string
  readonly step: Step
  readonly subject: string
  /** Whose task it is; not the person at work when he stands in or assists. */
  readonly assigneeId: string
  /** The absent colleague in whose place he acts; goes into the act's own record beside his name. */
  readonly onBehalfOf: string | null
  readonly dueOn: Day | null
  readonly dueAt: string | null
}

type Row = Awaited<ReturnType<typeof openTasks>>[number]

/**
 * The open task of this step on this case, taken by this person: a pool task becomes his, his own stays his, that of an absent
 * colleague he does in his place. Refuses 409 when the step is not open or someone else has it, 403 when it is not for his posts.
 */
export async function takeTask(tx: Tx, work: AtWork, step: Step, subject?: string): Promise<TaskHeld> {
  const found = await pick(tx, work, step, subject)
  refusePosts(found.row, work)
  const { row, onBehalfOf } = found
  if (row.assignee_id === null) await refuseOtherUnit(tx, row, work)
  const at = work.now.toISOString()
  await tx.updateTable('task').set({ acted_by: work.staff.id, acted_for: onBehalfOf, acted_at: at, ...(row.assignee_id === null ? { assignee_id: work.staff.id, assigned_at: at } : {}) })
    .where('bank_id', '=', tx.bankId).where('task_id', '=', row.task_id).execute()
  if (row.assignee_id === null) await noteMove(tx, row.task_id, { move: 'CLAIM', by: work.staff.id, toId: work.staff.id, reason: null, on: work.on, at })
  if (onBehalfOf !== null && row.acted_by !== work.staff.id) {
    await noteMove(tx, row.task_id, { move: 'STAND_IN', by: work.staff.id, toId: work.staff.id, reason: null, on: work.on, at })
    await record(tx, { caseId: work.caseId, act: 'task.stand-in', who: work.staff.id, businessDate: work.on, body: { step, onBehalfOf } })
  }
  return { taskId: row.task_id, step, subject: row.subject, assigneeId: row.assignee_id ?? work.staff.id, onBehalfOf, dueOn: row.due_on as Day | null, dueAt: row.due_at }
}

async function pick(tx: Tx, work: AtWork, step: Step, subject: string | undefined): Promise<{ row: Row; onBehalfOf: string | null }> {
  const rows = (await openTasks(tx, work.caseId, step)).filter((row) => subject === undefined || row.subject === subject)
  const own = rows.find((row) => row.assignee_id === work.staff.id)
  if (own !== undefined) return { row: own, onBehalfOf: null }
  const absent = await standInsFor(tx, work.staff.id, work.on)
  const theirs = rows.find((row) => row.assignee_id !== null && absent.has(row.assignee_id))
  if (theirs !== undefined) return { row: theirs, onBehalfOf: theirs.assignee_id }
  const assisting = rows.find((row) => row.goes_to === 'LEAD' && row.assist_id === work.staff.id)
  if (assisting !== undefined) return { row: assisting, onBehalfOf: null }
  const free = rows.find((row) => row.assignee_id === null)
  if (free !== undefined) return { row: free, onBehalfOf: null }
  const [held] = rows
  if (held !== undefined) throw heldBy(step, await nameOf(tx, held.assignee_id))
  if (await mayBeDoneAgain(tx, work.caseId, step)) {
    await openTask(tx, { caseId: work.caseId, step, on: work.on, at: work.now.toISOString() })
    return pick(tx, work, step, subject)
  }
  throw await notOpen(tx, work.caseId, step)
}

/** The open tasks of a step, held until the transaction ends, so that of two who reach for one the second sees who has it. */
function openTasks(tx: Tx, caseId: string, step: Step) {
  return tx.selectFrom('task as t')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 't.bank_id').onRef('p.case_id', '=', 't.case_id'))
    .select(['t.task_id', 't.subject', 't.goes_to', 't.posts', 't.unit_id', 't.assignee_id', 't.acted_by', 't.due_on', 't.due_at', 'p.assist_id'])
    .where('t.bank_id', '=', tx.bankId).where('t.case_id', '=', caseId).where('t.step', '=', step).where('t.state', '=', 'OPEN').orderBy('t.opened_at').forUpdate('t').execute()
}

/** A step done once is done again while what it serves is still under way. */
async function mayBeDoneAgain(tx: Tx, caseId: string, step: Step): Promise<boolean> {
  const { againWhile } = ruleOf(step)
  if (againWhile === undefined) return false
  const open = await tx.selectFrom('task').select('task_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN').where('step', 'in', [...againWhile]).executeTakeFirst()
  return open !== undefined
}

/** The refusal for a task someone else has. */
export function heldBy(step: Step, name: string): Refusal {
  return new Refusal({ code: 'task.held', message: `「${STEPS[step]}」由${name}办理`, value: step, expected: `${name}办结，或退回岗位池、由主管改派` }, 409)
}

async function notOpen(tx: Tx, caseId: string, step: Step): Promise<Refusal> {
  const done = await tx.selectFrom('task').select('state').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('step', '=', step).orderBy('closed_at', 'desc').executeTakeFirst()
  const how = done === undefined ? '尚未到' : done.state === 'DONE' ? '已办结' : '已取消'
  return new Refusal({ code: 'task.not-open', message: `本案「${STEPS[step]}」${how}，现在不能办理`, value: step, expected: '正在等待办理的环节' }, 409)
}

/** A task named for a person is his by name; every other is for the posts the process names. */
function refusePosts(row: Pick<Row, 'posts' | 'goes_to' | 'assignee_id'>, { staff }: Pick<AtWork, 'staff'>): void {
  if (row.goes_to === 'PERSON' && row.assignee_id === staff.id) return
  refuseOtherPosts(row.posts as Post[], staff.posts.map(({ post }) => post))
}

/** Refuses (403) posts the process does not give a step to. */
export function refuseOtherPosts(posts: readonly Post[], held: readonly Post[]): void {
  if (held.some((post) => posts.includes(post))) return
  const names = posts.map((post) => POSTS[post]).join('、')
  throw new Refusal({ code: 'task.other-post', message: `此环节由${names}办理，您的岗位不在其中`, expected: names }, 403)
}

/** A pool is that of the unit and of the units above it. */
export async function refuseOtherUnit(tx: Tx, row: { readonly unit_id: string; readonly posts: readonly string[] }, { staff }: Pick<AtWork, 'staff'>): Promise<void> {
  const units = await unitsBelow(tx, staff.posts.filter(({ post }) => row.posts.includes(post)).map(({ unitId }) => unitId))
  if (units.includes(row.unit_id)) return
  throw new Refusal({ code: 'task.other-unit', message: '此任务在其他机构的岗位池，您的岗位不在该机构', expected: '本机构或上级机构的岗位' }, 403)
}
