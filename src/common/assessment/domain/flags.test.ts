import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor, packForProduct } from '../../../../sim/cases.ts'
import { FLAGS, Judgement, assess, flagGround } from './index.ts'

const pack = packFor('fmcg-wholesale')
const judged = (changes: Changes, packChanges: Changes = {}) => assess(exampleCase('gc-01', changes), packFor('fmcg-wholesale', packChanges))
const flags = (changes: Changes) => judged(changes).flags
const said = (flag: string, changes: Changes) => judged(changes).reasons.filter((reason) => reason.flag === flag).map(({ rule, effect }) => `${rule} ${effect}`)
const finding = (flag: string): Changes => ({ '/findings': [{ flag, confirmedBy: 'THIRD_PARTY', says: '经第三方证实', evidence: ['neighbour'] }] })
const X15 = exampleCase('gc-01').checks.findIndex(({ method }) => method === 'X15')

/** One change of GC-01 that raises each flag, and what it then does. */
const RAISED: Readonly<Record<string, readonly [Changes, string]>> = {
  FR01: [{ '/applicant/phone': { city: '佛山', usedYears: 1 } }, '5.4 NOTE'],
  FR02: [{ '/creditReport/cards/0/limitFen': 2_000_000 }, '5.4 NOTE'],
  FR03: [{ '/bankFlows/0/averageDailyBalanceFen': 400_000, '/bankFlows/0/leavesWithinDayShare': '0.85' }, '5.4 NOTE'],
  FR04: [finding('FR04'), '5.4 NOTE'],
  FR05: [{ '/guarantor/monthlyDisposableFen': 600_000 }, '5.4 NOTE'],
  FR06: [finding('FR06'), 'H04 REJECT'],
  FR07: [finding('FR07'), 'H04 REJECT'],
  FR08: [{ '/creditReport/hardInquiries3Months': 6 }, '5.4 NOTE'],
  FR09: [{ '/creditReport/onlineLenders': 3 }, '5.4 NOTE'],
  FR10: [{ '/creditReport/institutions': 4 }, '5.4 NOTE'],
  FR11: [{ '/bankFlows/0/tightMonths': 4 }, '5.4 NOTE'],
  FR12: [{ '/balance/loans/0/monthlyPrincipalFen': 2_000_001 }, 'H04 REJECT'],
  FR13: [finding('FR13'), '5.4 NOTE'],
  FR14: [{ '/spouse/informed': false }, '5.4 INCOMPLETE'],
  FR15: [finding('FR15'), 'H04 REJECT'],
  FR16: [{ '/applicant/idExpiresOn': '2025-03-09' }, '5.4 INCOMPLETE'],
  FR17: [finding('FR17'), 'H04 REJECT'],
  FR18: [finding('FR18'), '5.4 REFER'],
  FR19: [{ [`/checks/${X15}/interestFen`]: 2_000, [`/checks/${X15}/cause`]: '季末存款转出' }, '5.4 REFER'],
  FR20: [{ '/application/source': 'PERSONAL_INTRODUCTION' }, '5.4 REFER'],
  FR21: [{ '/oral/annualSalesFen': 720_000_000 }, '5.4 NOTE'],
  FR22: [{ '/business/licenceChangedOn': '2024-08-01' }, '5.4 NOTE'],
  FR23: [{ '/creditReport/currentOverdue': true }, 'H04 REJECT'],
  FR24: [{ '/balance/guaranteesGiven': [{ label: '替人担保', amountFen: 66_300_001, evidence: [] }] }, '5.4 REFER'],
  FR25: [{ '/applicant/staffRelated': true }, '5.4 NOTE'],
}

