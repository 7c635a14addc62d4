import { isNumber } from '#common/figures/domain'
import { roundFen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor, packForProduct } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf, proposalFor } from './index.ts'

const judge = (changes: Changes, pack = packFor('fmcg-wholesale')) => new Judgement(exampleCase('gc-01', changes), pack)
const fen = (judgement: Judgement, id: string): number | null => { const value = judgement.sheet.figure(id); return value !== null && isNumber(value) ? roundFen(value) : null }
const says = (judgement: Judgement, rule: string) => assessmentOf(judgement).reasons.filter((each) => each.rule === rule).map((each) => `${each.effect} ${each.says}`)

describe('a joint-liability group', () => {
  const member = (label: string, more: object = {}) => ({ label, monthlyDisposableFen: 500_000, debtsFen: 0, groupLoanFen: 0, overdueDays: 0, evidence: [], ...more })
  const joint = (members: readonly object[], capFen = 60_000_000): Changes => ({ '/request/guarantee': 'JOINT_LIABILITY', '/guarantor': null, '/jointGroup': { name: '瓜菜组', capFen, members } })

  it('answers with what the others earn in 24 months at 80 %, less what each owes [S4-42]', () => {
    const judgement = judge(joint([member('甲'), member('乙', { debtsFen: 4_000_000 }), member('丙', { monthlyDisposableFen: 100_000, debtsFen: 9_000_000 })]))
    expect(fen(judgement, 'jointCapacity')).toBe((500_000 * 24 * 0.8) + (500_000 * 24 * 0.8 - 4_000_000) + 0)
    expect(fen(judgement, 'capJoint')).toBe(15_200_000)
  })

  it('uses no part of it twice: what the others were lent in the group is gone, from the capacity and from the cap', () => {
    const judgement = judge(joint([member('甲', { groupLoanFen: 8_000_000 }), member('乙')], 10_000_000))
    expect([fen(judgement, 'capJoint'), fen(judgement, 'capGroup')]).toEqual([2 * 9_600_000 - 8_000_000, 10_000_000 - 8_000_000])
    expect(assessmentOf(judgement).limit).toMatchObject({ bindingCap: 'capGroup', baseFen: 2_000_000, amountFen: 1_600_000 })
  })

  it('counts what the applicant himself still has of it: under the cap once, and answered for already', () => {
    const group = () => joint([member('甲', { groupLoanFen: 8_000_000 }), member('乙')], 20_000_000)
    const judgement = judge({ ...group(), '/jointGroup/ownLoanFen': 5_000_000 })
    expect([fen(judgement, 'capJoint'), fen(judgement, 'capGroup')]).toEqual([2 * 9_600_000 - 8_000_000 - 5_000_000, 20_000_000 - 8_000_000 - 5_000_000])
    expect(fen(judge(group()), 'capGroup')).toBe(12_000_000)
  })

  it('must be of three to ten, and shows the delay of a member to every other case', () => {
    expect(says(judge(joint([member('甲')])), 'JOINT')[0]).toBe('INCOMPLETE 联保小组「瓜菜组」现有 2 户，须 3 至 10 户')
    expect(says(judge(joint([member('甲', { overdueDays: 12 }), member('乙')])), 'JOINT')[0]).toBe('REFER 联保成员甲在本行逾期 12 天，全组暂停放款')
    expect(says(judge({ '/request/guarantee': 'JOINT_LIABILITY', '/guarantor': null }), 'JOINT')).toEqual(['INCOMPLETE 联保贷款须先组成联保小组'])
  })

  it('is seen, and no circle of guarantees: what a member guarantees inside is not held against him', () => {
    const inside = { ...joint([member('甲', { groupLoanFen: 70_000_000 }), member('乙')]), '/balance/guaranteesGiven': [{ label: '联保', amountFen: 70_000_000, evidence: [] }] }
    expect(assessmentOf(judge(inside)).flags).not.toContain('FR24')
    expect(assessmentOf(judge({ ...inside, '/jointGroup/members/0/groupLoanFen': 0 })).flags).toContain('FR24')
    expect(says(judge(inside), 'JOINT').at(-1)).toContain('属联保，不作担保圈')
  })
})

describe('a mortgage', () => {
  const house = { label: '住房', kind: 'HOUSE', valueFen: 50_000_000, conservativeFen: 40_000_000, valuedOn: '2025-02-20', priorClaimsFen: 10_000_000, evidence: [] }
  const pledged = (more: object = {}): Changes => ({ '/request/guarantee': 'MORTGAGE', '/request/product': '抵押微贷', '/guarantor': null, '/collateral': [{ ...house, ...more }] })
  const pack = packForProduct('抵押微贷', 'fmcg-wholesale')

  it('counts the lower of two values by the haircut of its product, less prior claims [S0-39]', () => {
    const judgement = judge(pledged(), pack)
    expect(fen(judgement, 'capCollateral')).toBe(40_000_000 * 0.6 - 10_000_000)
    expect(fen(judge(pledged({ conservativeFen: 55_000_000 }), pack), 'capCollateral')).toBe(50_000_000 * 0.6 - 10_000_000)
    expect(Number(judgement.sheet.figure('collateralCoverage') !== null)).toBe(1)
  })

  it('asks for the second value and for a valuation of this year', () => {
    expect(says(judge(pledged({ conservativeFen: null }), pack), 'PLEDGE')).toEqual(['NOTE 抵押物 1 件只有评估价，还须有快速变现价，取低者'])
    expect(says(judge(pledged({ valuedOn: '2024-03-01' }), pack), 'PLEDGE')).toEqual(['INCOMPLETE 抵押物 1 件评估已满 12 个月，须重估'])
  })
})

