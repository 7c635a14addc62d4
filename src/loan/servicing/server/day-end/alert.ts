import { notify } from '#common/task/server'
import { PERMISSIONS_OF, type Post } from '#common/staff/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** Tells who may run a day-end that it stopped, in Weidai and by the ways out they gave an address for. */
export async function alertOfFailure(tx: Tx, { day, name, unit, says, now }: { readonly day: Day; readonly name: string; readonly unit: string; readonly says: string; readonly now: Date }): Promise<void> {
  const posts = (Object.keys(PERMISSIONS_OF) as Post[]).filter((post) => PERMISSIONS_OF[post].includes('day-end.run'))
  const people = await tx.selectFrom('staff_post as p').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id'))
    .select('p.staff_id').distinct().where('p.bank_id', '=', tx.bankId).where('p.post', 'in', posts).where('p.from_day', '<=', day).where((eb) => eb.or([eb('p.until_day', 'is', null), eb('p.until_day', '>', day)])).where('s.status', '=', 'ACTIVE').orderBy('p.staff_id').execute()
  for (const { staff_id: staffId } of people) await notify(tx, { staffId, kind: 'DAY_END', caseId: null, says: `${day} 日终停在「${name}」（${unit}）：${says}`, on: day, at: now.toISOString() })
}
