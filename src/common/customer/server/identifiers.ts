import { pinyin } from 'pinyin-pro'
import { nameKeys, pinyinKeys } from '#common/customer/domain'
import type { KeyRing } from '#platform/keys'

export type Identifier = 'id_number' | 'phone'

/** Where a sealed identifier belongs, so that a copied ciphertext does not open in another row. */
export function placeOf(bankId: number, customerId: string, identifier: Identifier): string {
  return `${bankId}/customer/${customerId}/${identifier}`
}

/** Everything a customer is found by, as rows of the search-key table. */
export function searchKeysOf(keys: KeyRing, bankId: number, customer: { name: string; number: string; idNumber: string; phone: string }): { kind: string; key: string }[] {
  const initials = pinyin(customer.name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' }).join('')
  return [
    { kind: 'NUMBER', key: customer.number },
    { kind: 'ID_NUMBER', key: keys.searchHash(bankId, 'ID_NUMBER', customer.idNumber) },
    { kind: 'ID_LAST4', key: customer.idNumber.slice(-4) },
    { kind: 'PHONE', key: keys.searchHash(bankId, 'PHONE', customer.phone) },
    { kind: 'PHONE_LAST4', key: customer.phone.slice(-4) },
    ...nameKeys(customer.name).map((key) => ({ kind: 'NAME_BIGRAM', key })),
    ...pinyinKeys(initials).map((key) => ({ kind: 'PINYIN', key })),
  ]
}
