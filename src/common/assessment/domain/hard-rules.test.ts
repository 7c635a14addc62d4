import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { HARD_RULES, assess } from './index.ts'

const judged = (changes: Changes, pack: Changes = {}, name = 'default') => assess(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack, name))
const rules = (changes: Changes, pack: Changes = {}, name = 'default') => judged(changes, pack, name).reasons.filter(({ rule }) => /^H\d\d$/.test(rule)).map(({ rule }) => rule)
const says = (id: string, changes: Changes) => judged(changes).reasons.find(({ rule }) => rule === id)?.says

/** A debt of years past: on the balance sheet, and taken out of the wealth the history explains. */
const owed = (amountFen: number): Changes => ({ '/balance/otherLiabilities': [{ label: '欠税', amountFen, evidence: [] }], '/equity/withdrawals/-': { label: '欠税', amountFen, evidence: [] } })

/** One change of GC-01 that breaks each rule, what it says, and what it leads to. */
const BROKEN: Readonly<Record<string, readonly [Changes, string, 'REJECT' | 'INCOMPLETE']>> = {
  H01: [{ '/applicant/bornOn': '1959-03-01' }, '年龄 66 岁，到期时 67 岁，须在 18 至 65 岁之间', 'REJECT'],
  H02: [{ '/business/startedOn': '2024-03-13' }, '经营 11 个月，低于要求的 12 个月', 'REJECT'],
  H03: [{ '/request/purpose': 'SHARES' }, '行业或用途在禁止之列', 'REJECT'],
  H04: [{ '/creditReport/currentOverdue': true }, '征信当前逾期，或连三累六', 'REJECT'],
  H05: [{ '/balance/loans/0/monthlyPrincipalFen': 2_000_000 }, '月可支配现金 0.00 元，没有还款来源', 'REJECT'],
  H06: [{ '/plan/useFen': 30_000_000 }, '预测期内最低月末现金 (33,033.54) 元，出现断流', 'REJECT'],
  H07: [owed(42_000_000), '贷后负债率 72.08%，高于 70%', 'REJECT'],
  H08: [{ '/checks/10': undefined }, '有必检科目的独立检验不足 2 种（做足的科目占 91.67%）', 'INCOMPLETE'],
  H09: [{ '/application/bureauAuthorisedOn': null }, '没有征信查询授权', 'INCOMPLETE'],
  H10: [{ '/spouse': null }, '配偶未知情同意', 'INCOMPLETE'],
  H11: [{ '/equity/profits/0/amountFen': 33_000_000 }, '权益偏差 21.66%，超过 20%', 'REJECT'],
  H12: [{ '/visit/visitedOn': null }, '尚未实地调查', 'INCOMPLETE'],
}

describe('a hard rule', () => {
  it('is broken none in GC-01, and there are twelve, and three that only a household on wages has', () => {
    expect(rules({})).toEqual([])
    expect(HARD_RULES.map(({ id }) => id)).toEqual([...Object.keys(BROKEN), 'H13', 'H14', 'H15'])
  })

  it.each(Object.entries(BROKEN))('%s is broken by one change, alone, and says why', (id, [changes, sentence, decision]) => {
    expect([rules(changes), says(id, changes)]).toEqual([[id], sentence])
    expect(judged(changes).decision).toBe(decision)
  })

  it.each(Object.entries(BROKEN))('%s rejects, refers or waits as the pack says', (id, [changes]) => {
    const effect = (as: string) => judged(changes, { [`/admission/hardRules/${id}`]: as }).reasons.find(({ rule }) => rule === id)?.effect
    expect(['REJECT', 'REFER', 'INCOMPLETE'].map(effect)).toEqual(['REJECT', 'REFER', 'INCOMPLETE'])
  })

  it('that rejects leaves no limit, score or price; one that waits leaves them to be seen', () => {
    expect(judged(BROKEN['H03']![0])).toMatchObject({ limit: null, score: null, price: null })
    expect(judged(BROKEN['H12']![0])).toMatchObject({ limit: { amountFen: 11_800_000 }, decision: 'INCOMPLETE' })
  })
})

