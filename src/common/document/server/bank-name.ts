import type { Tx } from '#platform/db'

/** The name of the bank at work, as its papers carry it. */
export async function bankName(tx: Tx): Promise<string> {
  return (await tx.selectFrom('bank as b').select('b.name').where('b.bank_id', '=', tx.bankId).executeTakeFirstOrThrow()).name
}
