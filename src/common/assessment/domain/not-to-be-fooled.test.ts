import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { assess } from './index.ts'

const judged = (changes: Changes) => assess(exampleCase('gc-01', changes), packFor('fmcg-wholesale'))
const says = (changes: Changes) => judged(changes).reasons.map((reason) => `${reason.rule}${reason.flag ?? ''}`)

describe('debts the customer does not name', () => {
  it('of the credit report keep the case from being submitted, however well it looks without them', () => {
    const hidden = judged({ '/balance/loans': [], '/balance/creditCards': [], '/income/interest': [] })
    expect([hidden.decision, hidden.identities.find(({ id }) => id === 'I14')?.holds]).toEqual(['INCOMPLETE', false])
  })

  it('are not covered by a mortgage that the report does not show', () => {
    const report = { lender: '小贷公司', balanceFen: 40_000_000 }
    const mortgage = { label: '按揭', amountFen: 40_000_000, annualRate: null, monthlyPaymentFen: 100_000, evidence: ['id-papers'] }
    expect(says({ '/creditReport/loans/1': report, '/household/mortgages': [mortgage] })).toContain('I14')
  })

  it('count as guarantees when the report names them', () => {
    expect(judged({ '/creditReport/guaranteesFen': 100_000_000 }).flags).toContain('FR24')
  })

  it('need a credit report that was queried with leave', () => {
    expect(judged({ '/creditReport': null }).decision).toBe('INCOMPLETE')
    expect(judged({ '/creditReport/queriedOn': '2025-03-10' }).decision).toBe('INCOMPLETE')
  })

  it('show in the months overdue, also when nobody ticked the box [S3-19]', () => {
    expect(judged({ '/creditReport/overdueTimes': 6, '/creditReport/worstOverdueDays': 5 }).flags).toEqual(['FR23'])
    expect(judged({ '/creditReport/worstOverdueDays': 61, '/creditReport/overdueTimes': 1 }).flags).toEqual(['FR23'])
    expect(judged({ '/creditReport/worstOverdueDays': 60, '/creditReport/overdueTimes': 1 }).flags).toEqual([])
  })
})

describe('what only somebody says', () => {
  it('carries no income and no asset [S0-43]', () => {
    const wage = { label: '配偶工资', monthlyFen: 800_000, source: 'OUTSIDE', evidence: [] }
    expect(judged({ '/income/householdIncome': [wage] }).decision).toBe('INCOMPLETE')
    expect(judged({ '/balance/prepayments/0/evidence': ['oral'] }).decision).toBe('INCOMPLETE')
  })

  it('is no strong check, whatever the method', () => {
    expect(says({ '/checks/10/evidence': ['oral'] })).toContain('H08')
  })

  it('of a witness who denies is no second method', () => {
    const voices = [{ who: '邻居', confirms: false, says: '开销很大' }, { who: '店员', confirms: false, says: '常打牌' }]
    expect(says({ '/checks/23/voices': voices })).toContain('H08')
  })

  it('of gambling by the officer alone rejects nobody', () => {
    const finding = { flag: 'FR06', confirmedBy: 'OFFICER', says: '听说好赌', evidence: ['oral'] }
    expect(judged({ '/findings': [finding] }).flags).toEqual([])
    expect(judged({ '/findings': [{ ...finding, confirmedBy: 'THIRD_PARTY' }] }).flags).toEqual(['FR06'])
  })
})

describe('what would count twice or nowhere', () => {
  it('is a mortgage said to be in a household expense smaller than it', () => {
    const mortgage = { label: '按揭', amountFen: 50_000_000, annualRate: '0.04', monthlyPaymentFen: 900_000, evidence: ['id-papers'] }
    expect(judged({ '/household/mortgages': [mortgage] }).limit?.amountFen).toBeLessThan(11_800_000)
  })

  it('is rent moved out of the plan', () => {
    const moved = judged({ '/plan/rentPayments/0/month': '2030-07', '/plan/rentPayments/1/month': '2030-07', '/plan/growthRate': '-0.10' })
    expect(moved.reasons.map(({ rule }) => rule)).toContain('dscr')
  })

  it('is one source told as two checks: the more careful value stays [R8]', () => {
    const flow = { method: 'X14', account: 'sales', creditsFen: 540_000_000, cashShare: '0', evidence: ['pos-flow'] }
    const samples = { method: 'X29', account: 'sales', invoicedFen: 530_000_000, invoicedShare: '1', evidence: ['pos-flow'] }
    const roll = { method: 'X06', account: 'sales', commissionFen: 400_000_000, commissionRate: '1', commissionedShare: '1', evidence: ['commission-slips'] }
    expect(judged({ '/checks': [flow, samples, roll] }).accepted).toEqual([{ account: 'sales', stated: 576_000_000, accepted: 400_000_000 }])
  })
})

describe('a sample after acceptance', () => {
  it('is held against what was accepted, so the veto does not outlive its cause', () => {
    const { accepted, vetoEnabled } = judged({ '/checks/10/documentsFen': 18_950_400, '/checks/11/termDays': '29.14' })
    expect(accepted).toEqual([{ account: 'receivables', stated: 24_000_000, accepted: 22_379_520 }])
    expect(vetoEnabled).toBe(false)
  })
})

describe('days and terms', () => {
  it('that contradict each other keep the case unfinished', () => {
    for (const change of [{ '/request/disbursedOn': '2025-03-01' }, { '/application/appliedOn': '2025-03-20' }, { '/balance/fixedAssets/0/boughtIn': '2030-01' }, { '/equity/startOn': '2026-01-01' }]) expect(judged(change).decision).toBe('INCOMPLETE')
  })

  it('of a bullet are the months it runs, not its one instalment', () => {
    expect(says({ '/request/method': 'BULLET', '/request/periods': 1, '/request/firstDueOn': '2026-03-14' })).not.toContain('capProduct')
  })

  it('end an identity card before the money is paid out', () => {
    expect(judged({ '/applicant/idExpiresOn': '2025-03-13' }).flags).toContain('FR16')
  })
})

describe('a guarantee that is none', () => {
  it('by a child without a household of its own carries nothing [S0-46]', () => {
    expect(judged({ '/guarantor/unmarriedChild': true }).limit?.amountFen).toBe(0)
  })

  it('too small for the request is priced as credit', () => {
    const weak = judged({ '/guarantor/monthlyDisposableFen': 620_000 })
    expect([weak.flags, weak.price?.annualRate]).toEqual([['FR05'], '0.0740'])
  })
})

it('POLLUTING is no purpose to lend for', () => {
  expect(judged({ '/request/purpose': 'POLLUTING' }).decision).toBe('REJECT')
})
