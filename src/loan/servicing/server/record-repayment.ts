import { postVouchers } from '#common/ledger/server'
import { type Day, type Fen, Refusal, ZERO_FEN, fen, formatYuan, sumFen } from '#kernel'
import { type Allocation, type NoteEvent, type PlayedNote, type RecordRepayment, type Wanted, mayIncrease, play, possibleOn, repay, standing, step } from '#loan/servicing/domain'
import { append, holdChain } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { readPlayed } from './acts/played.ts'
import type { At } from './at.ts'
import { namedDifferences, refuseUnseen, seenOf } from './acts/seen.ts'
import { factOf, tellSettled } from './acts/tell-after.ts'
import { type StepDone, doneBy, noteAfter, writeStep } from './acts/write-step.ts'
import { putIntoSuspense } from './debit/put-into-suspense.ts'
import { type NoteHeld, chainOf, holdInSight, readRow, standingRepayments } from './note-at-hand.ts'
import { numbersOf } from './read-repayments.ts'
import { writeAllocations } from './store.ts'

const SEQ_DIGITS = 3

/** Records a repayment: sets it against what is owed, keeps where each fen went, gives the line back what was repaid. */
export async function recordRepayment(tx: Tx, staff: Staff, noteId: string, wanted: RecordRepayment, at: At) {
  const row = await readRow(tx, noteId, 'for update')
  const [held, head] = await Promise.all([holdInSight(tx, staff, row, at.on), holdChain(tx, { caseId: chainOf(row), businessDate: at.on })])
  await refuseChanged(tx, held, wanted.rowVersion)
  const paidOn = wanted.paidOn as Day
  if (paidOn > at.on) throw new Refusal({ code: 'repayment.in-the-future', message: `还款日 ${paidOn} 晚于营业日 ${at.on}`, at: '/paidOn', value: paidOn, expected: `${at.on} 或以前` }, 422)
  await refuseSameReference(tx, noteId, wanted.reference)
  const repaymentId = newId()
  const worked = await workOut(tx, held, { ...wanted, paidOn }, repaymentId)
  refuseUnseen(seenOf(noteId, row.row_version, worked.done.differences), wanted.seen, worked.done.differences.length === 0 ? [] : namedDifferences(worked.played!, await numbersOf(tx, noteId), worked.done.differences))
  const number = numberOf(held)
  const after = noteAfter(worked.done.note, row, at.on)
  append(tx, { caseId: held.chain, act: 'servicing.record-repayment', who: staff.id, businessDate: at.on, body: { noteId, repaymentId, number, kind: wanted.kind, amountFen: worked.amountFen, suspenseFen: worked.restFen, paidOn, channel: wanted.channel, payer: wanted.payer, before: row.balance_fen, after: after.closing.balanceFen } }, head)
  // Sent in this order without waiting in between.
  await Promise.all([
    insertRepayment(tx, staff, held, { ...wanted, amountFen: worked.amountFen }, { repaymentId, number, at }),
    writeAllocations(tx, noteId, repaymentId, worked.lines),
    writeStep(tx, held, worked.done, { on: at.on, now: at.now, by: staff.id, voucherId: repaymentId, valueDay: paidOn, planReason: worked.done.differences.length > 0 ? 'CORRECTED' : 'PREPAID', repaymentId, eventSeq: null, newRepayments: 1, concerns: repaymentId }),
    worked.restFen > 0 ? keepRest(tx, held, { repaymentId, number, paidOn, restFen: worked.restFen, at }) : undefined,
    tellRepaid(tx, held, worked, { repaymentId, paidOn, by: staff.id, at }),
  ])
  await tellSettled(tx, held, after, staff.id, at)
  return { repaymentId, number, balanceFen: after.closing.balanceFen, isSettled: after.state === 'SETTLED', lines: [...worked.lines], suspenseFen: worked.restFen }
}

async function tellRepaid(tx: Tx, held: NoteHeld, { done, lines, amountFen }: WorkedOut, { repaymentId, paidOn, by, at }: { repaymentId: string; paidOn: Day; by: string; at: At }): Promise<void> {
  const common = factOf(held, by, at)
  if (common === null) return
  const may = mayIncrease({ ...held.note, instalments: done.note.instalments }, { on: at.on, calendar: held.calendar, needed: held.policy.limit.increaseAfterOnTime })
  await at.tell(tx, { ...common, fact: 'loan.repaid', repaymentId, amountFen, principalFen: sumFen(lines.filter((line) => line.part === 'PRINCIPAL').map((line) => line.amountFen)), paidOn, mayIncrease: may })
}

/** A repayment worked out on a note as it is: what is written of it, and what of the money is kept beside it. */
export interface WorkedOut {
  readonly done: StepDone
  readonly lines: readonly Allocation[]
  readonly amountFen: Fen
  readonly restFen: Fen
  /** The note with all its events, where later ones are allocated anew. */
  readonly played: PlayedNote | null
}

