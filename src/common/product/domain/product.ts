import { Request } from '#common/assessment/domain'
import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import type { PackSource } from '#common/policy/domain'
import { Refusal } from '#kernel'
import { z } from 'zod'
import { CLIENTELES, FORMS, REACHES, SERVICES, TAGS } from './words.ts'

const keys = <K extends string>(words: Readonly<Record<K, string>>): [K, ...K[]] => Object.keys(words) as [K, ...K[]]
const oneOf = <W extends string>(words: readonly W[]) => z.enum(words as readonly [W, ...W[]], { error: `取值之一：${words.join('、')}` })
const text = (most: number) => z.string({ error: `不超过 ${most} 字的文字` }).trim().min(1, { error: '不得为空' }).max(most, { error: `不超过 ${most} 字的文字` })
const setOf = <W extends string>(words: readonly W[]) => z.array(oneOf(words), { error: `列表，每项：${words.join('、')}` }).refine((items) => new Set(items).size === items.length, { error: '各项不重复' })
const someOf = <W extends string>(words: readonly W[]) => setOf(words).refine((items) => items.length > 0, { error: `至少一项：${words.join('、')}` })
const saysOf = z.array(text(200), { error: '列表，每项一句话' }).min(1, { error: '至少一句' }).max(20, { error: '至多 20 句' })
const CODE = '大写英文代码，如 MICRO_LOAN'

const common = {
  code: z.string({ error: CODE }).regex(/^[A-Z][A-Z0-9_]{0,40}$/, { error: CODE }),
  name: text(30), brand: text(20), series: text(20), says: text(300),
  /** Rows of the founding texts (`S4-02`), `P` = our proposal. */
  source: text(60),
  tags: setOf(keys(TAGS)).default([]),
  customerTypes: someOf(keys(CUSTOMER_TYPES)),
}

const Loan = z.strictObject({
  kind: z.literal('LOAN'), ...common,
  form: oneOf(keys(FORMS)),
  guarantees: someOf(Request.shape.guarantee.options),
  purposes: someOf(Request.shape.purpose.options),
  needs: saysOf,
  reach: oneOf(keys(REACHES)).default('WHOLE_BANK'),
  clientele: oneOf(keys(CLIENTELES)).default('ANY'),
  riskStrategy: saysOf, monitoringPlan: saysOf,
  /** What of the policy is this product's own: the same keys as a pack. */
  policy: z.record(text(60), z.record(text(60), z.unknown(), { error: '分组下按「键: 值」书写' }), { error: '按分组书写的对象' }).default({}),
})

const Service = z.strictObject({ kind: z.literal('SERVICE'), ...common, service: oneOf(keys(SERVICES)), amountMeans: text(20) })

export const Product = z.discriminatedUnion('kind', [Loan, Service], { error: 'kind 为 LOAN 或 SERVICE' })
/** What the bank offers: a loan with the policy that is its own, or another service. */
export type Product = z.output<typeof Product>
export type LoanProduct = z.output<typeof Loan>
export type ServiceProduct = z.output<typeof Service>
export type Guarantee = LoanProduct['guarantees'][number]
export type Purpose = LoanProduct['purposes'][number]
export type { CustomerType }

/** Reads a product as written; refuses (`product.value`, `product.unknown-key`) with the place and what was expected there. What its policy holds, the pack it is laid over says. */
export function readProduct(written: unknown): Product {
  const result = Product.safeParse(written)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const isUnknown = issue?.code === 'unrecognized_keys'
  const at = [...(issue?.path ?? []), ...(isUnknown ? issue.keys.slice(0, 1) : [])].map(String)
  const value = at.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined), written)
  const place = at.join('.') || '内容'
  throw new Refusal({
    code: isUnknown ? 'product.unknown-key' : 'product.value', message: isUnknown ? `产品没有「${place.slice(0, 80)}」这一项` : `产品的「${place.slice(0, 80)}」取值不对`,
    at: at.map((step) => `/${step}`).join(''), ...(value === undefined ? {} : { value }), expected: isUnknown ? Object.keys(Loan.shape).join('、') : (issue?.message ?? ''),
  })
}

/** What a product lays over the shipped pack; a service lays nothing. */
export function policyOf(product: Product): PackSource {
  return product.kind === 'LOAN' ? product.policy : {}
}
