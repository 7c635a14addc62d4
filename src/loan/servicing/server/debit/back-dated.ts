import type { Day, Fen } from '#kernel'
import { fen } from '#kernel'
import { type NoteEvent, possibleOn, play, standing, step } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { readPlayed } from '../acts/played.ts'
import { doneBy, writeStep } from '../acts/write-step.ts'
import type { PaymentItem, PaymentOutcome, Payments } from '../bulk/index.ts'
import { idOf } from '../id-of.ts'
import { holdNote } from '../note-at-hand.ts'
import { writeAllocations } from '../store.ts'

const SEQ_DIGITS = 3
/** Nobody records what a file brings. */
const BY_FILE = 'FILE'

/**
 * Sets off money whose day lies before later payments of its note: on its day, and what came after it anew; what that changes
 * is booked on the day of the file. Where a later payment would then be left without a debt it stays where it is, and the
 * money of the file is left over: it was paid twice, and a person says which of the two goes back.
 */
export async function settleBackDated(tx: Tx, item: PaymentItem, { day, channel, now }: Omit<Payments, 'items'> & { readonly now: string }): Promise<PaymentOutcome> {
  const nothing = (why: PaymentOutcome['why']): PaymentOutcome => ({ source: item.source, noteId: item.noteId, repaymentId: null, settledFen: fen(0), leftFen: item.amountFen, isSettled: false, why, before: false })
  const row = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', item.noteId).forUpdate().executeTakeFirstOrThrow()
  if (row.state !== 'RUNNING') return nothing('NOT_RUNNING')
  if (item.paidOn < (row.disbursed_on as Day)) return nothing('LATER_PAYMENT')
  const held = await holdNote(tx, row, day)
  const { calendar } = held
  const played = held.played ?? await readPlayed(tx, row, calendar)
  const then = play(played.origin, standing(played.events).filter(({ on }) => on <= item.paidOn), calendar).note
  const settledFen = fen(Math.min(item.amountFen, possibleOn(then, item.paidOn, calendar).dueFen))
  if (settledFen === 0) return nothing('NOTHING_DUE')
  const repaymentId = idOf('repayment', tx.bankId, item.source)
  const event: NoteEvent = { id: repaymentId, on: item.paidOn, kind: 'REPAID', body: { kind: 'DUE', keep: null, amountFen: settledFen } }
  const stepped = step(played, event, calendar)
  if ((stepped.state.note.suspenseFen ?? 0) > (played.note.suspenseFen ?? 0)) return nothing('LATER_PAYMENT')
  const seq = row.repayment_count + 1
  await tx.insertInto('repayment').values({
    bank_id: tx.bankId, repayment_id: repaymentId, note_id: row.note_id, seq, number: `${row.number}-HK${String(seq).padStart(SEQ_DIGITS, '0')}`, kind: 'DUE', amount_fen: settledFen, paid_on: item.paidOn, channel, payer: 'OWN', recorded_on: day, recorded_at: now, source: item.source,
  }).execute()
  await writeAllocations(tx, row.note_id, repaymentId, stepped.lines)
  const done = { ...doneBy(stepped), differences: stepped.differences.filter(({ id }) => id !== repaymentId) }
  const after = await writeStep(tx, { ...held, caseId: row.case_id, chain: row.case_id ?? row.note_id }, done, {
    on: day, now: new Date(now), by: BY_FILE, voucherId: repaymentId, valueDay: item.paidOn, planReason: 'CORRECTED', repaymentId, eventSeq: null, newRepayments: 1, concerns: repaymentId,
  })
  return { source: item.source, noteId: row.note_id, repaymentId, settledFen, leftFen: fen(item.amountFen - settledFen) as Fen, isSettled: after.state === 'SETTLED', why: settledFen < item.amountFen ? 'TOO_MUCH' : null, before: false }
}

/** What could not be set off because something was paid since, tried again one by one. */
export async function settleLate(tx: Tx, outcomes: readonly PaymentOutcome[], { day, channel, items, now }: Payments & { readonly now: string }): Promise<PaymentOutcome[]> {
  const of = new Map(items.map((item) => [item.source, item]))
  const settled: PaymentOutcome[] = []
  for (const outcome of outcomes) settled.push(outcome.why === 'LATER_PAYMENT' ? await settleBackDated(tx, of.get(outcome.source)!, { day, channel, now }) : outcome)
  return settled
}
