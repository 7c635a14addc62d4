import { METHOD_INPUTS } from '#common/assessment/domain'
import { Refusal } from '#kernel'
import { loadIndustry, shippedIndustryCodes } from '#platform/packs'
import { describe, expect, it } from 'vitest'
import { boundRows, readIndustry, type IndustryPack } from './index.ts'

const pack = loadIndustry('catering')
const written = (change: Partial<Record<keyof IndustryPack, unknown>>): unknown => ({ ...pack, yearlySalesPerHead: null, monthlySalesPerSquareMetre: null, ...change })
const first = (change: object) => pack.checklist.map((item, at) => (at === 0 ? { ...item, ...change } : item))
const fills = { method: 'X02', account: 'sales', field: 'units', proof: 'SEEN' }

function refusal(change: Partial<Record<keyof IndustryPack, unknown>>): { code: string; at: string } {
  try {
    readIndustry(written(change), METHOD_INPUTS)
  } catch (cause) {
    if (cause instanceof Refusal) return { code: cause.code, at: cause.at ?? '' }
    throw cause
  }
  return { code: 'none', at: '' }
}

describe('a trade\'s pack', () => {
  it('is read as it stands', () => {
    expect(refusal({})).toEqual({ code: 'none', at: '' })
  })

  it.each<[string, Partial<Record<keyof IndustryPack, unknown>>, string, string]>([
    ['a year that is none', { seasonIndex: { ...pack.seasonIndex, '01': '0.5' } }, 'industry.season', '/seasonIndex'],
    ['guideline values out of order', { guidelines: { ...pack.guidelines, grossMargin: { ...pack.guidelines.grossMargin, v2: '0.99' } } }, 'industry.guideline', '/guidelines/grossMargin'],
    ['days that should rise', { guidelines: { ...pack.guidelines, payableDays: { ...pack.guidelines.payableDays, v5: '1' } } }, 'industry.guideline', '/guidelines/payableDays'],
    ['a method that does not look at sales', { salesMethods: ['X02', 'X07', 'X14', 'X28'] }, 'industry.sales-method', '/salesMethods'],
    ['too few ways to see sales', { salesMethods: ['X02', 'X07', 'X14'] }, 'industry.few-sales-methods', '/salesMethods'],
    ['too little asked after the loan', { monitoring: pack.monitoring.slice(2) }, 'industry.few-monitoring', '/monitoring'],
    ['a block nobody asks about', { checklist: pack.checklist.filter(({ block }) => block !== 'CUSTOMERS') }, 'industry.blocks', '/checklist'],
    ['a list too short for a trade', { checklist: pack.checklist.filter((item) => item.fills.length > 0 || item.block === 'CUSTOMERS') }, 'industry.few-items', '/checklist'],
    ['too few answers that lead anywhere', { checklist: pack.checklist.map((item) => ({ ...item, fills: null })) }, 'industry.few-bound', '/checklist'],
    ['two items of one id', { checklist: first({ id: pack.checklist[1]?.id }) }, 'industry.same-id', '/checklist/1/id'],
    ['a method there is not', { checklist: first({ fills: { ...fills, method: 'X99' } }) }, 'industry.fills', '/checklist/0/fills/method'],
    ['an account the method does not verify', { checklist: first({ fills: { ...fills, account: 'cash' } }) }, 'industry.fills', '/checklist/0/fills/account'],
    ['an input the method does not have', { checklist: first({ fills: { ...fills, field: 'tables' } }) }, 'industry.fills', '/checklist/0/fills/field'],
    ['an answer that is no such input', { checklist: first({ answer: 'AMOUNT', fills }) }, 'industry.fills', '/checklist/0/fills/field'],
    ['a list the method does not have', { checklist: first({ fills: { ...fills, list: 'tables', label: '大桌' } }) }, 'industry.fills', '/checklist/0/fills/list'],
    ['the second of two inputs an answer should feed', { checklist: first({ fills: [fills, { ...fills, field: 'tables' }] }) }, 'industry.fills', '/checklist/0/fills/1/field'],
    ['a row that never becomes whole', { checklist: pack.checklist.map((item) => (item.id === 'person-bill' ? { ...item, fills: null } : item)) }, 'industry.never-whole', '/checklist'],
    ['no word on how it is answered', { checklist: first({ answer: 'SHOUT' }) }, 'industry.value', '/checklist/0/answer'],
  ])('is refused with %s', (_, change, code, at) => {
    expect(refusal(change)).toEqual({ code, at })
  })

  it('knows which questions make up one row', () => {
    expect(boundRows(pack.checklist).find(({ method }) => method === 'X02')?.items.map(({ id }) => id)).toEqual(['tables', 'turns', 'table-persons', 'person-bill', 'open-days'])
  })

  it('knows every row one answer flows into', () => {
    expect(boundRows(pack.checklist).filter(({ items }) => items.some(({ id }) => id === 'food-purchases')).map(({ method, account }) => `${method} ${account}`)).toEqual(['X07 sales', 'X18 inventory', 'X20 payables'])
  })
})

describe.each(shippedIndustryCodes().filter((code) => loadIndustry(code).covers === 'TRADE'))('the pack of %s', (code) => {
  const { checklist, monitoring, salesMethods, seasonIndex, basis } = loadIndustry(code)

  it('asks at least 40 things in four blocks, 12 of them for a check, knows 4 ways to see sales and a year of twelve months, asks 6 things afterwards, and says its figures are proposals [S1-17]', () => {
    expect(checklist.length).toBeGreaterThanOrEqual(40)
    expect(new Set(checklist.map(({ block }) => block)).size).toBe(4)
    expect(checklist.filter(({ fills }) => fills.length > 0).length).toBeGreaterThanOrEqual(12)
    expect(new Set(salesMethods).size).toBeGreaterThanOrEqual(4)
    expect(Object.values(seasonIndex).map(Number).length).toBe(12)
    expect(Object.values(seasonIndex).reduce((sum, share) => sum + Number(share) * 12, 0) / 12).toBeCloseTo(1, 9)
    expect(monitoring.length).toBeGreaterThanOrEqual(6)
    expect(basis).toBe('PROPOSAL')
  })

  it('asks nothing twice: no question in the same words, no input of a check from two answers', () => {
    for (const list of [checklist, monitoring]) {
      const asks = list.map((item) => item.asks.replace(/（.*?）/g, ''))
      expect(asks.filter((one, at) => asks.indexOf(one) !== at)).toEqual([])
    }
    const inputs = checklist.flatMap(({ fills }) => fills.map(({ method, account, list, label, field }) => [method, account, list, label, field].join(' ')))
    expect(inputs.filter((one, at) => inputs.indexOf(one) !== at)).toEqual([])
  })
})
