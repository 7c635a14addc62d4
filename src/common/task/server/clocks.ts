import { type ExpressionBuilder, type Expression, type SqlBool } from 'kysely'
import { PROCESS, STEPS, type Step } from '#common/task/domain'
import type { Day } from '#kernel'
import { type Tx, newId } from '#platform/db'
import { noteMove } from './note-move.ts'
import { notify } from './notify.ts'
import type { TaskTables } from './rows.ts'
import { headOf, supervisorsOf } from './supervisors.ts'

/** The business day and the instant at which clocks are read. */
export interface Clocks {
  readonly today: Day
  readonly now: Date
}

/** Steps no act can end yet: they remind, and nobody is called to account for them. */
const NOT_ANSWERED_FOR: readonly Step[] = PROCESS.filter(({ closesOn }) => closesOn.length === 0).map(({ step }) => step)

/**
 * The instant at which clocks in hours are read, or one before them all: once the machine's day is past the open business day
 * they stand still until the next is opened, so that a clock that jumps calls nobody to account.
 */
async function hoursNow(tx: Tx, { today, now }: Clocks): Promise<Date> {
  const { zone } = await tx.selectFrom('bank').select('zone').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
  return date <= today ? now : new Date(0)
}

/** Tasks whose time is up and for which nobody answers yet. */
export async function lateTasks(tx: Tx, clocks: Clocks): Promise<string[]> {
  const [{ today }, now] = [clocks, await hoursNow(tx, clocks)]
  const rows = await tx.selectFrom('task as t').select('t.task_id').where('t.bank_id', '=', tx.bankId).where('t.state', '=', 'OPEN').where('t.breached_on', 'is', null).where('t.met_at', 'is', null).where('t.step', 'not in', NOT_ANSWERED_FOR)
    .where((eb) => isOver(eb as unknown as TaskBuilder, 't.due_on', 't.due_at', today, now)).orderBy('t.task_id').limit(MOST).execute()
  return rows.map((row) => row.task_id)
}

/** Tasks of which so much time has gone that the supervisor is told. */
export async function tasksToEscalate(tx: Tx, clocks: Clocks): Promise<string[]> {
  const [{ today }, now] = [clocks, await hoursNow(tx, clocks)]
  const rows = await tx.selectFrom('task as t').select('t.task_id').where('t.bank_id', '=', tx.bankId).where('t.state', '=', 'OPEN').where('t.escalated_at', 'is', null).where('t.breached_on', 'is', null).where('t.met_at', 'is', null)
    .where((eb) => eb.or([eb('t.escalate_on', '<=', today), eb('t.escalate_at', '<=', now.toISOString())])).orderBy('t.task_id').limit(MOST).execute()
  return rows.map((row) => row.task_id)
}

/** Tasks that end with this business day, of people who would want to know. */
export async function tasksToRemind(tx: Tx, today: Day): Promise<string[]> {
  const rows = await tx.selectFrom('task').select('task_id').where('bank_id', '=', tx.bankId).where('state', '=', 'OPEN').where('due_on', '=', today).where('met_at', 'is', null).where('assignee_id', 'is not', null).orderBy('task_id').limit(MOST).execute()
  return rows.map((row) => row.task_id)
}

const MOST = 1000
type TaskBuilder = ExpressionBuilder<TaskTables, 't'>

function isOver(eb: TaskBuilder, day: 't.due_on', instant: 't.due_at', today: Day, now: Date): Expression<SqlBool> {
  return eb.or([eb(day, '<', today), eb(instant, '<', now.toISOString())])
}

function readTask(tx: Tx, taskId: string) {
  return tx.selectFrom('task as t').innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 't.bank_id').onRef('p.case_id', '=', 't.case_id')).selectAll('t').select('p.number')
    .where('t.bank_id', '=', tx.bankId).where('t.task_id', '=', taskId).where('t.state', '=', 'OPEN').forUpdate('t').executeTakeFirst()
}

