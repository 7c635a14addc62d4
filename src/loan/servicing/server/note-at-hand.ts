import { readApplication } from '#loan/application/server'
import { policiesOf } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, type Fen, type WorkingCalendar, addMonths } from '#kernel'
import type { NoteAtHand, PlayedNote } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import type { ExpressionBuilder } from 'kysely'
import { missing } from '#platform/http'
import { readPlayed } from './acts/played.ts'
import type { NoteRecord } from './note-record.ts'
import { calendarOfNote } from './calendar.ts'
import { seesNote } from './quality/sight.ts'
import { readRule, readStandings } from './read-plan.ts'


/** A note with everything a rule asks of it. */
export interface NoteHeld {
  readonly row: NoteRecord
  /** None: taken over from the core bank, without a case here. */
  readonly caseId: string | null
  /** The chain that keeps what people did: of the case, or the note's own. */
  readonly chain: string
  readonly productCode: string
  readonly note: NoteAtHand
  /** Where more happened than repayments in their order: the note as its events alone give it. */
  readonly played: PlayedNote | null
  readonly calendar: WorkingCalendar
  readonly policy: PolicyPack
}

/** The note this person may see; out of sight it does not exist (404). `for update` locks its row, so acts on one note follow each other. */
export async function readNote(tx: Tx, staff: Staff, noteId: string, on: Day, lock: 'for update' | 'read' = 'read'): Promise<NoteHeld> {
  return holdInSight(tx, staff, await readRow(tx, noteId, lock), on)
}

/** The row of a note, before anyone knows whether this person may see it: only for what goes on to `holdInSight`. */
export async function readRow(tx: Tx, noteId: string, lock: 'for update' | 'read' = 'read'): Promise<NoteRecord> {
  const query = tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw missing('借据')
  return row
}

/** The chain that keeps what people did to a note: of its case, or its own. */
export const chainOf = (row: Pick<NoteRecord, 'case_id' | 'note_id'>): string => row.case_id ?? row.note_id

/** What a rule asks of the note of a row, where this person may see it; out of sight it does not exist (404). */
export async function holdInSight(tx: Tx, staff: Staff, row: NoteRecord, on: Day): Promise<NoteHeld> {
  const [policy, held] = await Promise.all([policyInSight(tx, staff, row, on), holdNote(tx, row, on)])
  return { ...held, caseId: row.case_id, chain: chainOf(row), policy }
}

/** The pack of a note; a note out of sight does not exist. */
async function policyInSight(tx: Tx, staff: Staff, row: NoteRecord, on: Day): Promise<PolicyPack> {
  if (row.case_id !== null) {
    const [policies, application] = await Promise.all([policiesOf(tx, row.unit_id), readApplication(tx, staff, row.case_id, 'read', '借据')])
    return policies({ applicationOn: application.applied_on as Day, eventOn: on }, application.product)
  }
  const [policies, isSeen] = await Promise.all([policiesOf(tx, row.unit_id), seesNote(tx, staff, row.note_id)])
  if (!isSeen) throw missing('借据')
  return policies({ applicationOn: row.disbursed_on as Day, eventOn: on }, row.product_code)
}

/** Plans made by an act end at most so much later than the one in force. */
const MONTHS_AHEAD = 36

/** A note with its plan, its events and the calendar of its life, for whoever has made sure it may be read. */
export async function holdNote(tx: Tx, row: NoteRecord, on: Day): Promise<Pick<NoteHeld, 'row' | 'productCode' | 'note' | 'played' | 'calendar'>> {
  const latest = [row.matures_on as Day, on].reduce((a, b) => (a > b ? a : b))
  const isPlayed = row.corrected || (row.event_count > 0 && await hasActs(tx, row.note_id))
  const [calendar, stored] = await Promise.all([calendarOfNote(tx, row.disbursed_on as Day, addMonths(latest, MONTHS_AHEAD)), isPlayed ? null : readStored(tx, row, on)])
  const common = { row, productCode: row.product_code, calendar }
  if (stored !== null) return { ...common, played: null, note: stored }
  const played = await readPlayed(tx, row, calendar)
  return { ...common, played, note: played.note }
}

async function readStored(tx: Tx, row: NoteRecord, on: Day): Promise<NoteAtHand> {
  const [{ terms, last_paid_on: lastPaidOn }, rule, instalments] = await Promise.all([
    tx.selectFrom('schedule_version').select('terms').select((eb) => standingRepayments(eb, tx.bankId, row.note_id).select(({ fn }) => fn.max('r.paid_on').as('last')).as('last_paid_on'))
      .where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('version', '=', row.schedule_version).executeTakeFirstOrThrow(),
    readRule(tx, row.note_id, on), readStandings(tx, row.note_id, row.schedule_version),
  ])
  return {
    amountFen: row.amount_fen as Fen, disbursedOn: row.disbursed_on as Day, terms: terms as unknown as NoteAtHand['terms'], rule, instalments,
    nonAccrualOn: row.non_accrual_on as Day | null, lastPaidOn: lastPaidOn as Day | null,
  }
}

/** Whether more happened to a note than repayments and its interest leaving the balance sheet: what is stored tells the rest, also of a note taken over. */
async function hasActs(tx: Tx, noteId: string): Promise<boolean> {
  const act = await tx.selectFrom('note_event').select('seq').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('kind', 'not in', ['NON_ACCRUAL', 'ACCRUAL_AGAIN']).limit(1).executeTakeFirst()
  return act !== undefined
}

/** The repayments of a note that nobody has reversed. */
export function standingRepayments(from: Pick<ExpressionBuilder<Schema, never>, 'selectFrom'>, bankId: number, noteId: string) {
  return from.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .where('r.bank_id', '=', bankId).where('r.note_id', '=', noteId).where('v.repayment_id', 'is', null)
}
