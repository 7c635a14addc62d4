import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { compareDay } from './compare.ts'

/** Balances that come after the day-end of their day are compared when they come, as long as no other day was ended since. */
export async function compareLate(tx: Tx, day: Day): Promise<void> {
  const { ended_on: endedOn } = await tx.selectFrom('business_day').select('ended_on').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  if (endedOn !== day) return
  const units = await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).orderBy('unit_id').execute()
  for (const { unit_id: unitId } of units) await compareDay(tx, day, unitId)
}
