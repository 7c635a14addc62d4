import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { ARCHIVE_FORMAT, type ArchiveFile, type ArchiveItem, DOSSIER_ITEMS, type JudgedItem, type Manifest, type Signature } from '#desk/dossier/domain'
import type { Tx } from '#platform/db'

/** A file on its way into the archive. */
export interface Piece {
  readonly path: string
  readonly content: Buffer
}

export interface ArchiveHead {
  readonly bank: string
  readonly caseId: string
  readonly number: string
  readonly by: string
  readonly on: string
  readonly at: string
}

/** Puts the pieces of a case, its 25 items and the bank's signature into one zip; returns its bytes and the root to print. */
export async function buildArchive(tx: Tx, head: ArchiveHead, items: readonly JudgedItem[], pieces: readonly Piece[]): Promise<{ bytes: Buffer; root: string }> {
  const files = pieces.map(({ path, content }): ArchiveFile => ({ path, size: content.length, sha256: sha256(content) }))
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT, bankId: tx.bankId, bank: head.bank, caseId: head.caseId, number: head.number, exportedBy: head.by, exportedOn: head.on, exportedAt: head.at,
    items: items.map((one) => asItem(one, files)), files,
  }
  const manifestBytes = json(manifest)
  const root = sha256(manifestBytes)
  const { signature, publicKey, keyId } = tx.keys.attest(root)
  const signed: Signature = { algorithm: 'Ed25519', keyId, publicKey, root, signature }
  const bytes = await zipped([{ path: 'manifest.json', content: manifestBytes }, { path: 'signature.json', content: json(signed) }, ...pieces], new Date(head.at))
  return { bytes, root }
}

/** An item with the files that belong to it: its tables, and evidence or papers where its acts brought them. */
function asItem({ no, name, state, why, acts }: JudgedItem, files: readonly ArchiveFile[]): ArchiveItem {
  const item = DOSSIER_ITEMS[no - 1]
  const own = new Set(item?.tables.map((table) => `records/${table}.json`))
  const under = item?.folders ?? []
  return { no, name, state, why, acts: [...acts], files: files.map(({ path }) => path).filter((path) => own.has(path) || under.some((folder) => path.startsWith(folder))) }
}

/** SHA-256 of the key this bank signs with today, as the verifier names it. */
export function fingerprintOf(tx: Tx): string {
  return sha256(Buffer.from(tx.keys.attest('').publicKey, 'base64'))
}

export function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The same pieces at the same instant give the same bytes. */
async function zipped(pieces: readonly Piece[], mtime: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, content } of pieces) zip.addBuffer(content, path, { mtime, mode: 0o100644 })
  zip.end()
  return await buffer(zip.outputStream)
}
