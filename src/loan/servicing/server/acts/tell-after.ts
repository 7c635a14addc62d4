import type { Tx } from '#platform/db'
import type { At } from '../at.ts'
import type { NoteHeld } from '../note-at-hand.ts'
import type { NoteAfter } from './write-step.ts'

/** What every fact of an act says; none for a note without a case, of which nobody is told. */
export function factOf({ caseId, row }: Pick<NoteHeld, 'caseId' | 'row'>, by: string, at: At) {
  return caseId === null ? null : { caseId, noteId: row.note_id, by, on: at.on, at: at.now.toISOString() }
}

/** Tells that the money of a case is all back, once its last note is settled. */
export async function tellSettled(tx: Tx, held: Pick<NoteHeld, 'caseId' | 'row'>, after: NoteAfter, by: string, at: At): Promise<void> {
  const common = factOf(held, by, at)
  if (common === null || after.state !== 'SETTLED' || held.row.state === 'SETTLED' || await hasOther(tx, common.noteId, common.caseId)) return
  await at.tell(tx, { ...common, fact: 'loan.settled', lineId: held.row.line_id })
}

/** Whether other money of the case is still out. Asked once the case is held by the fact told before, so that of two notes settled at once one is the last. */
async function hasOther(tx: Tx, noteId: string, caseId: string): Promise<boolean> {
  const other = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('note_id', '<>', noteId).where('state', '=', 'RUNNING').executeTakeFirst()
  return other !== undefined
}
