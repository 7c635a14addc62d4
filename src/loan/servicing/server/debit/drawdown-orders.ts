import type { CaseFact } from '#common/task/domain'
import type { FileDifference } from '#common/exchange/domain'
import { type Day, Refusal } from '#kernel'
import type { Disbursed } from '#loan/contract/domain'
import type { Tx } from '#platform/db'

/** The money of a product whose core channel is a file leaves as a line of the next drawdown file. */
export async function orderDrawdownByFile(tx: Tx, fact: CaseFact & Disbursed): Promise<void> {
  const product = await tx.selectFrom('product').select('core_channel').where('bank_id', '=', tx.bankId).where('product_code', '=', fact.productCode).executeTakeFirstOrThrow()
  if (product.core_channel !== 'FILE') return
  await tx.insertInto('drawdown_order').values({
    bank_id: tx.bankId, note_id: fact.noteId, note_number: fact.noteNumber, product_code: fact.productCode, unit_id: fact.unitId, amount_fen: fact.amountFen, day: fact.on, state: 'WAITING',
  }).execute()
}

/** A drawdown taken back before its file left is not sent; one the core bank has in hand waits for its answer. */
export async function withdrawDrawdown(tx: Tx, fact: CaseFact & { readonly noteId: string }): Promise<void> {
  const order = await tx.selectFrom('drawdown_order').select(['state', 'note_number']).where('bank_id', '=', tx.bankId).where('note_id', '=', fact.noteId).forUpdate().executeTakeFirst()
  if (order === undefined) return
  if (order.state === 'SENT') throw new Refusal({ code: 'drawdown.sent', message: `借据 ${order.note_number} 的放款指令已发往核心，尚未回盘`, value: order.state, expected: '核心回盘之后再冲正' }, 409)
  if (order.state === 'WAITING') await tx.updateTable('drawdown_order').set({ state: 'WITHDRAWN' }).where('bank_id', '=', tx.bankId).where('note_id', '=', fact.noteId).execute()
}

/** A line of a drawdown result file, as the exchange reads it. */
export interface DrawdownLine {
  readonly orderId: string
  readonly noteNumber: string | null
  readonly coreNumber: string | null
  readonly amountFen: number | null
  readonly result: string
  readonly reason: string | null
  readonly resultText: string | null
  readonly reference: string | null
  readonly paidOn: Day | null
}

/** Takes the core bank's answers to drawdowns: paid with its number of the note, or refused with its reason. The same answer again changes nothing; another one, or one to no order, is named. */
export async function takeDrawdownAnswers(tx: Tx, lines: readonly { readonly line: number; readonly values: DrawdownLine }[], on: Day): Promise<FileDifference[]> {
  const differences: FileDifference[] = []
  for (const { line, values } of lines) {
    if (values.result === 'PENDING') continue
    const wrong = await takeOne(tx, values, on)
    if (wrong !== undefined) differences.push({ line, field: 'orderId', value: values.orderId, ...wrong })
  }
  return differences
}

async function takeOne(tx: Tx, { orderId, coreNumber, amountFen, result, reason, resultText, reference }: DrawdownLine, on: Day): Promise<Pick<FileDifference, 'expected' | 'message'> | undefined> {
  const order = await tx.selectFrom('drawdown_order').selectAll().where('bank_id', '=', tx.bankId).where('note_number', '=', orderId).forUpdate().executeTakeFirst()
  if (order === undefined) return { expected: '本行发出的放款指令', message: '没有这笔放款指令' }
  const state = result === 'OK' ? 'PAID' : 'REFUSED'
  if (order.state === state) return undefined
  if (order.state !== 'SENT') return { expected: '已发出、未回盘的放款指令', message: `放款指令已是 ${order.state}` }
  if (state === 'PAID' && amountFen !== null && amountFen !== order.amount_fen) return { expected: String(order.amount_fen), message: '放款金额与指令不一致' }
  await tx.updateTable('drawdown_order').set({ state, core_number: coreNumber, core_ref: reference, reason: state === 'PAID' ? null : resultText ?? reason ?? result, answered_on: on }).where('bank_id', '=', tx.bankId).where('note_id', '=', order.note_id).execute()
  if (state === 'PAID' && coreNumber !== null) {
    await tx.insertInto('core_note').values({ bank_id: tx.bankId, note_id: order.note_id, core_number: coreNumber, linked_on: on, linked_by: 'DRAWDOWN' }).onConflict((conflict) => conflict.doNothing()).execute()
  }
  return undefined
}