/** Works a repayment out. One of a day before others is set off on that day, and what came after it anew. */
export async function workOut(tx: Tx, held: NoteHeld, wanted: Wanted & { readonly keepsRest: boolean }, repaymentId: string): Promise<WorkedOut> {
  const { note, calendar, policy, row } = held
  const around = { calendar, prepaymentMinFen: policy.servicing.prepaymentMin }
  const isLate = happenedAfter(held, wanted.paidOn)
  const played = held.played ?? (isLate ? await readPlayed(tx, row, calendar) : null)
  const then = isLate && played !== null ? play(played.origin, standing(played.events).filter(({ on }) => on <= wanted.paidOn), calendar).note : note
  const { amountFen, restFen } = split(wanted, possibleOn(then, wanted.paidOn, calendar).dueFen)
  const done = repay(then, { ...wanted, amountFen }, around)
  if (played === null) {
    const after = { ...note, instalments: done.instalments, lastPaidOn: wanted.paidOn }
    return { done: { note: after, plan: done.plan, differences: [], bookings: [{ outcome: { kind: 'REPAID', lines: done.lines, leftFen: ZERO_FEN }, nonAccrual: row.non_accrual_on !== null }] }, lines: done.lines, amountFen, restFen, played }
  }
  const event: NoteEvent = { id: repaymentId, on: wanted.paidOn, kind: 'REPAID', body: { kind: wanted.kind, keep: wanted.keep, amountFen } }
  const stepped = step(played, event, calendar)
  const changed = stepped.differences.filter(({ id }) => id !== repaymentId)
  return { done: { ...doneBy(stepped), differences: changed }, lines: stepped.lines, amountFen, restFen, played }
}

function happenedAfter({ note, played, row }: NoteHeld, on: Day): boolean {
  if (played !== null) return played.entries.some(({ event }) => event.on > on)
  return row.repayment_count > 0 && note.lastPaidOn !== null && note.lastPaidOn > on
}

/** What is due is taken, what is more is kept for the customer where the cashier says so. */
function split({ kind, amountFen, keepsRest }: Wanted & { readonly keepsRest: boolean }, dueFen: Fen): { amountFen: Fen; restFen: Fen } {
  return keepsRest && kind === 'DUE' && dueFen > 0 && amountFen > dueFen ? { amountFen: dueFen, restFen: fen(amountFen - dueFen) } : { amountFen, restFen: ZERO_FEN }
}

async function insertRepayment(tx: Tx, staff: Staff, { row }: NoteHeld, wanted: RecordRepayment, { repaymentId, number, at }: { repaymentId: string; number: string; at: At }): Promise<void> {
  await tx.insertInto('repayment').values({
    bank_id: tx.bankId, repayment_id: repaymentId, note_id: row.note_id, seq: row.repayment_count + 1, number, kind: wanted.kind, keep: wanted.keep, amount_fen: wanted.amountFen, paid_on: wanted.paidOn, channel: wanted.channel,
    payer: wanted.payer, payer_name: wanted.payer === 'OTHER' ? wanted.payerName : null, reference: wanted.reference, recorded_by: staff.id, recorded_on: at.on, recorded_at: at.now.toISOString(),
  }).execute()
}

function numberOf({ row }: NoteHeld): string {
  return `${row.number}-HK${String(row.repayment_count + 1).padStart(SEQ_DIGITS, '0')}`
}

/** Opens an item of the work list of money in suspense. */
async function keepRest(tx: Tx, { row }: NoteHeld, { repaymentId, number, paidOn, restFen, at }: { repaymentId: string; number: string; paidOn: Day; restFen: Fen; at: At }): Promise<void> {
  const vouchers = await putIntoSuspense(tx, [{
    source: `repayment:${repaymentId}`, cause: 'TOO_MUCH', amountFen: restFen, paidOn, unitId: row.unit_id, productCode: row.product_code, noteId: row.note_id, noteNumber: row.number, orderNo: number,
    from: { account_cipher: null, account_key: null, account_masked: null }, says: `柜面还款 ${number} 多收 ${formatYuan(restFen)} 元`,
  }], { on: at.on, now: at.now.toISOString() })
  if (row.book === 'BOOK') await postVouchers(tx, vouchers)
}

/** Two cashiers with the same customer's money in mind: the second sees what the first recorded before recording it again. */
async function refuseChanged(tx: Tx, { row }: NoteHeld, seen: number): Promise<void> {
  if (row.state !== 'RUNNING') throw new Refusal({ code: 'note.not-running', message: `借据 ${row.number} 不在还款中，不能入账`, value: row.state, expected: '还款中的借据' }, 409)
  if (row.row_version === seen) return
  const last = await standingRepayments(tx, tx.bankId, row.note_id).select('r.paid_on').orderBy('r.seq', 'desc').limit(1).executeTakeFirst()
  throw new Refusal({ code: 'note.changed', message: `借据 ${row.number} 刚有变动${last === undefined ? '' : `，最近一笔还款 ${last.paid_on} 入账`}，请核对后再入账`, at: '/rowVersion', value: seen, expected: `最新版本 ${row.row_version}` }, 409)
}

async function refuseSameReference(tx: Tx, noteId: string, reference: string | null): Promise<void> {
  if (reference === null) return
  const twin = await tx.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .select(['r.number', 'r.paid_on']).where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).where('r.reference', '=', reference).where('v.repayment_id', 'is', null).executeTakeFirst()
  if (twin !== undefined) throw new Refusal({ code: 'repayment.same-reference', message: `流水号 ${reference} 已在 ${twin.paid_on} 入账（${twin.number}）`, at: '/reference', value: reference, expected: '未入账的流水号' }, 409)
}
