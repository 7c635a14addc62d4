import { type Day, Refusal } from '#kernel'
import { type CustomerChange, type NewCustomer, maskIdNumber, maskPhone, readIdNumber } from '#common/customer/domain'
import { type Tx, newId } from '#platform/db'
import { type Identifier, placeOf, searchKeysOf } from './identifiers.ts'
import { nextNumber } from './next-number.ts'

/** Who acts, from where, on which business day. */
export interface Actor {
  readonly staffId: string
  readonly unitId: string
  readonly on: Day
}

/** Puts a customer on file; refuses (409) an ID number the bank already knows and says whose it is. */
export async function addCustomer(tx: Tx, customer: NewCustomer, by: Actor): Promise<{ customerId: string; number: string }> {
  const { idNumber, bornOn, sex } = readIdNumber(customer.idNumber)
  const hash = tx.keys.searchHash(tx.bankId, 'ID_NUMBER', idNumber)
  await refuseKnown(tx, hash)
  const customerId = newId()
  const number = await nextNumber(tx, 'customer', '', (count) => `C${String(count).padStart(6, '0')}`)
  const sealedId = tx.keys.seal(idNumber, placeOf(tx.bankId, customerId, 'id_number'))
  const sealedPhone = tx.keys.seal(customer.phone, placeOf(tx.bankId, customerId, 'phone'))
  await tx.insertInto('customer').values({
    bank_id: tx.bankId, customer_id: customerId, number, customer_type: customer.customerType, name: customer.name,
    id_number_cipher: sealedId.cipher, id_number_key: sealedId.keyId, id_number_masked: maskIdNumber(idNumber), id_number_hash: hash,
    phone_cipher: sealedPhone.cipher, phone_key: sealedPhone.keyId, phone_masked: maskPhone(customer.phone),
    born_on: bornOn, sex, household_id: customerId, unit_id: by.unitId, manager_id: by.staffId, created_on: by.on,
  }).execute()
  await writeSearchKeys(tx, customerId, searchKeysOf(tx.keys, tx.bankId, { name: customer.name, number, idNumber, phone: customer.phone }))
  return { customerId, number }
}

/** Corrects a customer's file; a change from an older row version is refused (409). */
export async function changeCustomer(tx: Tx, customerId: string, change: CustomerChange): Promise<void> {
  const before = await tx.selectFrom('customer').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).forUpdate().executeTakeFirst()
  if (before === undefined) throw new Refusal({ code: 'not-found', message: '没有找到客户' }, 404)
  if (before.row_version !== change.rowVersion) throw new Refusal({ code: 'customer.stale', message: '客户档案已被他人修改', at: '/rowVersion', value: change.rowVersion, expected: '刷新后再改' }, 409)
  const name = change.name ?? before.name
  const phone = change.phone ?? openIdentifier(tx, before, 'phone')
  const idNumber = openIdentifier(tx, before, 'id_number')
  const sealed = tx.keys.seal(phone, placeOf(tx.bankId, customerId, 'phone'))
  await tx.updateTable('customer').set({
    name, customer_type: change.customerType ?? before.customer_type, row_version: before.row_version + 1,
    phone_cipher: sealed.cipher, phone_key: sealed.keyId, phone_masked: maskPhone(phone),
  }).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).execute()
  await tx.deleteFrom('customer_search_key').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).execute()
  await writeSearchKeys(tx, customerId, searchKeysOf(tx.keys, tx.bankId, { name, number: before.number, idNumber, phone }))
}

interface SealedRow {
  readonly customer_id: string
  readonly id_number_cipher: Buffer
  readonly id_number_key: string
  readonly phone_cipher: Buffer
  readonly phone_key: string
}

/** The plain identifier of a row; only for who has a recorded reason, or to write the row again. */
export function openIdentifier(tx: Tx, row: SealedRow, identifier: Identifier): string {
  return tx.keys.open({ cipher: row[`${identifier}_cipher`], keyId: row[`${identifier}_key`] }, placeOf(tx.bankId, row.customer_id, identifier))
}

async function refuseKnown(tx: Tx, hash: string): Promise<void> {
  const known = await tx.selectFrom('customer').select(['number', 'name']).where('bank_id', '=', tx.bankId).where('id_number_hash', '=', hash).executeTakeFirst()
  if (known !== undefined) throw new Refusal({ code: 'customer.known', message: `这个身份证号已经建档：${known.name}（${known.number}）`, at: '/idNumber', expected: '打开已有客户' }, 409)
}

async function writeSearchKeys(tx: Tx, customerId: string, keys: readonly { kind: string; key: string }[]): Promise<void> {
  await tx.insertInto('customer_search_key').values(keys.map((key) => ({ bank_id: tx.bankId, customer_id: customerId, ...key }))).execute()
}
