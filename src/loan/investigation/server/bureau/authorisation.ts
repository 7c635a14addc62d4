import type { Party } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'

/** Who takes part in the application of a case besides the applicant. */
export async function partiesOf(tx: Tx, caseId: string): Promise<Party[]> {
  const rows = await tx.selectFrom('application_party as p').select(['p.party_id', 'p.role', 'p.name']).where('p.bank_id', '=', tx.bankId).where('p.case_id', '=', caseId).where('p.removed_at', 'is', null).orderBy('p.added_at').execute()
  return rows.map((row) => ({ partyId: row.party_id, role: row.role, name: row.name }))
}

/** The day on which each person signed that the bureau may be asked, by party; `null` stands for the applicant. A consent taken back does not count. */
export async function authorisations(tx: Tx, caseId: string): Promise<Map<string | null, string>> {
  const rows = await tx.selectFrom('application_consent as c').select(['c.party_id', 'c.signed_on']).where('c.bank_id', '=', tx.bankId).where('c.case_id', '=', caseId).where('c.kind', '=', 'BUREAU').where('c.revoked_at', 'is', null).orderBy('c.signed_on').execute()
  return new Map(rows.map((row) => [row.party_id, row.signed_on]))
}
