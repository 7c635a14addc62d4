import { describe, expect, it } from 'vitest'
import { formatValue } from '#common/figures/domain'
import { alteredSheet } from '../../../../sim/altered.ts'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { assess } from './index.ts'

const pack = packFor('fmcg-wholesale')
const points = (id: string, changes: Changes, formulas: Record<string, string> = {}) => alteredSheet(exampleCase('gc-01', changes), pack, formulas).figure(id)
/** An indicator on a computed figure: the figure is put at each edge, and a hair beyond it. */
const BY_FIGURE: Readonly<Record<string, readonly [string, readonly (readonly [string, number])[]]>> = {
  A1: ['scoredCoverage', [['2', 10], ['1.9999', 9], ['1.75', 9], ['1.7499', 8], ['1.5', 8], ['1.4999', 6], ['1.25', 6], ['1.2499', 2], ['1.1', 2], ['1.0999', 0], ['0', 0]]],
  A2: ['netMargin', [['0.06', 5], ['0.0599', 4], ['0.04', 4], ['0.0399', 3], ['0.025', 3], ['0.0249', 1], ['0.015', 1], ['0.0149', 0], ['-1', 0]]],
  A3: ['scoredDebtRatio', [['0.3', 5], ['0.3001', 4], ['0.4', 4], ['0.4001', 3], ['0.5', 3], ['0.5001', 1], ['0.6', 1], ['0.6001', 0]]],
  A4: ['scoredDebtToSales', [['0.5', 4], ['0.5001', 3], ['1', 3], ['1.0001', 2], ['2', 2], ['2.0001', 1], ['3', 1], ['3.0001', 0]]],
  A5: ['scoredMinClosingToInstalment', [['3', 6], ['2.9999', 5], ['2', 5], ['1.9999', 3], ['1', 3], ['0.9999', 1], ['0', 1], ['-0.0001', 0]]],
  B2: ['cardUtilisation', [['0.3', 4], ['0.3001', 3], ['0.5', 3], ['0.5001', 1], ['0.7', 1], ['0.7001', 0]]],
  C1: ['yearsInBusiness', [['5', 4], ['4.99', 3], ['3', 3], ['2.99', 2], ['1', 2], ['0.99', 1], ['0.25', 1], ['0.24', 0]]],
  C5: ['inventoryDaysGap', [['0.3', 3], ['0.3001', 2], ['0.6', 2], ['0.6001', 0]]],
  C6: ['receivablesOver90Share', [['0.05', 3], ['0.0501', 2], ['0.1', 2], ['0.1001', 1], ['0.2', 1], ['0.2001', 0]]],
  C7: ['salesGrowth', [['-0.05', 2], ['0.4', 2], ['0.4001', 1], ['-0.0501', 1], ['-0.15', 1], ['-0.1501', 0], ['3', 1]]],
  D4: ['unexplainedDeviations', [['0', 3], ['1', 1], ['2', 0]]],
  E1: ['twoMethodShare', [['1', 3], ['0.9999', 0]]],
  E3: ['equityDeviationSize', [['0.03', 2], ['0.0301', 1], ['0.05', 1], ['0.0501', 0]]],
}
/** An indicator on what was typed: the change, and the points. */
const BY_DATA: Readonly<Record<string, readonly (readonly [Changes, number])[]>> = {
  B1: [[bureau(0, 0), 6], [bureau(1, 1), 4], [bureau(7, 2), 4], [bureau(7, 3), 2], [bureau(8, 1), 2], [bureau(30, 9), 2], [bureau(31, 1), 0]],
  B3: [[{ '/creditReport/hardInquiries3Months': 1 }, 4], [{ '/creditReport/hardInquiries3Months': 2 }, 3], [{ '/creditReport/hardInquiries3Months': 3 }, 3], [{ '/creditReport/hardInquiries3Months': 4 }, 1], [{ '/creditReport/hardInquiries3Months': 5 }, 1], [{ '/creditReport/hardInquiries3Months': 6 }, 0]],
  B4: [[{ '/creditReport/institutions': 0 }, 3], [{ '/creditReport/institutions': 1 }, 3], [{ '/creditReport/institutions': 2 }, 2], [{ '/creditReport/institutions': 3 }, 1], [{ '/creditReport/institutions': 4 }, 0]],
  B5: [[{}, 3], [online(1, 3_315_000), 1], [online(1, 3_315_001), 0], [online(2, 0), 0]],
  C2: [[{ '/business/premises': 'OWN' }, 3], [lease('2026-03-14'), 2], [lease('2026-03-13'), 1], [{ '/business/leaseEndsOn': null }, 1], [{ '/business/premises': 'NONE' }, 0]],
  C3: [[customer('0.2'), 3], [customer('0.2001'), 2], [customer('0.4'), 2], [customer('0.4001'), 1], [customer('0.6'), 1], [customer('0.6001'), 0]],
  C4: [[{ '/business/mainSupplierYears': 3 }, 2], [{ '/business/mainSupplierYears': 2 }, 1], [{ '/business/mainSupplierYears': 1 }, 1], [{ '/business/mainSupplierYears': 0 }, 0]],
  D1: [[home(true, 0), 3], [home(false, 10), 3], [home(false, 9), 2], [home(false, 3), 2], [home(false, 2), 0]],
  D2: [[{ '/applicant/property': 'HOME_OWNED' }, 3], [{ '/applicant/property': 'PART_OR_VEHICLE' }, 2], [{ '/applicant/property': 'LITTLE' }, 1], [{ '/applicant/property': 'NONE' }, 0]],
  D3: [[{}, 3], [{ '/spouse/coSigns': false }, 1], [{ '/spouse/coSigns': false, '/spouse/informed': false }, 0], [{ '/spouse': null }, 0], [{ '/spouse': null, '/applicant/marriage': 'SINGLE' }, 3]],
  D5: [[voices(true, true, true), 4], [voices(true, true, true, true), 4], [voices(true, true, true, false), 2], [voices(true, true, false), 2], [voices(true, true), 2], [voices(true, false, false), 0], [voices(true), 0], [voices(), 0]],
  D6: [[{}, 2], [{ '/applicant/habits': 'DOUBTFUL' }, 0]],
  E2: [[deviates(388_000), 3], [deviates(387_999), 2], [deviates(380_000), 2], [deviates(379_999), 0], [{ ...deviates(379_999), '/checks/0/cause': '两笔货款未到账' }, 1], [{ ...deviates(368_000), '/checks/0/cause': '两笔货款未到账' }, 1], [{ ...deviates(367_999), '/checks/0/cause': '两笔货款未到账' }, 0]],
  E4: [[{}, 3], [{ '/guarantor/relation': 'FRIEND', '/findings': [{ flag: 'FR13', confirmedBy: 'OFFICER', says: '炒股', evidence: [] }] }, 0], [{ '/request/guarantee': 'CREDIT', '/guarantor': null }, 2], [{ '/request/guarantee': 'CREDIT', '/guarantor': null, '/applicant/staffRelated': true }, 0], [mortgage(15_000_000), 4], [mortgage(14_999_999), 2]],
}

