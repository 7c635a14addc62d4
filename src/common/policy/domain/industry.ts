import { Refusal, add, compare, exact, type Exact } from '#kernel'
import { z } from 'zod'
import { formed } from './form.ts'
import { count, decimal, each, listOf, money, multiple, oneOf, orNothing, row, setOf, share, words } from './values.ts'

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const
const TRADE = '国民经济行业代码，如 F512'
const margin = decimal('-1', '1')
const band = row({ from: multiple, to: multiple })
const trade: z.ZodType<string> = formed(z.string({ error: TRADE }).regex(/^[A-T]\d{2,4}$/, { error: TRADE }).describe(TRADE), { is: 'CODE' })
const orNull = <T>(schema: z.ZodType<T>): z.ZodType<T | null> => orNothing(schema, `${schema.description ?? '值'}，没有则写 null`)

const INDUSTRY = row({
  code: words,
  name: words,
  tradeCodes: setOf(trade),
  netMargin: each(['v1', 'v2', 'v3', 'v4', 'v5'], margin),
  inventoryDays: count(1, 720),
  inventoryToMonthlyCogs: band,
  receivablesToMonthlySales: band,
  shrinkage: share,
  markUp: multiple,
  seasonIndex: each(MONTHS, share),
  yearlySalesPerHead: orNull(money),
  monthlySalesPerSquareMetre: orNull(money),
  checklist: listOf(row({ id: words, asks: words, answer: oneOf('TEXT', 'YES_NO', 'NUMBER', 'AMOUNT', 'PHOTO') })),
})

/**
 * What is usual in one trade; proposals until a bank has its own. `netMargin` v1 (best) … v5 are the five guideline values,
 * `seasonIndex` the share of a year's sales by calendar month, the bands those that raise no question.
 */
export type IndustryPack = z.output<typeof INDUSTRY>

/** Reads an industry pack; refuses (`industry.value`, `industry.season`, `industry.guideline`) what does not hold together. */
export function readIndustry(written: unknown): IndustryPack {
  const result = INDUSTRY.safeParse(written)
  if (!result.success) {
    const issue = result.error.issues[0]
    const at = (issue?.path ?? []).map(String)
    throw new Refusal({ code: 'industry.value', message: `行业包的「${at.join('.') || '内容'}」取值不对`, at: at.map((step) => `/${step}`).join(''), expected: issue?.message ?? '' })
  }
  const pack = result.data
  const year = MONTHS.reduce<Exact>((sum, month) => add(sum, exact(pack.seasonIndex[month])), 0)
  if (compare(year, 1) !== 0) throw new Refusal({ code: 'industry.season', message: '行业包十二个月的季节指数合计不是 100%', at: '/seasonIndex', expected: '合计等于 100%' })
  const { v1, v2, v3, v4, v5 } = pack.netMargin
  const falling = [v1, v2, v3, v4, v5].map((text) => exact(text)).every((value, i, all) => i === 0 || compare(value, all[i - 1] ?? value) < 0)
  if (!falling) throw new Refusal({ code: 'industry.guideline', message: '行业包净利率五个标准值应由高到低', at: '/netMargin', value: pack.netMargin, expected: 'v1 > v2 > v3 > v4 > v5' })
  return pack
}
