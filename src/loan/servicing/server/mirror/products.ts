import { type Day, Refusal } from '#kernel'
import type { KeepProduct, ProductKept } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { idOf } from '../id-of.ts'

/** Every product of the bank: whose ledger its notes are kept in, and how it speaks with the core bank. */
export async function listProducts(tx: Tx): Promise<ProductKept[]> {
  const rows = await tx.selectFrom('product').select(['product_code', 'name', 'book', 'core_channel']).where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
  const running = await tx.selectFrom('note').select(['product_code', (eb) => eb.fn.countAll<number>().as('notes')]).where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').groupBy('product_code').execute()
  return rows.map((row) => ({ productCode: row.product_code, name: row.name, book: row.book as ProductKept['book'], coreChannel: row.core_channel as ProductKept['coreChannel'], running: Number(running.find((one) => one.product_code === row.product_code)?.notes ?? 0) }))
}

/** Says how a product is kept. A note keeps the book it was drawn in, so the book changes only while none is running; a ledger of the core bank needs its files. */
export async function keepProduct(tx: Tx, productCode: string, kept: KeepProduct): Promise<void> {
  const before = await tx.selectFrom('product').select('book').where('bank_id', '=', tx.bankId).where('product_code', '=', productCode).forUpdate().executeTakeFirst()
  if (kept.book === 'MIRROR' && kept.coreChannel !== 'FILE') throw new Refusal({ code: 'product.mirror-without-files', message: '由核心记账的产品须与核心交换文件', at: '/coreChannel', value: kept.coreChannel, expected: '以文件与核心交换', allowed: ['FILE'] }, 422)
  if (before !== undefined && before.book !== kept.book) {
    const running = await tx.selectFrom('note').select('number').where('bank_id', '=', tx.bankId).where('product_code', '=', productCode).where('state', '=', 'RUNNING').limit(1).executeTakeFirst()
    if (running !== undefined) throw new Refusal({ code: 'product.has-notes', message: `产品 ${productCode} 有还款中的借据（如 ${running.number}），不能改变记账方`, at: '/book', value: kept.book, expected: before.book }, 409)
  }
  await tx.insertInto('product').values({ bank_id: tx.bankId, product_code: productCode, name: kept.name ?? productCode, book: kept.book, core_channel: kept.coreChannel })
    .onConflict((conflict) => conflict.columns(['bank_id', 'product_code']).doUpdateSet({ book: kept.book, core_channel: kept.coreChannel, ...(kept.name === undefined ? {} : { name: kept.name }) })).execute()
}

/** The same as an act of a person. */
export async function changeProduct(tx: Tx, { staff, on }: { staff: Staff; on: Day }, productCode: string, kept: KeepProduct): Promise<{ products: ProductKept[] }> {
  await keepProduct(tx, productCode, kept)
  await record(tx, { caseId: idOf('product', tx.bankId, productCode), act: 'servicing.keep-product', who: staff.id, businessDate: on, body: { productCode, ...kept } })
  return { products: await listProducts(tx) }
}