describe('a security the product is not lent on', () => {
  it('is named, with those it is lent on', () => {
    expect(says(judge({ '/request/product': '抵押微贷' }, packForProduct('抵押微贷', 'fmcg-wholesale')), 'GUARANTEE')).toEqual(['NOTE 「抵押微贷」不以自然人保证发放，可用抵押'])
    expect(says(judge({}), 'GUARANTEE')).toEqual([])
  })
})

describe('a repeat loan', () => {
  const before = { cutOffOn: '2024-03-12', caseNumber: 'SQ2024000001', actualEquityFen: 50_000_000, amountFen: 9_000_000, paidInstalments: 3 }

  it('is cut no more after three instalments on time, and rises by half at most [S0-38]', () => {
    const judgement = judge({ '/previousCase': before })
    expect([judgement.sheet.figure('haircut'), fen(judgement, 'capIncrease'), assessmentOf(judgement).limit?.bindingCap, fen(judgement, 'limit')]).toEqual([0, 13_500_000, 'capIncrease', 13_500_000])
    expect(judge({ '/previousCase': { ...before, paidInstalments: 2 } }).sheet.figure('firstLoan')).toBe(true)
  })

  it('counts what was taken over only once it is confirmed [S2-13]', () => {
    const carried = [{ at: '/household', caseNumber: 'SQ2024000001', on: '2024-03-12', confirmedOn: null }]
    expect(says(judge({ '/previousCase': before, '/carried': carried }), 'CARRIED')).toEqual(['INCOMPLETE 沿用上一案 SQ2024000001 的内容还有 1 项未确认'])
    expect(says(judge({ '/previousCase': before, '/carried': [{ ...carried[0], confirmedOn: '2025-03-12' }] }), 'CARRIED')).toEqual([])
  })
})

describe('a farmer', () => {
  // 40 mu of melons at 2,500 kg and 3.60 a kilo, sold in August and September; nothing comes in before.
  const farm = { land: [{ label: '承包地', areaMu: '40', tenure: 'CONTRACTED', untilOn: null, yearlyRentFen: 2_000_000, evidence: ['licence'] }], crops: [{ label: '西瓜', areaMu: '40', yieldPerMu: '2500', unitPriceFen: 360, harvestMonths: [8, 9], evidence: ['sales-ledger'] }], animals: [] }
  const months = [0, 0, 0, 0, 0, 18_000_000, 18_000_000, 0, 0, 0, 0, 0]
  const grown: Changes = {
    '/applicant/customerType': 'FARMER', '/request/product': '农户贷款', '/request/guarantee': 'CREDIT', '/guarantor': null, '/request/method': 'BULLET', '/request/periods': 6, '/request/firstDueOn': '2025-09-14', '/farm': farm,
    '/income/sales': [{ label: '西瓜', monthlyFen: months, evidence: ['sales-ledger'] }], '/income/margins': [{ label: '西瓜', salesShare: '1', marginRate: '0.55', evidence: ['sales-ledger'] }], '/income/fixed': [], '/income/shrinkageRate': '0', '/checks': [{ method: 'X42', account: 'sales', evidence: ['sales-ledger'] }],
  }
  const pack = packForProduct('农户贷款', 'planting-breeding')
  const judgement = () => new Judgement(exampleCase('gc-01', { ...grown, '/business/trade': 'planting-breeding', '/plan/rentPayments': [], '/plan/stockRelease': [], '/plan/useFen': 5_000_000, '/request/amountFen': 5_000_000, '/request/purposeItems': [{ label: '种苗农资', amountFen: 20_000_000, evidence: ['quotation'] }] }), pack)

  it('is priced by area, yield and price, against the sales stated', () => {
    const judged = judgement()
    expect([fen(judged, 'farmIncome'), fen(judged, 'annualSales')]).toEqual([40 * 2500 * 360, 36_000_000])
    expect(assessmentOf(judged).checks.find(({ method }) => method === 'X42')).toMatchObject({ stated: 36_000_000, check: 36_000_000, deviation: '0.0000' })
  })

  it('is offered a repayment whose principal falls on the harvest', () => {
    const judged = judgement()
    const plan = proposalFor(judged.sheet, judged.sheet.source, pack)
    const rows = plan?.fitted.fits === true ? plan.fitted.schedule.rows : []
    const most = rows.length === 0 ? undefined : rows.reduce((best, row) => (row.principalFen > best.principalFen ? row : best))
    expect(['08', '09']).toContain(most?.dueOn.slice(5, 7))
  })

  it('is told where level months do not fit the harvest, and where more is grown than there is land', () => {
    const level = new Judgement(exampleCase('gc-01', { ...grown, '/request/method': 'ANNUITY', '/request/firstDueOn': '2025-04-14', '/farm/land/0/areaMu': '30' }), pack)
    expect(says(level, 'HARVEST')).toEqual(['NOTE 收成在 8、9 月，按月还本与收成不合：宜按收成月还款'])
    expect(says(level, 'FARM')[0]).toContain('种植面积 40 亩多于所登记土地 30 亩')
  })
})
