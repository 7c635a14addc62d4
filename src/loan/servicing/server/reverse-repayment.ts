import { reverseVoucher } from '#common/ledger/server'
import { giveBack } from '#common/line/server'
import { type Day, type Fen, Refusal, fen } from '#kernel'
import { closingOf, replay } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { keepBefore } from './bulk/keep-before.ts'
import { type NoteHeld, readNote, readPlan } from './note-at-hand.ts'
import type { At } from './record-repayment.ts'
import { writeNote, writeStandings, writeVersion } from './store.ts'

/** Undoes the last repayment that stands, by another person than who recorded it; its rows stay, the note is worked out anew without it. */
export async function reverseRepayment(tx: Tx, staff: Staff, { noteId, repaymentId, reason }: { noteId: string; repaymentId: string; reason: string }, at: At) {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  const { row, note, events, calendar, caseId, productCode } = held
  const repayment = await readRepayment(tx, noteId, repaymentId)
  if (repayment.recorded_by === staff.id) throw new Refusal({ code: 'repayment.own', message: '记账人不能冲正自己记的还款，须由另一人办理', expected: '另一名有权的同事' }, 403)
  refuseNotLast(held, repaymentId)
  await tx.insertInto('repayment_reversal').values({ bank_id: tx.bankId, repayment_id: repaymentId, reason, reversed_by: staff.id, reversed_on: at.on, reversed_at: at.now.toISOString() }).execute()
  await keepBefore(tx, held, at.on)
  const version = await restorePlan(tx, held, { repaymentId, by: staff.id, at })
  const before = replay(note, await readPlan(tx, noteId, version), events.slice(0, -1), calendar)
  const closing = closingOf({ ...note, instalments: before.instalments }, at.on)
  const left = closing.balanceFen
  await writeStandings(tx, noteId, note.instalments, before.instalments, { on: at.on, rule: note.rule, calendar })
  await writeNote(tx, noteId, { closing, settledOn: null, version, maturesOn: before.instalments.at(-1)!.dueOn, newRepayments: 0 })
  if (row.book === 'BOOK') await reverseVoucher(tx, repaymentId, { newVoucherId: newId(), businessDay: at.on })
  const principalFen = fen(left - row.balance_fen)
  if (principalFen > 0) await giveBack(tx, row.line_id, productCode, fen(-principalFen))
  await record(tx, { caseId, act: 'servicing.reverse-repayment', who: staff.id, businessDate: at.on, body: { noteId, repaymentId, number: repayment.number, amountFen: repayment.amount_fen, reason, before: row.balance_fen, after: left } })
  await at.tell(tx, { fact: 'loan.repayment-reversed', caseId, noteId, repaymentId, amountFen: repayment.amount_fen as Fen, by: staff.id, on: at.on, at: at.now.toISOString() })
  return { repaymentId, balanceFen: left }
}

async function readRepayment(tx: Tx, noteId: string, repaymentId: string) {
  const row = await tx.selectFrom('repayment').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('repayment_id', '=', repaymentId).executeTakeFirst()
  if (row === undefined) throw missing('还款')
  return row
}

function refuseNotLast({ row, events }: NoteHeld, repaymentId: string): void {
  const at = events.findIndex((event) => event.repaymentId === repaymentId)
  if (at < 0) throw new Refusal({ code: 'repayment.reversed-already', message: '这笔还款已经冲正', expected: '有效的还款' }, 409)
  if (at < events.length - 1) throw new Refusal({ code: 'repayment.not-the-last', message: `其后还有 ${events.length - 1 - at} 笔还款，须从最后一笔起依次冲正`, expected: `借据 ${row.number} 的最后一笔还款` }, 409)
}

/** The plan an early repayment made goes with it: the one before comes back as the next version. */
async function restorePlan(tx: Tx, { row, note }: NoteHeld, { repaymentId, by, at }: { repaymentId: string; by: string; at: At }): Promise<number> {
  const made = await tx.selectFrom('schedule_version').select('version').where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('repayment_id', '=', repaymentId).where('reason', '=', 'PREPAID').executeTakeFirst()
  if (made === undefined) return row.schedule_version
  const version = row.schedule_version + 1
  await writeVersion(tx, { noteId: row.note_id, version, fromDay: at.on as Day, reason: 'REVERSED', terms: note.terms, by, at: at.now.toISOString(), repaymentId }, await readPlan(tx, row.note_id, made.version - 1))
  return version
}
