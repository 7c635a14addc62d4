import { sql } from 'kysely'
import type { Day } from '#kernel'
import { type NoteAtHand, type OnAccounts, onAccounts } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** A note before and after an act. */
export interface Moved {
  readonly row: { readonly note_id: string; readonly book: string }
  readonly before: NoteAtHand
  readonly after: NoteAtHand
}

/**
 * Keeps what of a note stands on accounts beside its plan, as of the business day of the act, where the act changed it: the
 * sub-ledger the day-end compares those accounts with. Of nearly all notes there is never a row.
 */
export async function keepOnAccounts(tx: Tx, moved: readonly Moved[], on: Day): Promise<void> {
  const changed = moved.filter(({ row, before, after }) => row.book === 'BOOK' && differs(onAccounts(before), onAccounts(after)))
  if (changed.length === 0) return
  const rows = changed.map(({ row, after }) => {
    const { suspenseFen, costsFen, writtenOffFen, claimFen, refundFen } = onAccounts(after)
    return { bank_id: tx.bankId, note_id: row.note_id, business_day: on, suspense_fen: suspenseFen, costs_fen: costsFen, written_off_fen: writtenOffFen, claim_fen: claimFen, refund_fen: refundFen }
  })
  await tx.insertInto('note_beside').values(rows).onConflict((conflict) => conflict.columns(['bank_id', 'note_id', 'business_day']).doUpdateSet({
    suspense_fen: sql<number>`excluded.suspense_fen`, costs_fen: sql<number>`excluded.costs_fen`, written_off_fen: sql<number>`excluded.written_off_fen`, claim_fen: sql<number>`excluded.claim_fen`, refund_fen: sql<number>`excluded.refund_fen`,
  })).execute()
}

function differs(before: OnAccounts, after: OnAccounts): boolean {
  return (Object.keys(before) as (keyof OnAccounts)[]).some((key) => before[key] !== after[key])
}
