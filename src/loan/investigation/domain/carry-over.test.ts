import { describe, expect, it } from 'vitest'
import { CaseFile, assess } from '#common/assessment/domain'
import { type Changes, exampleCase, packFor, packForProduct, withChanges } from '../../../../sim/cases.ts'
import { type PreviousLoan, carryOver } from './carry-over.ts'

const PLACES = ['/applicant', '/business', '/salary', '/farm', '/household', '/balance/fixedAssets', '/collateral', '/traps']
const pack = packFor('fmcg-wholesale')

function loanOf(name: 'gc-01' | 'gc-02', changes: Changes = {}): PreviousLoan {
  const caseFile = exampleCase(name, changes)
  return { number: 'SQ20240001', caseFile, assessment: assess(caseFile, name === 'gc-01' ? pack : packForProduct('公务员信用贷款', 'general')), amountFen: 10_000_000, paidOnTime: 5 }
}

/** A case as the counter leaves it: asked anew, nothing looked at. */
const fresh = (name: 'gc-01' | 'gc-02', changes: Changes = {}): CaseFile => {
  const { format, id, application, request, applicant, spouse, business, salary, visit, plan, soft } = exampleCase(name)
  const begun = { format, id, cutOffOn: '2026-03-12', application, request, applicant: { ...applicant, evidence: [] }, spouse, business: { ...business, largestCustomerShare: '1', mainSupplierYears: 0, evidence: [] }, salary: salary === null ? null : { ...salary, bonuses: [], spouseWages: [], fund: null, evidence: [] }, visit, balance: {}, income: {}, plan: { useFen: plan.useFen }, soft: { creditRecord: soft.creditRecord } }
  return CaseFile.parse(withChanges(begun, changes))
}

describe('what a repeat loan takes over [S2-13]', () => {
  const previous = loanOf('gc-01')

  it('is the lasting part, each place marked with its case and resting on it; statements, checks and bureau are made anew', () => {
    const next = carryOver(fresh('gc-01'), previous, PLACES, 'old-case')
    expect(next.carried).toEqual(['/applicant', '/business', '/household', '/balance/fixedAssets', '/traps'].map((at) => ({ at, caseNumber: 'SQ20240001', on: '2025-03-12', confirmedOn: null })))
    expect(next.business).toMatchObject({ largestCustomerShare: '0.12', evidence: ['old-case'] })
    expect(next.balance.fixedAssets.map(({ label, costFen, evidence }) => [label, costFen, evidence])).toEqual(previous.caseFile.balance.fixedAssets.map(({ label, costFen }) => [label, costFen, ['old-case']]))
    expect([next.balance.inventory, next.income.sales, next.checks, next.creditReport, next.bankFlows]).toEqual([[], [], [], null, []])
  })

  it('starts the equity check from its balance sheet: 870,200.00 less 207,200.00', () => {
    const next = carryOver(fresh('gc-01'), previous, PLACES, 'old-case')
    expect([next.equity?.startOn, next.equity?.initial.map(({ side, amountFen }) => [side, amountFen])]).toEqual(['2025-03-12', [['ASSET', 87_020_000], ['DEBT', 20_720_000]]])
    expect(next.previousCase).toEqual({ cutOffOn: '2025-03-12', caseNumber: 'SQ20240001', actualEquityFen: 66_300_000, amountFen: 10_000_000, paidInstalments: 5 })
  })

  it('leaves what the counter asked of this case: a new marriage, a new trade, a relation to a colleague', () => {
    const asked: Changes = { '/applicant/marriage': 'DIVORCED', '/applicant/staffRelated': true, '/applicant/residence/years': 12, '/business/trade': 'grocery-retail', '/business/leaseEndsOn': '2029-01-01' }
    const { applicant, business } = carryOver(fresh('gc-01', asked), previous, PLACES, 'old-case')
    expect([applicant.marriage, applicant.staffRelated, applicant.residence.years, business.trade, business.leaseEndsOn]).toEqual(['DIVORCED', true, 12, 'grocery-retail', '2029-01-01'])
  })

  it('asks the wage anew: bonus, spouse and fund come from the case before', () => {
    const { salary, householdEquity } = carryOver(fresh('gc-02', { '/salary/wages': [{ label: '工资(实发)', monthlyFen: 500_000 }] }), loanOf('gc-02'), PLACES, 'old-case')
    expect([salary?.wages, salary?.bonuses[0]?.amountFen]).toEqual([[{ label: '工资(实发)', monthlyFen: 500_000, evidence: [] }], 2_400_000])
    expect(householdEquity?.initial.map(({ side }) => side)).toEqual(['ASSET', 'DEBT'])
  })

  it('writes over nothing that was typed, and a second time over nothing at all', () => {
    const van = { label: '新货车', costFen: 12_000_000, boughtIn: '2026-01', lifeMonths: 60, evidence: [] }
    const typed = carryOver(fresh('gc-01', { '/balance': { fixedAssets: [van] } }), previous, PLACES, 'old-case')
    expect([typed.balance.fixedAssets.map(({ label }) => label), typed.carried.map(({ at }) => at)]).toEqual([['新货车'], ['/applicant', '/business', '/household', '/traps']])
    const confirmed = CaseFile.parse({ ...typed, business: { ...typed.business, largestCustomerShare: '0.55' }, carried: typed.carried.map((each) => ({ ...each, confirmedOn: '2026-03-12' })) })
    expect(carryOver(confirmed, previous, PLACES, 'old-case')).toMatchObject({ business: { largestCustomerShare: '0.55' }, carried: confirmed.carried })
  })

  it('counts once somebody confirmed it, and lets the line grow by half of the last one [S0-38]', () => {
    const repeat = (confirmedOn: string | null) => assess(exampleCase('gc-01', { '/carried': [{ at: '/business', caseNumber: 'SQ20240001', on: '2024-03-12', confirmedOn }], '/previousCase': { cutOffOn: '2024-03-12', actualEquityFen: 60_000_000, amountFen: 8_000_000, paidInstalments: 5 } }), pack)
    expect(repeat(null).reasons).toContainEqual({ rule: 'CARRIED', says: '沿用上一案 SQ20240001 的内容还有 1 项未确认', effect: 'INCOMPLETE' })
    expect(repeat('2025-03-12').reasons.map(({ rule }) => rule)).not.toContain('CARRIED')
    expect(repeat('2025-03-12').limit).toMatchObject({ bindingCap: 'capIncrease', amountFen: 12_000_000 })
  })
})
