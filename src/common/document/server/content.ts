import { createHash } from 'node:crypto'
import type { DocumentKind, FieldData, Paper, TemplateKind } from '#common/document/domain'
import { assert } from '#kernel'
import type { Tx } from '#platform/db'

/** What a document says: the values of its fields, or its blocks. */
export type Content = { readonly from: 'template'; readonly kind: TemplateKind; readonly data: FieldData } | { readonly from: 'paper'; readonly paper: Paper }

/** Everything the hash of a document binds together. */
export interface Sealing {
  readonly kind: DocumentKind
  readonly number: string
  readonly caseId: string
  readonly subject: string
  readonly templateHash: string | null
  readonly content: Content
}

/** SHA-256 over kind, number, case, content and template: the same content always gives the same hash. */
export function hashOf({ kind, number, caseId, subject, templateHash, content }: Sealing): string {
  return createHash('sha256').update(canonical({ kind, number, caseId, subject, templateHash, content })).digest('hex')
}

/** JSON with the keys of every object in order and nothing left to chance. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
  }
  assert(value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value), 'content of a document is plain data')
  return JSON.stringify(value)
}

/** Content as it is stored: identifiers are in it, so it is encrypted and bound to its row. */
export function sealContent(tx: Tx, documentId: string, content: Content): { content_cipher: Buffer; content_key: string } {
  const { cipher, keyId } = tx.keys.seal(canonical(content), placeOf(tx, documentId))
  return { content_cipher: cipher, content_key: keyId }
}

export function openContent(tx: Tx, row: { document_id: string; content_cipher: Buffer; content_key: string }): Content {
  return JSON.parse(tx.keys.open({ cipher: row.content_cipher, keyId: row.content_key }, placeOf(tx, row.document_id))) as Content
}

function placeOf(tx: Tx, documentId: string): string {
  return `${tx.bankId}/document/${documentId}/content`
}
