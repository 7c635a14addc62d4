import { type Post, permissionsOf } from '#common/staff/domain'
import { type Day, Refusal } from '#kernel'
import type { Tx } from '#platform/db'

/** Whether someone's posts of this day let him investigate. */
export async function mayInvestigate(tx: Tx, staffId: string, on: Day): Promise<boolean> {
  const posts = await tx.selectFrom('staff_post as p').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id'))
    .select('p.post').where('p.bank_id', '=', tx.bankId).where('p.staff_id', '=', staffId).where('s.status', '=', 'ACTIVE')
    .where('p.from_day', '<=', on).where((eb) => eb.or([eb('p.until_day', 'is', null), eb('p.until_day', '>', on)])).execute()
  return permissionsOf(posts.map(({ post }) => post as Post)).has('case.investigate')
}

/** Refuses (422) someone whose posts do not investigate. */
export async function refuseNoInvestigator(tx: Tx, staffId: string, on: Day, at: string): Promise<void> {
  if (await mayInvestigate(tx, staffId, on)) return
  throw new Refusal({ code: 'application.not-investigator', message: '此人的岗位不做调查', at, value: staffId, expected: '客户经理、尽调岗或外勤' }, 422)
}
