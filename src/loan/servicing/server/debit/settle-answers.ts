import { postVouchers } from '#common/ledger/server'
import type { Day, Fen } from '#kernel'
import { SUSPENSE_CAUSES, type SuspenseCause, placeMoney } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { type PaymentOutcome, settlePayments } from '../bulk/index.ts'
import { settleLate } from './back-dated.ts'
import { settlePlainAnswers } from './plain-answers.ts'
import { type NewSuspense, putIntoSuspense } from './put-into-suspense.ts'

/** Which waiting answers: of one file, of one unit, or all. */
export interface Waiting {
  readonly fileId?: string
  readonly unitId?: string
  /** Received by the end of this day. */
  readonly until?: Day
}

/** What settling came to. */
export interface Settled {
  readonly answers: number
  readonly settledFen: number
  readonly suspenseFen: number
}

const ANSWERS_A_CHUNK: number = 2000

/** Why money that may be set off was not. */
const CAUSE_OF: Readonly<Record<NonNullable<PaymentOutcome['why']>, SuspenseCause>> = { NOTHING_DUE: 'TOO_MUCH', TOO_MUCH: 'TOO_MUCH', NOT_RUNNING: 'CLOSED_NOTE', LATER_PAYMENT: 'NOT_TAKEN' }

interface WaitingRow {
  readonly source: string
  readonly order_no: string
  readonly note_id: string | null
  readonly note_number: string | null
  readonly unit_id: string
  readonly product_code: string
  readonly amount_fen: number
  readonly paid_on: Day
  readonly account_matches: boolean | null
  readonly account_cipher: Buffer | null
  readonly account_key: string | null
  readonly account_masked: string | null
  readonly note_state: string | null
  readonly ordered: boolean
}

/** Sets the money of waiting answers off against their notes, with the day of the debit as value day; what cannot be set off goes into suspense. */
export async function settleWaiting(tx: Tx, which: Waiting, at: { readonly on: Day; readonly now: string }): Promise<Settled> {
  const plain = await settlePlainAnswers(tx, isAsked(which), at)
  let done: Settled = { answers: plain.answers, settledFen: plain.settledFen, suspenseFen: 0 }
  for (let rows = await waiting(tx, which, at.on); rows.length > 0; rows = await waiting(tx, which, at.on)) {
    const one = await settleSome(tx, rows, at)
    done = { answers: done.answers + rows.length, settledFen: done.settledFen + one.settledFen, suspenseFen: done.suspenseFen + one.suspenseFen }
  }
  return done
}

const isAsked = ({ fileId, unitId, until }: Waiting) => sql`${fileId === undefined ? sql`` : sql`and r.file_id = ${fileId}`} ${unitId === undefined ? sql`` : sql`and r.unit_id = ${unitId}`} ${until === undefined ? sql`` : sql`and r.received_on <= ${until}`}`

async function waiting(tx: Tx, which: Waiting, on: Day): Promise<WaitingRow[]> {
  // Those at hand first, their notes and orders looked up one by one: joined, all notes of the bank were read for the few that are left.
  const { rows } = await sql<WaitingRow>`
    with r as materialized (
      select r.source, r.order_no, r.note_id, r.note_number, r.unit_id, r.product_code, r.amount_fen, r.paid_on, r.account_matches, r.account_cipher, r.account_key, r.account_masked
      from debit_result r where r.bank_id = ${tx.bankId} and r.state = 'WAITING' and r.paid_on <= ${on} and ${isStill(tx, on)} ${isAsked(which)}
      order by r.paid_on, r.source limit ${ANSWERS_A_CHUNK} for update of r
    )
    select r.*, (select n.state from note n where n.bank_id = ${tx.bankId} and n.note_id = r.note_id limit 1) as note_state,
      coalesce((select true from debit_order o where o.bank_id = ${tx.bankId} and o.order_no = r.order_no limit 1), false) as ordered
    from r order by r.paid_on, r.source`.execute(tx)
  return rows
}

/** A note that an act of the next day has touched already is kept as it stood on the day now being closed: its money waits for the day that is open. */
const isStill = (tx: Tx, on: Day) => sql`not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${on} and b.note_id = r.note_id)`

async function settleSome(tx: Tx, rows: readonly WaitingRow[], at: { on: Day; now: string }): Promise<Omit<Settled, 'answers'>> {
  const refused = new Map<string, SuspenseCause>()
  for (const row of rows) {
    const cause = placeMoney({ order: row.ordered, note: row.note_state === null ? null : { state: row.note_state }, accountMatches: row.account_matches })
    if (cause !== undefined) refused.set(row.source, cause)
  }
  const items = rows.filter((row) => !refused.has(row.source)).map((row) => ({ noteId: row.note_id!, amountFen: row.amount_fen as Fen, paidOn: row.paid_on, source: row.source }))
  const payments = { day: at.on, channel: 'DIRECT_DEBIT', items, now: at.now } as const
  const outcomes = items.length === 0 ? [] : await settleLate(tx, await settlePayments(tx, payments), payments)
  const settled = new Map(outcomes.map((one) => [one.source, one]))
  const suspended = rows.flatMap((row): NewSuspense[] => {
    const outcome = settled.get(row.source)
    const leftFen = outcome?.leftFen ?? row.amount_fen
    return leftFen === 0 ? [] : [suspense(row, refused.get(row.source) ?? CAUSE_OF[outcome?.why ?? 'LATER_PAYMENT'], leftFen)]
  })
  const vouchers = await putIntoSuspense(tx, suspended, at)
  await postVouchers(tx, vouchers)
  const kept = new Map(suspended.map((one) => [one.source, one.amountFen]))
  const done = rows.map((row) => ({ source: row.source, suspense_fen: kept.get(row.source) ?? 0, settled_fen: row.amount_fen - (kept.get(row.source) ?? 0) }))
  await sql`
    update debit_result r set state = 'DONE', settled_fen = t.settled_fen, suspense_fen = t.suspense_fen
    from json_to_recordset(${JSON.stringify(done)}::json) as t(source text, settled_fen bigint, suspense_fen bigint) where r.bank_id = ${tx.bankId} and r.source = t.source`.execute(tx)
  const sum = (of: (one: (typeof done)[number]) => number): number => done.reduce((total, one) => total + of(one), 0)
  return { settledFen: sum((one) => one.settled_fen), suspenseFen: sum((one) => one.suspense_fen) }
}

function suspense(row: WaitingRow, cause: SuspenseCause, amountFen: number): NewSuspense {
  return {
    source: row.source, cause, amountFen: amountFen as Fen, paidOn: row.paid_on, unitId: row.unit_id, productCode: row.product_code, noteId: row.note_id, noteNumber: row.note_number, orderNo: row.order_no, from: row,
    says: `批量扣划回盘 ${row.order_no}${row.note_number === null ? '' : `，借据 ${row.note_number}`}：${SUSPENSE_CAUSES[cause]}`,
  }
}
