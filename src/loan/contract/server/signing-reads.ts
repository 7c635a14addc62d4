import type { Tx } from '#platform/db'

/** Every meeting to sign, in the order they were held. */
export async function signingsOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_signing as g')
    .innerJoin('staff as o', (on) => on.onRef('o.bank_id', '=', 'g.bank_id').onRef('o.staff_id', '=', 'g.opened_by'))
    .leftJoin('staff as j', (on) => on.onRef('j.bank_id', '=', 'g.bank_id').onRef('j.staff_id', '=', 'g.joined_by'))
    .selectAll('g').select(['o.name as opened_name', 'j.name as joined_name']).where('g.bank_id', '=', tx.bankId).where('g.contract_id', '=', contractId).orderBy('g.opened_at').execute()
}
export type SigningRow = Awaited<ReturnType<typeof signingsOf>>[number]

/** Pictures and videos of one meeting. */
export async function photosOf(tx: Tx, contractId: string, signingId: string): Promise<string[]> {
  const rows = await tx.selectFrom('contract_evidence').select('evidence_id').where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('part', '=', 'SIGNING').where('part_id', '=', signingId).orderBy('evidence_id').execute()
  return rows.map((row) => row.evidence_id)
}