describe('a flag', () => {
  it('is raised none in GC-01, and there are twenty-five', () => {
    expect(flags({})).toEqual([])
    expect(FLAGS.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, i) => `FR${String(i + 1).padStart(2, '0')}`))
    expect(Object.keys(RAISED)).toEqual(FLAGS.map(({ id }) => id))
  })

  it.each(Object.entries(RAISED))('%s is raised by one change, alone, and has its effect', (id, [changes, effect]) => {
    expect([flags(changes), said(id, changes)]).toEqual([[id], [effect]])
  })

  it.each(['FR04', 'FR06', 'FR07', 'FR13', 'FR15', 'FR16', 'FR17', 'FR18', 'FR19', 'FR24'])('%s can be found by a person', (id) => {
    expect(flags(finding(id))).toEqual([id])
  })

  it('FR04: key questions about the business that were not answered are said by name [S0-47]', () => {
    expect(judged(finding('FR04')).reasons.find(({ flag }) => flag === 'FR04')).toEqual({ rule: '5.4', flag: 'FR04', says: '客户回避关键经营问题', effect: 'NOTE' })
  })

  it('FR13: investments beside the business are said by name [S4-31]', () => {
    expect(judged(finding('FR13')).reasons.find(({ flag }) => flag === 'FR13')).toEqual({ rule: '5.4', flag: 'FR13', says: '参与矿产、工程、民间放贷或股票等投资', effect: 'NOTE' })
  })

  it.each(['FR15', 'FR18', 'FR24', 'FR25'])('%s is raised by what the bank found as well', (id) => {
    expect(flags({ '/system': { findings: [{ flag: id, says: '本行记录', evidence: [] }] } })).toEqual([id])
  })

  it('FR24: what he guarantees in contracts of this bank counts, whatever he told', () => {
    expect([flags({ '/system': { guaranteedHereFen: 66_300_000 } }), flags({ '/system': { guaranteedHereFen: 66_300_001 } })]).toEqual([[], ['FR24']])
  })

  it('does what the pack says it does', () => {
    expect(judged(finding('FR13'), { '/flags/effects/FR13': 'COMMITTEE' }).decision).toBe('REFER')
    expect(judged(finding('FR13'), { '/admission/rejectingFlags/-': 'FR13' }).decision).toBe('REJECT')
  })
})

describe('the line of a flag', () => {
  it('FR01: a number from elsewhere, used for less than three years, and home to neither home nor shop [S0-48]', () => {
    expect(flags({ '/applicant/phone': { city: '佛山', usedYears: 3 } })).toEqual([])
    expect(flags({ '/applicant/phone': { city: '佛山', usedYears: 1 }, '/applicant/residence/city': '佛山' })).toEqual([])
    expect(flags({ '/applicant/phone': null })).toEqual([])
  })

  it('FR02: more than half of the card limits; 80 % scores nothing [S0-49]', () => {
    expect(flags({ '/creditReport/cards/0/limitFen': 2_400_000 })).toEqual([])
    expect(flags({ '/creditReport/cards/0/limitFen': 2_399_999 })).toEqual(['FR02'])
    expect(judged({ '/creditReport/cards/0/limitFen': 1_500_000 }).score?.indicators['B2']).toBe(0)
    expect(flags({ '/creditReport': null, '/balance/creditCards/0/limitFen': 2_000_000 })).toContain('FR02')
  })

  it('FR03: an account below 1 % of its credits that loses 70 % within a day proves no sales', () => {
    const flow = (balance: number, leaves: string): Changes => ({ '/bankFlows/0/monthlyCreditsFen': 40_000_000, '/bankFlows/0/averageDailyBalanceFen': balance, '/bankFlows/0/leavesWithinDayShare': leaves })
    expect([flags(flow(400_000, '0.70')), flags(flow(399_999, '0.70')), flags(flow(399_999, '0.6999'))]).toEqual([[], ['FR03'], []])
    expect(judged(flow(399_999, '0.70')).checks.find(({ method }) => method === 'X14')).toMatchObject({ check: null, deviation: null })
  })

  it('FR05: a guarantor who cannot carry the loan, or depends on the borrower, is none [S2-69]', () => {
    expect(flags({ '/guarantor/monthlyDisposableFen': 625_000 })).toEqual([])
    expect(flags({ '/guarantor/monthlyDisposableFen': 624_999 })).toEqual(['FR05'])
    expect([flags({ '/guarantor/relation': 'DEPENDANT' }), flags({ '/guarantor/unmarriedChild': true })]).toEqual([['FR05'], ['FR05']])
    expect(judged({ '/guarantor/monthlyDisposableFen': 624_999 }).score?.indicators['E4']).toBe(0)
  })

  it('FR08, FR09, FR10, FR11: at the number and not before', () => {
    expect([flags({ '/creditReport/hardInquiries3Months': 5 }), flags({ '/creditReport/hardInquiries6Months': 9 }), flags({ '/creditReport/hardInquiries6Months': 10 })]).toEqual([[], [], ['FR08']])
    expect([flags({ '/creditReport/inquiriesWithoutLoan': 2 }), flags({ '/creditReport/inquiriesWithoutLoan': 3 })]).toEqual([[], ['FR08']])
    expect([flags({ '/creditReport/onlineLenders': 2 }), flags({ '/creditReport/onlineBalanceFen': 6_630_000 }), flags({ '/creditReport/onlineBalanceFen': 6_630_001 })]).toEqual([[], [], ['FR09']])
    expect([flags({ '/creditReport/institutions': 3 }), flags({ '/bankFlows/0/tightMonths': 3 })]).toEqual([[], []])
  })

  it('FR10: six lenders are a rejection', () => {
    expect(judged({ '/creditReport/institutions': 5 }).decision).toBe('PROPOSE')
    expect(said('FR10', { '/creditReport/institutions': 6 })).toContain('H04 REJECT')
    expect(judged({ '/creditReport/institutions': 6 })).toMatchObject({ decision: 'REJECT', limit: null })
  })

  it('FR12: debts may take all that is left over and no fen more', () => {
    expect(flags({ '/balance/loans/0/monthlyPrincipalFen': 2_000_000 })).toEqual([])
  })

  it('FR16, FR22, FR21, FR24: the day, the month and the amount at the line', () => {
    expect([flags({ '/applicant/idExpiresOn': '2025-03-14' }), flags({ '/business/licenceChangedOn': '2024-03-12' }), flags({ '/business/licenceChangedOn': '2024-03-13' })]).toEqual([[], [], ['FR22']])
    expect([flags({ '/oral/annualSalesFen': 691_200_000 }), flags({ '/oral/annualSalesFen': 691_200_001 })]).toEqual([[], ['FR21']])
    expect(flags({ '/balance/guaranteesGiven': [{ label: '替人担保', amountFen: 66_300_000, evidence: [] }] })).toEqual([])
  })

  it('FR14: only a married customer has a spouse to ask', () => {
    expect(flags({ '/spouse': null, '/applicant/marriage': 'DIVORCED' })).toEqual([])
  })

  it('FR19: the deposit may be 20 % off the interest it bore', () => {
    expect(flags({ [`/checks/${X15}/interestFen`]: 2_125 })).toEqual([])
    expect(new Judgement(exampleCase('gc-01', { [`/checks/${X15}/interestFen`]: 2_124 }), pack).sheet.figure('FR19')).toBe(true)
  })

  it('FR23: three in a row or six in all are as bad as being overdue now', () => {
    expect(said('FR23', { '/creditReport/threeInRowSixTotal': true })).toEqual(['H04 REJECT'])
  })

  it('FR25: someone related to the staff gets no loan without security', () => {
    const related: Changes = { '/applicant/staffRelated': true, '/request/guarantee': 'CREDIT', '/guarantor': null }
    expect(said('FR25', related)).toEqual(['5.4 REJECT'])
    expect(judged(related).decision).toBe('REJECT')
  })
})

