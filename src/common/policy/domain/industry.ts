import { type Exact, Refusal, add, compare, exact } from '#kernel'
import { z } from 'zod'
import { formed } from './form.ts'
import { type MethodInputs, refuseChecklist } from './industry-checklist.ts'
import { CHECK_ITEM, MONITORING_ITEM } from './industry-items.ts'
import { count, decimal, each, flag, listOf, money, multiple, oneOf, orNothing, row, setOf, share, words } from './values.ts'

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const
const GRADES = ['v1', 'v2', 'v3', 'v4', 'v5'] as const
const TRADE = '国民经济行业代码，如 F512'
const METHOD = '检验方法编号，如 X07'
const margin = decimal('-1', '1')
const yearly = decimal('-10', '10')
const days = multiple
const band = row({ from: multiple, to: multiple })
const trade: z.ZodType<string> = formed(z.string({ error: TRADE }).regex(/^[A-T]\d{2,4}$/, { error: TRADE }).describe(TRADE), { is: 'CODE' })
const method: z.ZodType<string> = formed(z.string({ error: METHOD }).regex(/^X\d{2}$/, { error: METHOD }).describe(METHOD), { is: 'CODE' })
const orNull = <T>(schema: z.ZodType<T>): z.ZodType<T | null> => orNothing(schema, `${schema.description ?? '值'}，没有则写 null`)

const INDUSTRY = row({
  code: words,
  name: words,
  /** `TRADE` is one trade somebody knows; `ANY` stands in for all trades without a pack and therefore cannot ask what only one trade has. */
  covers: oneOf('TRADE', 'ANY'),
  /** Whose figures these are: proposals of the program, or the bank's own from its cases. */
  basis: oneOf('PROPOSAL', 'BANK'),
  tradeCodes: setOf(trade),
  netMargin: each(GRADES, margin),
  inventoryDays: count(1, 720),
  inventoryToMonthlyCogs: band,
  receivablesToMonthlySales: band,
  shrinkage: share,
  markUp: multiple,
  seasonIndex: each(MONTHS, share),
  yearlySalesPerHead: orNull(money),
  monthlySalesPerSquareMetre: orNull(money),
  guidelines: row({ grossMargin: each(GRADES, margin), returnOnEquity: each(GRADES, yearly), debtRatio: each(GRADES, share), inventoryDays: each(GRADES, days), receivableDays: each(GRADES, days), payableDays: each(GRADES, days) }),
  /** Methods that verify sales in this trade, the most telling first. */
  salesMethods: setOf(method),
  /** A special trade makes a cash-flow statement whatever the amount [S2-61]. */
  needsCashFlow: flag,
  checklist: listOf(CHECK_ITEM),
  monitoring: listOf(MONITORING_ITEM),
})

/**
 * What is usual in one trade and what is asked of it. `netMargin` and `guidelines` v1 (best) … v5 are the five guideline values,
 * `seasonIndex` the share of a year's sales by calendar month, the bands those that raise no question. The checklist asks in four
 * blocks and feeds the inputs of methods [S1-17]; `monitoring` is asked again after the loan.
 */
export type IndustryPack = z.output<typeof INDUSTRY>

/** Guideline values where more is better; of the others less is. */
const MORE_IS_BETTER = ['grossMargin', 'returnOnEquity']
const SALES_METHODS = 4
const MONITORING = 6

/** Reads an industry pack; refuses in Chinese, with the place, what does not hold together. `inputs` are the methods its checklist may feed. */
export function readIndustry(written: unknown, inputs: MethodInputs): IndustryPack {
  const result = INDUSTRY.safeParse(written)
  if (!result.success) {
    const issue = result.error.issues[0]
    const at = (issue?.path ?? []).map(String)
    throw new Refusal({ code: 'industry.value', message: `行业包的「${at.join('.') || '内容'}」取值不对`, at: at.map((step) => `/${step}`).join(''), expected: issue?.message ?? '' })
  }
  const pack = result.data
  refuseSeason(pack)
  refuseGuidelines(pack)
  refuseMethods(pack, inputs)
  refuseChecklist(pack, inputs)
  return pack
}

function refuseSeason({ seasonIndex }: IndustryPack): void {
  const year = MONTHS.reduce<Exact>((sum, month) => add(sum, exact(seasonIndex[month])), 0)
  if (compare(year, 1) !== 0) throw new Refusal({ code: 'industry.season', message: '行业包十二个月的季节指数合计不是 100%', at: '/seasonIndex', expected: '合计等于 100%' })
}

function refuseGuidelines({ netMargin, guidelines }: IndustryPack): void {
  const named = { netMargin, ...guidelines }
  for (const [key, five] of Object.entries(named)) {
    const falls = key === 'netMargin' || MORE_IS_BETTER.includes(key)
    const inOrder = GRADES.map((grade) => exact(five[grade])).every((value, at, all) => at === 0 || (falls ? compare(value, all[at - 1] ?? value) < 0 : compare(value, all[at - 1] ?? value) > 0))
    const expected = falls ? 'v1 > v2 > v3 > v4 > v5' : 'v1 < v2 < v3 < v4 < v5'
    if (!inOrder) throw new Refusal({ code: 'industry.guideline', message: `行业包「${key}」五个标准值应由优到劣排列（${falls ? '由高到低' : '由低到高'}）`, at: key === 'netMargin' ? '/netMargin' : `/guidelines/${key}`, value: five, expected })
  }
}

function refuseMethods({ covers, salesMethods, monitoring }: IndustryPack, inputs: MethodInputs): void {
  const wrong = salesMethods.find((code) => inputs[code]?.accounts.includes('sales') !== true)
  if (wrong !== undefined) throw new Refusal({ code: 'industry.sales-method', message: `方法「${wrong}」不检验营业额`, at: '/salesMethods', value: wrong, expected: Object.keys(inputs).filter((code) => inputs[code]?.accounts.includes('sales')).join('、') })
  if (salesMethods.length < SALES_METHODS) throw new Refusal({ code: 'industry.few-sales-methods', message: `检验营业额的方法只有 ${salesMethods.length} 种`, at: '/salesMethods', value: salesMethods.length, expected: `至少 ${SALES_METHODS} 种` })
  if (covers === 'TRADE' && monitoring.length < MONITORING) throw new Refusal({ code: 'industry.few-monitoring', message: `贷后要问的只有 ${monitoring.length} 项`, at: '/monitoring', value: monitoring.length, expected: `至少 ${MONITORING} 项` })
  const ids = monitoring.map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) throw new Refusal({ code: 'industry.same-id', message: `贷后两项同用编号「${twice}」`, at: '/monitoring', value: twice, expected: '编号各不相同' })
}
