import { readEvidence } from '#common/evidence/server'
import type { AtWork } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import type { ConsentKind, ConsentRow, NewConsent, PartyRole } from '#loan/application/domain'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { holdOpen, noteAct } from './held.ts'
import { readParties } from './parties.ts'

/** Whose credit report may be asked for. */
export interface BureauSubject {
  /** `APPLICANT`, or the id of the person beside him. */
  readonly subject: string
  readonly role: 'APPLICANT' | PartyRole
  readonly name: string
  /** When he authorised the query; without it none may be made. */
  readonly authorisedOn: Day | null
}

/** Writes a consent; refuses one signed after today or by someone who is not on the case. */
export async function writeConsent(tx: Tx, { staff, caseId, on, now }: AtWork, consent: NewConsent): Promise<string> {
  if (consent.signedOn > on) throw new Refusal({ code: 'application.signed-later', message: '签署日在今天之后', at: '/signedOn', value: consent.signedOn, expected: `不晚于 ${on}` }, 422)
  if (consent.partyId !== null && !(await readParties(tx, caseId)).some(({ partyId }) => partyId === consent.partyId)) throw missing('签署人')
  if (consent.evidenceId !== null && (await readEvidence(tx, caseId, consent.evidenceId)).detached !== null) throw missing('签署件')
  const consentId = newId()
  await tx.insertInto('application_consent').values({
    bank_id: tx.bankId, consent_id: consentId, case_id: caseId, kind: consent.kind, party_id: consent.partyId, signed_on: consent.signedOn, evidence_id: consent.evidenceId, note: consent.note,
    recorded_by: staff.id, recorded_on: on, recorded_at: now.toISOString(),
  }).execute()
  return consentId
}

/** Records a consent on a case that is under way. */
export async function addConsent(tx: Tx, work: AtWork, consent: NewConsent): Promise<string> {
  await holdOpen(tx, work)
  const consentId = await writeConsent(tx, work, consent)
  await noteAct(tx, work, 'consent', { consentId, ...consent })
  return consentId
}

/** Records that someone took a consent back: from then on nothing may rest on it. */
export async function revokeConsent(tx: Tx, work: AtWork, consentId: string, reason: string): Promise<void> {
  await holdOpen(tx, work)
  const row = await tx.updateTable('application_consent').set({ revoked_by: work.staff.id, revoked_on: work.on, revoked_at: work.now.toISOString(), revoke_reason: reason })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('consent_id', '=', consentId).where('revoked_at', 'is', null).returning('kind').executeTakeFirst()
  if (row === undefined) throw missing('同意书')
  await noteAct(tx, work, 'revoke-consent', { consentId, kind: row.kind, reason })
}

/** Every consent ever recorded on the case, those taken back too. */
export async function readConsents(tx: Tx, caseId: string): Promise<ConsentRow[]> {
  const rows = await tx.selectFrom('application_consent as k')
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'k.bank_id').onRef('a.case_id', '=', 'k.case_id'))
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'k.bank_id').onRef('s.staff_id', '=', 'k.recorded_by'))
    .leftJoin('application_party as p', (on) => on.onRef('p.bank_id', '=', 'k.bank_id').onRef('p.party_id', '=', 'k.party_id'))
    .leftJoin('staff as r', (on) => on.onRef('r.bank_id', '=', 'k.bank_id').onRef('r.staff_id', '=', 'k.revoked_by'))
    .selectAll('k').select(['c.name as customer', 'p.name as party', 's.name as by_name', 'r.name as revoker'])
    .where('k.bank_id', '=', tx.bankId).where('k.case_id', '=', caseId).orderBy('k.recorded_at').orderBy('k.consent_id').execute()
  return rows.map((row) => ({
    consentId: row.consent_id, kind: row.kind as ConsentKind, partyId: row.party_id, signer: row.party ?? row.customer, signedOn: row.signed_on, evidenceId: row.evidence_id, note: row.note,
    by: { staffId: row.recorded_by, name: row.by_name }, on: row.recorded_on, at: row.recorded_at,
    revoked: row.revoked_by === null || row.revoked_on === null || row.revoked_at === null ? null : { by: { staffId: row.revoked_by, name: row.revoker ?? '' }, on: row.revoked_on, at: row.revoked_at, reason: row.revoke_reason ?? '' },
  }))
}

/** Everyone on the case whose credit report may be asked for, with the day of the authorisation in force. */
export async function bureauSubjects(tx: Tx, caseId: string): Promise<BureauSubject[]> {
  const { name } = await tx.selectFrom('application as a').innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .select('c.name').where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  const standing = (await readConsents(tx, caseId)).filter(({ kind, revoked }) => kind === 'BUREAU' && revoked === null)
  const authorisedOn = (partyId: string | null): Day | null => (standing.findLast((one) => one.partyId === partyId)?.signedOn as Day | undefined) ?? null
  return [
    { subject: 'APPLICANT', role: 'APPLICANT', name, authorisedOn: authorisedOn(null) },
    ...(await readParties(tx, caseId)).map(({ partyId, role, name: party }) => ({ subject: partyId, role, name: party, authorisedOn: authorisedOn(partyId) })),
  ]
}

/** The day on which this person of the case authorised the query, null while there is no authorisation in force. `subject` is `APPLICANT`, the id of a person of the case, or his name. */
export async function bureauAuthorised(tx: Tx, caseId: string, subject: string): Promise<Day | null> {
  const subjects = await bureauSubjects(tx, caseId)
  return (subjects.find((one) => one.subject === subject) ?? subjects.find(({ name }) => name === subject))?.authorisedOn ?? null
}
