import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { caseScope, inScope } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

/** Keeps a query on `note as n` to the notes this person's posts open: those of the cases he sees; one without a case is seen by its unit and by who manages its customer. */
export async function noteSight(tx: Tx, staff: Staff): Promise<RawBuilder<SqlBool>> {
  const scope = await caseScope(tx, staff)
  if (scope.all) return sql<SqlBool>`true`
  const cases = tx.selectFrom('application as a').select('a.case_id').where('a.bank_id', '=', tx.bankId).where(sql<SqlBool>`a.case_id = n.case_id`).where((eb) => inScope(eb, scope))
  // The cheap question first: most notes of a book are decided by their unit.
  return sql<SqlBool>`(n.case_id is null and n.unit_id = any(${scope.units}::uuid[]) or exists (${cases})
    or n.case_id is null and exists (select from customer k where k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id and k.manager_id = any(${scope.staffIds}::uuid[])))`
}

/** Whether this person's posts open a note; to who may not see it, it does not exist. */
export async function seesNote(tx: Tx, staff: Staff, noteId: string): Promise<boolean> {
  const seen = await tx.selectFrom('note as n').select('n.note_id').where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', noteId).where(await noteSight(tx, staff)).executeTakeFirst()
  return seen !== undefined
}
