import { type Day, fen } from '#kernel'
import { type CoreFigures, accruedOn } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

const TRANSACTIONS_SHOWN = 20

/** Our expected figures of a note beside the core bank's, for whoever has made sure it may be read. */
export async function readCoreFigures(tx: Tx, noteId: string, today: Day): Promise<CoreFigures> {
  const note = await tx.selectFrom('note as n').leftJoin('core_note as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.note_id', '=', 'n.note_id')).selectAll('n').select('c.core_number').where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', noteId).executeTakeFirstOrThrow()
  const balances = await tx.selectFrom('core_balance').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).orderBy('day', 'desc').execute()
  const [latest] = balances
  const on = (latest?.day ?? today) as Day
  const { rows: differences } = await sql<CoreFigures['differences'][number]>`
    select difference_id as "differenceId", cause, why, opened_on as "openedOn", state from core_difference where bank_id = ${tx.bankId} and note_id = ${noteId} and state in ('OPEN', 'ACCEPTED') order by opened_on, cause`.execute(tx)
  const { rows: transactions } = await sql<CoreFigures['transactions'][number]>`
    select day, reference, kind, amount_fen as "amountFen", flow, recorded_fen as "recordedFen", state, says from core_transaction where bank_id = ${tx.bankId} and note_id = ${noteId} order by day desc, reference desc limit ${TRANSACTIONS_SHOWN}`.execute(tx)
  const accrued = accruedOn({ dueInterestFen: fen(0), periodFrom: note.period_from as Day | null, periodTo: note.period_to as Day | null, periodInterestFen: fen(note.period_interest_fen) }, on)
  return {
    book: note.book as CoreFigures['book'], coreNumber: note.core_number, on: latest === undefined ? null : on, differences, transactions,
    ours: note.book === 'BOOK' ? null : { balanceFen: note.balance_fen, duePrincipalFen: note.due_principal_fen, dueInterestFen: note.due_interest_fen, accruedFen: accrued, annualRate: note.annual_rate, riskClass: note.risk_class, state: note.state },
    theirs: latest === undefined ? null : { balanceFen: latest.balance_fen, duePrincipalFen: latest.due_principal_fen, dueInterestFen: latest.due_interest_fen, accruedFen: latest.accrued_fen, annualRate: latest.annual_rate, riskClass: latest.risk_class, state: latest.state },
    curve: balances.toReversed().map((row) => ({ day: row.day, theirsFen: row.balance_fen })),
  }
}
