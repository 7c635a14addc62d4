import { wordOf } from '#common/assessment/web'
import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import { type ChoicesAnswer, type MatrixAnswer, type Product, TAGS, type Tag } from '#common/product/domain'
import { shortYuan } from '#ui'
import type { Fen } from '#kernel'

export type Listed = MatrixAnswer['products'][number]
export type Terms = ChoicesAnswer['choices'][number]['terms']

/** The product of a row as the domain knows it: the server read it with the same schema. */
export function productIn({ product }: { readonly product: Readonly<Record<string, unknown>> }): Product {
  return product as unknown as Product
}

/** `5,000 至 50 万` */
export function amountsText({ minFen, maxFen }: Terms): string {
  return `${shortYuan(minFen as Fen)} 至 ${shortYuan(maxFen as Fen)}`
}

/** `3 至 24 个月` */
export function monthsText({ minMonths, maxMonths }: Terms): string {
  return `${minMonths} 至 ${maxMonths} 个月`
}

/** Words of a closed list of the request, joined. */
export function said(field: 'guarantee' | 'purpose' | 'method', values: readonly string[]): string {
  return values.map((value) => wordOf(field, value) ?? value).join('、')
}

/** Kinds of customers, joined. */
export function typesText(types: readonly string[]): string {
  return types.map((type) => CUSTOMER_TYPES[type as CustomerType]).join('、')
}

/** Scenario tags as badges say them. */
export function tagsText(tags: readonly string[]): string[] {
  return tags.map((tag) => TAGS[tag as Tag])
}

/** Rows grouped by a text of theirs, in the order they come. */
export function grouped<T>(rows: readonly T[], of: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(of(row), [...groups.get(of(row)) ?? [], row])
  return [...groups]
}
