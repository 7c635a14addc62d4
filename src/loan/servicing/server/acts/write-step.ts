import { sql } from 'kysely'
import { postVoucher } from '#common/ledger/server'
import { giveBack } from '#common/line/server'
import { type Day, type Fen, fen } from '#kernel'
import { type Closing, type NoteAtHand, type NoteState, type PlanReason, type Stepped, closingOf, isClear, isOpen, transfersOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { keepBefore } from '../bulk/keep-before.ts'
import { voidClearing } from '../customer/issue-papers.ts'
import { endContract } from '../end-contract.ts'
import type { NoteHeld } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'
import { keepOnAccounts } from '../quality/keep-on-accounts.ts'
import { closingColumns, writeRule, writeStandings, writeVersion } from '../store.ts'

/** What a step comes to. */
export interface StepDone extends Pick<Stepped, 'plan' | 'bookings' | 'differences'> {
  readonly note: NoteAtHand
}

/** A step of the engine as it is written. */
export function doneBy({ state, plan, bookings, differences }: Stepped): StepDone {
  return { note: state.note, plan, bookings, differences }
}

/** Under what name, by whom and when a step of a note is written. */
export interface StepWritten {
  readonly on: Day
  readonly now: Date
  readonly by: string
  readonly voucherId: string
  /** Day from which what is booked counts. */
  readonly valueDay: Day
  readonly planReason: PlanReason
  readonly repaymentId: string | null
  readonly eventSeq: number | null
  readonly newRepayments: 0 | 1
  /** The repayment or event that is new or taken back: what changes for others is a correction. */
  readonly concerns: string
  /** The voucher of what is taken back. */
  readonly reverses?: string
}

export interface NoteAfter {
  readonly closing: Closing
  readonly state: NoteState
  readonly settledOn: Day | null
}

/** State and figures of a note at the end of a business day. */
export function noteAfter(note: NoteAtHand, row: Pick<NoteRecord, 'settled_on'>, on: Day): NoteAfter {
  const closing = closingOf(note, on)
  const isSettled = !note.instalments.some(isOpen) && isClear(note.beside)
  if ((note.writtenOff ?? null) !== null) return { closing, state: 'WRITTEN_OFF', settledOn: null }
  return isSettled ? { closing, state: 'SETTLED', settledOn: (row.settled_on as Day | null) ?? on } : { closing, state: 'RUNNING', settledOn: null }
}

/**
 * Writes what one step made of a note, under the lock of its row: the state before it for a day-end still under way, the next
 * version of the plan, what is paid of its rows, the rule about lateness, the closing figures, the transfers and the line.
 */
export async function writeStep(tx: Tx, held: Omit<NoteHeld, 'policy'>, stepped: StepDone, how: StepWritten): Promise<NoteAfter> {
  const { row, calendar } = held
  const { note } = stepped
  const { on } = how
  await keepBefore(tx, held, on)
  if (stepped.plan !== null) {
    await writeVersion(tx, { noteId: row.note_id, version: row.schedule_version + 1, fromDay: on, reason: how.planReason, terms: note.terms, by: how.by, at: how.now.toISOString(), repaymentId: how.repaymentId, eventSeq: how.eventSeq }, stepped.plan)
  }
  const after = noteAfter(note, row, on)
  const principalFen = fen(paidPrincipal(note) - paidPrincipal(held.note))
  await Promise.all([
    writeStandings(tx, row.note_id, held.note.instalments, note.instalments, { on, rule: note.rule, calendar }),
    JSON.stringify(note.rule) === JSON.stringify(held.note.rule) ? undefined : writeRule(tx, row.note_id, on, note.rule),
    updateNote(tx, held, stepped, how, after),
    bookStep(tx, row, stepped, how),
    keepOnAccounts(tx, [{ row, before: held.note, after: note }], on),
    principalFen === 0 ? undefined : giveBack(tx, row.line_id, row.product_code, principalFen),
  ])
  if (after.state !== row.state) await endContract(tx, row.contract_id)
  if (row.state === 'SETTLED' && after.state !== 'SETTLED') await voidClearing(tx, row, how)
  return after
}

async function updateNote(tx: Tx, { row }: Pick<NoteHeld, 'row'>, { note, plan, differences }: StepDone, how: StepWritten, after: NoteAfter): Promise<void> {
  await tx.updateTable('note').set({
    ...closingColumns(after.closing), state: after.state, settled_on: after.settledOn, schedule_version: row.schedule_version + (plan === null ? 0 : 1), matures_on: maturityOf(note, row), annual_rate: note.terms.annualRate, written_off_fen: note.writtenOff?.principalFen ?? 0,
    repayment_count: row.repayment_count + how.newRepayments, event_count: row.event_count + (how.eventSeq === null ? 0 : 1), corrected: row.corrected || differences.some(({ id }) => id !== how.concerns), row_version: sql`row_version + 1`,
  }).where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).execute()
}

/** The ledger of a note kept in MIRROR is the core bank's. */
async function bookStep(tx: Tx, row: NoteRecord, { bookings }: StepDone, { voucherId, on, valueDay, reverses }: StepWritten): Promise<void> {
  if (row.book === 'MIRROR') return
  const transfers = bookings.flatMap(({ outcome, nonAccrual }) => transfersOf(outcome, { noteId: row.note_id, unitId: row.unit_id, productCode: row.product_code, nonAccrual, valueDay }))
  await postVoucher(tx, { voucherId, businessDay: on, ...(reverses === undefined ? {} : { reverses }) }, transfers)
}

/** A plan that ends on another day moves the maturity; one settled before its time keeps the day it had. */
function maturityOf({ instalments }: NoteAtHand, row: NoteRecord): Day {
  const last = instalments.at(-1)!
  return last.kind === 'REGULAR' ? last.dueOn : row.matures_on as Day
}

function paidPrincipal({ instalments }: NoteAtHand): Fen {
  return instalments.reduce((sum, one) => sum + one.principalPaidFen, 0) as Fen
}
