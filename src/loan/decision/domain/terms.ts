import { z } from 'zod'
import { CivilDay, Rate, Request } from '#common/assessment/domain'
import { EVERY, EVERY_NAMES, METHODS, METHOD_NAMES, ScheduleShape, fitShape, monthsIn, shapeWords, usualShape } from '#common/schedule/domain'
import { POSTS, type Post } from '#common/staff/domain'

export { METHOD_NAMES } from '#common/schedule/domain'

/** What a condition asks for; before disbursement (7.4 CP) or after it (CS). */
export const CONDITION_KINDS = {
  GUARANTOR_SIGNS: '保证人签字', SUPPLIER_CONTRACT: '购销合同', INSURANCE: '保险', REGISTRATION: '抵押登记', OLD_LOAN_SETTLED: '结清旧贷', ACCOUNT_OPENED: '开立账户',
  INVOICES: '补交发票', SETTLEMENT_SHARE: '结算归行', EXTRA_VISIT: '加做回访', OTHER: '其他',
} as const satisfies Record<string, string>
export type ConditionKind = keyof typeof CONDITION_KINDS

export const CONDITION_WHEN = { BEFORE: '先决条件', AFTER: '后续条件' } as const

/** A condition of an approval, with the post that sees to it. */
export const Condition = z.strictObject({
  /** BEFORE blocks the disbursement while it is open, AFTER is followed up. */
  when: z.enum(['BEFORE', 'AFTER']).meta({ title: '先决或后续' }),
  kind: z.enum(Object.keys(CONDITION_KINDS) as [ConditionKind, ...ConditionKind[]]).meta({ title: '条件类别' }),
  says: z.string().trim().min(2).max(400).meta({ title: '条件内容' }),
  ownerPost: z.enum(Object.keys(POSTS) as [Post, ...Post[]]).meta({ title: '落实岗位' }),
  dueOn: CivilDay.nullable().default(null).meta({ title: '期限' }),
  evidenceNeeded: z.boolean().default(true).meta({ title: '须附证据' }),
})
export type Condition = z.output<typeof Condition>

/** What is lent, and how it comes back: the result of a decision, what the contract is drawn up from. */
export const Terms = z.strictObject({
  product: Request.shape.product.meta({ title: '产品' }),
  guarantee: Request.shape.guarantee.meta({ title: '担保方式' }),
  amountFen: Request.shape.amountFen.meta({ title: '金额' }),
  /** Number of instalments; of a loan repaid once the months until it matures. */
  periods: Request.shape.periods.meta({ title: '期数' }),
  method: z.enum(METHODS).meta({ title: '还款方式' }),
  every: z.enum(EVERY).meta({ title: '还款周期' }),
  /** How principal comes back where the type needs to be told, for this amount and these periods. */
  shape: ScheduleShape.optional().meta({ title: '还本安排' }),
  /** Yearly, decimal text: 7.2 % is `0.072`. */
  annualRate: Rate.meta({ title: '年利率' }),
  purpose: Request.shape.purpose.meta({ title: '用途' }),
  conditions: z.array(Condition).max(30).default([]).meta({ title: '条件' }),
})
export type Terms = z.output<typeof Terms>

/** What terms are called on screen. */
export const GUARANTEE_NAMES: Readonly<Record<Terms['guarantee'], string>> = { CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押', JOINT_LIABILITY: '联保' }

/** How long terms run at most, in months. */
export function termMonthsOf({ every, periods }: Pick<Terms, 'every' | 'periods'>): number {
  return monthsIn(every, periods)
}

/** The length of terms in a word: a loan repaid once has months, every other one instalments. */
export function lengthWords({ method, periods }: Pick<Terms, 'method' | 'periods'>): string {
  return method === 'BULLET' ? `${periods} 个月` : `${periods} 期`
}

/** The length of terms with its cycle. */
export function termWords(terms: Pick<Terms, 'method' | 'every' | 'periods'>): string {
  return `${lengthWords(terms)}（${terms.every === 'ONCE' ? '到期一次' : `每${EVERY_NAMES[terms.every]}一期`}）`
}

/** The type of repayment with what it was told. */
export function methodWords({ method, shape }: Pick<Terms, 'method' | 'shape'>): string {
  const says = shapeWords(shape)
  return says === null ? METHOD_NAMES[method] : `${METHOD_NAMES[method]}（${says}）`
}

type Shaped = Pick<Terms, 'method' | 'amountFen' | 'periods' | 'shape'>

/** How principal comes back when terms are taken for another amount or fewer periods: in the same proportions. */
export function shapeWithin(terms: Shaped, { amountFen, periods }: Pick<Terms, 'amountFen' | 'periods'>): ScheduleShape | undefined {
  const to = { principalFen: amountFen, periods }
  const shape = terms.shape === undefined ? usualShape(terms.method, to) : fitShape(terms.method, terms.shape, { principalFen: terms.amountFen, periods: terms.periods }, to)
  return Object.keys(shape).length === 0 ? undefined : shape
}

/** Terms with what they carry of a shape fitted to another amount or term. */
export function fitted<T extends Shaped>(terms: T, { amountFen, periods }: Pick<Terms, 'amountFen' | 'periods'>): T {
  const shape = shapeWithin(terms, { amountFen, periods })
  const { shape: _, ...rest } = terms
  return { ...rest, amountFen, periods, ...(shape === undefined ? {} : { shape }) } as T
}
