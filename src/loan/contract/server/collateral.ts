import type { AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import type { AddCollateral, AddValuation, CollateralKind, Insure, Register } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { refuseForeignEvidence } from './evidence.ts'
import { type Held, takeFile } from './held.ts'
import { refuseDrawnUp } from './parties.ts'

/** Enters a piece of collateral with its first valuation; before the papers are drawn up. */
export async function addCollateral(tx: Tx, work: AtWork, asked: AddCollateral): Promise<{ collateralId: string }> {
  const held = await takeFile(tx, work)
  refuseDrawnUp(held.state)
  const collateralId = newId()
  await tx.insertInto('collateral').values({
    bank_id: tx.bankId, collateral_id: collateralId, contract_id: held.contractId, customer_id: held.customerId, unit_id: held.unitId, kind: asked.kind, item: asked.item, owner_name: asked.ownerName, place: asked.place, title_number: asked.titleNumber,
    pledged_fen: asked.pledgedFen, added_by: work.staff.id, added_on: work.on, added_at: work.now.toISOString(), state: 'PLEDGED',
  }).execute()
  await writeValuation(tx, work, held, { collateralId, kind: asked.kind, valuation: asked })
  await record(tx, { caseId: work.caseId, act: 'contract.add-collateral', who: work.staff.id, businessDate: work.on, body: { collateralId, ...asked } })
  return { collateralId }
}

/** A further valuation; the earlier ones stay. */
export async function addValuation(tx: Tx, work: AtWork, { collateralId, ...valuation }: AddValuation & { readonly collateralId: string }): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const row = await pledged(tx, held, collateralId)
  await writeValuation(tx, work, held, { collateralId, kind: row.kind as CollateralKind, valuation })
  await record(tx, { caseId: work.caseId, act: 'contract.value-collateral', who: work.staff.id, businessDate: work.on, body: { collateralId, ...valuation } })
  return { state: row.state }
}

/** The registration of the mortgage: office, number, day. */
export async function registerMortgage(tx: Tx, work: AtWork, { collateralId, office, number, registeredOn }: Register & { readonly collateralId: string }): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const row = await pledged(tx, held, collateralId)
  if (row.registration_number !== null) throw new Refusal({ code: 'contract.registered', message: `已登记，编号 ${row.registration_number}`, value: row.registration_number, expected: '未登记的抵押物' }, 409)
  if (registeredOn > work.on) throw new Refusal({ code: 'contract.registered-later', message: '登记日不能晚于今日', at: '/registeredOn', value: registeredOn, expected: `${work.on} 或之前` }, 422)
  await tx.updateTable('collateral').set({ registry_office: office, registration_number: number, registered_on: registeredOn }).where('bank_id', '=', tx.bankId).where('collateral_id', '=', collateralId).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.register-mortgage', who: work.staff.id, businessDate: work.on, body: { collateralId, office, number, registeredOn } })
  return { state: row.state }
}

/** Cover of a piece of collateral. */
export async function insureCollateral(tx: Tx, work: AtWork, { collateralId, ...insurance }: Insure & { readonly collateralId: string }): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const row = await pledged(tx, held, collateralId)
  await tx.insertInto('collateral_insurance').values({
    bank_id: tx.bankId, insurance_id: newId(), collateral_id: collateralId, insurer: insurance.insurer, policy_number: insurance.policyNumber, insured_fen: insurance.insuredFen, from_day: insurance.from, until_day: insurance.until,
    entered_by: work.staff.id, entered_at: work.now.toISOString(),
  }).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.insure-collateral', who: work.staff.id, businessDate: work.on, body: { collateralId, ...insurance } })
  return { state: row.state }
}

/** Takes a piece off before it was drawn up; the row stays with the reason. */
export async function removeCollateral(tx: Tx, work: AtWork, collateralId: string, reason: string): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  refuseDrawnUp(held.state)
  await pledged(tx, held, collateralId)
  await tx.updateTable('collateral').set({ state: 'REMOVED', ended_by: work.staff.id, ended_on: work.on, end_reason: reason }).where('bank_id', '=', tx.bankId).where('collateral_id', '=', collateralId).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.remove-collateral', who: work.staff.id, businessDate: work.on, body: { collateralId, reason } })
  return { state: 'REMOVED' }
}

async function pledged(tx: Tx, { contractId }: Held, collateralId: string) {
  const row = await tx.selectFrom('collateral').selectAll().where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('collateral_id', '=', collateralId).executeTakeFirst()
  if (row === undefined) throw missing('抵押物')
  if (row.state !== 'PLEDGED') throw new Refusal({ code: 'contract.collateral-ended', message: '此抵押物已解除或移除', value: row.state, expected: '在押的抵押物' }, 409)
  return row
}

/** The haircut is the policy's of the day, kept with the valuation. */
async function writeValuation(tx: Tx, work: AtWork, held: Held, { collateralId, kind, valuation }: { readonly collateralId: string; readonly kind: CollateralKind; readonly valuation: AddValuation }): Promise<void> {
  if (valuation.valuedOn > work.on) throw new Refusal({ code: 'contract.valued-later', message: '估值日不能晚于今日', at: '/valuedOn', value: valuation.valuedOn, expected: `${work.on} 或之前` }, 422)
  if (valuation.evidenceId !== null) await refuseForeignEvidence(tx, held.caseId, [valuation.evidenceId])
  await tx.insertInto('collateral_valuation').values({
    bank_id: tx.bankId, valuation_id: newId(), collateral_id: collateralId, value_fen: valuation.valueFen, prior_claims_fen: valuation.priorClaimsFen, haircut: held.policy.limit.collateralHaircuts[kind], source: valuation.source, valued_on: valuation.valuedOn,
    evidence_id: valuation.evidenceId, entered_by: work.staff.id, entered_at: work.now.toISOString(),
  }).execute()
}
