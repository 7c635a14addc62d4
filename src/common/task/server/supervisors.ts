import { sql } from 'kysely'
import type { Post } from '#common/staff/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

const SUPERVISING: readonly Post[] = ['AREA_SUPERVISOR', 'UNIT_HEAD']

/** Who supervises a unit: the supervisors and heads of the unit itself, else of the nearest unit above that has any. */
export async function supervisorsOf(tx: Tx, unitId: string, on: Day): Promise<{ readonly staffId: string; readonly post: Post }[]> {
  const { rows } = await sql<{ staff_id: string; post: Post; depth: number }>`
    with recursive above (unit_id, parent_id, depth) as (
      select u.unit_id, u.parent_id, 0 from unit as u where u.bank_id = ${tx.bankId} and u.unit_id = ${unitId}
      union all
      select u.unit_id, u.parent_id, a.depth + 1 from above as a join unit as u on u.bank_id = ${tx.bankId} and u.unit_id = a.parent_id
    ) select p.staff_id, p.post, a.depth from above as a
      join staff_post as p on p.bank_id = ${tx.bankId} and p.unit_id = a.unit_id and p.post = any(${[...SUPERVISING]}::text[])
        and p.from_day <= ${on} and (p.until_day is null or p.until_day > ${on})
      join staff as s on s.bank_id = ${tx.bankId} and s.staff_id = p.staff_id and s.status = 'ACTIVE'
      order by a.depth, p.post desc, p.from_day, p.staff_id`.execute(tx)
  const nearest = rows[0]?.depth
  return rows.filter(({ depth }) => depth === nearest).map((row) => ({ staffId: row.staff_id, post: row.post }))
}

/** The head of a unit: who answers for what nobody there has claimed. */
export async function headOf(tx: Tx, unitId: string, on: Day): Promise<string | null> {
  const all = await supervisorsOf(tx, unitId, on)
  return (all.find(({ post }) => post === 'UNIT_HEAD') ?? all[0])?.staffId ?? null
}

/** The supervisors of the unit a task lies in. */
export async function supervisorsFor(tx: Tx, taskId: string, on: Day): Promise<string[]> {
  const task = await tx.selectFrom('task').select('unit_id').where('bank_id', '=', tx.bankId).where('task_id', '=', taskId).executeTakeFirst()
  return task === undefined ? [] : [...new Set((await supervisorsOf(tx, task.unit_id, on)).map(({ staffId }) => staffId))]
}
