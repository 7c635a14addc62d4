import type { ConsentKind, DocumentState, IntakeStanding, IntakeStep } from '#loan/application/domain'
import type { Tx } from '#platform/db'

/** How far the intake of a case has come, as the rules read it. */
export async function readStanding(tx: Tx, caseId: string, documentsComplete: boolean): Promise<IntakeStanding> {
  const steps = await tx.selectFrom('application_step').select('step').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).execute()
  const consents = await tx.selectFrom('application_consent').select('kind').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('party_id', 'is', null).where('revoked_at', 'is', null).execute()
  const documents = await tx.selectFrom('application_document').select(['name', 'is_required', 'state']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('position').orderBy('item').execute()
  return {
    steps: new Set(steps.map(({ step }) => step as IntakeStep)), consents: new Set(consents.map(({ kind }) => kind as ConsentKind)),
    documents: documents.map((row) => ({ name: row.name, isRequired: row.is_required, state: row.state as DocumentState })), documentsComplete,
  }
}
