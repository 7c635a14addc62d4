import { type FileDifference, type FileHead, type FileKind, type FileRow, openReader } from '#common/exchange/domain'
import { type Day, assert } from '#kernel'
import type { Tx } from '#platform/db'
import { type FileStore, readStoredFile } from '#platform/files'
import { missing } from '#platform/http'
import { mappingOf } from './mappings.ts'
import { waitingFiles } from './sequences.ts'
import { xmlTokens } from './xml-tokens.ts'

/** A file received whole and right, whose turn it is. */
export interface FileToWork {
  readonly fileId: string
  readonly kind: FileKind
  readonly name: string
  readonly businessDay: Day
  readonly sequence: number
  readonly rows: number
}

const LISTED = 100
const AT_ONCE = 5000

/** Files of a kind to apply now, in their order; those that wait for one before them are left out. */
export async function filesToWork(tx: Tx, kind: FileKind): Promise<FileToWork[]> {
  const ready = (await waitingFiles(tx, kind)).filter(({ waitsFor }) => waitsFor === null).map(({ fileId }) => fileId)
  if (ready.length === 0) return []
  const rows = await tx.selectFrom('exchange_file as f').select(['f.file_id', 'f.name', 'f.business_day', 'f.sequence', 'f.row_count']).where('f.bank_id', '=', tx.bankId).where('f.file_id', 'in', ready).execute()
  return ready.flatMap((fileId) => rows.filter((row) => row.file_id === fileId).map((row) => ({ fileId, kind, name: row.name, businessDay: row.business_day as Day, sequence: row.sequence ?? 0, rows: row.row_count ?? 0 })))
}

/** The lines of a file that was received, a few thousand at a time, read again from the original by the mapping it was accepted with. */
export async function eachRows(tx: Tx, files: FileStore, fileId: string, work: (rows: readonly FileRow[]) => Promise<void>, atOnce = AT_ONCE): Promise<FileHead> {
  const file = await tx.selectFrom('exchange_file as f').select(['f.kind', 'f.mapping_version', 'f.hash', 'f.state']).where('f.bank_id', '=', tx.bankId).where('f.file_id', '=', fileId).executeTakeFirst()
  if (file === undefined) throw missing('这份文件')
  assert(file.state !== 'REFUSED', 'the lines of a refused file are not used')
  const mapping = await mappingOf(tx, file.kind as FileKind, file.mapping_version)
  const stored = await readStoredFile(tx, files, file.hash)
  assert(stored !== undefined, `file ${file.hash} of the exchange is in the store`)
  let rows: FileRow[] = []
  const reader = openReader(mapping, (row) => rows.push(row), { xml: xmlTokens })
  for await (const piece of stored.content) {
    reader.push(piece as Uint8Array)
    if (rows.length < atOnce) continue
    await work(rows)
    rows = []
  }
  const { head, refused } = reader.end()
  assert(refused === 0, `file ${fileId} reads as it did when it was received`)
  if (rows.length > 0) await work(rows)
  return head
}

/** All lines of a file that was received. */
export async function rowsOf(tx: Tx, files: FileStore, fileId: string): Promise<FileRow[]> {
  const all: FileRow[] = []
  await eachRows(tx, files, fileId, (rows) => {
    for (const row of rows) all.push(row)
    return Promise.resolve()
  })
  return all
}

/** Says what became of a received file: applied wholly, or in part with what was left over and why. */
export async function settleFile(tx: Tx, fileId: string, differences: readonly FileDifference[], on: Day, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('exchange_file')
    .set({ state: differences.length === 0 ? 'ACCEPTED' : 'PARTLY', difference_count: differences.length, differences: JSON.stringify(differences.slice(0, LISTED)), settled_on: on, settled_at: now.toISOString() })
    .where('bank_id', '=', tx.bankId).where('file_id', '=', fileId).where('state', '=', 'RECEIVED').executeTakeFirstOrThrow()
  assert(numUpdatedRows === 1n, `file ${fileId} is applied once`)
}

/** Every order of a file that went out has its answer. */
export async function fileAnswered(tx: Tx, fileId: string, on: Day, now: Date): Promise<void> {
  await tx.updateTable('exchange_file').set({ state: 'ANSWERED', settled_on: on, settled_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('file_id', '=', fileId).where('state', '=', 'SENT').execute()
}
