import { DOCUMENT_KINDS } from '#common/document/domain'
import { issueDocument, voidDocument } from '#common/document/server'
import type { ContractPaper } from '#common/policy/domain'
import type { AtWork } from '#common/task/server'
import type { FileStore } from '#platform/files'
import { type PaperNeeded, papersNeeded } from '#loan/contract/domain'
import type { Tx } from '#platform/db'
import { contractData, type DrawdownData } from './contract-data.ts'
import { collateralCount } from './collateral-reads.ts'
import type { Held } from './held.ts'
import { partiesOf } from './parties.ts'
import { payeesShown } from './versions.ts'

/** The papers of a file that were issued, of every version. */
export async function papersOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_paper').selectAll().where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).orderBy('version').orderBy('number').execute()
}

/** The papers the current version of a file needs before it is signed. */
export async function neededFor(tx: Tx, held: Held): Promise<PaperNeeded[]> {
  const parties = await partiesOf(tx, held.contractId)
  const of = (role: string): string[] => parties.filter((one) => one.role === role).map((one) => one.party_id)
  return papersNeeded(held.policy.contract.papers, {
    spouse: of('SPOUSE')[0] ?? null, coborrowers: of('COBORROWER'), guarantors: of('GUARANTOR'), hasCollateral: (await collateralCount(tx, held.contractId)) > 0,
    payees: (await payeesShown(tx, held.contractId, held.version)).map((_, index) => index + 1),
  })
}

/** Issues papers of the current version: each is filled from its template, numbered and sealed. `subject` of a paper of a drawdown is the note's number. */
export async function issuePapers(tx: Tx, files: FileStore, work: AtWork, held: Held, needed: readonly PaperNeeded[], drawdown?: DrawdownData): Promise<void> {
  const data = await contractData(tx, held, drawdown)
  for (const { kind, subject } of needed) {
    const { documentId, number } = await issueDocument(tx, files, work, { kind, subject, about: data.about(subject), data: data.of(kind, subject), drawLater: true })
    await tx.insertInto('contract_paper').values({ bank_id: tx.bankId, contract_id: held.contractId, version: held.version, kind, subject, document_id: documentId, number }).execute()
  }
}

/** Voids papers that no longer count; they keep their number. Of a file closed by a new decision the papers go when the next set is drawn up. */
export async function voidPapers(tx: Tx, work: AtWork, held: Held, reason: string, only?: { readonly subject: string }): Promise<number> {
  const rows = await tx.selectFrom('contract_paper as p')
    .innerJoin('contract_file as f', (on) => on.onRef('f.bank_id', '=', 'p.bank_id').onRef('f.contract_id', '=', 'p.contract_id'))
    .innerJoin('document as d', (on) => on.onRef('d.bank_id', '=', 'p.bank_id').onRef('d.document_id', '=', 'p.document_id'))
    .select(['p.document_id', 'p.subject']).where('p.bank_id', '=', tx.bankId).where('f.case_id', '=', held.caseId).where('d.voided_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('p.subject', '=', only?.subject ?? '')).execute()
  for (const row of rows) await voidDocument(tx, work, row.document_id, reason)
  return rows.length
}

/** The customer signed a paper of the current version; those who sign all at once do so when the signing is completed. */
export async function signPaper(tx: Tx, work: AtWork, held: Held, kind?: ContractPaper): Promise<void> {
  await tx.updateTable('contract_paper').set({ signed_on: work.on, signed_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contractId).where('version', '=', held.version).where('signed_at', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? '')).execute()
}

/** What people call a paper. */
export function paperName(kind: string): string {
  return DOCUMENT_KINDS[kind as ContractPaper].name
}
