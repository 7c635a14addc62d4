import { CASE_LIFE, type CaseFact, type CaseLife, type TaskRow } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { notify } from './notify.ts'
import { readProgress, type Progress } from './progress.ts'
import { selectTasks, taskRow } from './rows.ts'
import { standInsFor } from './stand-ins.ts'

/** Puts a case among those a person follows, or takes it off. */
export async function follow(tx: Tx, staffId: string, caseId: string, follows: boolean, now: Date): Promise<void> {
  if (follows) await tx.insertInto('case_follow').values({ bank_id: tx.bankId, case_id: caseId, staff_id: staffId, since: now.toISOString() }).onConflict((conflict) => conflict.doNothing()).execute()
  else await tx.deleteFrom('case_follow').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('staff_id', '=', staffId).execute()
}

/** Tells those who follow a case that it moved; not who moved it. */
export async function tellFollowers(tx: Tx, fact: CaseFact, { number, state }: Progress): Promise<void> {
  const rows = await tx.selectFrom('case_follow').select('staff_id').where('bank_id', '=', tx.bankId).where('case_id', '=', fact.caseId).where('staff_id', '<>', fact.by).execute()
  for (const row of rows) await notify(tx, { staffId: row.staff_id, kind: 'FOLLOWED', caseId: fact.caseId, says: `您关注的 ${number} 进入「${CASE_LIFE[state]}」`, on: fact.on, at: fact.at })
}

/** All tasks of a case in the order they opened, with its state and whether this person follows it. */
export async function readCaseTasks(tx: Tx, staff: Staff, caseId: string, today: Day, now: Date): Promise<{ state: CaseLife | null; stateName: string; following: boolean; tasks: TaskRow[] }> {
  const progress = await readProgress(tx, caseId)
  const rows = await selectTasks(tx).where('t.case_id', '=', caseId).orderBy('t.opened_at').orderBy('t.task_id').limit(500).execute()
  const followed = await tx.selectFrom('case_follow').select('since').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('staff_id', '=', staff.id).executeTakeFirst()
  const look = { staffId: staff.id, absent: await standInsFor(tx, staff.id, today), today, now: now.toISOString(), seenAt: now.toISOString() }
  return { state: progress?.state ?? null, stateName: progress === undefined ? '' : CASE_LIFE[progress.state], following: followed !== undefined, tasks: rows.map((row) => taskRow(row, look)) }
}
