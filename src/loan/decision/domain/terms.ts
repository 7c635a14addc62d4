import { z } from 'zod'
import { CivilDay, Rate, Request } from '#common/assessment/domain'
import { METHODS } from '#common/schedule/domain'
import { POSTS, type Post } from '#common/staff/domain'

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
  periods: Request.shape.periods.meta({ title: '期数' }),
  method: z.enum(METHODS, { error: `须为 ${METHODS.join('、')} 之一` }).meta({ title: '还款方式' }),
  every: z.enum(['MONTH', 'QUARTER', 'ONCE']).meta({ title: '还款周期' }),
  /** Yearly, decimal text: 7.2 % is `0.072`. */
  annualRate: Rate.meta({ title: '年利率' }),
  purpose: Request.shape.purpose.meta({ title: '用途' }),
  conditions: z.array(Condition).max(30).default([]).meta({ title: '条件' }),
})
export type Terms = z.output<typeof Terms>

/** What terms are called on screen. */
export const METHOD_NAMES: Readonly<Record<Terms['method'], string>> = {
  ANNUITY: '等额本息', EQUAL_PRINCIPAL: '等额本金', INTEREST_ONLY_M: '按月付息到期还本', BULLET: '到期一次还本付息', INTEREST_ONLY_Q: '按季付息到期还本', ANNUITY_Q: '按季等额本息', EQUAL_PRINCIPAL_Q: '按季等额本金',
}
export const GUARANTEE_NAMES: Readonly<Record<Terms['guarantee'], string>> = { CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押' }
/** One period of each cycle. */
export const EVERY_NAMES: Readonly<Record<Terms['every'], string>> = { MONTH: '月', QUARTER: '季', ONCE: '次' }
