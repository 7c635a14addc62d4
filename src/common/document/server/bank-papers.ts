import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Paper, type PaperKind, numberReferences } from '#common/document/domain'
import type { Day } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { bankName } from './bank-name.ts'
import { canonical } from './content.ts'
import { draw } from './draw.ts'
import { nextDocumentNumber } from './next-document-number.ts'
import { WORD } from './templates.ts'

/** A paper that belongs to no case: a guide, a procedure. It holds nothing of a customer. */
export interface NewBankPaper {
  readonly kind: PaperKind
  /** Tells papers of one kind apart. */
  readonly subject: string
  readonly paper: Paper
  /** How the act is called that issues it. */
  readonly act: string
}
export interface BankPaper { readonly paperId: string; readonly kind: string; readonly number: string; readonly title: string; readonly hash: string; readonly issuedOn: string; readonly issuedBy: string }
interface Issuing { readonly staff: { readonly id: string }; readonly on: Day; readonly now: Date }

const LISTED = 20
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Issues a paper under a number; what says the same as the last one of its subject is that one, not another. */
export async function issueBankPaper(tx: Tx, { staff, on, now }: Issuing, { kind, subject, paper, act }: NewBankPaper): Promise<BankPaper> {
  numberReferences(paper)
  const contentHash = sha256(canonical(paper))
  // One at a time a subject, so that two who ask at once get one paper.
  await tx.insertInto('counter').values({ bank_id: tx.bankId, name: `paper ${kind}`, period: subject, last_number: 1 }).onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` })).execute()
  const [last] = await bankPapers(tx, kind, subject)
  if (last?.contentHash === contentHash) return shown(last)
  const number = await nextDocumentNumber(tx, kind, on)
  const numbered: Paper = { ...paper, number }
  const paperId = newId()
  const hash = sha256(canonical({ kind, number, subject, paper: numbered }))
  await tx.insertInto('bank_paper').values({
    bank_id: tx.bankId, paper_id: paperId, kind, number, subject, title: paper.title, content: JSON.stringify(numbered), content_hash: contentHash, hash, issued_by: staff.id, issued_on: on, issued_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId: paperId, act, who: staff.id, businessDate: on, body: { kind, number, subject, hash } })
  return shown((await bankPapers(tx, kind, subject))[0]!)
}

/** Papers of one kind and subject, the newest first. */
export async function listBankPapers(tx: Tx, kind: PaperKind, subject: string): Promise<BankPaper[]> {
  return (await bankPapers(tx, kind, subject)).map(shown)
}

async function bankPapers(tx: Tx, kind: PaperKind, subject: string): Promise<(BankPaper & { contentHash: string })[]> {
  const rows = await tx.selectFrom('bank_paper as p').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.issued_by'))
    .select(['p.paper_id', 'p.kind', 'p.number', 'p.title', 'p.hash', 'p.content_hash', 'p.issued_on', 's.name'])
    .where('p.bank_id', '=', tx.bankId).where('p.kind', '=', kind).where('p.subject', '=', subject).orderBy('p.issued_at', 'desc').orderBy('p.number', 'desc').limit(LISTED).execute()
  return rows.map((row) => ({ paperId: row.paper_id, kind: row.kind, number: row.number, title: row.title, hash: row.hash, contentHash: row.content_hash, issuedOn: row.issued_on, issuedBy: row.name }))
}

function shown({ contentHash: _content, ...paper }: BankPaper & { contentHash: string }): BankPaper {
  return paper
}

/** The Word or PDF file of an issued paper, drawn from what was kept. */
export async function bankPaperFile(tx: Tx, paperId: string, as: 'docx' | 'pdf'): Promise<{ bytes: Buffer; mediaType: string; filename: string }> {
  const row = await tx.selectFrom('bank_paper').select(['number', 'title', 'hash', 'content']).where('bank_id', '=', tx.bankId).where('paper_id', '=', paperId).executeTakeFirst()
  if (row === undefined) throw missing('文书')
  const { number, title, hash } = row
  const bytes = await draw({ from: 'paper', paper: row.content as Paper, seal: { bank: await bankName(tx), title, number, hash, mark: null }, as })
  return { bytes, mediaType: as === 'pdf' ? 'application/pdf' : WORD, filename: `${number} ${title}.${as}` }
}
