import { wordOf } from '#common/assessment/web'
import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import { type ChoicesAnswer, type MatrixAnswer, type Product, TAGS, type Tag } from '#common/product/domain'
import { shortYuan } from '#ui'
import { type Fen, formatYuan } from '#kernel'

export type Listed = MatrixAnswer['products'][number]
export type Terms = ChoicesAnswer['choices'][number]['terms']

/** The product of a row as the domain knows it: the server read it with the same schema. */
export function productIn({ product }: { readonly product: Readonly<Record<string, unknown>> }): Product {
  return product as unknown as Product
}

/** `5,000 元至 50 万元` */
export function amountsText({ minFen, maxFen }: Terms): string {
  return [minFen, maxFen].map((amount) => `${shortYuan(amount as Fen) || `${formatYuan(amount as Fen).replace(/\.00$/, '')} `}元`).join('至 ')
}

/** Loans before other services, and of each the larger group first. */
export function largestFirst(groups: readonly [string, Listed[]][]): readonly [string, Listed[]][] {
  const rank = (rows: readonly Listed[]): number => rows.length + (rows.some((row) => productIn(row).kind === 'LOAN') ? FIRST : 0)
  return groups.toSorted(([, a], [, b]) => rank(b) - rank(a))
}
const FIRST = 1000

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

/** What a version says of a product in other words than the product does now: for whom, for what, how it is judged. */
export function wordChanges(before: Product, after: Product, say: (word: 'says' | 'customerTypes') => string): { key: string; name: string; where: string; before: string; after: string }[] {
  const texts = (product: Product): Readonly<Record<string, string>> => ({
    brand: product.brand, series: product.series, oneSentence: product.says, customerTypes: typesText(product.customerTypes), scene: tagsText(product.tags).join('、'),
    ...(product.kind === 'LOAN' ? { guarantees: said('guarantee', product.guarantees), purposes: said('purpose', product.purposes), needs: product.needs.join('；'), riskStrategy: product.riskStrategy.join('；'), monitoringPlan: product.monitoringPlan.join('；') } : {}),
  })
  const [now, then] = [texts(before), texts(after)]
  return Object.keys(then).filter((key) => now[key] !== then[key]).map((key) => ({ key, name: say(key as 'says'), where: '', before: now[key] || '—', after: then[key] || '—' }))
}

/** Rows grouped by a text of theirs, in the order they come. */
export function grouped<T>(rows: readonly T[], of: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(of(row), [...groups.get(of(row)) ?? [], row])
  return [...groups]
}
