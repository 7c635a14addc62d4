import type { Fen } from '#kernel'
import type { Tx } from '#platform/db'
import { nameProducts } from './open-line.ts'

/** A further product under a line that stands, up to its own cap: the decision about it is a later one, the cap of the line stays. One that is named already stays as it is. */
export async function addProduct(tx: Tx, lineId: string, { productCode, capFen }: { readonly productCode: string; readonly capFen: Fen }): Promise<void> {
  await nameProducts(tx, [productCode])
  await tx.insertInto('line_product').values({ bank_id: tx.bankId, line_id: lineId, product_code: productCode, cap_fen: capFen }).onConflict((conflict) => conflict.columns(['bank_id', 'line_id', 'product_code']).doNothing()).execute()
}
