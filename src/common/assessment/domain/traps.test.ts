import { describe, expect, it } from 'vitest'
import { exampleCase, packFor, withChanges } from '../../../../sim/cases.ts'
import { PLANTED_TRAPS, withTrap } from '../../../../sim/planted-traps.ts'
import { type CaseFile, Judgement, TRAPS, assess } from './index.ts'

const pack = packFor('fmcg-wholesale')
const clean = exampleCase('gc-01')
const trapped = (id: string): CaseFile => withTrap(clean, id)!

/** What an officer reads of each. */
const SAYS: Readonly<Record<string, RegExp>> = {
  T1: /老板工资/, T2: /配偶从自家店领的工资/, T3: /家庭用量而未分摊/, T4: /旧贷利息/, T5: /按揭月供/, T6: /待摊租金/, T7: /预付款对应的货已到店/, T8: /货款未付、未列应付/, T9: /代销货物/, T10: /自有账户之间的转账/, T11: /贷款到账或退回押金/, T12: /同一房产/,
  T13: /亲友的钱/, T14: /返利/, T15: /合伙人/, T16: /第二生意/, T17: /折旧已从利润中扣除/, T18: /期间利润已扣家庭开支/,
}

describe('a double-counting trap', () => {
  it('is found none in GC-01', () => {
    expect(assess(clean, pack).traps).toEqual([])
  })

  it.each(Object.keys(SAYS))('%s planted in GC-01 is named, it alone, and explained', (id) => {
    const { traps, reasons, decision } = assess(trapped(id), pack)
    expect(traps).toEqual([{ id, says: expect.stringMatching(SAYS[id]!) as string }])
    const handled = ['T9', 'T17', 'T18'].includes(id)
    expect(reasons.find(({ rule }) => rule === id)).toEqual({ rule: id, says: traps[0]?.says, effect: handled ? 'NOTE' : 'INCOMPLETE' })
    expect(decision === 'INCOMPLETE').toBe(!handled)
  })

  it('of the chapter is eighteen, each with a formula and a plant', () => {
    expect(TRAPS.map(({ id }) => id)).toEqual(Array.from({ length: 18 }, (_, i) => `T${i + 1}`))
    expect(Object.keys(PLANTED_TRAPS)).toEqual(TRAPS.map(({ id }) => id))
  })

  it('needs both halves: either alone counts nothing twice', () => {
    const alone = (changes: Record<string, unknown>) => assess(withChanges(clean, changes), pack).traps
    expect(alone({ '/traps/ownerWageInExpense': true })).toEqual([])
    expect(alone({ '/income/householdIncome/-': { label: '工资', monthlyFen: 1, source: 'OWNER_WAGE', evidence: [] } })).toEqual([])
    expect(alone({ '/traps/rebatesInMargin': true })).toEqual([])
    expect(alone({ '/traps/mortgageInDebtService': true, '/traps/mortgageInHouseholdExpense': false })).toEqual([])
    expect(alone({ '/traps/interestInOldInstalment': true, '/income/interest': [] })).toEqual([])
    expect(alone({ '/traps/householdBillsInBusiness': 'SPLIT' })).toEqual([])
    expect(alone({ '/traps/secondBusiness': 'BOTH' })).toEqual([])
    expect(assess(withChanges(trapped('T16'), { '/traps/secondBusiness': 'ASSETS_ONLY' }), pack).traps.map(({ id }) => id)).toEqual(['T16'])
  })

  it('that Weidai keeps out by itself changes no figure twice', () => {
    const figure = (caseFile: CaseFile, id: string) => new Judgement(caseFile, pack).sheet.figure(id)
    expect(figure(trapped('T9'), 'inventory')).toBe(33_888_000)
    expect(figure(trapped('T17'), 'depreciation')).toBe(0)
    expect(figure(trapped('T17'), 'expectedEquity')).toBe(67_660_000 + 11_640_000)
    expect(figure(trapped('T18'), 'equityHousehold')).toBe(0)
    expect(figure(clean, 'equityHousehold')).toBe(17_100_000)
  })

  it('of household bills in the period profit can be a rule of the bank', () => {
    expect(assess(clean, packFor('fmcg-wholesale', { '/statements/periodProfitIsAfterHousehold': true })).traps.map(({ id }) => id)).toEqual(['T18'])
  })
})
