import type { Exported } from '#desk/dossier/domain'
import { readApplication } from '#loan/application/server'
import { type Day, Refusal } from '#kernel'
import { record, verifyCase } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { type FileStore, storeFile } from '#platform/files'
import { buildArchive } from './build-archive.ts'
import { gatherPieces, itemsOf } from './gather.ts'

export interface ExportWork {
  readonly staff: Staff
  readonly caseId: string
  readonly on: Day
  readonly now: Date
}

/** More than a case ever holds, and less than a server can bear. */
const MOST_BYTES = 1024 * 1024 * 1024

/** Exports the file of a case as one signed archive; the export itself becomes an act of the chain, with the root to print. */
export async function exportDossier(tx: Tx, files: FileStore, { staff, caseId, on, now }: ExportWork): Promise<Exported> {
  const application = await readApplication(tx, staff, caseId, 'for update')
  const { items, chain } = await itemsOf(tx, caseId, on)
  const bank = await tx.selectFrom('bank').select('name').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const isWhole = (await verifyCase(tx, caseId)).length === 0
  const head = { bank: bank.name, caseId, number: application.number, by: staff.name, on, at: now.toISOString() }
  const { bytes, root } = await buildArchive(tx, head, items, await gatherPieces(tx, files, caseId, chain))
  if (bytes.length > MOST_BYTES) throw new Refusal({ code: 'dossier.too-large', message: '案卷超过 1 GB，不能一次导出', value: bytes.length, expected: `不超过 ${MOST_BYTES} 字节` }, 413)
  const { hash } = await storeFile(tx, files, { content: bytes, mediaType: 'application/zip', storedBy: staff.id, mostBytes: MOST_BYTES })
  const exportId = newId()
  await tx.insertInto('dossier_export').values({
    bank_id: tx.bankId, export_id: exportId, case_id: caseId, file_hash: hash, root, bytes: bytes.length, chain_whole: isWhole, exported_by: staff.id, exported_on: on, exported_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId, act: 'dossier.export', who: staff.id, businessDate: on, body: { exportId, root, fileHash: hash, bytes: bytes.length, isWhole } })
  return { exportId, exportedBy: staff.name, exportedOn: on, exportedAt: now.toISOString(), root, bytes: bytes.length, isWhole }
}

