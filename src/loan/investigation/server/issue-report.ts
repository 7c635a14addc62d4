import { keptPolicy } from '#common/policy/server'
import type { Paper } from '#common/document/domain'
import { issueDocument } from '#common/document/server'
import type { Assessment, CaseFile, JudgementPack } from '#common/assessment/domain'
import { type Day, assert } from '#kernel'
import { type JudgedCase, crossCheckAnnex, investigationReport } from '#loan/investigation/domain'
import type { CaseFact } from '#common/task/domain'
import type { Tx } from '#platform/db'

/** What the fact of a submission says of it. */
interface Submitted extends CaseFact {
  readonly version: number
}

/** Issues the investigation report of a submitted version and the annex of its checks, built from what the version keeps; the papers are drawn when somebody opens them, so submitting stays quick. */
export async function issueReport(tx: Tx, { caseId, version, by, on, at }: Submitted): Promise<void> {
  const judged = await judgedVersion(tx, caseId, version)
  const [work, subject] = [{ staff: { id: by }, caseId, on: on as Day, now: new Date(at) }, `第 ${version} 版`]
  await issueDocument(tx, null, work, { kind: 'INVESTIGATION_REPORT', subject, paper: investigationReport(judged) })
  await issueDocument(tx, null, work, { kind: 'CROSS_CHECK_ANNEX', subject, paper: crossCheckAnnex(judged) })
}

/** The report of a submitted version as blocks, for whoever puts it between other papers. */
export async function reportPaper(tx: Tx, caseId: string, version: number): Promise<Paper> {
  return investigationReport(await judgedVersion(tx, caseId, version))
}

/** A submitted version with the policy it was judged by and who made it. */
export async function judgedVersion(tx: Tx, caseId: string, version: number): Promise<JudgedCase> {
  const row = await versionOf(tx, caseId, version)
  return {
    caseFile: row.case_file as CaseFile, assessment: row.assessment as Assessment,
    // The kept policy carries the guideline values of the trade beside its own keys.
    pack: (await keptPolicy(tx, row.policy_hash)) as JudgementPack,
    about: { number: row.number, version, hash: row.hash, policy: row.policy, formulas: row.formulas, submittedOn: row.submitted_on, unit: row.unit_name, lead: row.lead_name, assist: row.assist_name },
  }
}

async function versionOf(tx: Tx, caseId: string, version: number) {
  const row = await tx.selectFrom('investigation_version as v')
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'v.bank_id').onRef('a.case_id', '=', 'v.case_id'))
    .innerJoin('unit as u', (on) => on.onRef('u.bank_id', '=', 'a.bank_id').onRef('u.unit_id', '=', 'a.unit_id'))
    .innerJoin('staff as l', (on) => on.onRef('l.bank_id', '=', 'a.bank_id').onRef('l.staff_id', '=', 'a.lead_id'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.assist_id'))
    .select(['v.case_file', 'v.assessment', 'v.policy', 'v.policy_hash', 'v.formulas', 'v.hash', 'v.submitted_on', 'a.number', 'u.name as unit_name', 'l.name as lead_name', 's.name as assist_name'])
    .where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId).where('v.version', '=', version).executeTakeFirst()
  assert(row !== undefined, `version ${version} of case ${caseId} was submitted`)
  return row
}
