import { buffer } from 'node:stream/consumers'
import { type FileHead, type FileKind, type FileTotals, LARGEST_FILE, type Values, nameOf, totalsOf, writeChunks, writeControl } from '#common/exchange/domain'
import { type Day, Refusal, assert } from '#kernel'
import { recordStep } from '#platform/audit'
import { businessDate, newId, type Tx } from '#platform/db'
import { type FileStore, readStoredFile, storeFile } from '#platform/files'
import { mappingInUse } from './mappings.ts'
import { identityOf } from './receive.ts'
import { nextSequence, sequenceOf } from './sequences.ts'

/** What goes out: the lines, and what else the mapping asks of the head (own account, day of execution …). */
export interface Sending {
  readonly kind: FileKind
  readonly businessDay: Day
  readonly head?: FileHead
  readonly rows: readonly Values[]
  readonly now: Date
}

export interface Sent {
  readonly fileId: string
  readonly name: string
  readonly sequence: number
  readonly totals: FileTotals
}

const MEDIA_TYPE = 'application/octet-stream'

/** Writes a file by the bank's mapping and notes it as sent, in the transaction of the step it belongs to; the port takes it after that. */
export async function sendFile(tx: Tx, files: FileStore, { kind, businessDay, head: given = {}, rows, now }: Sending): Promise<Sent> {
  const { mapping, version } = await mappingInUse(tx, kind)
  const of = sequenceOf(mapping, businessDay)
  const sequence = await nextSequence(tx, kind, of)
  const head: FileHead = { messageId: `WD${businessDay.replaceAll('-', '')}${kind}${String(sequence).padStart(MESSAGE_DIGITS, '0')}`, createdAt: now.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length), actOn: businessDay, ...given, businessDay, sequence }
  const totals = totalsOf(kind, rows)
  const { hash, size } = await storeFile(tx, files, { content: pieces(writeChunks(mapping, { head, rows, totals })), mediaType: MEDIA_TYPE, storedBy: 'exchange', mostBytes: LARGEST_FILE })
  const control = writeControl(mapping, head, totals, size)
  const controlHash = control === null ? null : (await storeFile(tx, files, { content: control.bytes, mediaType: MEDIA_TYPE, storedBy: 'exchange', mostBytes: LARGEST_FILE })).hash
  const name = nameOf(mapping.fileName, head)
  const fileId = newId()
  const today = await businessDate(tx)
  await tx.insertInto('exchange_file').values({
    bank_id: tx.bankId, file_id: fileId, direction: 'OUT', kind, name, mapping_version: version, business_day: businessDay, sequence, sequence_of: of, hash, size, identity: identityOf(mapping, kind, name, hash), control_name: control?.name ?? null, control_hash: controlHash,
    state: 'SENT', row_count: totals.count, total_fen: totals.totalFen, ok_count: totals.okCount, ok_fen: totals.okFen, via: 'SYSTEM', came_on: today, came_at: now.toISOString(),
  }).execute()
  await recordStep(tx, { step: 'exchange.send', businessDate: today, rowCount: totals.count, controlTotal: String(totals.totalFen), rowsHash: hash })
  return { fileId, name, sequence, totals }
}

const MESSAGE_DIGITS = 4

async function* pieces(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    yield chunk
    await Promise.resolve() // a large file leaves room for others between its pieces
  }
}

/** The bytes of a file that came or went. */
export async function bytesOf(tx: Tx, files: FileStore, hash: string): Promise<Buffer> {
  const stored = await readStoredFile(tx, files, hash)
  assert(stored !== undefined, `file ${hash} of the exchange is in the store`)
  if (stored.size > LARGEST_FILE) throw new Refusal({ code: 'exchange.too-large', message: '文件过大', value: stored.size, expected: `不超过 ${LARGEST_FILE} 字节` }, 413)
  return buffer(stored.content)
}
