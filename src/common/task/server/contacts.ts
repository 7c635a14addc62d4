import type { Channel, Contacts } from '#common/task/domain'
import type { Tx } from '#platform/db'

/** Where a person is told outside Weidai. */
export async function readContacts(tx: Tx, staffId: string): Promise<Contacts> {
  const rows = await tx.selectFrom('staff_contact').select(['channel', 'address', 'digest']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).orderBy('channel').execute()
  return { contacts: rows.map(({ channel, address, digest }) => ({ channel: channel as Channel, address, digest })) }
}

/** Replaces a person's addresses by these. */
export async function writeContacts(tx: Tx, staffId: string, { contacts }: Contacts, now: Date): Promise<Contacts> {
  await tx.deleteFrom('staff_contact').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).execute()
  for (const { channel, address, digest } of contacts) {
    await tx.insertInto('staff_contact').values({ bank_id: tx.bankId, staff_id: staffId, channel, address, digest, changed_at: now.toISOString() }).onConflict((conflict) => conflict.doNothing()).execute()
  }
  return readContacts(tx, staffId)
}
