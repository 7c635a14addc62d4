import { sql } from 'kysely'
import { unitsInSight } from '#common/staff/server'
import { type Candidate, STEPS, STEP_CODES, type Station, type Step, type TaskRow, isLate } from '#common/task/domain'
import { type Day, addDays, daysBetween } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { byUrgency } from './inbox.ts'
import { selectTasks, taskRow } from './rows.ts'

/** Days over which station time and return rate are taken. */
const WINDOW = 30
const SHOWN = 500

/** The stations of the floor this person oversees, in the order of the path. */
export async function readFloor(tx: Tx, staff: Staff, today: Day, now: Date): Promise<{ stations: Station[]; unassignedThisEvening: number }> {
  const units = await unitsInSight(tx, staff.posts, 'task.floor')
  const open = await openOnFloor(tx, units)
  const closed = await closedOnFloor(tx, units, today)
  const stations = STEP_CODES.map((step) => station(step, open.filter((row) => row.step === step), closed.find((row) => row.step === step), today, now))
  return { stations, unassignedThisEvening: open.filter((row) => row.step === 'ASSIGN' && (row.due_on === null || row.due_on <= today)).length }
}

type Open = Awaited<ReturnType<typeof openOnFloor>>[number]
type Closed = Awaited<ReturnType<typeof closedOnFloor>>[number]

function openOnFloor(tx: Tx, units: readonly string[]) {
  return tx.selectFrom('task as t').leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.assignee_id'))
    .select(['t.step', 't.opened_at', 't.opened_on', 't.assignee_id', 't.due_on', 't.due_at', 't.met_at', 's.name']).where('t.bank_id', '=', tx.bankId).where('t.state', '=', 'OPEN')
    .where('t.unit_id', 'in', units.length === 0 ? [NOWHERE] : [...units]).orderBy('t.opened_at').execute()
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

function closedOnFloor(tx: Tx, units: readonly string[], today: Day) {
  return tx.selectFrom('task as t').select((eb) => [
    't.step', eb.fn.countAll<number>().as('closed'), sql<number>`count(*) filter (where t.closed_on = ${today})`.as('done_today'),
    sql<number>`round(avg(extract(epoch from t.closed_at - t.opened_at)) / 60)`.as('mean_minutes'),
    sql<number>`count(*) filter (where t.handed_back > 0 or t.closed_fact like '%.returned')`.as('returned'),
  ]).where('t.bank_id', '=', tx.bankId).where('t.state', '=', 'DONE').where('t.closed_on', '>', addDays(today, -WINDOW)).where('t.unit_id', 'in', units.length === 0 ? [NOWHERE] : [...units])
    .groupBy('t.step').execute()
}

function station(step: Step, open: readonly Open[], closed: Closed | undefined, today: Day, now: Date): Station {
  const late = (row: Open): boolean => row.met_at === null && isLate({ dueOn: row.due_on as Day | null, dueAt: row.due_at }, today, now.toISOString())
  const people = new Map<string, Station['people'][number]>()
  for (const row of open) {
    if (row.assignee_id === null) continue
    const before = people.get(row.assignee_id) ?? { staffId: row.assignee_id, name: row.name ?? '', load: 0, late: 0 }
    people.set(row.assignee_id, { ...before, load: before.load + 1, late: before.late + (late(row) ? 1 : 0) })
  }
  const [oldest] = open
  return {
    step, name: STEPS[step], waiting: open.length, late: open.filter(late).length, unclaimed: open.filter((row) => row.assignee_id === null).length,
    oldestAt: oldest?.opened_at ?? null, oldestDays: oldest === undefined ? null : daysBetween(oldest.opened_on as Day, today),
    meanMinutes: closed === undefined ? null : Number(closed.mean_minutes), doneToday: Number(closed?.done_today ?? 0), returned: Number(closed?.returned ?? 0), closed: Number(closed?.closed ?? 0),
    people: [...people.values()].sort((a, b) => b.load - a.load),
  }
}

/** The open tasks of one station, the late first. */
export async function stationTasks(tx: Tx, staff: Staff, step: Step, today: Day, now: Date): Promise<TaskRow[]> {
  const units = await unitsInSight(tx, staff.posts, 'task.floor')
  if (units.length === 0) return []
  const rows = await selectTasks(tx).where('t.state', '=', 'OPEN').where('t.step', '=', step).where('t.unit_id', 'in', units).orderBy('t.opened_at').limit(SHOWN).execute()
  return rows.map((row) => taskRow(row, { staffId: staff.id, absent: new Set(), today, now: now.toISOString(), seenAt: now.toISOString() })).sort(byUrgency)
}

/** Cases taken in today or before and given to nobody, when the evening comes [S2-45]. */
export async function unassigned(tx: Tx, staff: Staff, today: Day, now: Date): Promise<TaskRow[]> {
  return (await stationTasks(tx, staff, 'ASSIGN', today, now)).filter(({ due }) => due.on === null || due.on <= today)
}

/** Who could do a task: experience, load and place of each, the least loaded of the same unit first. */
export async function candidatesFor(tx: Tx, task: { readonly taskId: string; readonly unitId: string; readonly step: Step; readonly product: string; readonly posts: readonly string[] }, today: Day): Promise<Candidate[]> {
  const { rows } = await sql<{ staff_id: string; name: string; unit: string; unit_id: string; load: string; late: string; done: string; done_product: string; away: boolean }>`
    select s.staff_id, s.name, u.name as unit, s.unit_id,
      (select count(*) from task t where t.bank_id = ${tx.bankId} and t.assignee_id = s.staff_id and t.state = 'OPEN') as load,
      (select count(*) from task t where t.bank_id = ${tx.bankId} and t.assignee_id = s.staff_id and t.state = 'OPEN' and t.breached_on is not null) as late,
      (select count(*) from task t where t.bank_id = ${tx.bankId} and t.closed_by = s.staff_id and t.state = 'DONE' and t.step = ${task.step}) as done,
      (select count(*) from task t join case_progress p on p.bank_id = ${tx.bankId} and p.case_id = t.case_id
        where t.bank_id = ${tx.bankId} and t.closed_by = s.staff_id and t.state = 'DONE' and t.step = ${task.step} and p.product = ${task.product}) as done_product,
      exists (select from stand_in i where i.bank_id = ${tx.bankId} and i.absent_id = s.staff_id and i.ended_at is null and i.from_day <= ${today} and i.until_day > ${today}) as away
    from staff s join unit u on u.bank_id = ${tx.bankId} and u.unit_id = s.unit_id
    where s.bank_id = ${tx.bankId} and s.status = 'ACTIVE' and exists (
      select from staff_post p where p.bank_id = ${tx.bankId} and p.staff_id = s.staff_id and p.post = any(${[...task.posts]}::text[]) and p.from_day <= ${today} and (p.until_day is null or p.until_day > ${today}))
    limit 200`.execute(tx)
  return rows.map((row) => ({
    staffId: row.staff_id, name: row.name, unit: row.unit, sameUnit: row.unit_id === task.unitId, done: Number(row.done), doneProduct: Number(row.done_product), load: Number(row.load), late: Number(row.late),
    why: row.away ? '请假中，由代岗人办理' : null,
  })).sort((a, b) => Number(a.why !== null) - Number(b.why !== null) || Number(b.sameUnit) - Number(a.sameUnit) || a.load - b.load || b.doneProduct - a.doneProduct)
}
