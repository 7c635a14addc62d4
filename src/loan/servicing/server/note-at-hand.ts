import { readApplication } from '#loan/application/server'
import { policyFor } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, type Fen, type WorkingCalendar, addMonths } from '#kernel'
import type { NoteAtHand, PlayedNote, RepaymentEvent, RepaymentKind } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
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
  readonly events: readonly RepaymentEvent[]
  readonly policy: PolicyPack
}

/** The note this person may see; out of sight it does not exist (404). `for update` locks its row, so acts on one note follow each other. */
export async function readNote(tx: Tx, staff: Staff, noteId: string, on: Day, lock: 'for update' | 'read' = 'read'): Promise<NoteHeld> {
  const query = tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw missing('借据')
  const policy = await policyInSight(tx, staff, row, on)
  return { ...await holdNote(tx, row, on), caseId: row.case_id, chain: row.case_id ?? row.note_id, policy }
}

/** The pack of a note; a note out of sight does not exist. */
async function policyInSight(tx: Tx, staff: Staff, row: NoteRecord, on: Day): Promise<PolicyPack> {
  if (row.case_id !== null) {
    const application = await readApplication(tx, staff, row.case_id, 'read', '借据')
    return policyFor(tx, { applicationOn: application.applied_on as Day, eventOn: on }, { unit: row.unit_id, product: application.product })
  }
  if (!await seesNote(tx, staff, row.note_id)) throw missing('借据')
  return policyFor(tx, { applicationOn: row.disbursed_on as Day, eventOn: on }, { unit: row.unit_id, product: row.product_code })
}

/** Plans made by an act end at most so much later than the one in force. */
const MONTHS_AHEAD = 36

/** A note with its plan, its events and the calendar of its life, for whoever has made sure it may be read. */
export async function holdNote(tx: Tx, row: NoteRecord, on: Day): Promise<Pick<NoteHeld, 'row' | 'productCode' | 'note' | 'played' | 'calendar' | 'events'>> {
  const latest = [row.matures_on as Day, on].reduce((a, b) => (a > b ? a : b))
  const isPlayed = row.corrected || (row.event_count > 0 && await hasActs(tx, row.note_id))
  const calendar = await calendarOfNote(tx, row.disbursed_on as Day, addMonths(latest, MONTHS_AHEAD))
  const events = await readEvents(tx, row.note_id)
  const common = { row, productCode: row.product_code, events, calendar }
  if (isPlayed) {
    const played = await readPlayed(tx, row, calendar)
    return { ...common, played, note: played.note }
  }
  const { terms } = await tx.selectFrom('schedule_version').select('terms').where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('version', '=', row.schedule_version).executeTakeFirstOrThrow()
  return {
    ...common, played: null,
    note: {
      amountFen: row.amount_fen as Fen, disbursedOn: row.disbursed_on as Day, terms: terms as unknown as NoteAtHand['terms'], rule: await readRule(tx, row.note_id, on),
      instalments: await readStandings(tx, row.note_id, row.schedule_version), nonAccrualOn: row.non_accrual_on as Day | null, lastPaidOn: events.reduce<Day | null>((last, { paidOn }) => (last === null || paidOn > last ? paidOn : last), null),
    },
  }
}

/** Whether more happened to a note than repayments and its interest leaving the balance sheet: what is stored tells the rest, also of a note taken over. */
async function hasActs(tx: Tx, noteId: string): Promise<boolean> {
  const act = await tx.selectFrom('note_event').select('seq').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('kind', 'not in', ['NON_ACCRUAL', 'ACCRUAL_AGAIN']).limit(1).executeTakeFirst()
  return act !== undefined
}

/** The repayments that stand, in their order. */
export async function readEvents(tx: Tx, noteId: string): Promise<RepaymentEvent[]> {
  const rows = await tx.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .select(['r.repayment_id', 'r.kind', 'r.amount_fen', 'r.paid_on']).where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).where('v.repayment_id', 'is', null).orderBy('r.seq').execute()
  return rows.map((row) => ({ repaymentId: row.repayment_id, kind: row.kind as RepaymentKind, amountFen: row.amount_fen as Fen, paidOn: row.paid_on as Day }))
}
