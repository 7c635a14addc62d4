import { APPLICANT, type Person } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'

/** Everyone of the application, with the day of the bureau authorisation in force. */
export async function personsOf(tx: Tx, caseId: string): Promise<Person[]> {
  const { name } = await tx.selectFrom('application as a').innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id')).select('c.name').where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  const parties = await tx.selectFrom('application_party as p').select(['p.party_id', 'p.role', 'p.name']).where('p.bank_id', '=', tx.bankId).where('p.case_id', '=', caseId).where('p.removed_at', 'is', null).orderBy('p.added_at').execute()
  const signed = await tx.selectFrom('application_consent as c').select(['c.party_id', 'c.signed_on']).where('c.bank_id', '=', tx.bankId).where('c.case_id', '=', caseId).where('c.kind', '=', 'BUREAU').where('c.revoked_at', 'is', null).orderBy('c.signed_on').execute()
  const by = new Map(signed.map((row) => [row.party_id, row.signed_on]))
  return [
    { subject: APPLICANT, role: APPLICANT, name, authorisedOn: by.get(null) ?? null },
    ...parties.map((row) => ({ subject: row.party_id, role: row.role, name: row.name, authorisedOn: by.get(row.party_id) ?? null })),
  ]
}
