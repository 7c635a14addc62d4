import type { CustomerType } from '#common/customer/domain'
import { readEvidence } from '#common/evidence/server'
import { policyFor } from '#common/policy/server'
import type { AtWork } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import { type DocumentRow, type DocumentState, type FileApplication, IntakeIncomplete, type MarkDocument, documentList, lackingForCompleteness } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { type Tell, tellOf } from './at-work.ts'
import { holdOpen, noteAct } from './held.ts'
import { readStanding } from './standing.ts'

interface Listed {
  readonly caseId: string
  readonly unitId: string
  readonly appliedOn: Day
  readonly request: FileApplication['request']
  readonly customerType: CustomerType
}

/** Writes the pack's document list for this customer and guarantee; what is on the case already stays as it is. */
export async function writeDocumentList(tx: Tx, { caseId, unitId, appliedOn, request, customerType }: Listed, on: Day): Promise<void> {
  const { intake } = await policyFor(tx, { applicationOn: appliedOn, eventOn: on, periodOn: on }, { unit: unitId, product: request.product })
  const listed = documentList(intake.documents, { customerType, guarantee: request.guarantee })
  if (listed.length === 0) return
  await tx.insertInto('application_document').values(listed.map(({ item, name, isRequired }, at) => ({ bank_id: tx.bankId, case_id: caseId, item, position: at + 1, name, is_required: isRequired, state: 'PENDING' })))
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id', 'item']).doNothing()).execute()
}

/** Writes the state of one document of the list. */
export async function writeDocument(tx: Tx, { staff, caseId, on, now }: AtWork, { item, state, evidenceId, note }: MarkDocument): Promise<void> {
  if (evidenceId !== null) await readEvidence(tx, caseId, evidenceId)
  const changed = await tx.updateTable('application_document').set({ state, evidence_id: evidenceId, note, changed_by: staff.id, changed_on: on, changed_at: now.toISOString() })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('item', '=', item).executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw missing(`清单中的资料「${item}」`)
}

/** Marks a document as received, not needed or still to come. Once the documents are complete the list is closed; more is asked for as 补件. */
export async function markDocument(tx: Tx, work: AtWork, mark: MarkDocument): Promise<void> {
  const row = await holdOpen(tx, work, ['FILED'])
  if (row.documents_complete_at !== null) throw new Refusal({ code: 'application.documents-closed', message: '资料已登记齐备，清单不再变动', expected: '需要更多材料时发补件通知' }, 409)
  await writeDocument(tx, work, mark)
  await noteAct(tx, work, 'document', mark)
}

/** 资料齐备: from here the bank owes an answer within the admission clock. */
export async function completeDocuments(tx: Tx, work: AtWork, tell: Tell): Promise<void> {
  const row = await holdOpen(tx, work, ['FILED'])
  if (row.documents_complete_at !== null) throw new Refusal({ code: 'application.documents-closed', message: '资料已登记齐备', expected: '尚未登记齐备的申请' }, 409)
  const lacking = lackingForCompleteness(await readStanding(tx, work.caseId, false))
  if (lacking.length > 0) throw new IntakeIncomplete(lacking)
  await tx.updateTable('application').set({ documents_complete_on: work.on, documents_complete_at: work.now.toISOString(), documents_complete_by: work.staff.id }).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await noteAct(tx, work, 'documents-complete', {})
  await tellOf(tx, tell, work, { fact: 'application.documents-complete' })
}

/** The document list of a case. */
export async function readDocuments(tx: Tx, caseId: string): Promise<DocumentRow[]> {
  const rows = await tx.selectFrom('application_document as d').leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'd.bank_id').onRef('s.staff_id', '=', 'd.changed_by'))
    .selectAll('d').select('s.name as by_name').where('d.bank_id', '=', tx.bankId).where('d.case_id', '=', caseId).orderBy('d.position').orderBy('d.item').execute()
  return rows.map((row) => ({
    item: row.item, name: row.name, isRequired: row.is_required, state: row.state as DocumentState, evidenceId: row.evidence_id, note: row.note,
    changed: row.changed_by === null || row.changed_on === null || row.changed_at === null ? null : { by: { staffId: row.changed_by, name: row.by_name ?? '' }, on: row.changed_on, at: row.changed_at },
  }))
}
