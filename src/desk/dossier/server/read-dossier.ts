import type { Dossier } from '#desk/dossier/domain'
import { readApplication } from '#loan/application/server'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { fingerprintOf } from './build-archive.ts'
import { itemsOf } from './gather.ts'

/** The 25 items of a case this person may see, how far its chain is sealed, and what was exported before. */
export async function readDossier(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Dossier> {
  const { number } = await readApplication(tx, staff, caseId)
  const { items, chain } = await itemsOf(tx, caseId, on)
  const sealed = await tx.selectFrom('sealed_head as h').select('h.day').where('h.bank_id', '=', tx.bankId).where('h.case_id', '=', caseId).orderBy('h.day', 'desc').limit(1).executeTakeFirst()
  const exports = await tx.selectFrom('dossier_export as e').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'e.bank_id').onRef('s.staff_id', '=', 'e.exported_by'))
    .selectAll('e').select('s.name').where('e.bank_id', '=', tx.bankId).where('e.case_id', '=', caseId).orderBy('e.exported_at', 'desc').execute()
  return {
    number, signedBy: fingerprintOf(tx), items: items.map((one) => ({ ...one, acts: [...one.acts] })), chain: { acts: chain.length, sealedUntil: sealed?.day ?? null },
    exports: exports.map((row) => ({ exportId: row.export_id, exportedBy: row.name, exportedOn: row.exported_on, exportedAt: row.exported_at, root: row.root, bytes: row.bytes, isWhole: row.chain_whole })),
  }
}
