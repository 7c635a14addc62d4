import type { z } from 'zod'
import type { NewSearch, SearchTarget, Searches } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type AtWork, takeUp } from '../case-at-hand.ts'

/** Logs one public search [S0-53]; a search is kept as it was made. */
export async function logSearch(tx: Tx, work: AtWork, search: z.output<typeof NewSearch>) {
  await takeUp(tx, work, 'attach')
  const searchId = newId()
  await tx.insertInto('public_search').values({ bank_id: tx.bankId, search_id: searchId, case_id: work.caseId, ...search, searched_by: work.staff.id, searched_on: work.on, searched_at: work.now.toISOString() }).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.public-search', who: work.staff.id, businessDate: work.on, body: { searchId, ...search } })
  return { searchId }
}

/** The public searches of a case in the order they were made. */
export async function searchesOf(tx: Tx, caseId: string): Promise<Searches['searches']> {
  const rows = await tx.selectFrom('public_search as q')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'q.bank_id').onRef('s.staff_id', '=', 'q.searched_by'))
    .selectAll('q').select('s.name').where('q.bank_id', '=', tx.bankId).where('q.case_id', '=', caseId).orderBy('q.searched_at').limit(1000).execute()
  return rows.map((row) => ({ searchId: row.search_id, target: row.target as SearchTarget, tool: row.tool, asked: row.asked, found: row.found, says: row.says, by: { staffId: row.searched_by, name: row.name }, at: row.searched_at }))
}
