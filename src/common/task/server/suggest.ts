import { unitsInSight } from '#common/staff/server'
import type { Candidate, Step, TaskRow } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { candidatesFor } from './floor.ts'
import { processOf } from './process-of.ts'
import { progressOf } from './progress.ts'
import { selectTasks, taskRow } from './rows.ts'

/** Each task with who could do it and whom the load suggests; of several tasks the load of the first counts for the next. */
export async function suggestFor(tx: Tx, staff: Staff, taskIds: readonly string[], today: Day, now: Date): Promise<{ task: TaskRow; suggested: Candidate | null; assist: Candidate | null; candidates: Candidate[] }[]> {
  const units = await unitsInSight(tx, staff.posts, 'task.assign')
  const rows = units.length === 0 ? [] : await selectTasks(tx).where('t.state', '=', 'OPEN').where('t.task_id', 'in', [...taskIds]).where('t.unit_id', 'in', units).orderBy('t.opened_at').execute()
  if (rows.length < new Set(taskIds).size) throw missing('任务')
  const given = new Map<string, number>()
  const suggestions = []
  for (const row of rows) {
    const task = taskRow(row, { staffId: staff.id, absent: new Set(), today, now: now.toISOString(), seenAt: now.toISOString() })
    const forCase = row.step === 'ASSIGN'
    const [step, posts] = forCase ? ['INVESTIGATE' as const, await investigatingPosts(tx, row.case_id, today)] : [row.step as Step, row.posts]
    const found = await candidatesFor(tx, { taskId: row.task_id, unitId: row.unit_id, step, product: row.product, posts }, today)
    const candidates = found.map((one) => ({ ...one, load: one.load + (given.get(one.staffId) ?? 0) }))
    const suggested = leastLoaded(candidates.filter(({ why, staffId }) => why === null && staffId !== row.assignee_id))
    const assist = forCase ? leastLoaded(candidates.filter(({ why, staffId }) => why === null && staffId !== suggested?.staffId)) : null
    if (suggested !== null) given.set(suggested.staffId, (given.get(suggested.staffId) ?? 0) + 1)
    suggestions.push({ task, suggested, assist, candidates })
  }
  return suggestions
}

/** To assign a case is to name who investigates it, so those who could are the candidates. */
async function investigatingPosts(tx: Tx, caseId: string, today: Day): Promise<readonly string[]> {
  return (await processOf(tx, await progressOf(tx, caseId), today)).organisation.process.INVESTIGATE.posts
}

/** In the same unit before others, there the one with the least in hand. */
function leastLoaded(candidates: readonly Candidate[]): Candidate | null {
  return candidates.toSorted((a, b) => Number(b.sameUnit) - Number(a.sameUnit) || a.load - b.load || b.doneProduct - a.doneProduct)[0] ?? null
}
