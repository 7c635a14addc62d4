import { maskIdNumber, maskPhone } from '#common/customer/domain'
import type { AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import { type AddParty, PARTY_ROLES } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { takeFile } from './held.ts'

/** Where a sealed identifier of a party belongs. */
export function partyPlace(bankId: number, partyId: string, which: 'id_number' | 'phone'): string {
  return `${bankId}/contract_party/${partyId}/${which}`
}

/** Those who sign besides the borrower, in the order they were entered. */
export async function partiesOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_party').selectAll().where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('removed_at', 'is', null).orderBy('added_at').orderBy('party_id').execute()
}
export type PartyRow = Awaited<ReturnType<typeof partiesOf>>[number]

/** Enters a spouse, co-borrower or guarantor; before the papers are drawn up, because they name everyone. */
export async function addParty(tx: Tx, work: AtWork, party: AddParty): Promise<{ partyId: string }> {
  const held = await takeFile(tx, work)
  refuseDrawnUp(held.state)
  const { id_number_hash: own } = await tx.selectFrom('customer').select('id_number_hash').where('bank_id', '=', tx.bankId).where('customer_id', '=', held.customerId).executeTakeFirstOrThrow()
  const hash = tx.keys.searchHash(tx.bankId, 'ID_NUMBER', party.idNumber)
  if (hash === own) throw new Refusal({ code: 'contract.party-is-borrower', message: `借款人本人不能作${PARTY_ROLES[party.role]}`, at: '/idNumber', expected: '另一个人' }, 422)
  const others = await partiesOf(tx, held.contractId)
  if (others.some((one) => one.role === party.role && (one.id_number_hash === hash || party.role === 'SPOUSE'))) throw new Refusal({ code: 'contract.party-known', message: `${PARTY_ROLES[party.role]}已登记`, at: '/idNumber', expected: '先移除原登记' }, 409)
  const partyId = newId()
  const [id, phone] = [tx.keys.seal(party.idNumber, partyPlace(tx.bankId, partyId, 'id_number')), tx.keys.seal(party.phone, partyPlace(tx.bankId, partyId, 'phone'))]
  await tx.insertInto('contract_party').values({
    bank_id: tx.bankId, party_id: partyId, contract_id: held.contractId, customer_id: held.customerId, role: party.role, name: party.name, relation: party.relation,
    id_number_cipher: id.cipher, id_number_key: id.keyId, id_number_masked: maskIdNumber(party.idNumber), id_number_hash: hash, phone_cipher: phone.cipher, phone_key: phone.keyId, phone_masked: maskPhone(party.phone), address: party.address,
    monthly_disposable_fen: party.monthlyDisposableFen, guaranteed_fen: party.guaranteedFen, added_by: work.staff.id, added_at: work.now.toISOString(),
  }).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.add-party', who: work.staff.id, businessDate: work.on, body: { partyId, role: party.role, name: party.name, relation: party.relation, guaranteedFen: party.guaranteedFen } })
  return { partyId }
}

/** Takes a person off the contract; the row stays with the reason. */
export async function removeParty(tx: Tx, work: AtWork, partyId: string, reason: string): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  refuseDrawnUp(held.state)
  const row = await tx.updateTable('contract_party').set({ removed_by: work.staff.id, removed_at: work.now.toISOString(), remove_reason: reason })
    .where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contractId).where('party_id', '=', partyId).where('removed_at', 'is', null).returning('name').executeTakeFirst()
  if (row === undefined) throw missing('签字人')
  await record(tx, { caseId: work.caseId, act: 'contract.remove-party', who: work.staff.id, businessDate: work.on, body: { partyId, name: row.name, reason } })
  return { state: held.state }
}

/** What the papers name is changed before they are drawn up, or after they were voided. */
export function refuseDrawnUp(state: string): void {
  if (state === 'DRAFTING') return
  throw new Refusal({ code: 'contract.drawn-up', message: '合同文书已制作，其内容不能再改', value: state, expected: '先作废重做' }, 409)
}
