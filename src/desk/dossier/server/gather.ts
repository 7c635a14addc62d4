import { buffer } from 'node:stream/consumers'
import { documentFile, listDocuments } from '#common/document/server'
import { listEvidence } from '#common/evidence/server'
import { type ChainLine, type JudgedItem, judgeItems } from '#desk/dossier/domain'
import { assert } from '#kernel'
import type { Tx } from '#platform/db'
import { type FileStore, readStoredFile } from '#platform/files'
import { type Piece, json } from './build-archive.ts'
import { caseTables, readChainOf, readSealsOf, rowsOfCase } from './read-records.ts'

/** The 25 items of a case as they stand on this business day. */
export async function itemsOf(tx: Tx, caseId: string, on: string): Promise<{ items: JudgedItem[]; chain: ChainLine[] }> {
  const chain = await readChainOf(tx, caseId)
  const clocked = await tx.selectFrom('task as t').select(['t.step', 't.due_on as dueOn', 't.closed_on as doneOn']).where('t.bank_id', '=', tx.bankId).where('t.case_id', '=', caseId).where('t.state', '!=', 'CANCELLED').execute()
  return { items: judgeItems(chain, clocked, on), chain }
}

/** Everything the bank holds of a case: chain, seals, rows of every table, evidence and papers as files, the policies it was judged by, who is who. */
export async function gatherPieces(tx: Tx, files: FileStore, caseId: string, chain: readonly ChainLine[]): Promise<Piece[]> {
  return [
    { path: 'chain.jsonl', content: Buffer.from(chain.map((link) => `${JSON.stringify(link)}\n`).join('')) },
    { path: 'seals.json', content: json(await readSealsOf(tx, caseId)) },
    { path: 'people.json', content: json(await peopleOf(tx, chain)) },
    ...await recordsOf(tx, caseId),
    ...await policiesOf(tx, caseId),
    ...await evidenceOf(tx, files, caseId),
    ...await papersOf(tx, files, caseId),
  ]
}

async function recordsOf(tx: Tx, caseId: string): Promise<Piece[]> {
  const pieces: Piece[] = []
  for (const table of await caseTables(tx)) {
    const rows = await rowsOfCase(tx, table, caseId)
    if (rows.length > 0) pieces.push({ path: `records/${table.table}.json`, content: json(rows) })
  }
  return pieces
}

/** Who acted, with the posts held then: names of staff, not of customers. */
async function peopleOf(tx: Tx, chain: readonly ChainLine[]) {
  const ids = [...new Set(chain.map(({ who }) => who))].filter((who) => /^[0-9a-f-]{36}$/.test(who))
  if (ids.length === 0) return []
  const staff = await tx.selectFrom('staff as s').select(['s.staff_id', 's.login', 's.name']).where('s.bank_id', '=', tx.bankId).where('s.staff_id', 'in', ids).orderBy('s.login').execute()
  const posts = await tx.selectFrom('staff_post as p').select(['p.staff_id', 'p.post', 'p.from_day', 'p.until_day']).where('p.bank_id', '=', tx.bankId).where('p.staff_id', 'in', ids).orderBy('p.from_day').execute()
  return staff.map((one) => ({ ...one, posts: posts.filter(({ staff_id }) => staff_id === one.staff_id).map(({ post, from_day, until_day }) => ({ post, from: from_day, until: until_day })) }))
}

async function policiesOf(tx: Tx, caseId: string): Promise<Piece[]> {
  const rows = await tx.selectFrom('policy_snapshot as p').select(['p.hash', 'p.content']).where('p.bank_id', '=', tx.bankId)
    .where('p.hash', 'in', (eb) => eb.selectFrom('investigation_version as v').select('v.policy_hash').where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId)).execute()
  return rows.map(({ hash, content }) => ({ path: `policies/${hash}.json`, content: json(content) }))
}

async function evidenceOf(tx: Tx, files: FileStore, caseId: string): Promise<Piece[]> {
  const pieces: Piece[] = []
  for (const { evidenceId, sha256, filename } of await listEvidence(tx, caseId, 'all')) {
    if (sha256 !== null) pieces.push({ path: `evidence/${evidenceId}${extensionOf(filename)}`, content: await bytesOf(tx, files, sha256) })
  }
  return pieces
}

/** Every paper as PDF, void ones marked; the Word file too where it was drawn when issued. */
async function papersOf(tx: Tx, files: FileStore, caseId: string): Promise<Piece[]> {
  const pieces: Piece[] = []
  for (const { documentId, number, docxHash } of await listDocuments(tx, caseId)) {
    pieces.push({ path: `papers/${number}.pdf`, content: (await documentFile(tx, files, { caseId }, documentId, 'pdf')).bytes })
    if (docxHash !== null) pieces.push({ path: `papers/${number}.docx`, content: await bytesOf(tx, files, docxHash) })
  }
  return pieces
}

async function bytesOf(tx: Tx, files: FileStore, hash: string): Promise<Buffer> {
  const stored = await readStoredFile(tx, files, hash)
  assert(stored !== undefined, `file ${hash} is named by a row`)
  return await buffer(stored.content)
}

function extensionOf(filename: string | null): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(filename ?? '')?.[0].toLowerCase() ?? ''
}
