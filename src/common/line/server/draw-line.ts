import { sql } from 'kysely'
import { type LineAtHand, type LineState, refusalToDraw } from '#common/line/domain'
import { type Day, type Fen, Refusal, assert, formatYuan } from '#kernel'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** Draws on a line: locks exactly its row, refuses over the cap, over the product's cap, before or past its days, frozen or closed. */
export async function drawLine(tx: Tx, lineId: string, productCode: string, amountFen: Fen, on: Day): Promise<void> {
  assert(amountFen > 0, 'a drawing is above zero')
  const refusal = refusalToDraw(await lockLine(tx, lineId), { productCode, amountFen, on })
  if (refusal !== undefined) throw refusal
  await move(tx, { lineId, productCode }, { drawn: amountFen, taken: amountFen })
}

/** Principal repaid: a line that revolves may draw it again, one that does not stays used. Servicing does this with each repayment; a negative amount undoes it when the repayment is reversed. */
export async function giveBack(tx: Tx, lineId: string, productCode: string, amountFen: Fen): Promise<void> {
  const line = await lockLine(tx, lineId)
  if (line.drawnFen - amountFen > line.capFen) {
    throw new Refusal({ code: 'line.redrawn', message: `授信 ${line.number} 还回的额度已再次使用：额度 ${formatYuan(line.capFen)} 元，未还 ${formatYuan(line.drawnFen)} 元`, value: -amountFen, expected: `先还回 ${formatYuan(line.drawnFen - amountFen - line.capFen)} 元` }, 409)
  }
  await move(tx, { lineId, productCode }, { drawn: -amountFen, taken: 0 })
}

/** A drawing that never was: the note was reversed on its own day. Servicing does this on `loan.reversed`. */
export async function undoDraw(tx: Tx, lineId: string, productCode: string, amountFen: Fen): Promise<void> {
  await lockLine(tx, lineId)
  await move(tx, { lineId, productCode }, { drawn: -amountFen, taken: -amountFen })
}

async function lockLine(tx: Tx, lineId: string): Promise<LineAtHand> {
  const [row, products] = await Promise.all([
    tx.selectFrom('line').selectAll().where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).forUpdate().executeTakeFirst(),
    tx.selectFrom('line_product').select(['product_code', 'cap_fen', 'drawn_fen', 'taken_fen']).where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).orderBy('product_code').execute(),
  ])
  if (row === undefined) throw missing('授信')
  return {
    number: row.number, capFen: row.cap_fen as Fen, drawnFen: row.drawn_fen as Fen, takenFen: row.taken_fen as Fen, revolving: row.revolving, state: row.state as LineState,
    validFrom: row.valid_from as Day, validUntil: row.valid_until as Day,
    products: products.map((one) => ({ productCode: one.product_code, capFen: one.cap_fen as Fen, drawnFen: one.drawn_fen as Fen, takenFen: one.taken_fen as Fen })),
  }
}

async function move(tx: Tx, { lineId, productCode }: { lineId: string; productCode: string }, { drawn, taken }: { drawn: number; taken: number }): Promise<void> {
  const moved = tx.updateTable('line').set({ drawn_fen: sql`drawn_fen + ${drawn}`, taken_fen: sql`taken_fen + ${taken}`, row_version: sql`row_version + 1` }).where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).execute()
  const ofProduct = tx.updateTable('line_product').set({ drawn_fen: sql`drawn_fen + ${drawn}`, taken_fen: sql`taken_fen + ${taken}` })
    .where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).where('product_code', '=', productCode).executeTakeFirst()
  const [, { numUpdatedRows }] = await Promise.all([moved, ofProduct])
  if (numUpdatedRows === 0n) throw new Refusal({ code: 'line.product-not-allowed', message: `授信不含产品 ${productCode}`, value: productCode, expected: '授信内的产品' }, 422)
}
