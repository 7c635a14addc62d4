import type { Tx } from '#platform/db'

/** What a member of staff is called; read by itself, because a row locked after a wait does not bring the joined name of its new holder. */
export async function nameOf(tx: Tx, staffId: string | null): Promise<string> {
  if (staffId === null) return ''
  const row = await tx.selectFrom('staff').select('name').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  return row?.name ?? ''
}
