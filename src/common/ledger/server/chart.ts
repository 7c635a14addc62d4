import { CHART, PURPOSES } from '#common/ledger/domain'
import type { Tx } from '#platform/db'

/** Gives a bank the accounts of the shipped chart it does not have yet; accounts it has keep the names it gave them. Returns how many were added. */
export async function ensureChart(tx: Tx): Promise<number> {
  const shipped = PURPOSES.map((purpose) => ({ bank_id: tx.bankId, purpose, ...CHART[purpose] }))
  const added = await tx.insertInto('ledger_account').values(shipped).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows ?? 0n)
}
