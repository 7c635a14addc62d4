import type { PolicyPack } from '#common/policy/domain'
import type { CustomerType } from '#common/customer/domain'

export interface ListedDocument {
  readonly item: string
  readonly name: string
  readonly isRequired: boolean
}

type Guarantee = PolicyPack['intake']['documents'][number]['guarantees'][number]

/** The documents a customer of this type has to bring for a loan so secured: the pack's list, where an empty set of types means all. */
export function documentList(documents: PolicyPack['intake']['documents'], asked: { readonly customerType: CustomerType; readonly guarantee: Guarantee }): ListedDocument[] {
  return documents
    .filter(({ customerTypes, guarantees }) => (customerTypes.length === 0 || customerTypes.includes(asked.customerType)) && (guarantees.length === 0 || guarantees.includes(asked.guarantee)))
    .map(({ item, name, required }) => ({ item, name, isRequired: required }))
}
