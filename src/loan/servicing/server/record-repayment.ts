import { giveBack } from '#common/line/server'
import { type Day, Refusal, ZERO_FEN } from '#kernel'
import { type Repaid, type RecordRepayment, type ServicingFact, closingOf, mayIncrease, repay } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { bookAct } from './book-act.ts'
import { keepBefore } from './bulk/keep-before.ts'
import { type NoteHeld, readNote } from './note-at-hand.ts'
import { writeAllocations, writeNote, writeStandings, writeVersion } from './store.ts'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ServicingFact) => Promise<void>
export interface At { readonly on: Day; readonly now: Date; readonly tell: Tell }

const SEQ_DIGITS = 3

/** Records a repayment: sets it against what is owed, keeps where each fen went, gives the line back what was repaid. */
export async function recordRepayment(tx: Tx, staff: Staff, noteId: string, wanted: RecordRepayment, at: At) {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  const { row, note, calendar, policy, caseId } = held
  refuseChanged(held, wanted.rowVersion)
  if (wanted.paidOn > at.on) throw new Refusal({ code: 'repayment.in-the-future', message: `还款日 ${wanted.paidOn} 晚于营业日 ${at.on}`, at: '/paidOn', value: wanted.paidOn, expected: `${at.on} 或以前` }, 422)
  await refuseSameReference(tx, noteId, wanted.reference)
  const done = repay(note, { ...wanted, paidOn: wanted.paidOn as Day }, { calendar, prepaymentMinFen: policy.servicing.prepaymentMin })
  await keepBefore(tx, held, at.on)
  const repaymentId = newId()
  const seq = row.repayment_count + 1
  const number = `${row.number}-HK${String(seq).padStart(SEQ_DIGITS, '0')}`
  await tx.insertInto('repayment').values({
    bank_id: tx.bankId, repayment_id: repaymentId, note_id: noteId, seq, number, kind: wanted.kind, keep: wanted.keep, amount_fen: wanted.amountFen, paid_on: wanted.paidOn, channel: wanted.channel,
    payer: wanted.payer, payer_name: wanted.payer === 'OTHER' ? wanted.payerName : null, reference: wanted.reference, recorded_by: staff.id, recorded_on: at.on, recorded_at: at.now.toISOString(),
  }).execute()
  await keep(tx, held, done, { repaymentId, paidOn: wanted.paidOn as Day, by: staff.id, at })
  await record(tx, { caseId, act: 'servicing.record-repayment', who: staff.id, businessDate: at.on, body: { noteId, repaymentId, number, kind: wanted.kind, amountFen: wanted.amountFen, paidOn: wanted.paidOn, channel: wanted.channel, payer: wanted.payer, before: row.balance_fen, after: done.outstandingFen } })
  const common = { caseId, noteId, by: staff.id, on: at.on, at: at.now.toISOString() }
  const may = mayIncrease({ ...note, instalments: done.instalments }, { on: at.on, calendar, needed: policy.limit.increaseAfterOnTime })
  await at.tell(tx, { ...common, fact: 'loan.repaid', repaymentId, amountFen: wanted.amountFen, principalFen: done.principalFen, paidOn: wanted.paidOn as Day, mayIncrease: may })
  if (done.isSettled && !(await hasOther(tx, noteId, caseId))) await at.tell(tx, { ...common, fact: 'loan.settled', lineId: row.line_id })
  return { repaymentId, number, balanceFen: done.outstandingFen, isSettled: done.isSettled, lines: [...done.lines] }
}

/** Whether other money of the case is still out. Asked once the case is held by the fact told before, so that of two notes settled at once one is the last. */
async function hasOther(tx: Tx, noteId: string, caseId: string): Promise<boolean> {
  const other = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('note_id', '<>', noteId).where('state', '=', 'RUNNING').executeTakeFirst()
  return other !== undefined
}

async function keep(tx: Tx, { row, note, productCode, calendar }: NoteHeld, done: Repaid, { repaymentId, paidOn, by, at }: { repaymentId: string; paidOn: Day; by: string; at: At }): Promise<void> {
  // Versions only grow and the one in force is the last.
  const version = row.schedule_version + (done.plan === null ? 0 : 1)
  if (done.plan !== null) await writeVersion(tx, { noteId: row.note_id, version, fromDay: at.on, reason: 'PREPAID', terms: note.terms, by, at: at.now.toISOString(), repaymentId }, done.plan)
  await writeAllocations(tx, row.note_id, repaymentId, done.lines)
  await writeStandings(tx, row.note_id, note.instalments, done.instalments, { on: at.on, rule: note.rule, calendar })
  await writeNote(tx, row.note_id, { closing: closingOf({ ...note, instalments: done.instalments }, at.on), settledOn: done.isSettled ? at.on : null, version, maturesOn: maturityOf(done, row.matures_on as Day), newRepayments: 1 })
  await bookAct(tx, row, { kind: 'REPAID', lines: done.lines, leftFen: ZERO_FEN }, { voucherId: repaymentId, on: at.on, valueDay: paidOn })
  if (done.principalFen > 0) await giveBack(tx, row.line_id, productCode, done.principalFen)
}

/** A plan that is shorter ends sooner; one that was settled before its time keeps the day it had. */
function maturityOf({ plan, isSettled }: Repaid, before: Day): Day {
  return plan === null || isSettled ? before : plan.at(-1)!.dueOn
}

/** Two cashiers with the same customer's money in mind: the second sees what the first recorded before recording it again. */
function refuseChanged({ row, events }: NoteHeld, seen: number): void {
  if (row.state !== 'RUNNING') throw new Refusal({ code: 'note.not-running', message: `借据 ${row.number} 不在还款中，不能入账`, value: row.state, expected: '还款中的借据' }, 409)
  if (row.row_version === seen) return
  const last = events.at(-1)
  throw new Refusal({ code: 'note.changed', message: `借据 ${row.number} 刚有变动${last === undefined ? '' : `，最近一笔还款 ${last.paidOn} 入账`}，请核对后再入账`, at: '/rowVersion', value: seen, expected: `最新版本 ${row.row_version}` }, 409)
}

async function refuseSameReference(tx: Tx, noteId: string, reference: string | null): Promise<void> {
  if (reference === null) return
  const twin = await tx.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .select(['r.number', 'r.paid_on']).where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).where('r.reference', '=', reference).where('v.repayment_id', 'is', null).executeTakeFirst()
  if (twin !== undefined) throw new Refusal({ code: 'repayment.same-reference', message: `流水号 ${reference} 已在 ${twin.paid_on} 入账（${twin.number}）`, at: '/reference', value: reference, expected: '未入账的流水号' }, 409)
}
