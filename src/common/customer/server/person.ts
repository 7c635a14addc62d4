import { sql } from 'kysely'
import { MERGE_IN_FORCE, personsOf } from '#common/customer/domain'
import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'

/** The files of one person: that of the customer and every file merged with it. Alone, the list holds the customer only. */
export async function samePerson(tx: Tx, customerId: string): Promise<string[]> {
  const root = await personOf(tx, customerId)
  const behind = await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('person_id', '=', root).orderBy('customer_id').execute()
  return [root, ...behind.map((row) => row.customer_id)]
}

/** The file that goes on for this customer: his own unless it was merged into another. */
export async function personOf(tx: Tx, customerId: string): Promise<string> {
  const row = await tx.selectFrom('customer').select('person_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirst()
  return row?.person_id ?? customerId
}

/** Refuses (409) business on a file that stands behind another and says which goes on. */
export async function refuseMerged(tx: Tx, customerId: string): Promise<void> {
  const into = await tx.selectFrom('customer as c').innerJoin('customer as p', (on) => on.onRef('p.bank_id', '=', 'c.bank_id').onRef('p.customer_id', '=', 'c.person_id'))
    .select(['p.number', 'p.name']).where('c.bank_id', '=', tx.bankId).where('c.customer_id', '=', customerId).executeTakeFirst()
  if (into !== undefined) throw new Refusal({ code: 'customer.merged', message: `此档案已并入${into.name}（${into.number}）`, expected: `在 ${into.number} 名下办理` }, 409)
}

/** Holds all files of both persons, in one order, so that merges of the same files follow each other. */
export async function holdFiles(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId)
    .where((eb) => eb.or([eb('customer_id', 'in', customerIds), eb('person_id', 'in', customerIds)])).orderBy('customer_id').forUpdate().execute()
}

/** Writes anew which file each of these stands behind, from the merges in force: the pointers are the truth, the column is their answer. */
export async function settlePersons(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const merges = await tx.selectFrom('customer_merge').select(['customer_id', 'into_id']).where('bank_id', '=', tx.bankId).where('state', 'in', [...MERGE_IN_FORCE]).execute()
  const persons = personsOf(new Map(merges.map((row) => [row.customer_id, row.into_id])), customerIds)
  for (const [customerId, personId] of persons) {
    await tx.updateTable('customer').set({ person_id: personId }).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where(sql<boolean>`person_id is distinct from ${personId}`).execute()
  }
}
