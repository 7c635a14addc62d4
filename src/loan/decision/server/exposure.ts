import { samePerson } from '#common/customer/server'
import { exposureOf, linesOf } from '#common/line/server'
import type { CaseLife } from '#common/task/domain'
import type { ExposurePart } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { lastTerms } from './store.ts'

/** An application in one of these states asks for nothing any more, or its line stands for it. */
const ENDED: readonly CaseLife[] = [
  'ADMISSION_REJECTED', 'WITHDRAWN', 'ABANDONED', 'REJECTED_BY_RULE', 'REJECTED', 'LAPSED',
  'DISBURSED', 'CURRENT', 'OVERDUE', 'NON_ACCRUAL', 'EXTENDED', 'RESTRUCTURED', 'IN_LEGAL', 'REPAID', 'RENEWED', 'WRITTEN_OFF', 'TRANSFERRED',
]

/** The case whose other exposure is asked for. */
interface Own {
  readonly caseId: string
  readonly customerId: string
  readonly amountFen: number
  /** The open line it draws under; what that line has promised already is not counted again. */
  readonly lineId: string | null
}

/** What a customer owes the bank or asks of it beside one case: his lines, and his other applications that no line stands for yet. Files merged into one person count together. */
export async function otherExposure(tx: Tx, own: Own): Promise<ExposurePart[]> {
  const { committedFen, lines } = (await exposureOf(tx, own.customerId)).customer
  const rest = committedFen - (await promised(tx, own))
  return [...(rest > 0 ? [{ says: '已有授信', amountFen: rest, number: `${lines} 笔` }] : []), ...(await otherApplications(tx, await samePerson(tx, own.customerId), own.caseId))]
}

/** The part of this application its own line has room for. */
async function promised(tx: Tx, { customerId, lineId, amountFen }: Own): Promise<number> {
  if (lineId === null) return 0
  const line = (await linesOf(tx, customerId)).find((one) => one.lineId === lineId)
  return Math.min(amountFen, line?.availableFen ?? 0)
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
