import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { placeOf } from './belongs.ts'
import type { IssuingWork } from './issue-document.ts'

/** Voids a document: number and content stay, it is marked on every page, and another may take its place. */
export async function voidDocument(tx: Tx, work: IssuingWork, documentId: string, reason: string): Promise<void> {
  const { column, id } = placeOf(work)
  const row = await tx.selectFrom('document as d').select(['d.number', 'd.kind', 'd.subject', 'd.voided_at']).where('d.bank_id', '=', tx.bankId).where(`d.${column}`, '=', id).where('d.document_id', '=', documentId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('文书')
  if (row.voided_at !== null) throw new Refusal({ code: 'document.void', message: `${row.number} 已经作废`, value: row.number, expected: '有效的文书' }, 409)
  await tx.updateTable('document').set({ voided_by: work.staff.id, voided_on: work.on, voided_at: work.now.toISOString(), void_reason: reason }).where('bank_id', '=', tx.bankId).where('document_id', '=', documentId).execute()
  await record(tx, { caseId: id, act: 'document.void', who: work.staff.id, businessDate: work.on, body: { documentId, number: row.number, kind: row.kind, subject: row.subject, reason } })
}