function bureau(days: number, times: number): Changes {
  return { '/creditReport/worstOverdueDays': days, '/creditReport/overdueTimes': times }
}
function online(lenders: number, balance: number): Changes {
  return { '/creditReport/onlineLenders': lenders, '/creditReport/onlineBalanceFen': balance }
}
function lease(end: string): Changes {
  return { '/business/leaseEndsOn': end }
}
function customer(share: string): Changes {
  return { '/business/largestCustomerShare': share }
}
function home(local: boolean, years: number): Changes {
  return { '/applicant/residence/local': local, '/applicant/residence/years': years }
}
function voices(...positive: boolean[]): Changes {
  return { '/soft/inquiries': positive.map((each, i) => ({ who: `邻居 ${i}`, relation: '邻居', positive: each, says: '如此', evidence: [] })) }
}
/** Payables of 4,000 of which a check finds this much; nothing else is checked or said. */
function deviates(found: number): Changes {
  return { '/oral': {}, '/balance/payables/0/amountFen': 400_000, '/checks': [{ method: 'X01', account: 'payables', documentsFen: found, evidence: [] }] }
}
/** A second loan of 100,000 on a house. */
function mortgage(valueFen: number): Changes {
  return { '/application/loansRepaid': 1, '/request/amountFen': 10_000_000, '/request/guarantee': 'MORTGAGE', '/guarantor': null, '/collateral': [{ label: '住房', kind: 'HOUSE', valueFen, evidence: [] }] }
}

describe('an indicator of the scorecard', () => {
  it.each(Object.entries(BY_FIGURE))('%s has the points of its bins, the edges included', (id, [figure, edges]) => {
    expect(edges.map(([value]) => [value, points(id, {}, { [figure]: value })])).toEqual(edges)
  })

  it.each(Object.entries(BY_DATA))('%s has the points of what was typed', (id, cases) => {
    for (const [changes, expected] of cases) expect([changes, points(id, changes)]).toEqual([changes, expected])
  })

  it('is proven for all twenty-seven, in five dimensions of 30, 20, 20, 18 and 12 points [S1-26]', () => {
    const proven = [...Object.keys(BY_FIGURE), ...Object.keys(BY_DATA)].sort()
    expect(proven).toEqual(Object.keys(pack.scorecard.indicators).sort())
    expect(proven).toHaveLength(27)
    const most = (id: string) => Math.max(...(BY_FIGURE[id]?.[1] ?? BY_DATA[id]!).map(([, got]) => got))
    expect(['A', 'B', 'C', 'D', 'E'].map((dimension) => proven.filter((id) => id.startsWith(dimension)).reduce((sum, id) => sum + most(id), 0))).toEqual([30, 20, 20, 18, 12])
  })
})

describe('the score', () => {
  const graded = (score: number) => {
    const sheet = alteredSheet(exampleCase('gc-01'), pack, { score: String(score) })
    return ['grade', 'cappedGrade'].map((id) => formatValue(sheet.figure(id), 'WORD')).join(' ')
  }

  it.each([[100, 'A B'], [85, 'A B'], [84, 'B B'], [75, 'B B'], [74, 'C C'], [65, 'C C'], [64, 'D D'], [55, 'D D'], [54, 'E E'], [0, 'E E']])('%i is %s, the second as a first loan', (score, grades) => {
    expect(graded(score)).toBe(grades)
  })

  it('of a customer who repaid one loan is not capped', () => {
    expect(assess(exampleCase('gc-01', { '/application/loansRepaid': 1 }), pack).score).toMatchObject({ grade: 'A', cappedGrade: 'A' })
  })

  it('carries the version of its card, and another card is another score [S1-26]', () => {
    const other = packFor('fmcg-wholesale', { '/scorecard/version': 'SC-2026-01', '/scorecard/indicators/A1/bins/2/then': 5 })
    expect(assess(exampleCase('gc-01'), other).score).toMatchObject({ card: 'SC-2026-01', total: 89 })
  })
})
