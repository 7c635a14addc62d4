import { type Source, Sheet, buildGraph, leavesOf, originOf } from '#common/figures/domain'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { faultOf } from '../../../../sim/recompute.ts'
import { Judgement } from './index.ts'

const judged = (changes: Changes = {}) => new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale')).sheet
const instances = (sheet: ReturnType<typeof judged>) => [...sheet.graph.figures.keys()].flatMap((id) => Array.from({ length: sheet.instances(id) }, (_, index) => ({ id, index })))

/** Places GC-01 has no evidence list for: decisions, dates and answers of the officer. Everything else must rest on a piece of evidence. */
const WITHOUT_EVIDENCE = /^\/(cutOffOn|system\/|application\/|request\/(?!purposeItems)|traps\/|plan\/(useFen|growthRate)|equity\/startOn|income\/(shrinkageRate|priorSalesFen))/

describe('where from', () => {
  it('recomputes every figure of GC-01 from its sources alone', () => {
    const sheet = judged()
    const all = instances(sheet)
    expect(all.length).toBeGreaterThan(1200)
    expect(all.flatMap(({ id, index }) => faultOf(sheet, id, index) ?? [])).toEqual([])
  })

  it('recomputes as well where values were adopted, the offer was settled twice and principal is repaid in equal parts', () => {
    const sheet = judged({ '/request/method': 'EQUAL_PRINCIPAL', '/checks/0/purchasesFen': 400_000_000, '/checks/1/creditsFen': 400_000_000, '/checks/12/documentsFen': 14_200_000, '/checks/13/creditShare': '0.9', '/creditReport/worstOverdueDays': 40, '/applicant/property': 'NONE', '/soft/inquiries': [], '/business/largestCustomerShare': '0.7', '/applicant/habits': 'DOUBTFUL' })
    expect(Object.keys(sheet.source.adopted)).toEqual(['sales', 'payables'])
    expect(sheet.source.offer.annualRate).not.toBe(null)
    expect(instances(sheet).flatMap(({ id, index }) => faultOf(sheet, id, index) ?? [])).toEqual([])
  })

  it('ends in places that a person typed, each with its evidence or drawn as unsupported', () => {
    const sheet = judged()
    const known = new Set(sheet.source.evidence.map(({ id }) => id))
    for (const { id, index } of instances(sheet)) {
      for (const { pointer, evidence, value } of leavesOf(sheet, id, index)) {
        expect([pointer, WITHOUT_EVIDENCE.test(pointer) || value === null || evidence.length > 0]).toEqual([pointer, true])
        expect(evidence.filter((each) => !known.has(each))).toEqual([])
      }
    }
  })

  it('walks from the limit down to the counted stock and its photo', () => {
    const sheet = judged()
    const leaf = leavesOf(sheet, 'limit').find(({ pointer }) => pointer === '/balance/inventory/0/amountFen')
    expect(leaf).toMatchObject({ value: 14_200_000, evidence: ['stock-count'] })
    expect(sheet.source.evidence.find(({ id }) => id === 'stock-count')).toMatchObject({ kind: 'PHOTO', class: 'SEEN' })
  })

  it('shows of a branch only what was taken, in the order it was read', () => {
    const { sources, value, figure } = originOf(judged(), 'disposableCash')
    expect([figure.name, value]).toEqual(['可支配现金', 1_600_000])
    expect(sources.map(nameOf)).toEqual(['disposableMonthly#0', 'existingPrincipal#0', 'mortgageService#0', 'policy statements.interestTreatment', 'runsBusiness#0'])
    expect(originOf(judged(), 'capAuthority').sources.map(nameOf)).toEqual(['/request/authorityFen'])
  })

  it('of an accepted value is the stated one and the checks that moved it', () => {
    const sheet = judged({ '/checks/12/documentsFen': 14_200_000 })
    const settled = originOf(sheet, 'payables').sources.find(({ kind }) => kind === 'SETTLED')
    expect(settled).toMatchObject({ field: 'adopted.payables', value: 14_200_000, unit: 'FEN', from: [{ id: 'payablesStated', value: 13_200_000 }, { id: 'checkValue', index: 12, value: 14_200_000 }, { id: 'checkValue', index: 13 }] })
    expect(leavesOf(sheet, 'payables').map(({ pointer }) => pointer)).toContain('/checks/12/documentsFen')
    expect(originOf(judged(), 'payables').sources.map(nameOf)).toEqual(['payablesStated#0'])
  })

  it('of the terms of an offer is the price, of a restricted amount the grade', () => {
    const sheet = judged({ '/creditReport/worstOverdueDays': 40, '/applicant/property': 'NONE', '/soft/inquiries': [], '/business/mainSupplierYears': 0, '/business/largestCustomerShare': '0.7', '/applicant/habits': 'DOUBTFUL' })
    expect(originOf(sheet, 'annualRate').sources).toMatchObject([{ kind: 'SETTLED', field: 'offer.annualRate', from: [{ kind: 'FIGURE', id: 'price' }] }])
  })

  it('of a search is what it looked at: the plan, the terms, the methods done', () => {
    const plan = originOf(judged({ '/request/method': 'EQUAL_PRINCIPAL' }), 'capCash').sources.map(nameOf)
    expect(plan).toEqual(expect.arrayContaining(['maxInstalment#0', 'planBeforeLoan#0', 'planBeforeLoan#11', 'cash#0', '/plan/useFen', '/request/method', 'policy limit.payRatio']))
    const methods = originOf(judged(), 'twoMethodShare').sources
    expect(methods.find((source) => source.kind === 'TYPED' && source.pointer === '/checks/0/method')).toMatchObject({ value: 'X07', evidence: ['purchase-slips'] })
  })

  it('leads a month worked out from a row to the month that was typed', () => {
    const pointers = leavesOf(judged(), 'planRent', 3).map(({ pointer }) => pointer)
    expect(pointers).toEqual(expect.arrayContaining(['/plan/rentPayments/0/month', '/plan/rentPayments/0/amountFen']))
    expect(pointers.filter((pointer) => /planMonth|sameMonth|check$|characters/.test(pointer))).toEqual([])
    expect(leavesOf(judged(), 'rent', 0).map(({ pointer }) => pointer)).toContain('/income/fixed/0/monthlyFen')
    expect(leavesOf(judged(), 'salesStated', 4).map(({ pointer }) => pointer)).toEqual(['/income/sales/0/monthlyFen/4'])
  })

  it('is proven by a recomputation that can fail: a search that looks at a figure it does not say', () => {
    const axes = { rows: { name: 'rows', rows: () => [], pointer: () => null, reads: [] } }
    const peek = (id: string) => ({ peek: { name: '偷看', figures: [], inputs: ['amount'], run: (_: unknown, __: unknown, input: { amount?: number; other?: number }) => (id === 'honest' ? (input.amount ?? 0) : (input.other ?? 0)) } })
    const sheetFor = (id: string) => new Sheet(buildGraph([{ id: 'a', name: 'a', unit: 'FEN', source: 'test', formula: 'peek()' }], axes, peek(id)), { amount: 1, other: 2 }, {})
    expect(faultOf(sheetFor('honest'), 'a', 0)).toBe(null)
    expect(faultOf(sheetFor('dishonest'), 'a', 0)).toBe('a#0 is 2, from its sources 0')
  })
})

function nameOf(source: Source): string {
  switch (source.kind) {
    case 'FIGURE': return `${source.id}#${source.index}`
    case 'TYPED': return source.pointer
    case 'POLICY': return `policy ${source.key}`
    case 'SETTLED': return source.field
  }
}
