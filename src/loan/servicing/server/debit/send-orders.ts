import type { Values } from '#common/exchange/domain'
import { sendFile } from '#common/exchange/server'
import { accountPlace } from '#loan/contract/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { sql } from 'kysely'
import { idOf } from '../id-of.ts'

/** As many orders as one file may hold. */
const ORDERS_A_FILE = 100_000

/** A product of a day whose orders are made up and not sent. */
export interface ToSend { readonly day: Day; readonly productCode: string }

/** Days whose orders are complete, by product: the day-end before them has written those of every unit. */
export async function debitsToSend(tx: Tx): Promise<ToSend[]> {
  const { rows } = await sql<ToSend>`
    with ready as (
      select p.day + 1 as day from day_end_part p where p.bank_id = ${tx.bankId} and p.step = 'orders' group by p.day having bool_and(p.state = 'DONE') order by p.day desc limit 1
    )
    select r.day, p.product_code as "productCode" from ready r join product p on p.bank_id = ${tx.bankId} and p.core_channel = 'FILE'
    where not exists (select from debit_batch b where b.bank_id = ${tx.bankId} and b.day = r.day and b.product_code = p.product_code)
    order by p.product_code`.execute(tx)
  return rows
}

/** Makes up the files of one product for a day, sealed accounts opened only into them. A day without an order is sent too, so that the core bank knows nothing is asked. */
export async function sendDebits(tx: Tx, files: FileStore, { day, productCode }: ToSend, now: Date): Promise<number> {
  let part = 0
  for (;;) {
    const orders = await nextOrders(tx, day, productCode)
    if (orders.length === 0 && part > 0) return part
    part++
    const batchId = idOf('debit-batch', tx.bankId, day, productCode, part)
    await tx.insertInto('debit_batch').values({
      bank_id: tx.bankId, batch_id: batchId, day, product_code: productCode, part, number: `DK${day.replaceAll('-', '')}-${productCode}-${part}`, orders: orders.length, amount_fen: orders.reduce((sum, one) => sum + one.amount_fen, 0), made_on: day, made_at: now.toISOString(),
    }).execute()
    await sql`update debit_order set batch_id = ${batchId} where bank_id = ${tx.bankId} and day = ${day} and note_id = any(${orders.map((one) => one.note_id)}::uuid[])`.execute(tx)
    const { fileId } = await sendFile(tx, files, { kind: 'DEBIT_ORDER', businessDay: day, rows: orders.map((one) => debitLine(tx, one)), now })
    await tx.updateTable('debit_batch').set({ file_id: fileId }).where('bank_id', '=', tx.bankId).where('batch_id', '=', batchId).execute()
    if (orders.length < ORDERS_A_FILE) return part
  }
}

interface OrderToSend {
  readonly note_id: string
  readonly order_no: string
  readonly amount_fen: number
  readonly number: string
  readonly name: string
  readonly due_on: Day
  readonly account_cipher: Buffer
  readonly account_key: string
}

async function nextOrders(tx: Tx, day: Day, productCode: string): Promise<OrderToSend[]> {
  const { rows } = await sql<OrderToSend>`
    select o.note_id, o.order_no, o.amount_fen, n.number, k.name, coalesce(n.oldest_due_on, o.day) as due_on, n.account_cipher, n.account_key
    from debit_order o
    join note n on n.bank_id = o.bank_id and n.note_id = o.note_id
    join customer k on k.bank_id = n.bank_id and k.customer_id = n.customer_id
    where o.bank_id = ${tx.bankId} and o.day = ${day} and o.product_code = ${productCode} and o.batch_id is null
    order by o.unit_id, o.note_id limit ${ORDERS_A_FILE}`.execute(tx)
  return rows
}

function debitLine(tx: Tx, one: OrderToSend): Values {
  return { orderId: one.order_no, noteNumber: one.number, customerName: one.name, account: openAccount(tx, one), amountFen: one.amount_fen, dueOn: one.due_on }
}

function openAccount(tx: Tx, { note_id: noteId, account_cipher: cipher, account_key: keyId }: { note_id: string; account_cipher: Buffer; account_key: string }): string {
  return tx.keys.open({ cipher, keyId }, accountPlace.note(tx.bankId, noteId))
}

/** Sends the drawdowns that wait, all in one file; the remark carries the terms by which the core bank opens the loan. */
export async function sendDrawdowns(tx: Tx, files: FileStore, on: Day, now: Date): Promise<number> {
  const waiting = await tx.selectFrom('drawdown_order as o')
    .innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'o.bank_id').onRef('n.note_id', '=', 'o.note_id'))
    .innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('schedule_version as s', (join) => join.onRef('s.bank_id', '=', 'n.bank_id').onRef('s.note_id', '=', 'n.note_id').onRef('s.version', '=', 'n.schedule_version'))
    .select(['o.note_id', 'o.note_number', 'o.amount_fen', 'o.product_code', 'o.day', 'c.number', 'c.purpose', 'k.name', 'n.annual_rate', 'n.matures_on', 'n.account_cipher', 'n.account_key', 's.terms'])
    .where('o.bank_id', '=', tx.bankId).where('o.state', '=', 'WAITING').where('n.state', '=', 'RUNNING').orderBy('o.note_number').forUpdate('o').execute()
  if (waiting.length === 0) return 0
  const rows = waiting.map((one): Values => ({
    orderId: one.note_number, noteNumber: one.note_number, contractNumber: one.number, customerName: one.name, account: openAccount(tx, one), amountFen: one.amount_fen, productCode: one.product_code, annualRate: one.annual_rate, payOn: one.day, maturesOn: one.matures_on,
    purpose: one.purpose, remark: termsText(one.terms as unknown as Terms),
  }))
  const { fileId } = await sendFile(tx, files, { kind: 'DRAWDOWN_ORDER', businessDay: on, rows, now })
  await tx.updateTable('drawdown_order').set({ state: 'SENT', file_id: fileId, sent_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('note_id', 'in', waiting.map((one) => one.note_id)).execute()
  return waiting.length
}

interface Terms { readonly method: string; readonly periods: number; readonly every?: string; readonly firstDueOn: string; readonly dayCount?: string }

/** `ANNUITY,12,MONTH,2025-04-14,M30`: method, periods, how often, first due day, day count. */
function termsText({ method, periods, every, firstDueOn, dayCount }: Terms): string {
  return [method, periods, every ?? 'MONTH', firstDueOn, dayCount ?? 'M30'].join(',')
}
