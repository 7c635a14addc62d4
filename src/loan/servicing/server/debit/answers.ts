import { accountPlace, maskAccount } from '#loan/contract/server'
import type { Day } from '#kernel'
import { type Answer, type AnswerOutcome, type ResultLine, answerOf, orderState } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { groupBy } from './group-by.ts'
import { headOffice } from './head-office.ts'

/** Where a sealed account of an answer belongs. */
export const answerPlace = (bankId: number, source: string): string => `${bankId}/debit_result/${source}/account`

/** A result file as it was read, all of it good. */
export interface ResultFile {
  readonly fileId: string | null
  readonly lines: readonly { readonly line: number; readonly values: ResultLine }[]
}

/** What a result file brought. */
export interface Taken {
  readonly taken: number
  /** Answers known already, from an earlier file or an earlier line. */
  readonly repeated: number
  /** Lines whose transaction number is known with another sum: nothing of them is used. */
  readonly contradictory: readonly number[]
  /** Lines that say an answer is still to come. */
  readonly pending: number
}

interface Order {
  readonly order_no: string
  readonly day: string
  readonly amount_fen: number
  readonly note_id: string
}
interface Note {
  readonly note_id: string
  readonly number: string
  readonly unit_id: string
  readonly product_code: string
  readonly book: string
  readonly account_cipher: Buffer
  readonly account_key: string
}
interface Read {
  readonly line: number
  readonly source: string
  readonly said: ResultLine
  readonly answer: Answer
  readonly order: Order | undefined
  readonly note: Note | undefined
}

/**
 * Takes the answers of a result file in, each once however often and in whatever order files bring it, and brings the orders
 * up to date. Money is set off afterwards: an answer with money waits until then, so nothing is lost in between.
 */
export async function takeAnswers(tx: Tx, file: ResultFile, { on, now }: { readonly on: Day; readonly now: string }): Promise<Taken> {
  const reads = await readLines(tx, file)
  const fresh = firstOfEach(reads)
  const inserted = await insert(tx, file, fresh, { on, now })
  const known = fresh.filter((one) => !inserted.has(one.source))
  const contradictory = [...await otherSums(tx, known), ...withinFile(reads, fresh)]
  await moveOrders(tx, fresh.flatMap(({ order }) => (order === undefined ? [] : [order])), on)
  return { taken: inserted.size, repeated: reads.length - inserted.size - contradictory.length, contradictory: contradictory.toSorted((a, b) => a - b), pending: file.lines.length - reads.length }
}

async function readLines(tx: Tx, { lines }: ResultFile): Promise<Read[]> {
  const orders = await ordersOf(tx, [...new Set(lines.map(({ values }) => values.orderId))])
  const numbers = [...new Set(lines.flatMap(({ values }) => (orders.has(values.orderId) || values.noteNumber === null ? [] : [values.noteNumber])))]
  const notes = await notesOf(tx, [...new Set([...orders.values()].map((one) => one.note_id))], numbers)
  return lines.flatMap(({ line, values }) => {
    const order = orders.get(values.orderId)
    const answer = answerOf(values, order?.amount_fen)
    const note = order === undefined ? (values.noteNumber === null ? undefined : notes.byNumber.get(values.noteNumber)) : notes.byId.get(order.note_id)
    return answer === undefined ? [] : [{ line, source: `DD:${answer.mark}`, said: values, answer, order, note }]
  })
}

