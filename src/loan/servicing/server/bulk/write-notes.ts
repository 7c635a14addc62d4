import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Closing, Standing } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { StateBefore } from './keep-before.ts'
import type { NoteColumns } from './load-notes.ts'

/** What becomes of a note: its closing figures, and the rows of instalment_state that changed or opened with them. */
export interface NoteChange {
  readonly row: Pick<NoteColumns, 'note_id'>
  readonly closing: Closing
  readonly state: string
  /** Rows that fell due unpaid. */
  readonly opened?: readonly StateBefore[]
  /** Rows that money changed. */
  readonly standings?: readonly Standing[]
  readonly newRepayments?: number
  /** Business day of the last payment, where this was it. */
  readonly settledOn?: Day | null
}

/** Writes what many notes came to, two statements for all of them; returns the rows of instalment_state written. */
export async function writeNotes(tx: Tx, changes: readonly NoteChange[]): Promise<number> {
  if (changes.length === 0) return 0
  const of = <T>(pick: (change: NoteChange) => T): T[] => changes.map(pick)
  await sql`
    update note n set balance_fen = c.balance, oldest_due_on = c.oldest, next_event_on = c.next, period_from = c.period_from, period_to = c.period_to, period_interest_fen = c.period_interest, due_principal_fen = c.due_principal,
      due_interest_fen = c.due_interest, state = c.state, settled_on = c.settled, repayment_count = n.repayment_count + c.repayments, row_version = n.row_version + case when c.repayments > 0 then 1 else 0 end
    from unnest(${of(({ row }) => row.note_id)}::uuid[], ${of(({ closing }) => closing.balanceFen)}::bigint[], ${of(({ closing }) => closing.oldestDueOn)}::date[], ${of(({ closing }) => closing.nextEventOn)}::date[],
      ${of(({ closing }) => closing.periodFrom)}::date[], ${of(({ closing }) => closing.periodTo)}::date[], ${of(({ closing }) => closing.periodInterestFen)}::bigint[], ${of(({ closing }) => closing.duePrincipalFen)}::bigint[],
      ${of(({ closing }) => closing.dueInterestFen)}::bigint[], ${of(({ state }) => state)}::text[], ${of(({ settledOn }) => settledOn ?? null)}::date[], ${of(({ newRepayments }) => newRepayments ?? 0)}::int[])
      as c(note_id, balance, oldest, next, period_from, period_to, period_interest, due_principal, due_interest, state, settled, repayments)
    where n.bank_id = ${tx.bankId} and n.note_id = c.note_id`.execute(tx)
  const states = changes.flatMap(({ row, standings = [], opened = [] }) => [
    ...standings.map((one): StateRow => ({ noteId: row.note_id, settledOn: one.settledOn, ...asState(one), free_until: opened.find(({ seq }) => seq === one.seq)?.free_until ?? null })),
    ...opened.filter(({ seq }) => !standings.some((one) => one.seq === seq)).map((one): StateRow => ({ noteId: row.note_id, settledOn: null, ...one })),
  ])
  await writeStates(tx, states)
  return states.length
}

type StateRow = StateBefore & { readonly noteId: string; readonly settledOn: Day | null }

/** A standing as its row; `free_until` stays what it is until it falls due. */
function asState(one: Standing): StateBefore {
  return {
    seq: one.seq, principal_paid_fen: one.principalPaidFen, interest_paid_fen: one.interestPaidFen, penalty_closed_fen: one.penaltyClosedFen, penalty_paid_fen: one.penaltyPaidFen, penalty_from: one.penaltyFrom,
    compound_closed_fen: one.compoundClosedFen, compound_paid_fen: one.compoundPaidFen, compound_from: one.compoundFrom, free_until: null,
  }
}

async function writeStates(tx: Tx, rows: readonly StateRow[]): Promise<void> {
  if (rows.length === 0) return
  const of = <T>(pick: (row: StateRow) => T): T[] => rows.map(pick)
  await sql`
    insert into instalment_state as s (bank_id, note_id, seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, penalty_from, compound_closed_fen, compound_paid_fen, compound_from, settled_on, free_until)
    select ${tx.bankId}::int, t.* from unnest(${of(({ noteId }) => noteId)}::uuid[], ${of(({ seq }) => seq)}::int[], ${of((row) => row.principal_paid_fen)}::bigint[], ${of((row) => row.interest_paid_fen)}::bigint[],
      ${of((row) => row.penalty_closed_fen)}::bigint[], ${of((row) => row.penalty_paid_fen)}::bigint[], ${of((row) => row.penalty_from)}::date[], ${of((row) => row.compound_closed_fen)}::bigint[],
      ${of((row) => row.compound_paid_fen)}::bigint[], ${of((row) => row.compound_from)}::date[], ${of(({ settledOn }) => settledOn)}::date[], ${of((row) => row.free_until)}::date[]) as t
    on conflict (bank_id, note_id, seq) do update set principal_paid_fen = excluded.principal_paid_fen, interest_paid_fen = excluded.interest_paid_fen, penalty_closed_fen = excluded.penalty_closed_fen,
      penalty_paid_fen = excluded.penalty_paid_fen, penalty_from = excluded.penalty_from, compound_closed_fen = excluded.compound_closed_fen, compound_paid_fen = excluded.compound_paid_fen, compound_from = excluded.compound_from,
      settled_on = excluded.settled_on, free_until = coalesce(excluded.free_until, s.free_until)`.execute(tx)
}
