import { buffer } from 'node:stream/consumers'
import { type Checked, type DocumentKind, type DocumentRow, type Paper } from '#common/document/domain'
import { assert } from '#kernel'
import type { Tx } from '#platform/db'
import { type FileStore, readStoredFile } from '#platform/files'
import { missing } from '#platform/http'
import { bankName } from './bank-name.ts'
import { type Belongs, placeOf } from './belongs.ts'
import { type Content, openContent } from './content.ts'
import { draw } from './draw.ts'
import { drawOne } from './issue-document.ts'
import { WORD } from './templates.ts'

/** Most documents of one case that are listed. */
const LISTED = 500
const QR_CODE = /^weidai (\S+) ([0-9a-f]{64})$/

function documentsOf(tx: Tx, of: Belongs) {
  const { column, id } = placeOf(of)
  return tx.selectFrom('document as d')
    .innerJoin('staff as i', (on) => on.onRef('i.bank_id', '=', 'd.bank_id').onRef('i.staff_id', '=', 'd.issued_by'))
    .leftJoin('staff as v', (on) => on.onRef('v.bank_id', '=', 'd.bank_id').onRef('v.staff_id', '=', 'd.voided_by'))
    .select(['d.document_id', 'd.case_id', 'd.note_id', 'd.kind', 'd.title', 'd.number', 'd.subject', 'd.hash', 'd.template_version', 'd.template_hash', 'd.issued_by', 'd.issued_on', 'd.issued_at', 'd.voided_at', 'd.void_reason', 'd.docx_hash', 'd.pdf_hash', 'i.name as issued_by_name', 'v.name as voided_by_name'])
    .where('d.bank_id', '=', tx.bankId).where(`d.${column}`, '=', id)
}
type Row = Awaited<ReturnType<ReturnType<typeof documentsOf>['execute']>>[number]

/** The documents of a case, the newest first; voided ones stay in the list. */
export async function listDocuments(tx: Tx, caseId: string): Promise<DocumentRow[]> {
  return (await documentsOf(tx, { caseId }).orderBy('d.issued_at', 'desc').orderBy('d.number', 'desc').limit(LISTED).execute()).map(shape)
}

/** One document with its blocks, where it was built from blocks. */
export async function readDocument(tx: Tx, of: Belongs, documentId: string): Promise<{ document: DocumentRow; paper: Paper | null }> {
  const row = await documentsOf(tx, of).select(['d.content_cipher', 'd.content_key']).where('d.document_id', '=', documentId).executeTakeFirst()
  if (row === undefined) throw missing('文书')
  const content = openContent(tx, row)
  return { document: shape(row), paper: content.from === 'paper' ? content.paper : null }
}

/** The file of a document: the stored one, or drawn now from the sealed content. A void one is marked on every page. */
export async function documentFile(tx: Tx, files: FileStore, of: Belongs, documentId: string, as: 'docx' | 'pdf'): Promise<{ bytes: Buffer; mediaType: string; filename: string }> {
  const row = await documentsOf(tx, of).select(['d.content_cipher', 'd.content_key']).where('d.document_id', '=', documentId).executeTakeFirst()
  if (row === undefined) throw missing('文书')
  const seal = { bank: await bankName(tx), title: row.title, number: row.number, hash: row.hash, mark: row.voided_at === null ? null : ('作废' as const) }
  const named = { mediaType: as === 'pdf' ? 'application/pdf' : WORD, filename: `${row.number} ${row.title}.${as}` }
  const stored = as === 'docx' ? row.docx_hash : row.pdf_hash
  const content = openContent(tx, row)
  if (stored === null || (seal.mark !== null && content.from === 'paper')) return { bytes: await drawNow(tx, files, { content, templateHash: row.template_hash, seal }, as), ...named }
  if (seal.mark !== null && as === 'pdf') return { bytes: await draw({ from: 'word', docx: await bytesOf(tx, files, row.docx_hash), seal, as }), ...named }
  return { bytes: await bytesOf(tx, files, stored), ...named }
}

/** Draws from the sealed content; a filled one by way of its Word file, so that both say the same. */
async function drawNow(tx: Tx, files: FileStore, { content, templateHash, seal }: { content: Content; templateHash: string | null; seal: Parameters<typeof draw>[0]['seal'] }, as: 'docx' | 'pdf'): Promise<Buffer> {
  if (content.from === 'paper') return drawOne({ content, template: null, seal }, as)
  assert(templateHash !== null, 'a filled document has a template')
  const docx = await drawOne({ content, template: { version: 0, hash: templateHash, bytes: await bytesOf(tx, files, templateHash) }, seal }, 'docx')
  return as === 'docx' ? docx : draw({ from: 'word', docx, seal, as })
}

async function bytesOf(tx: Tx, files: FileStore, hash: string | null): Promise<Buffer> {
  const stored = hash === null ? undefined : await readStoredFile(tx, files, hash)
  assert(stored !== undefined, 'a stored document is in the file store')
  return buffer(stored.content)
}

/** Whether a printed number and hash belong to a document of this bank. The number may be the whole text of the QR code. */
export async function checkDocument(tx: Tx, asked: { number: string; hash: string }): Promise<Checked> {
  const code = QR_CODE.exec(asked.number)
  const number = (code?.[1] ?? asked.number).toUpperCase()
  const hash = code?.[2] ?? asked.hash
  const row = await tx.selectFrom('document as d').select(['d.title', 'd.hash', 'd.issued_on', 'd.voided_at', 'd.void_reason']).where('d.bank_id', '=', tx.bankId).where('d.number', '=', number).executeTakeFirst()
    ?? await tx.selectFrom('bank_paper as p').select(({ lit }) => ['p.title', 'p.hash', 'p.issued_on', lit(null).as('voided_at'), lit(null).as('void_reason')]).where('p.bank_id', '=', tx.bankId).where('p.number', '=', number).executeTakeFirst()
  const unknown = { found: false, number, title: null, issuedOn: null }
  if (row === undefined) return { ...unknown, state: 'UNKNOWN', says: `本行没有编号为 ${number} 的文书` }
  if (hash !== row.hash) return { ...unknown, state: 'HASH_DIFFERS', says: hash === '' ? `有编号为 ${number} 的文书；要核对内容，请再填哈希或扫描二维码` : `编号 ${number} 存在，但哈希不符：纸面内容不是本行出具的内容` }
  const told = { found: true, number, title: row.title, issuedOn: row.issued_on }
  return row.voided_at === null ? { ...told, state: 'VALID', says: `《${row.title}》${number} 由本行于 ${row.issued_on} 出具，现行有效` } : { ...told, state: 'VOID', says: `《${row.title}》${number} 由本行于 ${row.issued_on} 出具，已作废：${row.void_reason ?? ''}` }
}

function shape(row: Row): DocumentRow {
  return {
    // Of a note without a case, the note: on its chain the paper was recorded.
    documentId: row.document_id, caseId: row.case_id ?? row.note_id!, kind: row.kind as DocumentKind, title: row.title, number: row.number, subject: row.subject, hash: row.hash, templateVersion: row.template_version, templateHash: row.template_hash,
    issuedBy: { staffId: row.issued_by, name: row.issued_by_name }, issuedOn: row.issued_on, issuedAt: row.issued_at,
    voided: row.voided_at === null ? null : { by: row.voided_by_name ?? '', at: row.voided_at, reason: row.void_reason ?? '' }, docxHash: row.docx_hash, pdfHash: row.pdf_hash,
  }
}