async function ordersOf(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, Order>> {
  const { rows } = await sql<Order>`select order_no, day, amount_fen, note_id from debit_order where bank_id = ${tx.bankId} and order_no = any(${numbers}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.order_no, row]))
}

async function notesOf(tx: Tx, ids: readonly string[], numbers: readonly string[]): Promise<{ byId: ReadonlyMap<string, Note>; byNumber: ReadonlyMap<string, Note> }> {
  const { rows } = await sql<Note>`select note_id, number, unit_id, product_code, book, account_cipher, account_key from note where bank_id = ${tx.bankId} and (note_id = any(${ids}::uuid[]) or number = any(${numbers}::text[]))`.execute(tx)
  return { byId: new Map(rows.map((row) => [row.note_id, row])), byNumber: new Map(rows.map((row) => [row.number, row])) }
}

function firstOfEach(reads: readonly Read[]): Read[] {
  const seen = new Map<string, Read>()
  for (const one of reads) if (!seen.has(one.source)) seen.set(one.source, one)
  return [...seen.values()]
}

/** Lines of the same file that give one transaction two sums. */
function withinFile(reads: readonly Read[], first: readonly Read[]): number[] {
  const sums = new Map(first.map((one) => [one.source, one.answer.amountFen]))
  return reads.filter((one) => sums.get(one.source) !== one.answer.amountFen).map(({ line }) => line)
}

async function otherSums(tx: Tx, known: readonly Read[]): Promise<number[]> {
  if (known.length === 0) return []
  const rows = await tx.selectFrom('debit_result').select(['source', 'amount_fen']).where('bank_id', '=', tx.bankId).where('source', '=', sql<string>`any(${known.map((one) => one.source)}::text[])`).execute()
  const sums = new Map(rows.map((row) => [row.source, row.amount_fen]))
  return known.filter((one) => sums.get(one.source) !== one.answer.amountFen).map(({ line }) => line)
}

const ROWS_A_STATEMENT = 5000

async function insert(tx: Tx, { fileId }: ResultFile, reads: readonly Read[], at: { on: Day; now: string }): Promise<ReadonlySet<string>> {
  const head = await headOffice(tx)
  const product = await anyProduct(tx)
  const inserted = new Set<string>()
  for (let from = 0; from < reads.length; from += ROWS_A_STATEMENT) {
    const rows = reads.slice(from, from + ROWS_A_STATEMENT).map((one) => rowOf(tx, one, { ...at, fileId, head, product }))
    const done = await sql<{ source: string }>`
      insert into debit_result (bank_id, source, day, order_no, core_ref, note_id, note_number, unit_id, product_code, outcome, amount_fen, paid_on, reason, account_cipher, account_key, account_masked, account_matches, file_id, line, received_on, received_at, state)
      select ${tx.bankId}, t.* from json_to_recordset(${JSON.stringify(rows)}::json) as t(source text, day date, order_no text, core_ref text, note_id uuid, note_number text, unit_id uuid, product_code text, outcome text, amount_fen bigint, paid_on date,
        reason text, account_cipher bytea, account_key text, account_masked text, account_matches boolean, file_id uuid, line int, received_on date, received_at timestamptz, state text)
      on conflict do nothing returning source`.execute(tx)
    for (const { source } of done.rows) inserted.add(source)
  }
  return inserted
}

function rowOf(tx: Tx, { line, source, said, answer, order, note }: Read, { on, now, fileId, head, product }: { on: Day; now: string; fileId: string | null; head: string; product: string }) {
  const paidOn = said.paidOn ?? (order !== undefined && order.day <= on ? order.day : on)
  const account = accountOf(tx, { account: said.account, note, source, ordered: order !== undefined })
  return {
    source, day: order?.day ?? paidOn, order_no: said.orderId, core_ref: said.reference, note_id: note?.note_id ?? null, note_number: note?.number ?? said.noteNumber, unit_id: note?.unit_id ?? head, product_code: note?.product_code ?? product,
    outcome: answer.outcome, amount_fen: answer.amountFen, paid_on: paidOn, reason: answer.reason, ...account, file_id: fileId, line, received_on: on, received_at: now,
    // Money on a note the core bank keeps comes with the core bank's own statement; here it would come twice.
    state: answer.outcome === 'DEBITED' ? (note?.book === 'MIRROR' ? 'NOTED' : 'WAITING') : 'DONE',
  }
}

/** The account is kept only where it is not the note's own, which is kept with the note. */
function accountOf(tx: Tx, { account, note, source, ordered }: { account: string | null; note: Note | undefined; source: string; ordered: boolean }) {
  const none = { account_cipher: null, account_key: null, account_masked: null }
  if (account === null) return { ...none, account_matches: null }
  const matches = note !== undefined && tx.keys.open({ cipher: note.account_cipher, keyId: note.account_key }, accountPlace.note(tx.bankId, note.note_id)) === account
  if (matches && ordered) return { ...none, account_matches: true }
  const { cipher, keyId } = tx.keys.seal(account, answerPlace(tx.bankId, source))
  return { account_cipher: `\\x${cipher.toString('hex')}`, account_key: keyId, account_masked: maskAccount(account), account_matches: matches }
}

/** An answer nobody ordered belongs to no product; it stands under one all the same, so that its money can be booked. */
async function anyProduct(tx: Tx): Promise<string> {
  const { product_code: code } = await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).orderBy(sql`core_channel = 'FILE'`, 'desc').orderBy('product_code').limit(1).executeTakeFirstOrThrow()
  return code
}

/** Brings orders up to date with all answers to them. */
async function moveOrders(tx: Tx, orders: readonly Order[], on: Day): Promise<void> {
  const unique = [...new Map(orders.map((order) => [order.order_no, order])).values()]
  for (let from = 0; from < unique.length; from += ROWS_A_STATEMENT) {
    const some = unique.slice(from, from + ROWS_A_STATEMENT)
    const answers = await tx.selectFrom('debit_result').select(['order_no', 'outcome', 'amount_fen', 'reason']).where('bank_id', '=', tx.bankId).where('order_no', '=', sql<string>`any(${some.map((one) => one.order_no)}::text[])`).orderBy('source').execute()
    const of = groupBy(answers, (one) => one.order_no)
    const moved = some.map((order) => {
      const own = of.get(order.order_no) ?? []
      const { state, debitedFen } = orderState(order.amount_fen, own.map((one) => ({ outcome: one.outcome as AnswerOutcome, amountFen: one.amount_fen })))
      return { order_no: order.order_no, state, debited_fen: debitedFen, reason: state === 'FULL' ? null : own.find((one) => one.outcome !== 'DEBITED' || one.reason !== null)?.reason ?? null }
    })
    await sql`
      update debit_order o set state = t.state, debited_fen = t.debited_fen, reason = t.reason, answered_on = ${on}
      from json_to_recordset(${JSON.stringify(moved)}::json) as t(order_no text, state text, debited_fen bigint, reason text)
      where o.bank_id = ${tx.bankId} and o.order_no = t.order_no and (o.state, o.debited_fen, o.reason) is distinct from (t.state, t.debited_fen, t.reason)`.execute(tx)
  }
}