describe('the line of a rule', () => {
  it('H01: 18 years today, 65 at the last instalment', () => {
    expect([rules({ '/applicant/bornOn': '2007-03-12' }), rules({ '/applicant/bornOn': '2007-03-13' })]).toEqual([[], ['H01']])
    expect([rules({ '/applicant/bornOn': '1960-03-15' }), rules({ '/applicant/bornOn': '1960-03-14' })]).toEqual([[], ['H01']])
    expect(rules({ '/applicant/bornOn': '1959-03-12' })).toEqual(['H01'])
  })

  it('H02: three months of trade, twelve above 100,000, and a licence [S4-03, S4-04]', () => {
    const small = { '/request/amountFen': 10_000_000 }
    expect([rules({ ...small, '/business/startedOn': '2024-12-12' }), rules({ ...small, '/business/startedOn': '2024-12-13' })]).toEqual([[], ['H02']])
    expect([rules({ '/request/amountFen': 10_000_001, '/business/startedOn': '2024-03-12' }), rules({ '/request/amountFen': 10_000_001, '/business/startedOn': '2024-03-13' })]).toEqual([[], ['H02']])
    expect([rules({ '/business/licensed': false }), rules({ '/business/licensed': false }, { '/admission/licenceRequired': false })]).toEqual([['H02'], []])
    expect(rules({ ...small, '/business/startedOn': '2024-12-12' }, {}, 'm3-jinxin')).toEqual(['H02'])
  })

  it('H03: what is forbidden is the list of the pack', () => {
    for (const purpose of ['REAL_ESTATE', 'SHARES', 'LENDING_ON', 'GAMBLING']) expect(rules({ '/request/purpose': purpose })).toEqual(['H03'])
    expect(rules({ '/request/purpose': 'EQUIPMENT' })).toEqual([])
    expect(rules({}, { '/admission/prohibitedIndustries': ['fmcg-wholesale'] })).toEqual(['H03'])
    expect(rules({ '/request/purpose': 'SHARES' }, { '/admission/prohibitedPurposes': [] })).toEqual([])
  })

  it('H05, H06: a fen left over, and a plan that ends a month with nothing', () => {
    expect([rules({ '/balance/loans/0/monthlyPrincipalFen': 1_999_999 }), rules({ '/balance/loans/0/monthlyPrincipalFen': 2_000_000 })]).toEqual([[], ['H05']])
    expect([rules({ '/plan/useFen': 26_696_646 }), rules({ '/plan/useFen': 26_696_647 })]).toEqual([[], ['H06']])
  })

  it('H07, H11: exactly 70 % and exactly 20 % still pass', () => {
    expect(rules({ '/equity/profits/0/amountFen': 31_900_000 })).toEqual([])
    expect(rules({ '/equity/profits/0/amountFen': 31_900_001 })).toEqual(['H11'])
    expect([rules(owed(40_194_000)), rules(owed(40_194_001))]).toEqual([[], ['H07']])
  })

  it('H10: asks the spouse of the married and of the remarried only', () => {
    expect([rules({ '/spouse/informed': false }), rules({ '/spouse/informed': false, '/applicant/marriage': 'REMARRIED' })]).toEqual([['H10'], ['H10']])
    expect(rules({ '/spouse': null, '/applicant/marriage': 'SINGLE' })).toEqual([])
  })

  it('H12: a visit may be left out up to an amount where the pack allows it', () => {
    const away = { '/admission/offSiteAllowed': true }
    expect(rules({ '/visit/visitedOn': null }, away)).toEqual([])
    expect(rules({ '/visit/visitedOn': null }, { ...away, '/admission/offSiteUpTo': 14_999_999 })).toEqual(['H12'])
  })
})

describe('the reasons', () => {
  it('are all rules a case breaks, not only the first', () => {
    expect(rules({ '/request/purpose': 'SHARES', '/application/bureauAuthorisedOn': null, '/visit/visitedOn': null, '/applicant/bornOn': '2010-01-01' })).toEqual(['H01', 'H03', 'H09', 'H12'])
  })

  it('name every rejecting flag by itself', () => {
    const both = judged({ '/creditReport/currentOverdue': true, '/findings': [{ flag: 'FR17', confirmedBy: 'RECORDS', says: '实为姐夫使用', evidence: [] }] })
    expect(both.reasons.filter(({ rule }) => rule === 'H04').map(({ flag }) => flag)).toEqual(['FR17', 'FR23'])
  })
})
