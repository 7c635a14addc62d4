import { createHash } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Refusal, assert } from '#kernel'
import { newId, type Tx } from '#platform/db'
import type { FileStore } from './file-store.ts'

export interface NewFile {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  readonly mediaType: string
  readonly storedBy: string
  /** Refused (`file.too-large`) beyond this many bytes. */
  readonly mostBytes: number
}

export interface StoredFile {
  readonly hash: string
  readonly size: number
}

/** Stores a file and notes who stored it. The bytes are safe before the row is; bytes without a row harm nobody. */
export async function storeFile(tx: Tx, store: FileStore, file: NewFile): Promise<StoredFile> {
  const part = path.join(os.tmpdir(), `weidai-${newId()}.part`)
  try {
    const stored = await writePart(part, file)
    await store.keep(tx.bankId, stored.hash, part)
    await tx.insertInto('file_object').values({ bank_id: tx.bankId, ...stored, media_type: file.mediaType, stored_by: file.storedBy })
      .onConflict((conflict) => conflict.columns(['bank_id', 'hash']).doNothing()).execute()
    return stored
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await unlink(part).catch(() => undefined)
  }
}

/** Opens a file the bank has; undefined when it has none of this hash. */
export async function readStoredFile(tx: Tx, store: FileStore, hash: string): Promise<{ readonly size: number; readonly mediaType: string; readonly content: Readable } | undefined> {
  const row = await tx.selectFrom('file_object as f').select(['f.size', 'f.media_type']).where('f.bank_id', '=', tx.bankId).where('f.hash', '=', hash).executeTakeFirst()
  if (!row) return undefined
  const content = await store.read(tx.bankId, hash)
  assert(content !== undefined, `the store has lost file ${hash} of bank ${tx.bankId}`)
  return { size: row.size, mediaType: row.media_type, content }
}

/** A full or missing disk is nobody's bug: it is said in words, and the same request does it when there is room again. */
function asRefusal(error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return notStored('files.full', '文件存储空间已满，本次操作没有生效', error)
  return code !== undefined && UNREACHABLE.has(code) ? notStored('files.away', '文件存储暂时不能用，本次操作没有生效', error) : error
}
const UNREACHABLE: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOTCONN', 'ESTALE', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

function notStored(code: string, message: string, cause: unknown): Refusal {
  const refusal = new Refusal({ code, message, expected: '请联系系统管理员，恢复后用同一请求重试' }, 503)
  refusal.cause = cause
  return refusal
}

async function writePart(part: string, { content, mostBytes }: NewFile): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(part, 'wx', 0o600)
  try {
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      size += piece.byteLength
      if (size > mostBytes) throw new Refusal({ code: 'file.too-large', message: `文件超过 ${Math.floor(mostBytes / 1024 / 1024)} MB`, value: size, expected: `不超过 ${mostBytes} 字节` }, 413)
      hash.update(piece)
      await file.writeFile(piece)
    }
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), size }
}
