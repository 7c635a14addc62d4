import type { MarkAtHand, MarkItem } from '#loan/contract/domain'
import type { Tx } from '#platform/db'

/** What a mark keeps besides its words. */
export interface MarkDetails {
  readonly how: readonly string[]
  readonly place: string
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
}

/** Everything done with the customer on a file, in the order it was done. */
export async function marksOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_mark as m').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'm.bank_id').onRef('s.staff_id', '=', 'm.marked_by'))
    .selectAll('m').select('s.name as by_name').where('m.bank_id', '=', tx.bankId).where('m.contract_id', '=', contractId).orderBy('m.marked_at').orderBy('m.mark_id').execute()
}
export type MarkRow = Awaited<ReturnType<typeof marksOf>>[number]

/** A mark as the rules see it. */
export function asMark(row: MarkRow): MarkAtHand {
  return { item: row.item as MarkItem, version: row.version, subject: row.subject, by: row.marked_by, byName: row.by_name, on: row.marked_on }
}
