import type { Day, Fen } from '#kernel'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { settlePayments } from '../bulk/index.ts'
import { settleLate } from '../debit/back-dated.ts'
import { type CoreFile, noteFile } from './take-balances.ts'

/** A line of a statement file, as the exchange reads it. */
export interface StatementLine {
  readonly reference: string
  readonly bookedOn: Day
  readonly valueOn: Day | null
  readonly amountFen: number
  readonly flow: 'IN' | 'OUT'
  readonly movement: string | null
  readonly noteNumber: string | null
  readonly remark: string | null
  readonly principalFen: number | null
  readonly interestFen: number | null
  readonly penaltyFen: number | null
}

const ROWS_A_STATEMENT = 10_000

/** Takes the core bank's transactions in, each once by its day and number. Repayments wait until they are recorded here too; what was posted by hand is noted for the comparison. */
export async function takeStatement(tx: Tx, { fileId, lines }: Pick<CoreFile<StatementLine>, 'fileId' | 'lines'>, on: Day): Promise<number> {
  let taken = 0
  for (let from = 0; from < lines.length; from += ROWS_A_STATEMENT) taken += await insert(tx, fileId, lines.slice(from, from + ROWS_A_STATEMENT), on)
  return taken
}

/** After its last line: notes that the statement of the day has come, empty or not. */
export async function endStatement(tx: Tx, { fileId, day }: Pick<CoreFile<StatementLine>, 'fileId' | 'day'>, at: { readonly on: Day; readonly now: string }): Promise<void> {
  await noteFile(tx, { kind: 'STATEMENT', fileId, day, ...at })
}

async function insert(tx: Tx, fileId: string, lines: CoreFile<StatementLine>['lines'], on: Day): Promise<number> {
  const rows = lines.map(({ line, values: one }) => ({
    day: one.bookedOn, reference: one.reference, note_number: one.noteNumber, value_day: one.valueOn ?? one.bookedOn, kind: kindOf(one), amount_fen: Math.abs(one.amountFen), flow: one.flow, principal_fen: one.principalFen, interest_fen: one.interestFen,
    penalty_fen: one.penaltyFen, says: one.remark, line,
  }))
  const { numAffectedRows } = await sql`
    insert into core_transaction (bank_id, day, reference, note_number, note_id, product_code, unit_id, value_day, kind, amount_fen, flow, principal_fen, interest_fen, penalty_fen, says, file_id, line, received_on, state)
    select ${tx.bankId}, t.day, t.reference, t.note_number, n.note_id, coalesce(n.product_code, (select min(p.product_code) from product p where p.bank_id = ${tx.bankId} and p.book = 'MIRROR'), (select min(p.product_code) from product p where p.bank_id = ${tx.bankId})),
      n.unit_id, t.value_day, t.kind, t.amount_fen, t.flow, t.principal_fen, t.interest_fen, t.penalty_fen, t.says, ${fileId}, t.line, ${on},
      case when n.note_id is null or n.book <> 'MIRROR' then 'UNMATCHED' when t.kind = 'REPAYMENT' then 'WAITING' else 'NOTED' end
    from json_to_recordset(${JSON.stringify(rows)}::json) as t(day date, reference text, note_number text, value_day date, kind text, amount_fen bigint, flow text, principal_fen bigint, interest_fen bigint, penalty_fen bigint, says text, line int)
    left join note n on n.bank_id = ${tx.bankId} and n.number = t.note_number
    where t.amount_fen > 0 on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** A repayment is money in that the core bank calls one; all else on a note that is neither that nor the drawdown was posted outside what was agreed. */
function kindOf({ movement, flow }: StatementLine): 'REPAYMENT' | 'DISBURSEMENT' | 'REVERSAL' | 'MANUAL' {
  if (movement === 'REPAYMENT' && flow === 'IN') return 'REPAYMENT'
  if (movement === 'DISBURSEMENT') return 'DISBURSEMENT'
  return movement === 'REVERSAL' ? 'REVERSAL' : 'MANUAL'
}

/** What recording came to. */
export interface Recorded { readonly transactions: number; readonly recordedFen: number; readonly leftFen: number }
const TRANSACTIONS_A_CHUNK: number = 2000

/** Records the core bank's repayments here, with its value days; what does not fit our plan stays a difference of the comparison. */
export async function recordTransactions(tx: Tx, which: { readonly unitId?: string; readonly fileId?: string; readonly until?: Day }, on: Day): Promise<Recorded> {
  let done: Recorded = { transactions: 0, recordedFen: 0, leftFen: 0 }
  for (let rows = await waiting(tx, which, on); rows.length > 0; rows = await waiting(tx, which, on)) {
    const items = rows.map((row) => ({ noteId: row.note_id, amountFen: row.amount_fen as Fen, paidOn: row.value_day, source: `CORE:${row.day}:${row.reference}` }))
    const payments = { day: on, channel: 'CORE', items, now: new Date().toISOString() } as const
    const left = new Map((await settleLate(tx, await settlePayments(tx, payments), payments)).map((one) => [one.source, one.leftFen]))
    const recorded = items.map((item, at) => ({ day: rows[at]!.day, reference: rows[at]!.reference, recorded_fen: item.amountFen - (left.get(item.source) ?? item.amountFen) }))
    await sql`
      update core_transaction c set state = 'RECORDED', recorded_fen = t.recorded_fen
      from json_to_recordset(${JSON.stringify(recorded)}::json) as t(day date, reference text, recorded_fen bigint) where c.bank_id = ${tx.bankId} and c.day = t.day and c.reference = t.reference`.execute(tx)
    const recordedFen = recorded.reduce((sum, one) => sum + one.recorded_fen, 0)
    done = { transactions: done.transactions + rows.length, recordedFen: done.recordedFen + recordedFen, leftFen: done.leftFen + items.reduce((sum, one) => sum + one.amountFen, 0) - recordedFen }
  }
  return done
}

async function waiting(tx: Tx, { unitId, fileId, until }: { unitId?: string; fileId?: string; until?: Day }, on: Day) {
  const { rows } = await sql<{ day: Day; reference: string; note_id: string; amount_fen: number; value_day: Day }>`
    select day, reference, note_id, amount_fen, value_day from core_transaction
    where bank_id = ${tx.bankId} and state = 'WAITING' and value_day <= ${on} and not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${on} and b.note_id = core_transaction.note_id)
      ${fileId === undefined ? sql`` : sql`and file_id = ${fileId}`} ${unitId === undefined ? sql`` : sql`and unit_id = ${unitId}`} ${until === undefined ? sql`` : sql`and received_on <= ${until}`}
    order by value_day, day, reference limit ${TRANSACTIONS_A_CHUNK} for update`.execute(tx)
  return rows
}
