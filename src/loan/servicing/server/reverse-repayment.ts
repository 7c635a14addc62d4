import { type Day, type Fen, Refusal } from '#kernel'
import { type NoteEvent, type Stepped, step } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { readPlayed } from './acts/played.ts'
import { namedDifferences, refuseUnseen, seenOf } from './acts/seen.ts'
import { factOf } from './acts/tell-after.ts'
import { doneBy, writeStep } from './acts/write-step.ts'
import { type NoteHeld, readNote, standingRepayments } from './note-at-hand.ts'
import { voidReceipt } from './papers.ts'
import { numbersOf } from './read-repayments.ts'
import type { At } from './at.ts'

/**
 * Undoes a repayment that stands, by another person than who recorded it; its rows stay. Later ones are allocated anew: what
 * that changes is shown first, booked today and counts from its day.
 */
export async function reverseRepayment(tx: Tx, staff: Staff, { noteId, repaymentId, reason, seen = null }: { noteId: string; repaymentId: string; reason: string; seen?: string | null }, at: At) {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  const repayment = await readRepayment(tx, noteId, repaymentId)
  if (repayment.recorded_by === staff.id) throw new Refusal({ code: 'repayment.own', message: '记账人不能冲正自己记的还款，须由另一人办理', expected: '另一名有权的同事' }, 403)
  if (await standingRepayments(tx, tx.bankId, noteId).select('r.seq').where('r.repayment_id', '=', repaymentId).executeTakeFirst() === undefined) throw new Refusal({ code: 'repayment.reversed-already', message: '这笔还款已经冲正', expected: '有效的还款' }, 409)
  const { stepped, changed, played } = await takeBack(tx, held, repaymentId, { on: repayment.paid_on as Day, reason })
  refuseUnseen(seenOf(noteId, held.row.row_version, changed), seen, namedDifferences(played, await numbersOf(tx, noteId), changed))
  await tx.insertInto('repayment_reversal').values({ bank_id: tx.bankId, repayment_id: repaymentId, reason, reversed_by: staff.id, reversed_on: at.on, reversed_at: at.now.toISOString() }).execute()
  await voidReceipt(tx, held.row, repaymentId, { by: staff.id, on: at.on, now: at.now })
  const after = await writeStep(tx, held, doneBy(stepped), { on: at.on, now: at.now, by: staff.id, voucherId: newId(), valueDay: repayment.paid_on as Day, planReason: 'REVERSED', repaymentId, eventSeq: null, newRepayments: 0, concerns: repaymentId, reverses: repaymentId })
  await record(tx, { caseId: held.chain, act: 'servicing.reverse-repayment', who: staff.id, businessDate: at.on, body: { noteId, repaymentId, number: repayment.number, amountFen: repayment.amount_fen, reason, before: held.row.balance_fen, after: after.closing.balanceFen, changed } })
  const common = factOf(held, staff.id, at)
  if (common !== null) await at.tell(tx, { ...common, fact: 'loan.repayment-reversed', repaymentId, amountFen: repayment.amount_fen as Fen })
  return { repaymentId, balanceFen: after.closing.balanceFen }
}

/** A note without one of its happenings, and what that changes for the others. */
export async function takeBack(tx: Tx, held: NoteHeld, id: string, { on, reason }: { readonly on: Day; readonly reason: string }): Promise<{ stepped: Stepped; changed: Stepped['differences']; played: Stepped['state'] }> {
  const played = held.played ?? await readPlayed(tx, held.row, held.calendar)
  const event: NoteEvent = { id: `X${id}`, on, kind: 'REVERSED', body: { reverses: id, reason } }
  const stepped = step(played, event, held.calendar)
  return { stepped, changed: stepped.differences.filter((one) => one.id !== id), played }
}

async function readRepayment(tx: Tx, noteId: string, repaymentId: string) {
  const row = await tx.selectFrom('repayment').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('repayment_id', '=', repaymentId).executeTakeFirst()
  if (row === undefined) throw missing('还款')
  return row
}
