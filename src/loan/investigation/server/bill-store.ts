import { sql } from 'kysely'
import type { BillFormat, Direction, InvoiceProfile, Nature, Ruling, Statement, StatementRow } from '#common/statement/domain'
import { type Day, type Fen, fen } from '#kernel'
import type { BillOnCase } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'

/** What was read from a file: a bill, or the invoices of one firm. */
export type ReadFile = { readonly kind: 'BILL'; readonly statement: Statement } | { readonly kind: 'INVOICES'; readonly profile: InvoiceProfile }

/** Layout name under which the invoices of a firm are kept. */
export const INVOICES = 'invoices'

/** The taught layout a statement was read by, if any. */
function taughtId(format: string): string | null {
  return format.startsWith('taught-') ? format.slice('taught-'.length) : null
}

/** Keeps what was read from a file, rows and all, in one statement. */
export async function writeBill(tx: Tx, caseId: string, evidenceId: string, read: ReadFile): Promise<void> {
  const values = read.kind === 'BILL'
    ? { format: read.statement.format, layout_name: read.statement.layoutName, holder: read.statement.holder, account_tail: read.statement.accountTail, layout_id: taughtId(read.statement.format), summary: read.statement.summary, warnings: read.statement.warnings, period_from: read.statement.period?.from ?? null, period_until: read.statement.period?.until ?? null }
    : { format: INVOICES, summary: read.profile, warnings: [], period_from: null, period_until: null }
  await tx.insertInto('bill').values({ bank_id: tx.bankId, evidence_id: evidenceId, case_id: caseId, ...values, summary: JSON.stringify(values.summary), warnings: JSON.stringify(values.warnings) }).execute()
  if (read.kind === 'BILL' && read.statement.rows.length > 0) await writeRows(tx, evidenceId, read.statement.rows)
}

async function writeRows(tx: Tx, evidenceId: string, rows: readonly StatementRow[]): Promise<void> {
  await sql`
    insert into bill_row (bank_id, evidence_id, seq, row_id, at, direction, recorded, nature, amount_fen, refund_fen, balance_fen, counterparty, kind, status, account_tail, counter_tail, note, file_row)
    select ${tx.bankId}, ${evidenceId}, r.ordinal, r.id, r.at, r.direction, r.recorded, r.nature, r."amountFen", r."refundFen", r."balanceFen", r.counterparty, r.kind, r.status, r."accountTail", r."counterTail", r.note, r.row
    from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (id text, at text, direction text, recorded text, nature text, "amountFen" bigint, "refundFen" bigint, "balanceFen" bigint, counterparty text, kind text, status text, "accountTail" text, "counterTail" text, note text, row int))
      with ordinality as r (id, at, direction, recorded, nature, "amountFen", "refundFen", "balanceFen", counterparty, kind, status, "accountTail", "counterTail", note, row, ordinal)`.execute(tx)
}

function billsOf(tx: Tx, caseId: string) {
  return tx.selectFrom('bill as b')
    .innerJoin('evidence as e', (on) => on.onRef('e.bank_id', '=', 'b.bank_id').onRef('e.evidence_id', '=', 'b.evidence_id'))
    .select(['b.evidence_id', 'b.format', 'b.period_from', 'b.period_until', 'b.summary', 'b.warnings', 'b.layout_name', 'b.holder', 'b.account_tail', 'e.title', 'e.detached_at'])
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

async function readStatementOf(tx: Tx, bill: { evidence_id: string; format: string; layout_name: string; holder: string; account_tail: string; period_from: string | null; period_until: string | null; summary: unknown; warnings: unknown }): Promise<Statement> {
  const rows = await tx.selectFrom('bill_row as r').selectAll('r').where('r.bank_id', '=', tx.bankId).where('r.evidence_id', '=', bill.evidence_id).orderBy('r.seq').execute()
  return {
    format: bill.format as BillFormat, layoutName: bill.layout_name, holder: bill.holder, accountTail: bill.account_tail, summary: bill.summary as Statement['summary'], warnings: bill.warnings as Statement['warnings'],
    period: bill.period_from === null || bill.period_until === null ? null : { from: bill.period_from as Day, until: bill.period_until as Day },
    rows: rows.map((row): StatementRow => ({
      id: row.row_id, row: row.file_row || row.seq, at: row.at, direction: row.direction as Direction, recorded: row.recorded as Direction, nature: row.nature as Nature,
      amountFen: fen(row.amount_fen), refundFen: fen(row.refund_fen), balanceFen: row.balance_fen as Fen | null, counterparty: row.counterparty, kind: row.kind, status: row.status,
      accountTail: row.account_tail, counterTail: row.counter_tail, note: row.note,
    })),
  }
}

/** The rulings in force on a case, by file and row: the last of each row, unless it takes the earlier ones back. */
export async function readRulings(tx: Tx, caseId: string): Promise<Map<string, Ruling>> {
  const rows = await tx.selectFrom('bill_ruling as u')
    .innerJoin('bill_row as r', (on) => on.onRef('r.bank_id', '=', 'u.bank_id').onRef('r.evidence_id', '=', 'u.evidence_id').onRef('r.seq', '=', 'u.seq'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'u.bank_id').onRef('s.staff_id', '=', 'u.ruled_by'))
    .select(['u.evidence_id', 'u.seq', 'u.rules', 'u.reason', 'u.ruled_on', 's.name', 'r.file_row'])
    .where('u.bank_id', '=', tx.bankId).where('u.case_id', '=', caseId).orderBy('u.ruled_at').orderBy('u.ruling_id').execute()
  const rulings = new Map<string, Ruling>()
  for (const row of rows) {
    const key = `${row.evidence_id} ${row.file_row || row.seq}`
    if (row.rules === 'AS_READ') rulings.delete(key)
    else rulings.set(key, { rules: row.rules as Ruling['rules'], reason: row.reason, by: row.name, on: row.ruled_on })
  }
  return rulings
}
