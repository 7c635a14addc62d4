import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** The next number a bank gives out under `name` in `period`, written as `written` says; its counter row is held until the transaction ends. */
export async function nextNumber(tx: Tx, name: string, period: string, written: (count: number) => string): Promise<string> {
  const { last_number: count } = await tx.insertInto('counter').values({ bank_id: tx.bankId, name, period, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` }))
    .returning('last_number').executeTakeFirstOrThrow()
  return written(count)
}
