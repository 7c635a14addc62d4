import type { Day, Fen, WorkingCalendar } from '#kernel'
import { type NoteAtHand, type NoteEvent, type NoteOrigin, type PlayedNote, type RepaymentKind, type Keep, play, readEvent } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { NoteRecord } from '../note-record.ts'
import { readFirstRule, readPlan } from '../read-plan.ts'

/** A note with all that happened to it, folded from its origin. */
export async function readPlayed(tx: Tx, row: Pick<NoteRecord, 'note_id' | 'amount_fen' | 'disbursed_on'>, calendar: WorkingCalendar): Promise<PlayedNote> {
  return play(await readOrigin(tx, row), await readHappenings(tx, row.note_id), calendar)
}

async function readOrigin(tx: Tx, row: Pick<NoteRecord, 'note_id' | 'amount_fen' | 'disbursed_on'>): Promise<NoteOrigin> {
  const first = await tx.selectFrom('schedule_version').select('terms').where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('version', '=', 1).executeTakeFirstOrThrow()
  return {
    amountFen: row.amount_fen as Fen, disbursedOn: row.disbursed_on as Day, terms: first.terms as unknown as NoteAtHand['terms'], rule: await readFirstRule(tx, row.note_id), plan: await readPlan(tx, row.note_id, 1),
  }
}

/** Repayments and events of a note in the order in which they were recorded; what was taken back is there with its reversal. */
export async function readHappenings(tx: Tx, noteId: string): Promise<NoteEvent[]> {
  const repayments = await tx.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .select(['r.repayment_id', 'r.kind', 'r.keep', 'r.amount_fen', 'r.paid_on', 'r.recorded_on', 'v.reason']).where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).orderBy('r.seq').execute()
  const events = await tx.selectFrom('note_event').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).orderBy('seq').execute()
  const happened: NoteEvent[] = []
  let next = 0
  for (const event of events) {
    const before = event.repayments_before ?? repayments.filter((one) => one.recorded_on <= event.business_day).length
    while (next < Math.min(before, repayments.length)) happened.push(repaid(repayments[next++]!))
    happened.push(kept(event))
  }
  while (next < repayments.length) happened.push(repaid(repayments[next++]!))
  // A repayment is taken back once, so where its reversal stands among the others makes no difference.
  for (const one of repayments) if (one.reason !== null) happened.push({ id: `X${one.repayment_id}`, on: one.paid_on as Day, kind: 'REVERSED', body: { reverses: one.repayment_id, reason: one.reason } })
  return happened
}

function repaid(row: { repayment_id: string; kind: string; keep: string | null; amount_fen: number; paid_on: string }): NoteEvent {
  return { id: row.repayment_id, on: row.paid_on as Day, kind: 'REPAID', body: { kind: row.kind as RepaymentKind, keep: row.keep as Keep | null, amountFen: row.amount_fen as Fen } }
}

/** A step of the day-end keeps its own figures in the body; what it means for the note is its kind. */
function kept(row: { seq: number; kind: string; value_day: string; body: unknown }): NoteEvent {
  const id = eventId(row.seq)
  if (row.kind === 'NON_ACCRUAL' || row.kind === 'ACCRUAL_AGAIN') return { id, on: row.value_day as Day, kind: row.kind, body: { reason: '日终' } }
  return readEvent(id, row.value_day as Day, row.kind, row.body)
}

/** What a reversal calls an event of a note. */
export function eventId(seq: number): string {
  return `E${seq}`
}
