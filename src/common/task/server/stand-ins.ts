import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** Whom this person stands in for on a day (代岗). */
export async function standInsFor(tx: Tx, staffId: string, on: Day): Promise<Set<string>> {
  const rows = await tx.selectFrom('stand_in').select('absent_id').where('bank_id', '=', tx.bankId).where('deputy_id', '=', staffId).where('ended_at', 'is', null)
    .where('from_day', '<=', on).where('until_day', '>', on).execute()
  return new Set(rows.map((row) => row.absent_id))
}

/** Whom this person stands in for on the open business day. */
export async function standInsToday(tx: Tx, staffId: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('stand_in as s').innerJoin('business_day as d', 'd.bank_id', 's.bank_id').select('s.absent_id').where('s.bank_id', '=', tx.bankId).where('d.bank_id', '=', tx.bankId)
    .where('s.deputy_id', '=', staffId).where('s.ended_at', 'is', null).whereRef('s.from_day', '<=', 'd.today').whereRef('s.until_day', '>', 'd.today').execute()
  return new Set(rows.map((row) => row.absent_id))
}
