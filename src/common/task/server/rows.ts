import { type ExpressionBuilder, type Expression, type SqlBool, sql } from 'kysely'
import type { Post } from '#common/staff/domain'
import { unitsBelow } from '#common/staff/server'
import { type CaseLife, STEPS, type Step, type TaskRow, dueWords } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'

/** Tasks with their case and their people, before they are filtered. */
export function selectTasks(tx: Tx) {
  return tx.selectFrom('task as t')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 't.bank_id').onRef('p.case_id', '=', 't.case_id'))
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'p.bank_id').onRef('c.customer_id', '=', 'p.customer_id'))
    .innerJoin('unit as u', (on) => on.onRef('u.bank_id', '=', 't.bank_id').onRef('u.unit_id', '=', 't.unit_id'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.assignee_id'))
    .leftJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 't.bank_id').onRef('b.staff_id', '=', 't.closed_by'))
    .leftJoin('staff as f', (on) => on.onRef('f.bank_id', '=', 't.bank_id').onRef('f.staff_id', '=', 't.closed_for'))
    .select([
      't.task_id', 't.step', 't.subject', 't.state', 't.goes_to', 't.posts', 't.unit_id', 't.assignee_id', 't.opened_at', 't.assigned_at', 't.due_on', 't.due_at', 't.handed_back', 't.closed_at', 't.closed_by', 't.closed_for',
      'p.case_id', 'p.number', 'p.product', 'p.amount_fen', 'p.state as life', 'c.name as customer', 'u.name as unit', 's.name as assignee_name', 'b.name as closed_by_name', 'f.name as closed_for_name',
    ])
    .select((eb) => eb.selectFrom('task_move as m').select('m.reason').where('m.bank_id', '=', tx.bankId).whereRef('m.task_id', '=', 't.task_id').where('m.move', '=', 'HAND_BACK').orderBy('m.seq', 'desc').limit(1).as('hand_back_reason'))
    .where('t.bank_id', '=', tx.bankId)
}
export type TaskTables = Schema & { t: Schema['task']; p: Schema['case_progress'] }
type Row = Awaited<ReturnType<ReturnType<typeof selectTasks>['execute']>>[number]

/** From where a row is looked at. */
export interface Look {
  readonly staffId: string
  readonly absent: ReadonlySet<string>
  readonly today: Day
  readonly now: string
  /** What came after this is unread. */
  readonly seenAt: string | null
}

/** A task as lists show it. */
export function taskRow(row: Row, { staffId, absent, today, now, seenAt }: Look): TaskRow {
  const due = { dueOn: row.due_on as Day | null, dueAt: row.due_at }
  const step = row.step as Step
  const cameAt = row.assigned_at ?? row.opened_at
  const assignee = person(row.assignee_id, row.assignee_name)
  return {
    taskId: row.task_id, step, stepName: STEPS[step], subject: row.subject, state: row.state as TaskRow['state'],
    case: { caseId: row.case_id, number: row.number, customer: row.customer, product: row.product, amountFen: row.amount_fen, state: row.life as CaseLife, unit: row.unit },
    assignee, posts: row.posts as Post[], pooled: row.goes_to === 'POOL', standsInFor: assignee !== null && assignee.staffId !== staffId && absent.has(assignee.staffId) ? assignee : null,
    openedAt: row.opened_at, due: { on: row.due_on, at: row.due_at, ...(row.state === 'OPEN' ? dueWords(due, today, now) : { mark: 'NONE' as const, says: '' }) },
    handedBack: row.handed_back, handBackReason: row.hand_back_reason, closedAt: row.closed_at,
    closedBy: person(row.closed_by, row.closed_by_name), closedFor: person(row.closed_for, row.closed_for_name), unread: seenAt === null || cameAt > seenAt,
  }
}

function person(staffId: string | null, name: string | null): TaskRow['assignee'] {
  return staffId === null ? null : { staffId, name: name ?? '' }
}

/** The pools this person may take from: each post with the units where it reaches. */
export async function poolsOf(tx: Tx, staff: Pick<Staff, 'posts'>): Promise<readonly { readonly post: Post; readonly units: readonly string[] }[]> {
  const pools = []
  for (const post of new Set(staff.posts.map((held) => held.post))) {
    pools.push({ post, units: await unitsBelow(tx, staff.posts.filter((held) => held.post === post).map(({ unitId }) => unitId)) })
  }
  return pools
}

/** Open tasks that wait for a person: his own, those of whom he stands in for, those he assists with, and his pools. */
export function waitsFor(eb: ExpressionBuilder<TaskTables, 't' | 'p'>, staffId: string, absent: ReadonlySet<string>, pools: Awaited<ReturnType<typeof poolsOf>>): Expression<SqlBool> {
  return eb.and([eb('t.state', '=', 'OPEN'), eb.or([
    eb('t.assignee_id', 'in', [staffId, ...absent]),
    eb.and([eb('t.goes_to', '=', 'LEAD'), eb('p.assist_id', '=', staffId)]),
    ...pools.filter(({ units }) => units.length > 0).map(({ post, units }) => eb.and([eb('t.assignee_id', 'is', null), sql<SqlBool>`${post} = any(${eb.ref('t.posts')})`, eb('t.unit_id', 'in', [...units])])),
  ])])
}
