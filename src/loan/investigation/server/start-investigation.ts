import type { Admitted } from '#loan/application/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'

/** Begins the investigation of an admitted application; one taken up again goes on where it stood. */
export async function startInvestigation(tx: Tx, { caseId, caseFile, by, on, at }: Admitted): Promise<void> {
  const started = await tx.insertInto('investigation')
    .values({ bank_id: tx.bankId, case_id: caseId, state: 'DRAFT', version: 1, row_version: 1, draft: JSON.stringify({ ...caseFile, evidence: [] }), saved_by: by, saved_at: at })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id']).doNothing()).executeTakeFirst()
  if (started.numInsertedOrUpdatedRows === 1n) await record(tx, { caseId, act: 'investigation.start', who: by, businessDate: on, body: { version: 1 } })
}
