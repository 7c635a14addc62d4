import type { Assessment } from '#common/assessment/domain'
import { type StoredCase, outcomeOf } from '#common/policy/server'
import type { Tx } from '#platform/db'

/** The last submitted version of each case, in the order of the case ids: what a draft of the policy is replayed on. */
export async function submittedCases(tx: Tx, after: string | null, limit: number): Promise<readonly StoredCase[]> {
  const rows = await tx.selectFrom('investigation_version as v')
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'v.bank_id').onRef('a.case_id', '=', 'v.case_id'))
    .select(['v.case_id', 'a.number', 'a.unit_id', 'a.product', 'v.case_file', 'v.assessment', 'v.policy_hash', 'v.formulas']).distinctOn('v.case_id')
    .where('v.bank_id', '=', tx.bankId).$if(after !== null, (query) => query.where('v.case_id', '>', after))
    .orderBy('v.case_id').orderBy('v.version', 'desc').limit(limit).execute()
  return rows.map((row): StoredCase => ({
    caseId: row.case_id, name: row.number, unitId: row.unit_id, product: row.product, trade: tradeOf(row.case_file), caseFile: row.case_file,
    judged: { policyHash: row.policy_hash, formulas: row.formulas, outcome: outcomeOf(row.assessment as Assessment) },
  }))
}

function tradeOf(caseFile: unknown): string {
  return (caseFile as { readonly business: { readonly trade: string } }).business.trade
}
