import type { CustomerType } from '#common/customer/domain'
import { reasonsNotOffered } from '#common/product/server'
import type { AtWork } from '#common/task/server'
import { type Day, Refusal, read } from '#kernel'
import { CORRECTABLE, type CorrectablePlace, type FactCorrectionRow, FileApplication, type ProposeCorrection, corrected, refuseOwnProposal, valueAt } from '#loan/application/domain'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { writeAttributes } from './attributes.ts'
import { writeDocumentList } from './documents.ts'
import { holdOpen, noteAct } from './held.ts'
import { refuseUnknownTrade } from './known-trade.ts'

/** 更正: proposes another value for what was filed; it holds once another person confirms. */
export async function proposeCorrection(tx: Tx, work: AtWork, { place, value, reason }: ProposeCorrection): Promise<string> {
  const row = await holdOpen(tx, work)
  const intake = read(FileApplication, row.intake)
  refuseTrade(corrected(intake, { place, value }))
  if (place === '/request/product') await refuseProduct(tx, row, String(value))
  const open = await tx.selectFrom('fact_correction').select('correction_id').where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('place', '=', place).where('state', '=', 'PROPOSED').executeTakeFirst()
  if (open !== undefined) throw new Refusal({ code: 'correction.open', message: `${CORRECTABLE[place]}已有更正在等人确认`, at: '/place', expected: '先确认或不同意' }, 409)
  const correctionId = newId()
  const oldValue = valueAt(intake, place)
  await tx.insertInto('fact_correction').values({
    bank_id: tx.bankId, correction_id: correctionId, case_id: work.caseId, place, old_value: JSON.stringify(oldValue ?? null), new_value: JSON.stringify(value), reason, state: 'PROPOSED',
    proposed_by: work.staff.id, proposed_on: work.on, proposed_at: work.now.toISOString(),
  }).execute()
  await noteAct(tx, work, 'propose-correction', { correctionId, place, oldValue, newValue: value, reason })
  return correctionId
}

/** Another person confirms: from now on the new value stands, the old one stays on the correction. */
export async function confirmCorrection(tx: Tx, work: AtWork, correctionId: string): Promise<void> {
  const row = await holdOpen(tx, work)
  const proposal = await held(tx, work, correctionId)
  const intake = read(FileApplication, row.intake)
  if (JSON.stringify(valueAt(intake, proposal.place) ?? null) !== JSON.stringify(proposal.old_value)) throw new Refusal({ code: 'correction.stale', message: `${CORRECTABLE[proposal.place]}已不是提出更正时的值`, value: valueAt(intake, proposal.place), expected: '不同意后按现值重新提出' }, 409)
  const next = corrected(intake, { place: proposal.place, value: proposal.new_value as ProposeCorrection['value'] })
  refuseTrade(next)
  if (proposal.place === '/request/product') await refuseProduct(tx, row, next.request.product)
  await tx.updateTable('application').set({ intake: JSON.stringify(next), product: next.request.product, amount_fen: next.request.amountFen, periods: next.request.periods, source: next.source })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  const { customer_type: customerType } = await tx.selectFrom('customer').select('customer_type').where('bank_id', '=', tx.bankId).where('customer_id', '=', row.customer_id).executeTakeFirstOrThrow()
  await writeAttributes(tx, work.caseId, row.customer_id, next)
  if (row.state === 'FILED') await writeDocumentList(tx, { caseId: work.caseId, unitId: row.unit_id, appliedOn: row.applied_on as Day, request: next.request, customerType: customerType as CustomerType }, work.on)
  await settle(tx, work, correctionId, 'CONFIRMED', null)
  await noteAct(tx, work, 'confirm-correction', { correctionId, place: proposal.place, before: proposal.old_value, after: proposal.new_value })
}

/** Another person does not agree; what stands stays. */
export async function refuseCorrection(tx: Tx, work: AtWork, correctionId: string, reason: string): Promise<void> {
  await holdOpen(tx, work)
  const proposal = await held(tx, work, correctionId)
  await settle(tx, work, correctionId, 'REFUSED', reason)
  await noteAct(tx, work, 'refuse-correction', { correctionId, place: proposal.place, reason })
}

async function held(tx: Tx, work: AtWork, correctionId: string) {
  const row = await tx.selectFrom('fact_correction').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('correction_id', '=', correctionId).executeTakeFirst()
  if (row === undefined) throw missing('更正')
  if (row.state !== 'PROPOSED') throw new Refusal({ code: 'correction.decided', message: '这项更正已有结论', value: row.state, expected: '待确认的更正' }, 409)
  refuseOwnProposal(row.proposed_by, work.staff.id, '更正')
  return { ...row, place: row.place as CorrectablePlace }
}

async function settle(tx: Tx, { staff, on, now }: AtWork, correctionId: string, state: 'CONFIRMED' | 'REFUSED', reason: string | null): Promise<void> {
  await tx.updateTable('fact_correction').set({ state, decided_by: staff.id, decided_on: on, decided_at: now.toISOString(), decide_reason: reason }).where('bank_id', '=', tx.bankId).where('correction_id', '=', correctionId).execute()
}

function refuseTrade({ business }: FileApplication): void {
  refuseUnknownTrade(business.trade, '/value')
}

/** The bank had the product on offer there on the day of the application. Whether it goes with guarantee, purpose and method is looked at on admission: a correction changes one of them at a time. */
async function refuseProduct(tx: Tx, row: { unit_id: string; applied_on: string; customer_id: string }, product: string): Promise<void> {
  const [reason] = await reasonsNotOffered(tx, { unitId: row.unit_id, on: row.applied_on as Day, customerId: row.customer_id }, product, {})
  if (reason !== undefined) throw new Refusal({ ...reason, at: '/value' }, 422)
}

/** Every correction of the intake, the last first, with the old values. */
export async function readFactCorrections(tx: Tx, caseId: string): Promise<FactCorrectionRow[]> {
  const rows = await tx.selectFrom('fact_correction as f').innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 'f.bank_id').onRef('p.staff_id', '=', 'f.proposed_by'))
    .leftJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 'f.bank_id').onRef('d.staff_id', '=', 'f.decided_by'))
    .selectAll('f').select(['p.name as proposer', 'd.name as decider']).where('f.bank_id', '=', tx.bankId).where('f.case_id', '=', caseId).orderBy('f.proposed_at', 'desc').execute()
  return rows.map((row) => ({
    correctionId: row.correction_id, place: row.place as CorrectablePlace, title: CORRECTABLE[row.place as CorrectablePlace], oldValue: row.old_value, newValue: row.new_value, reason: row.reason, state: row.state as FactCorrectionRow['state'],
    proposed: { by: { staffId: row.proposed_by, name: row.proposer }, on: row.proposed_on, at: row.proposed_at },
    decided: row.decided_by === null || row.decided_on === null || row.decided_at === null ? null : { by: { staffId: row.decided_by, name: row.decider ?? '' }, on: row.decided_on, at: row.decided_at, reason: row.decide_reason },
  }))
}
