import { type Day, type Fen, type WorkingCalendar, addDays } from '#kernel'
import { type Closing, type NoteAtHand, closingOf, freeUntil } from '#loan/servicing/domain'
import { type Tx, dayHeld } from '#platform/db'
import type { NoteColumns } from './load-notes.ts'

/** A note as it is before an act changes it, under the lock of its row. */
export interface NoteBefore {
  readonly row: NoteColumns
  readonly note: NoteAtHand
  readonly calendar: WorkingCalendar
}

/** An open row of instalment_state as it is kept with the state before. */
export interface StateBefore {
  readonly seq: number
  readonly principal_paid_fen: number
  readonly interest_paid_fen: number
  readonly penalty_closed_fen: number
  readonly penalty_paid_fen: number
  readonly penalty_from: Day | null
  readonly compound_closed_fen: number
  readonly compound_paid_fen: number
  readonly compound_from: Day | null
  readonly free_until: Day | null
}

/**
 * Keeps what a note came to at the end of yesterday while yesterday's day-end is unfinished. Every writer of a note calls it
 * under the lock of the note's row and before it writes; the first of the day keeps, the others find it kept.
 * `on` is the open business day of the act.
 */
export async function keepBefore(tx: Tx, before: NoteBefore, on: Day): Promise<void> {
  await keepAllBefore(tx, [before], on)
}

/** The same for many notes in one statement. */
export async function keepAllBefore(tx: Tx, notes: readonly NoteBefore[], on: Day): Promise<void> {
  const closed = addDays(on, -1)
  const old = notes.filter(({ row }) => row.disbursed_on <= closed)
  if (old.length === 0 || !(await isUnfinished(tx, closed))) return
  await tx.insertInto('note_before').values(old.map((one) => ({ bank_id: tx.bankId, day: closed, ...stateAt(one, closed) })))
    .onConflict((conflict) => conflict.columns(['bank_id', 'day', 'note_id']).doNothing()).execute()
}

/** Whether the day-end of a closed day is still to read the notes. */
export async function isUnfinished(tx: Tx, closed: Day): Promise<boolean> {
  const known = dayHeld(tx)
  if (known !== undefined) return closed >= known.firstDay && (known.endedOn === null || known.endedOn < closed)
  const row = await tx.selectFrom('business_day as d').select(['d.first_day', 'd.ended_on']).where('d.bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  return closed >= row.first_day && (row.ended_on === null || row.ended_on < closed)
}

/** Nothing happened to the note since it was last written, but what fell due: a note the day-end has not rolled yet is kept as the day-end would leave it. */
function stateAt({ row, note, calendar }: NoteBefore, closed: Day) {
  const closing = row.next_event_on !== null && row.next_event_on <= closed ? closingOf(note, closed) : asWritten(row)
  return {
    note_id: row.note_id, unit_id: row.unit_id, product_code: row.product_code, book: row.book, state: row.state, annual_rate: row.annual_rate, schedule_version: row.schedule_version, risk_class: row.risk_class, non_accrual_on: row.non_accrual_on,
    balance_fen: closing.balanceFen, oldest_due_on: closing.oldestDueOn, next_event_on: closing.nextEventOn, period_from: closing.periodFrom, period_to: closing.periodTo, period_interest_fen: closing.periodInterestFen,
    due_principal_fen: closing.duePrincipalFen, due_interest_fen: closing.dueInterestFen, written_off_fen: row.written_off_fen, instalment_states: JSON.stringify(openStates(note, closed, calendar)),
  }
}

/** The closing figures as the note has them. */
function asWritten(row: NoteColumns): Omit<Closing, 'settledOn'> {
  return {
    balanceFen: row.balance_fen as Fen, oldestDueOn: row.oldest_due_on as Day | null, nextEventOn: row.next_event_on as Day | null, periodFrom: row.period_from as Day | null, periodTo: row.period_to as Day | null,
    periodInterestFen: row.period_interest_fen as Fen, duePrincipalFen: row.due_principal_fen as Fen, dueInterestFen: row.due_interest_fen as Fen,
  }
}

/** The open rows of what was paid or has fallen due by the end of a day. */
export function openStates(note: Pick<NoteAtHand, 'instalments' | 'rule'>, on: Day, calendar: WorkingCalendar): StateBefore[] {
  return note.instalments.filter((row) => row.settledOn === null && (row.dueOn <= on || row.principalPaidFen > 0 || row.interestPaidFen > 0)).map((row) => ({
    seq: row.seq, principal_paid_fen: row.principalPaidFen, interest_paid_fen: row.interestPaidFen, penalty_closed_fen: row.penaltyClosedFen, penalty_paid_fen: row.penaltyPaidFen, penalty_from: row.penaltyFrom,
    compound_closed_fen: row.compoundClosedFen, compound_paid_fen: row.compoundPaidFen, compound_from: row.compoundFrom, free_until: row.dueOn <= on ? freeUntil(row.dueOn, note.rule, calendar) : null,
  }))
}
