import type { Tx } from '#platform/db'

/** The unit nothing stands above: whose work is what belongs to no other. */
export async function headOffice(tx: Tx): Promise<string> {
  const { unit_id: unitId } = await tx.selectFrom('unit').select('unit_id').where('bank_id', '=', tx.bankId).where('parent_id', 'is', null).orderBy('unit_id').limit(1).executeTakeFirstOrThrow()
  return unitId
}
