import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** A contract ends with its last note, once nothing of it is left to be drawn; it holds again when a note of it is open again. */
export async function endContract(tx: Tx, contractId: string): Promise<void> {
  await endContracts(tx, [contractId])
}

/** The contracts of some notes. */
export async function endContractsOf(tx: Tx, noteIds: readonly string[]): Promise<void> {
  if (noteIds.length === 0) return
  const rows = await tx.selectFrom('note').select('contract_id').distinct().where('bank_id', '=', tx.bankId).where(sql<boolean>`note_id = any(${noteIds}::uuid[])`).execute()
  await endContracts(tx, rows.map((row) => row.contract_id))
}

/** The same for many. */
async function endContracts(tx: Tx, contractIds: readonly string[]): Promise<void> {
  if (contractIds.length === 0) return
  await sql`
    update contract c set state = s.state, row_version = c.row_version + 1
    from (
      select k.contract_id, case when bool_or(n.state in ('RUNNING', 'WRITTEN_OFF')) or sum(n.amount_fen) < k.amount_fen then 'SIGNED' else 'ENDED' end as state
      from contract k join note n on n.bank_id = ${tx.bankId} and n.contract_id = k.contract_id and n.state <> 'REVERSED'
      where k.bank_id = ${tx.bankId} and k.contract_id = any(${[...new Set(contractIds)]}::uuid[]) group by k.contract_id, k.amount_fen
    ) s
    where c.bank_id = ${tx.bankId} and c.contract_id = s.contract_id and c.state in ('SIGNED', 'ENDED') and c.state <> s.state`.execute(tx)
}
