import type { Post } from '#common/staff/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { waitingTasks } from './inbox.ts'
import { notify } from './notify.ts'
import { standInsFor } from './stand-ins.ts'

/** Those who asked for the daily digest. */
export async function digestReaders(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('staff_contact as c').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.staff_id')).select('c.staff_id').distinct()
    .where('c.bank_id', '=', tx.bankId).where('c.digest', '=', true).where('s.status', '=', 'ACTIVE').orderBy('c.staff_id').execute()
  return rows.map((row) => row.staff_id)
}

/** The daily digest of one person: what waits, what is late, what ends today. Who has nothing waiting is left alone. */
export async function sendDigest(tx: Tx, staffId: string, today: Day, now: Date): Promise<void> {
  const posts = await tx.selectFrom('staff_post').select(['post', 'unit_id']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).where('from_day', '<=', today)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', today)])).execute()
  const held = posts.map(({ post, unit_id: unitId }) => ({ post: post as Post, unitId }))
  const look = { staffId, absent: await standInsFor(tx, staffId, today), today, now: now.toISOString(), seenAt: null }
  const tasks = await waitingTasks(tx, { id: staffId, posts: held }, look)
  if (tasks.length === 0) return
  const late = tasks.filter(({ due }) => due.mark === 'LATE')
  const ending = tasks.filter(({ due }) => due.mark === 'TODAY')
  const lines = [...late, ...ending].map((task) => `${task.case.number}「${task.stepName}」${task.due.says}`)
  await notify(tx, { staffId, kind: 'DIGEST', caseId: null, says: [`${today} 待办 ${tasks.length} 件，其中超时 ${late.length} 件、今天截止 ${ending.length} 件`, ...lines].join('；'), on: today, at: now.toISOString() })
}
