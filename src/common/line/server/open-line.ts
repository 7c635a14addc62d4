import { nextNumber } from '#common/customer/server'
import { type Day, type Fen, Refusal, assert } from '#kernel'
import { type Tx, newId } from '#platform/db'

export interface NewLine {
  readonly customerId: string
  readonly unitId: string
  readonly capFen: Fen
  /** What may be drawn under it, each up to its own cap. */
  readonly products: readonly { readonly productCode: string; readonly capFen: Fen }[]
  readonly revolving: boolean
  readonly guarantee: string
  readonly validFrom: Day
  /** First day on which nothing may be drawn. */
  readonly validUntil: Day
  readonly resolutionId: string | null
}

/** Opens a line 授信 with its products; returns its id and the number people read. */
export async function openLine(tx: Tx, line: NewLine): Promise<{ lineId: string; number: string }> {
  assert(line.products.length > 0, 'a line has a product')
  const most = line.products.find(({ capFen }) => capFen > line.capFen)
  if (most !== undefined) throw new Refusal({ code: 'line.product-above-cap', message: `产品 ${most.productCode} 的限额高于授信额度`, at: '/products', value: most.capFen, expected: `不超过 ${line.capFen} 分` }, 422)
  const lineId = newId()
  const year = line.validFrom.slice(0, 4)
  const number = await nextNumber(tx, 'line', year, (count) => `SX${year}${String(count).padStart(6, '0')}`)
  await nameProducts(tx, line.products.map(({ productCode }) => productCode))
  await tx.insertInto('line').values({
    bank_id: tx.bankId, line_id: lineId, number, customer_id: line.customerId, unit_id: line.unitId, cap_fen: line.capFen, revolving: line.revolving, guarantee: line.guarantee,
    valid_from: line.validFrom, valid_until: line.validUntil, resolution_id: line.resolutionId, state: 'OPEN',
  }).execute()
  await tx.insertInto('line_product').values(line.products.map(({ productCode, capFen }) => ({ bank_id: tx.bankId, line_id: lineId, product_code: productCode, cap_fen: capFen }))).execute()
  return { lineId, number }
}

/** A product of the policy pack is on the bank's list from the first line that names it. */
export async function nameProducts(tx: Tx, codes: readonly string[]): Promise<void> {
  await tx.insertInto('product').values(codes.map((code) => ({ bank_id: tx.bankId, product_code: code, name: code }))).onConflict((conflict) => conflict.columns(['bank_id', 'product_code']).doNothing()).execute()
}