/**
 * A breach [S3-14]: opens the accountability record of a late task, once. It names who has the task, the deputy when that person is
 * on leave; where nobody had claimed it, the post and the head of the unit.
 */
export async function openAccountability(tx: Tx, taskId: string, { today, now }: Clocks): Promise<string | undefined> {
  const task = await readTask(tx, taskId)
  if (task === undefined || task.breached_on !== null) return undefined
  const at = now.toISOString()
  const headId = await headOf(tx, task.unit_id, today)
  const person = task.assignee_id === null ? null : await deputyOf(tx, task.assignee_id, today) ?? task.assignee_id
  const accountabilityId = newId()
  await tx.insertInto('accountability').values({
    bank_id: tx.bankId, accountability_id: accountabilityId, task_id: taskId, case_id: task.case_id, step: task.step, staff_id: person, post: person === null ? task.posts[0] ?? '' : null, head_id: headId,
    unit_id: task.unit_id, due_on: task.due_on, due_at: task.due_at, opened_on: today, opened_at: at, state: 'OPEN',
  }).execute()
  await tx.updateTable('task').set({ breached_on: today }).where('bank_id', '=', tx.bankId).where('task_id', '=', taskId).execute()
  await noteMove(tx, taskId, { move: 'BREACH', by: null, toId: task.assignee_id, reason: null, on: today, at })
  const says = `${task.number}「${STEPS[task.step as Step]}」已超时，已建立问责记录`
  for (const staffId of new Set([person ?? headId, ...(await supervisorsOf(tx, task.unit_id, today)).map((each) => each.staffId)])) {
    if (staffId !== null) await notify(tx, { staffId, kind: staffId === (person ?? headId) ? 'ACCOUNT' : 'LATE', caseId: task.case_id, says: staffId === (person ?? headId) ? `${says}，请说明` : says, on: today, at })
  }
  return accountabilityId
}

/** Tells the supervisors of the unit that a task will soon be late. */
export async function escalate(tx: Tx, taskId: string, { today, now }: Clocks): Promise<void> {
  const task = await readTask(tx, taskId)
  if (task === undefined || task.escalated_at !== null) return
  const at = now.toISOString()
  await tx.updateTable('task').set({ escalated_at: at }).where('bank_id', '=', tx.bankId).where('task_id', '=', taskId).execute()
  await noteMove(tx, taskId, { move: 'ESCALATE', by: null, toId: task.assignee_id, reason: null, on: today, at })
  for (const { staffId } of await supervisorsOf(tx, task.unit_id, today)) {
    await notify(tx, { staffId, kind: 'ESCALATED', caseId: task.case_id, says: `${task.number}「${STEPS[task.step as Step]}」时限将到${task.assignee_id === null ? '，尚无人认领' : ''}`, on: today, at })
  }
}

/** Reminds who has a task that it ends today. */
export async function remind(tx: Tx, taskId: string, { today, now }: Clocks): Promise<void> {
  const task = await readTask(tx, taskId)
  if (task?.assignee_id === undefined || task.assignee_id === null) return
  await notify(tx, { staffId: task.assignee_id, kind: 'DUE', caseId: task.case_id, says: `${task.number}「${STEPS[task.step as Step]}」今天截止`, on: today, at: now.toISOString() })
}

/** Everything that fell late by this day and instant; what the close of a day does at once. */
export async function findLate(tx: Tx, clocks: Clocks): Promise<number> {
  let found = 0
  for (const taskId of await lateTasks(tx, clocks)) if ((await openAccountability(tx, taskId, clocks)) !== undefined) found++
  return found
}

async function deputyOf(tx: Tx, absentId: string, on: Day): Promise<string | undefined> {
  const row = await tx.selectFrom('stand_in').select('deputy_id').where('bank_id', '=', tx.bankId).where('absent_id', '=', absentId).where('ended_at', 'is', null).where('from_day', '<=', on).where('until_day', '>', on).orderBy('made_at', 'desc').executeTakeFirst()
  return row?.deputy_id
}
