import { sql } from 'kysely'
import type { Voucher } from '#common/ledger/domain'
import { postVouchers } from '#common/ledger/server'
import { type Day, type Fen, ZERO_FEN, fen } from '#kernel'
import { type Allocation, type Closing, type NoteAtHand, type Standing, allocate, applyAllocation, closeMisuse, closingOf, duesOn, isClear, isOpen, outstandingFen, payBeside, transfersOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { idOf } from '../day-end/at.ts'
import { endContractsOf } from '../end-contract.ts'
import { keepOnAccounts } from '../quality/keep-on-accounts.ts'
import { type StateBefore, keepAllBefore, openStates } from './keep-before.ts'
import { type NoteHeldLight, loadNotes } from './load-notes.ts'
import { type NoteChange, writeNotes } from './write-notes.ts'

/** One payment of a file. `source` names its row: the same row is one repayment, however often it is sent. */
export interface PaymentItem {
  readonly noteId: string
  readonly amountFen: Fen
  readonly paidOn: Day
  readonly source: string
}

/** Where it went: set against what was due, left over, or done before. */
export interface PaymentOutcome {
  readonly source: string
  readonly noteId: string
  /** None when nothing of it could be set off. */
  readonly repaymentId: string | null
  readonly settledFen: Fen
  /** For the caller to keep: it went nowhere. */
  readonly leftFen: Fen
  readonly isSettled: boolean
  /** Why something is left over. */
  readonly why: 'NOTHING_DUE' | 'TOO_MUCH' | 'NOT_RUNNING' | 'LATER_PAYMENT' | null
  readonly before: boolean
}

export interface Payments {
  /** Business day they are booked on: the open one, or the closed one in a step of its day-end. */
  readonly day: Day
  readonly channel: 'DIRECT_DEBIT' | 'CORE' | 'TRANSFER' | 'OWN_ACCOUNT'
  readonly items: readonly PaymentItem[]
  readonly now?: string
}

/** As many as keep arrays and locks small, and statements few. */
const ITEMS_A_CHUNK: number = 1_000
const SEQ_DIGITS = 3

/**
 * Sets many payments against what is due, by the rules a cashier's single payment goes by: chunk by chunk, a few statements
 * each. Writes repayment, allocation, instalments, note, line and transfers; a note kept by the core bank posts nothing.
 * A book to measure it on needs what `loadNotes` reads of each note: its closing columns as of the day-end before, open rows of
 * instalment_state and one row of note_rule.
 */
export async function settlePayments(tx: Tx, { day, channel, items, now = new Date().toISOString() }: Payments): Promise<PaymentOutcome[]> {
  const outcomes = new Map<string, PaymentOutcome>()
  for (const before of await settledBefore(tx, items)) outcomes.set(before.source, before)
  for (const chunk of chunks(items.filter(({ source }) => !outcomes.has(source)))) {
    const held = new Map((await loadNotes(tx, chunk.map(({ noteId }) => noteId), day)).map((one) => [one.row.note_id, one]))
    const settled = chunk.map((item) => settle(held.get(item.noteId), item, { bankId: tx.bankId, day }))
    for (const { outcome } of settled) outcomes.set(outcome.source, outcome)
    await write(tx, settled.flatMap(({ done }) => (done === undefined ? [] : [done])), { day, channel, now })
  }
  return items.map(({ source }) => outcomes.get(source)!)
}

/** Each note at most once in a chunk, so that its second payment finds what the first left. */
function chunks(items: readonly PaymentItem[]): PaymentItem[][] {
  const all: PaymentItem[][] = []
  const place = new Map<string, number>()
  const filled: number[] = []
  let first = 0
  for (const item of items) {
    let at = Math.max(place.get(item.noteId) ?? -1, first - 1) + 1
    while ((filled[at] ?? 0) >= ITEMS_A_CHUNK) at++
    while ((filled[first] ?? 0) >= ITEMS_A_CHUNK) first++
    ;(all[at] ??= []).push(item)
    filled[at] = (filled[at] ?? 0) + 1
    place.set(item.noteId, at)
  }
  return all.filter((chunk) => chunk !== undefined)
}

/** Found by the id that is made of the source, which is what keeps a row of a file from being paid twice. */
async function settledBefore(tx: Tx, items: readonly PaymentItem[]): Promise<PaymentOutcome[]> {
  const { rows } = await sql<{ source: string; note_id: string; repayment_id: string; settled: number }>`
    select source, note_id, repayment_id, amount_fen as settled from repayment where bank_id = ${tx.bankId} and repayment_id = any(${items.map(({ source }) => idOf('repayment', tx.bankId, source))}::uuid[])`.execute(tx)
  return rows.map((row) => ({ source: row.source, noteId: row.note_id, repaymentId: row.repayment_id, settledFen: row.settled as Fen, leftFen: ZERO_FEN, isSettled: false, why: null, before: true }))
}

/** A payment worked out, ready to be written. */
interface Done {
  readonly held: NoteHeldLight
  readonly item: PaymentItem
  readonly repaymentId: string
  readonly settledFen: Fen
  readonly principalFen: number
  readonly lines: readonly Allocation[]
  /** Interest for misuse worked out up to the payment. */
  readonly chargedFen: Fen
  readonly changed: readonly Standing[]
  /** Rows that have fallen due and stay open. */
  readonly opened: readonly StateBefore[]
  readonly closing: Closing
  readonly isSettled: boolean
  readonly after: NoteAtHand
}

function settle(held: NoteHeldLight | undefined, item: PaymentItem, { bankId, day }: { bankId: number; day: Day }): { outcome: PaymentOutcome; done?: Done } {
  const nothing = (why: PaymentOutcome['why']): { outcome: PaymentOutcome } => ({ outcome: { source: item.source, noteId: item.noteId, repaymentId: null, settledFen: ZERO_FEN, leftFen: item.amountFen, isSettled: false, why, before: false } })
  if (held === undefined || held.row.state !== 'RUNNING') return nothing('NOT_RUNNING')
  const { calendar, row } = held
  // Interest for misuse ends its stretch with each payment; a light note has none.
  const { note, chargedFen } = closeMisuse(held.note, item.paidOn)
  if (item.paidOn < note.disbursedOn || [note.lastPaidOn, held.lastOn ?? null].some((last) => last !== null && item.paidOn < last)) return nothing('LATER_PAYMENT')
  const { lines, leftFen } = allocate(duesOn(note, item.paidOn, calendar), item.amountFen)
  const settledFen = fen(item.amountFen - leftFen)
  if (settledFen === 0) return nothing('NOTHING_DUE')
  const instalments = applyAllocation(note.instalments, lines, { on: item.paidOn, note, calendar })
  const beside = payBeside(note.beside, lines)
  const isSettled = !instalments.some(isOpen) && isClear(beside)
  const changed = instalments.filter((one, at) => one !== note.instalments[at])
  const repaymentId = idOf('repayment', bankId, item.source)
  const after = { ...note, instalments, beside }
  const closing = held.isWhole ? closingOf(after, day) : closingAfter(held, after, day)
  const opened = openStates(after, day, calendar).filter((state) => state.free_until !== null && (changed.some(({ seq }) => seq === state.seq) || isNew(after, state.seq, row.next_event_on as Day | null)))
  const principalFen = lines.reduce((sum, line) => (line.part === 'PRINCIPAL' ? sum + line.amountFen : sum), 0)
  return {
    outcome: { source: item.source, noteId: row.note_id, repaymentId, settledFen, leftFen, isSettled, why: leftFen > 0 ? 'TOO_MUCH' : null, before: false },
    done: { held, item, repaymentId, settledFen, principalFen, lines, chargedFen, changed, opened, closing, isSettled, after },
  }
}

/** Whether an instalment fell due since the note was last looked at. */
function isNew(note: NoteAtHand, seq: number, since: Day | null): boolean {
  return since !== null && note.instalments.some((one) => one.seq === seq && one.dueOn >= since)
}

/** The closing figures of a window, as `closingOf` gives them of the whole; `loadNotes` made sure that the window tells them. */
function closingAfter({ row }: NoteHeldLight, note: NoteAtHand, day: Day): Closing {
  const balanceFen = outstandingFen(note)
  const oldest = note.instalments.find(isOpen)
  if (oldest === undefined) return { ...NOTHING_RUNS, balanceFen, oldestDueOn: null, duePrincipalFen: ZERO_FEN, dueInterestFen: ZERO_FEN }
  let [duePrincipal, dueInterest] = [0, 0]
  let next: Standing | undefined
  for (const one of note.instalments) {
    if (one.dueOn > day) next = one
    else if (one.settledOn === null) {
      duePrincipal += one.principalFen - one.principalPaidFen
      dueInterest += one.interestFen - one.interestPaidFen
    }
  }
  const due = { balanceFen, oldestDueOn: oldest.dueOn, duePrincipalFen: fen(duePrincipal), dueInterestFen: fen(dueInterest) }
  if (next === undefined) return { ...NOTHING_RUNS, ...due }
  const rolls = row.next_event_on !== null && row.next_event_on <= day
  return { ...due, settledOn: null, nextEventOn: next.dueOn, periodFrom: (rolls ? row.period_to : row.period_from) as Day | null, periodTo: rolls ? next.dueOn : row.period_to as Day | null, periodInterestFen: fen(next.interestFen - next.interestPaidFen) }
}

const NOTHING_RUNS = { nextEventOn: null, periodFrom: null, periodTo: null, periodInterestFen: ZERO_FEN, settledOn: null } as const

async function write(tx: Tx, done: readonly Done[], at: { readonly day: Day; readonly channel: string; readonly now: string }): Promise<void> {
  if (done.length === 0) return
  await keepAllBefore(tx, done.map(({ held }) => held), at.day)
  await writeRepayments(tx, done, at)
  await writeAllocations(tx, done)
  await writeNotes(tx, done.map(({ held, closing, changed, opened, isSettled }): NoteChange => ({ row: held.row, closing, standings: changed, opened, newRepayments: 1, state: isSettled ? 'SETTLED' : held.row.state, settledOn: isSettled ? at.day : null })))
  await keepOnAccounts(tx, done.filter(({ held }) => held.isWhole).map(({ held, after }) => ({ row: held.row, before: held.note, after })), at.day)
  await giveBack(tx, done)
  await endContractsOf(tx, done.filter(({ isSettled }) => isSettled).map(({ held }) => held.row.note_id))
  await postVouchers(tx, done.filter(({ held }) => held.row.book === 'BOOK').map(({ held: { row }, repaymentId, lines, chargedFen, item }): Voucher => {
    const booked = { noteId: row.note_id, unitId: row.unit_id, productCode: row.product_code, nonAccrual: row.non_accrual_on !== null, valueDay: item.paidOn }
    const charged = chargedFen === 0 ? [] : transfersOf({ kind: 'CHARGED', lines: [{ part: 'PENALTY', amountFen: chargedFen }] }, booked)
    return { voucherId: repaymentId, businessDay: at.day, transfers: [...charged, ...transfersOf({ kind: 'REPAID', lines, leftFen: ZERO_FEN }, booked)] }
  }))
}

async function writeRepayments(tx: Tx, done: readonly Done[], { day, channel, now }: { readonly day: Day; readonly channel: string; readonly now: string }): Promise<void> {
  const of = <T>(pick: (one: Done) => T): T[] => done.map(pick)
  await sql`
    insert into repayment (bank_id, repayment_id, note_id, seq, number, kind, amount_fen, paid_on, channel, payer, recorded_on, recorded_at, source)
    select ${tx.bankId}::int, r.id, r.note_id, r.seq, r.number, 'DUE', r.amount, r.paid_on, ${channel}, 'OWN', ${day}::date, ${now}::timestamptz, r.source
    from unnest(${of(({ repaymentId }) => repaymentId)}::uuid[], ${of(({ held }) => held.row.note_id)}::uuid[], ${of(({ held }) => held.row.repayment_count + 1)}::int[],
      ${of(({ held }) => `${held.row.number}-HK${String(held.row.repayment_count + 1).padStart(SEQ_DIGITS, '0')}`)}::text[], ${of(({ settledFen }) => settledFen)}::bigint[], ${of(({ item }) => item.paidOn)}::date[], ${of(({ item }) => item.source)}::text[])
      as r(id, note_id, seq, number, amount, paid_on, source)`.execute(tx)
}

async function writeAllocations(tx: Tx, done: readonly Done[]): Promise<void> {
  const lines = done.flatMap(({ held, repaymentId, lines: own }) => own.map((line, at) => ({ ...line, repaymentId, noteId: held.row.note_id, lineNo: at + 1 })))
  const of = <T>(pick: (line: (typeof lines)[number]) => T): T[] => lines.map(pick)
  await sql`
    insert into repayment_allocation (bank_id, repayment_id, line_no, note_id, seq, part, owed_fen, amount_fen, says)
    select ${tx.bankId}::int, a.* from unnest(${of(({ repaymentId }) => repaymentId)}::uuid[], ${of(({ lineNo }) => lineNo)}::int[], ${of(({ noteId }) => noteId)}::uuid[], ${of(({ seq }) => seq)}::int[],
      ${of(({ part }) => part)}::text[], ${of(({ owedFen }) => owedFen)}::bigint[], ${of(({ amountFen }) => amountFen)}::bigint[], ${of(({ says }) => says)}::text[]) as a`.execute(tx)
}

/** Principal repaid goes back to its line, several notes of one line added up first. */
async function giveBack(tx: Tx, done: readonly Done[]): Promise<void> {
  const back = done.filter(({ principalFen }) => principalFen > 0)
  if (back.length === 0) return
  const given = sql`unnest(${back.map(({ held }) => held.row.line_id)}::uuid[], ${back.map(({ held }) => held.row.product_code)}::text[], ${back.map(({ principalFen }) => principalFen)}::bigint[]) as g(line_id, product_code, amount)`
  await sql`update line l set drawn_fen = l.drawn_fen - g.amount, row_version = l.row_version + 1 from (select line_id, sum(amount)::bigint as amount from ${given} group by 1 order by 1) g where l.bank_id = ${tx.bankId} and l.line_id = g.line_id`.execute(tx)
  await sql`update line_product l set drawn_fen = l.drawn_fen - g.amount from (select line_id, product_code, sum(amount)::bigint as amount from ${given} group by 1, 2 order by 1, 2) g
    where l.bank_id = ${tx.bankId} and l.line_id = g.line_id and l.product_code = g.product_code`.execute(tx)
}
