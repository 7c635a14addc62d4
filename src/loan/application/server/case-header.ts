import type { CaseHeader } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** The application of a case as the task engine needs it. */
export async function readHeader(tx: Tx, caseId: string): Promise<CaseHeader> {
  const row = await tx.selectFrom('application').select(['number', 'unit_id', 'lead_id', 'assist_id', 'filed_by', 'customer_id', 'product', 'amount_fen', 'applied_on'])
    .where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).executeTakeFirstOrThrow()
  return {
    number: row.number, unitId: row.unit_id, leadId: row.lead_id, assistId: row.assist_id, acceptorId: row.filed_by, customerId: row.customer_id,
    product: row.product, amountFen: row.amount_fen, appliedOn: row.applied_on as Day,
  }
}
