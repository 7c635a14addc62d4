import { CASE_LIFE, type CaseLife, type FollowedRow, STEPS, type Step, type TaskRow, type Tray } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type Look, poolsOf, selectTasks, taskRow, waitsFor } from './rows.ts'
import { standInsFor } from './stand-ins.ts'
import type { ErrandsOf } from './surroundings.ts'

const SHOWN = 300

/** When this person last looked at each tray. */
async function seenBy(tx: Tx, staffId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('inbox_seen').select(['tray', 'seen_at']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  return new Map(rows.map(({ tray, seen_at: at }) => [tray, at]))
}

/** Notes that a tray was looked at; what comes later is unread. */
export async function markSeen(tx: Tx, staffId: string, tray: string, now: Date): Promise<void> {
  const at = now.toISOString()
  await tx.insertInto('inbox_seen').values({ bank_id: tx.bankId, staff_id: staffId, tray, seen_at: at }).onConflict((conflict) => conflict.columns(['bank_id', 'staff_id', 'tray']).doUpdateSet({ seen_at: at })).execute()
}

/** One tray of the inbox, with the counts of all. Late tasks first, then by due day. */
export async function readTray(tx: Tx, staff: Staff, tray: Tray['tray'], { today, now, errandsOf }: { readonly today: Day; readonly now: Date; readonly errandsOf: ErrandsOf }): Promise<Tray> {
  const seen = await seenBy(tx, staff.id)
  const absent = await standInsFor(tx, staff.id, today)
  const look = { staffId: staff.id, absent, today, now: now.toISOString() }
  const todo = await waitingTasks(tx, staff, { ...look, seenAt: seen.get('TODO') ?? null })
  const lastLook = seen.get('TODO') ?? null
  const errands = (await errandsOf(tx, staff)).map((one) => ({ ...one, unread: lastLook === null || one.askedAt > lastLook }))
  const followed = await followedCases(tx, staff.id, seen.get('FOLLOWED') ?? null)
  const done = tray === 'DONE' ? await doneTasks(tx, { ...look, seenAt: look.now }) : []
  return {
    tray, tasks: tray === 'TODO' ? todo : done, errands: tray === 'TODO' ? errands : [], followed: tray === 'FOLLOWED' ? followed : [],
    counts: {
      todo: todo.length + errands.length, todoUnread: [...todo, ...errands].filter(({ unread }) => unread).length, late: todo.filter(({ due }) => due.mark === 'LATE').length,
      followed: followed.length, followedUnread: followed.filter(({ unread }) => unread).length, notices: await unreadNotices(tx, staff.id),
    },
  }
}

/** Open tasks waiting for a person, the late first. */
export async function waitingTasks(tx: Tx, staff: Pick<Staff, 'id' | 'posts'>, look: Look): Promise<TaskRow[]> {
  const pools = await poolsOf(tx, staff)
  const rows = await selectTasks(tx).where((eb) => waitsFor(eb, staff.id, look.absent, pools)).orderBy('t.opened_at').limit(SHOWN).execute()
  return rows.map((row) => taskRow(row, look)).sort(byUrgency)
}

const RANK = { LATE: 0, TODAY: 1, LATER: 2, NONE: 3 } as const

/** The late first, then what ends today, then by due day. */
export function byUrgency(a: TaskRow, b: TaskRow): number {
  const rank = RANK[a.due.mark] - RANK[b.due.mark]
  if (rank !== 0) return rank
  const [left, right] = [a.due.on ?? a.due.at ?? a.openedAt, b.due.on ?? b.due.at ?? b.openedAt]
  return left < right ? -1 : left > right ? 1 : 0
}

async function doneTasks(tx: Tx, look: Look): Promise<TaskRow[]> {
  const rows = await selectTasks(tx).where('t.closed_by', '=', look.staffId).where('t.state', '=', 'DONE').orderBy('t.closed_at', 'desc').limit(SHOWN).execute()
  return rows.map((row) => taskRow(row, look))
}

async function followedCases(tx: Tx, staffId: string, seenAt: string | null): Promise<FollowedRow[]> {
  const rows = await tx.selectFrom('case_follow as f')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'f.bank_id').onRef('p.case_id', '=', 'f.case_id'))
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'p.bank_id').onRef('c.customer_id', '=', 'p.customer_id'))
    .select(['p.case_id', 'p.number', 'p.product', 'p.amount_fen', 'p.state', 'p.since_at', 'c.name', 'f.since'])
    .select((eb) => eb.selectFrom('task as t').select((agg) => agg.fn.agg<string[]>('array_agg', ['t.step']).as('steps')).where('t.bank_id', '=', tx.bankId).whereRef('t.case_id', '=', 'p.case_id').where('t.state', '=', 'OPEN').as('steps'))
    .where('f.bank_id', '=', tx.bankId).where('f.staff_id', '=', staffId).orderBy('p.since_at', 'desc').limit(SHOWN).execute()
  return rows.map((row) => ({
    caseId: row.case_id, number: row.number, customer: row.name, product: row.product, amountFen: row.amount_fen, state: row.state as CaseLife, stateName: CASE_LIFE[row.state as CaseLife], sinceAt: row.since_at,
    waitsAt: [...new Set(row.steps)].map((step) => STEPS[step as Step]), unread: row.since_at > (seenAt ?? row.since),
  }))
}

/** Notices this person has not seen. */
export async function unreadNotices(tx: Tx, staffId: string): Promise<number> {
  const seenAt = (await seenBy(tx, staffId)).get('NOTICE')
  const { count } = await tx.selectFrom('notification').select((eb) => eb.fn.countAll<number>().as('count')).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId)
    .$if(seenAt !== undefined, (query) => query.where('at', '>', seenAt ?? '')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The last notices of a person. */
export async function readNotices(tx: Tx, staffId: string) {
  const seenAt = (await seenBy(tx, staffId)).get('NOTICE')
  const rows = await tx.selectFrom('notification').select(['notification_id', 'kind', 'case_id', 'says', 'at']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).orderBy('at', 'desc').orderBy('notification_id', 'desc').limit(100).execute()
  return {
    unread: await unreadNotices(tx, staffId),
    notices: rows.map((row) => ({ notificationId: row.notification_id, kind: row.kind, caseId: row.case_id, says: row.says, at: row.at, unread: seenAt === undefined || row.at > seenAt })),
  }
}

/** The open tasks that wait for a person today, the late first. */
export async function tasksWaiting(tx: Tx, staff: Staff, today: Day, now: Date): Promise<TaskRow[]> {
  return waitingTasks(tx, staff, { staffId: staff.id, absent: await standInsFor(tx, staff.id, today), today, now: now.toISOString(), seenAt: null })
}
