import { sql } from 'kysely'
import type { BillFormat, Direction, InvoiceProfile, Nature, Statement, StatementRow } from '#common/statement/domain'
import { type Day, type Fen, fen } from '#kernel'
import type { BillOnCase } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'

/** What was read from a file: a bill, or the invoices of one firm. */
export type ReadFile = { readonly kind: 'BILL'; readonly statement: Statement } | { readonly kind: 'INVOICES'; readonly profile: InvoiceProfile }

/** Layout name under which the invoices of a firm are kept. */
export const INVOICES = 'invoices'

/** Keeps what was read from a file, rows and all, in one statement. */
export async function writeBill(tx: Tx, caseId: string, evidenceId: string, read: ReadFile): Promise<void> {
  const values = read.kind === 'BILL'
    ? { format: read.statement.format, summary: read.statement.summary, warnings: read.statement.warnings, period_from: read.statement.period?.from ?? null, period_until: read.statement.period?.until ?? null }
    : { format: INVOICES, summary: read.profile, warnings: [], period_from: null, period_until: null }
  await tx.insertInto('bill').values({ bank_id: tx.bankId, evidence_id: evidenceId, case_id: caseId, ...values, summary: JSON.stringify(values.summary), warnings: JSON.stringify(values.warnings) }).execute()
  if (read.kind === 'BILL' && read.statement.rows.length > 0) await writeRows(tx, evidenceId, read.statement.rows)
}

async function writeRows(tx: Tx, evidenceId: string, rows: readonly StatementRow[]): Promise<void> {
  await sql`
    insert into bill_row (bank_id, evidence_id, seq, row_id, at, direction, recorded, nature, amount_fen, refund_fen, balance_fen, counterparty, kind, status)
    select ${tx.bankId}, ${evidenceId}, r.ordinal, r.id, r.at, r.direction, r.recorded, r.nature, r."amountFen", r."refundFen", r."balanceFen", r.counterparty, r.kind, r.status
    from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (id text, at text, direction text, recorded text, nature text, "amountFen" bigint, "refundFen" bigint, "balanceFen" bigint, counterparty text, kind text, status text))
      with ordinality as r (id, at, direction, recorded, nature, "amountFen", "refundFen", "balanceFen", counterparty, kind, status, ordinal)`.execute(tx)
}

function billsOf(tx: Tx, caseId: string) {
  return tx.selectFrom('bill as b')
    .innerJoin('evidence as e', (on) => on.onRef('e.bank_id', '=', 'b.bank_id').onRef('e.evidence_id', '=', 'b.evidence_id'))
    .select(['b.evidence_id', 'b.format', 'b.period_from', 'b.period_until', 'b.summary', 'b.warnings', 'e.title', 'e.detached_at'])
    .where('b.bank_id', '=', tx.bankId).where('b.case_id', '=', caseId).orderBy('e.added_at').orderBy('b.evidence_id')
}

/** Ids of all bills that ever were on the case, and what is on it now. */
export async function readBills(tx: Tx, caseId: string) {
  const rows = await billsOf(tx, caseId).execute()
  return { ever: new Set(rows.map((row) => row.evidence_id)), attached: rows.filter((row) => row.detached_at === null) }
}

/** The bills attached to a case with every row, as they were read; what was read a moment ago is not read from its rows again. */
export async function readStatements(tx: Tx, caseId: string, justRead: ReadonlyMap<string, Statement>): Promise<BillOnCase[]> {
  const { attached } = await readBills(tx, caseId)
  const bills: BillOnCase[] = []
  for (const bill of attached.filter(({ format }) => format !== INVOICES)) bills.push({ evidenceId: bill.evidence_id, statement: justRead.get(bill.evidence_id) ?? (await readStatementOf(tx, bill)) })
  return bills
}

async function readStatementOf(tx: Tx, bill: { evidence_id: string; format: string; period_from: string | null; period_until: string | null; summary: unknown; warnings: unknown }): Promise<Statement> {
  const rows = await tx.selectFrom('bill_row as r').selectAll('r').where('r.bank_id', '=', tx.bankId).where('r.evidence_id', '=', bill.evidence_id).orderBy('r.seq').execute()
  return {
    format: bill.format as BillFormat, summary: bill.summary as Statement['summary'], warnings: bill.warnings as Statement['warnings'],
    period: bill.period_from === null || bill.period_until === null ? null : { from: bill.period_from as Day, until: bill.period_until as Day },
    rows: rows.map((row): StatementRow => ({
      id: row.row_id, row: row.seq, at: row.at, direction: row.direction as Direction, recorded: row.recorded as Direction, nature: row.nature as Nature,
      amountFen: fen(row.amount_fen), refundFen: fen(row.refund_fen), balanceFen: row.balance_fen as Fen | null, counterparty: row.counterparty, kind: row.kind, status: row.status,
    })),
  }
}
