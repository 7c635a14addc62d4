import { samePerson } from '#common/customer/server'
import { exposureOf } from '#common/line/server'
import type { ExposurePart } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { lastTerms } from './store.ts'

/** An application in one of these states asks for nothing any more. */
const ENDED = ['ADMISSION_REJECTED', 'WITHDRAWN', 'ABANDONED', 'REJECTED_BY_RULE', 'REJECTED', 'LAPSED', 'REPAID', 'RENEWED', 'WRITTEN_OFF', 'TRANSFERRED'] as const

/** What a customer owes the bank or asks of it beside one case: his lines, and his other applications that no line stands for yet. Files merged into one person count together. */
export async function otherExposure(tx: Tx, customerId: string, caseId: string): Promise<ExposurePart[]> {
  const customers = await samePerson(tx, customerId)
  const parts: ExposurePart[] = []
  for (const each of customers) {
    const { committedFen, lines } = (await exposureOf(tx, each)).customer
    if (committedFen > 0) parts.push({ says: '已有授信', amountFen: committedFen, number: `${lines} 笔` })
  }
  return [...parts, ...(await otherApplications(tx, customers, caseId))]
}

async function otherApplications(tx: Tx, customers: readonly string[], caseId: string): Promise<ExposurePart[]> {
  const rows = await tx.selectFrom('application as a')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'a.bank_id').onRef('p.case_id', '=', 'a.case_id'))
    .select(['a.case_id', 'a.number', 'a.amount_fen']).where('a.bank_id', '=', tx.bankId).where('a.customer_id', 'in', [...customers]).where('a.case_id', '!=', caseId)
    .where('p.state', 'not in', [...ENDED])
    .where((eb) => eb.not(eb.exists(
      eb.selectFrom('decision as d').innerJoin('line as l', (on) => on.onRef('l.bank_id', '=', 'd.bank_id').onRef('l.resolution_id', '=', 'd.resolution_id')).select('l.line_id')
        .where('d.bank_id', '=', tx.bankId).whereRef('d.case_id', '=', 'a.case_id'),
    ))).orderBy('a.number').execute()
  const parts: ExposurePart[] = []
  for (const row of rows) parts.push({ says: '另一申请', amountFen: await amountOf(tx, row), number: row.number })
  return parts
}

/** Of an approved application its terms, of another what it asks for. */
async function amountOf(tx: Tx, row: { readonly case_id: string; readonly amount_fen: number }): Promise<number> {
  const approved = await tx.selectFrom('decision').select('decision_id').where('bank_id', '=', tx.bankId).where('case_id', '=', row.case_id).where('state', 'in', ['APPROVED', 'USED']).executeTakeFirst()
  return approved === undefined ? row.amount_fen : (await lastTerms(tx, approved.decision_id))?.terms.amountFen ?? row.amount_fen
}
