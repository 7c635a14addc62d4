import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'

type Part = 'CONDITION' | 'MARK' | 'SIGNING' | 'CONFIRMATION' | 'DRAWDOWN' | 'CUSTODY'

/** Notes which evidence of the case proves a part of the contract; refuses evidence that is not on this case. */
export async function linkEvidence(tx: Tx, { contractId, caseId }: { readonly contractId: string; readonly caseId: string }, { part, partId, evidence }: { readonly part: Part; readonly partId: string; readonly evidence: readonly string[] }): Promise<void> {
  if (evidence.length === 0) return
  await refuseForeignEvidence(tx, caseId, evidence)
  await tx.insertInto('contract_evidence').values([...new Set(evidence)].map((id) => ({ bank_id: tx.bankId, contract_id: contractId, part, part_id: partId, evidence_id: id })))
    .onConflict((conflict) => conflict.doNothing()).execute()
}

/** Evidence named by an act must lie on this case. */
export async function refuseForeignEvidence(tx: Tx, caseId: string, evidence: readonly string[]): Promise<void> {
  const known = await tx.selectFrom('evidence').select('evidence_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('evidence_id', 'in', [...evidence]).where('detached_at', 'is', null).execute()
  const unknown = evidence.find((id) => known.every((one) => one.evidence_id !== id))
  if (unknown !== undefined) throw new Refusal({ code: 'contract.unknown-evidence', message: '所引用的证据不在本案', at: '/evidence', value: unknown, expected: '本案现有的证据' }, 422)
}

/** Evidence of a file by part. */
export async function evidenceOf(tx: Tx, contractId: string): Promise<Map<string, string[]>> {
  const rows = await tx.selectFrom('contract_evidence').select(['part_id', 'evidence_id']).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).orderBy('evidence_id').execute()
  const parts = new Map<string, string[]>()
  for (const row of rows) parts.set(row.part_id, [...(parts.get(row.part_id) ?? []), row.evidence_id])
  return parts
}
