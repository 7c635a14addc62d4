import { movesNothing } from '#common/task/domain'
import { type Day, assert } from '#kernel'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

/** What one case hears. */
export interface HeardOfCase {
  readonly caseId: string
  readonly by: string
}

/**
 * Writes a fact down for many cases at once, in two statements. Only for one that moves nothing: no task opens, closes or
 * begins its clock on it, so all that is left of `moveTasks` is that the case has heard it.
 */
export async function hearMany(tx: Tx, fact: string, heard: readonly HeardOfCase[], { on, at }: { readonly on: Day; readonly at: string }): Promise<void> {
  assert(movesNothing(fact), `${fact} moves tasks and is told case by case`)
  if (heard.length === 0) return
  if (heard.length === 1) return hearOne(tx, fact, heard[0]!, on, at)
  const cases = heard.map(({ caseId }) => caseId)
  const held = sql`select 1 from case_progress where bank_id = ${tx.bankId} and case_id = any(${cases}::uuid[]) order by case_id for update`.execute(tx)
  const written = sql`
    insert into case_fact (bank_id, case_id, seq, fact, by, on_day, at)
    select ${tx.bankId}::int, h.case_id, coalesce((select max(f.seq) from case_fact f where f.bank_id = ${tx.bankId} and f.case_id = h.case_id), 0) + row_number() over (partition by h.case_id order by h.at), ${fact}, h.by, ${on}::date, ${at}::timestamptz
    from unnest(${cases}::uuid[], ${heard.map(({ by }) => by)}::uuid[]) with ordinality as h(case_id, by, at)`.execute(tx)
  await Promise.all([held, written])
}

/** Of one case, in a form whose plan is kept: that of many is made anew each time, which costs more than writing the row. */
async function hearOne(tx: Tx, fact: string, { caseId, by }: HeardOfCase, on: Day, at: string): Promise<void> {
  const held = tx.selectFrom('case_progress').select('state').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).forUpdate().execute()
  const written = sql`
    insert into case_fact (bank_id, case_id, seq, fact, by, on_day, at)
    select ${tx.bankId}::int, ${caseId}::uuid, coalesce(max(f.seq), 0) + 1, ${fact}, ${by}::uuid, ${on}::date, ${at}::timestamptz from case_fact f where f.bank_id = ${tx.bankId} and f.case_id = ${caseId}`.execute(tx)
  await Promise.all([held, written])
}
