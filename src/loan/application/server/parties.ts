import { maskIdNumber, maskPhone } from '#common/customer/domain'
import type { AtWork } from '#common/task/server'
import type { NewParty, Party, PartyRole } from '#loan/application/domain'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { holdOpen, noteAct } from './held.ts'

/** Puts people beside the applicant on the case; identifiers are sealed, lists show four digits. Returns their ids in the same order. */
export async function writeParties(tx: Tx, { staff, caseId, on, now }: AtWork, parties: readonly NewParty[]): Promise<string[]> {
  const ids: string[] = []
  for (const party of parties) {
    const partyId = newId()
    await refuseUnknownCustomer(tx, party.customerId)
    await tx.insertInto('application_party').values({
      bank_id: tx.bankId, party_id: partyId, case_id: caseId, role: party.role, name: party.name, relation: party.relation, customer_id: party.customerId,
      ...sealedId(tx, partyId, party.idNumber), ...sealedPhone(tx, partyId, party.phone), added_by: staff.id, added_on: on, added_at: now.toISOString(),
    }).execute()
    ids.push(partyId)
  }
  return ids
}

const place = (tx: Tx, partyId: string, field: string): string => `${tx.bankId}/application_party/${partyId}/${field}`

function sealedId(tx: Tx, partyId: string, idNumber: string | null) {
  if (idNumber === null) return { id_number_cipher: null, id_number_key: null, id_number_masked: null, id_number_hash: null }
  const { cipher, keyId } = tx.keys.seal(idNumber, place(tx, partyId, 'id_number'))
  return { id_number_cipher: cipher, id_number_key: keyId, id_number_masked: maskIdNumber(idNumber), id_number_hash: tx.keys.searchHash(tx.bankId, 'ID_NUMBER', idNumber) }
}

function sealedPhone(tx: Tx, partyId: string, phone: string | null) {
  if (phone === null) return { phone_cipher: null, phone_key: null, phone_masked: null, phone_hash: null }
  const { cipher, keyId } = tx.keys.seal(phone, place(tx, partyId, 'phone'))
  return { phone_cipher: cipher, phone_key: keyId, phone_masked: maskPhone(phone), phone_hash: tx.keys.searchHash(tx.bankId, 'PHONE', phone) }
}

async function refuseUnknownCustomer(tx: Tx, customerId: string | null): Promise<void> {
  if (customerId === null) return
  const known = await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirst()
  if (known === undefined) throw missing('关系人对应的客户')
}

/** Adds someone after filing. */
export async function addParty(tx: Tx, work: AtWork, party: NewParty): Promise<string> {
  await holdOpen(tx, work)
  const [partyId] = await writeParties(tx, work, [party])
  await noteAct(tx, work, 'add-party', { partyId, role: party.role, name: party.name, relation: party.relation })
  return partyId!
}

/** Takes someone off the case for a reason; the row and the consents stay. */
export async function removeParty(tx: Tx, work: AtWork, partyId: string, reason: string): Promise<void> {
  await holdOpen(tx, work)
  const row = await tx.updateTable('application_party').set({ removed_by: work.staff.id, removed_at: work.now.toISOString(), remove_reason: reason })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('party_id', '=', partyId).where('removed_at', 'is', null).returning(['role', 'name']).executeTakeFirst()
  if (row === undefined) throw missing('关系人')
  await noteAct(tx, work, 'remove-party', { partyId, role: row.role, name: row.name, reason })
}

/** The people of a case beside the applicant. */
export async function readParties(tx: Tx, caseId: string): Promise<Party[]> {
  const rows = await tx.selectFrom('application_party as p').leftJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'p.bank_id').onRef('c.customer_id', '=', 'p.customer_id'))
    .select(['p.party_id', 'p.role', 'p.name', 'p.relation', 'p.customer_id', 'c.number', 'p.id_number_masked', 'p.phone_masked', 'c.id_number_masked as known_id', 'c.phone_masked as known_phone'])
    .where('p.bank_id', '=', tx.bankId).where('p.case_id', '=', caseId).where('p.removed_at', 'is', null).orderBy('p.added_at').orderBy('p.party_id').execute()
  return rows.map((row) => ({
    partyId: row.party_id, role: row.role as PartyRole, name: row.name, relation: row.relation, customer: row.customer_id === null || row.number === null ? null : { customerId: row.customer_id, number: row.number },
    // Who is a customer himself has both on his own file.
    idNumberMasked: row.id_number_masked ?? row.known_id, phoneMasked: row.phone_masked ?? row.known_phone,
  }))
}