describe('a flag that was lifted', () => {
  const evasive = (...says: string[]): Changes => ({ '/findings': says.map((each) => ({ flag: 'FR04', confirmedBy: 'OFFICER', says: each, evidence: [] })) })
  const lifted = (flag: string, changes: Changes): Changes => ({ '/system': { lifted: [{ flag, says: '已核实', ground: flagGround(flag, exampleCase('gc-01', changes)), reason: '当面核对无误' }] } })

  it('stays away while its facts are what they were, whatever else is typed', () => {
    const was = evasive('进货渠道说不清')
    expect(flags(was)).toEqual(['FR04'])
    expect(flags({ ...was, ...lifted('FR04', was) })).toEqual([])
    expect(flags({ ...was, ...lifted('FR04', was), '/creditReport/cards/0/limitFen': 2_399_999 })).toEqual(['FR02'])
  })

  it('stands again on another ground', () => {
    const was = evasive('进货渠道说不清')
    expect(flags({ ...evasive('进货渠道说不清', '不肯说仓库在哪里'), ...lifted('FR04', was) })).toEqual(['FR04'])
    const cards: Changes = { '/creditReport/cards/0/limitFen': 2_399_999 }
    expect(flags({ ...cards, ...lifted('FR02', cards) })).toEqual([])
    expect(flags({ '/creditReport/cards/0/limitFen': 1_500_000, ...lifted('FR02', cards) })).toEqual(['FR02'])
  })
})

describe('what a household on wages pays on its debts (FR12)', () => {
  it('is principal and interest: there is no income statement that carries the interest already', () => {
    const wages = packForProduct('公务员信用贷款', 'general')
    const pays = (changes: Changes) => new Judgement(exampleCase('gc-02', { '/balance/loans': [{ label: '消费贷', lender: 'BANK', amountFen: 60_000_000, annualRate: '0.12', monthlyPrincipalFen: 100_000, term: 'LONG', evidence: [], ...changes }] }), wages).sheet
    expect(pays({}).figure('debtServiceNow')).toBe(100_000 + 600_000)
    expect([pays({}).figure('FR12'), pays({ annualRate: '0.10' }).figure('FR12')]).toEqual([true, false])
  })
})
