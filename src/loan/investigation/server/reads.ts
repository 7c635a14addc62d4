import { CaseFile, systemEvidence } from '#common/assessment/domain'
import { asCaseEvidence } from '#common/evidence/domain'
import { listEvidence } from '#common/evidence/server'
import { keptPolicy } from '#common/policy/server'
import type { CasePack, Draft, Version, VersionRow } from '#loan/investigation/domain'
import type { z } from 'zod'
import { jointGroupFacts, packOf, systemFacts } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import { type Tx, businessDate } from '#platform/db'
import { missing } from '#platform/http'
import { type CaseAtHand, readCase } from './case-at-hand.ts'

/** The draft as it is now, with the evidence of the store in its list. */
export async function readDraft(tx: Tx, staff: Staff, caseId: string): Promise<Draft> {
  const held = await readCase(tx, staff, caseId)
  const savedBy = await tx.selectFrom('staff').select('name').where('bank_id', '=', tx.bankId).where('staff_id', '=', held.savedBy).executeTakeFirstOrThrow()
  const returns = await readReturns(tx, caseId)
  return {
    caseId, number: held.number, state: held.state, version: held.version, rowVersion: held.rowVersion, savedAt: held.savedAt,
    savedBy: { staffId: held.savedBy, name: savedBy.name }, returned: returns.get(held.version - 1) ?? null, caseFile: await withEvidence(tx, caseId, await withSystemFacts(tx, caseId, held)),
  }
}

/** The draft with what the bank's records say of the case today: no one types that, and what was found before may have changed. */
export async function withSystemFacts(tx: Tx, caseId: string, held: CaseAtHand): Promise<CaseFile> {
  const on = await businessDate(tx)
  const { pack } = await packOf(tx, held, held.draft.business.trade, on)
  const jointGroup = held.draft.request.guarantee === 'JOINT_LIABILITY' ? await jointGroupFacts(tx, { caseId, customerId: held.customerId }) : null
  return { ...held.draft, jointGroup, system: await systemFacts(tx, { caseId, customerId: held.customerId, on }, pack) }
}

/** A stored draft as a case file: parsed again, because its schema may have grown since it was saved. */
export async function withEvidence(tx: Tx, caseId: string, draft: CaseFile): Promise<CaseFile> {
  return CaseFile.parse({ ...draft, evidence: [...(await listEvidence(tx, caseId)).map(asCaseEvidence), ...systemEvidence(draft.system)] })
}

function versionsOf(tx: Tx, caseId: string) {
  return tx.selectFrom('investigation_version as v')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'v.bank_id').onRef('s.staff_id', '=', 'v.submitted_by'))
    .select(['v.version', 'v.decision', 'v.limit_fen', 'v.score', 'v.grade', 'v.policy', 'v.policy_hash', 'v.formulas', 'v.hash', 'v.submitted_by', 'v.submitted_on', 'v.submitted_at', 's.name as submitted_by_name'])
    .where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId)
}
type Row = Awaited<ReturnType<ReturnType<typeof versionsOf>['execute']>>[number]

/** Every submitted version of a case, the first first. */
export async function readVersions(tx: Tx, staff: Staff, caseId: string): Promise<VersionRow[]> {
  await readCase(tx, staff, caseId)
  const returns = await readReturns(tx, caseId)
  return (await versionsOf(tx, caseId).orderBy('v.version').execute()).map((row) => shape(row, returns))
}

/** One submitted version with what went in and what came out. */
export async function readVersion(tx: Tx, staff: Staff, caseId: string, version: number): Promise<Version> {
  await readCase(tx, staff, caseId)
  const row = await versionsOf(tx, caseId).select(['v.case_file', 'v.assessment']).where('v.version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('已提交的版本')
  return { ...shape(row, await readReturns(tx, caseId)), caseFile: row.case_file as CaseFile, assessment: row.assessment as Record<string, unknown> }
}

/** The policy a submitted version was judged by, as it was kept with it; today's may be another. */
export async function readVersionPack(tx: Tx, staff: Staff, caseId: string, version: number): Promise<z.output<typeof CasePack>> {
  const { policy, policyHash, formulas } = await readVersion(tx, staff, caseId, version)
  return { policy, formulas, pack: { ...(await keptPolicy(tx, policyHash)) } }
}

function shape(row: Row, returns: ReadonlyMap<number, NonNullable<VersionRow['returned']>>): VersionRow {
  return {
    version: row.version, decision: row.decision as VersionRow['decision'], limitFen: row.limit_fen, score: row.score, grade: row.grade, policy: row.policy, policyHash: row.policy_hash,
    formulas: row.formulas, hash: row.hash, submittedBy: { staffId: row.submitted_by, name: row.submitted_by_name }, submittedOn: row.submitted_on, submittedAt: row.submitted_at,
    returned: returns.get(row.version) ?? null,
  }
}

async function readReturns(tx: Tx, caseId: string): Promise<Map<number, NonNullable<VersionRow['returned']>>> {
  const rows = await tx.selectFrom('investigation_return as r')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.returned_by'))
    .select(['r.version', 'r.reason', 'r.returned_by', 'r.returned_on', 'r.returned_at', 's.name']).where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).execute()
  return new Map(rows.map((row) => [row.version, { version: row.version, reason: row.reason, by: { staffId: row.returned_by, name: row.name }, on: row.returned_on, at: row.returned_at }]))
}

