import { formatYuan } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assess, proposalFor, withWay } from './index.ts'

const pack = packFor('fmcg-wholesale')
const proposed = (changes: Changes = {}) => {
  const caseFile = exampleCase('gc-01', changes)
  return { caseFile, proposal: proposalFor(new Judgement(caseFile, pack).sheet, caseFile, pack)! }
}

describe('the golden case by its forward cash flow [S4-26]', () => {
  it('is fitted a plan that keeps cash aside, beside the type asked for and those the bank offers', () => {
    const { proposal } = proposed()
    if (!proposal.fitted.fits) throw new Error(proposal.fitted.says)
    expect(proposal.fitted.schedule.totals.principalFen).toBe(11_800_000)
    expect(proposal.fitted.rows.reduce((least, row) => Math.min(least, row.closingFen), Infinity)).toBe(proposal.fitted.lowest.closingFen)
    expect(proposal.asked.schedule.rows[0]!.totalFen).toBe(1_022_104)
    expect(formatYuan(proposal.asked.lowest.closingFen)).toBe(formatYuan(Number(new Judgement(exampleCase('gc-01'), pack).sheet.figure('minClosing', 0))))
    expect(proposal.ranked.map((way) => way.method)).toContain('STEP_UP')
  })

  it('offers only what the policy has', () => {
    const caseFile = exampleCase('gc-01')
    const narrow = { ...pack, repayment: { ...pack.repayment, repaymentTypes: ['ANNUITY', 'EQUAL_PRINCIPAL'] as const } }
    expect(proposalFor(new Judgement(caseFile, narrow).sheet, caseFile, narrow)!.ranked.map((way) => way.method).sort()).toEqual(['ANNUITY', 'EQUAL_PRINCIPAL'])
  })

  it('taken over is judged as the request', () => {
    const { caseFile, proposal } = proposed()
    if (!proposal.fitted.fits) throw new Error(proposal.fitted.says)
    const request = withWay(caseFile.request, proposal.fitted.terms)
    expect(request).toMatchObject({ method: 'IRREGULAR', periods: 12, firstDueOn: '2025-04-14', amountFen: 15_000_000 })
    expect(request.shape!.principalsFen!.reduce((sum, amount) => sum + amount, 0)).toBe(11_800_000)
    const judged = assess({ ...caseFile, request }, pack)
    expect(judged.limit).toMatchObject({ amountFen: 11_800_000 })
    expect(proposalFor(new Judgement({ ...caseFile, request }, pack).sheet, { request }, pack)!.asked.schedule).toEqual(proposal.fitted.schedule)
    expect(judged.reasons.filter((reason) => reason.rule === '9.1')).toEqual([])
    for (const way of proposal.ranked) expect(assess({ ...caseFile, request: withWay(caseFile.request, way.terms) }, pack).reasons.filter((reason) => reason.rule === '9.1')).toEqual([])
  })

  it('counts by actual days where the policy says so', () => {
    const caseFile = exampleCase('gc-01')
    const byDays = { ...pack, repayment: { ...pack.repayment, dayCount: 'ACT_365' as const } }
    const judged = assess(caseFile, byDays)
    expect(judged.reasons.filter((reason) => reason.rule === '9.1')).toEqual([])
    expect(judged.limit).toMatchObject({ amountFen: 11_800_000 })
    // 118,000 × 7.2 % × 31 ÷ 365
    expect(proposalFor(new Judgement(caseFile, byDays).sheet, caseFile, byDays)!.asked.schedule.rows[0]!.interestFen).toBe(72_158)
  })

  it('starts from a loan repaid once, too', () => {
    const { proposal } = proposed({ '/request/method': 'BULLET', '/request/firstDueOn': '2026-03-14' })
    expect(proposal.asked.schedule.rows.map((row) => row.dueOn)).toEqual(['2026-03-14'])
    const monthly = proposal.ranked.find((way) => way.method === 'ANNUITY')!
    expect([monthly.schedule.rows[0]!.dueOn, monthly.schedule.rows.at(-1)!.dueOn]).toEqual(['2025-04-14', '2026-03-14'])
  })
})

it('a shape no schedule can be made of is said, not stumbled over', () => {
  const steps = [{ periods: 6, principalFen: 2_000_000 }, { periods: 6, principalFen: 500_000 }]
  const { reasons } = assess(exampleCase('gc-01', { '/request/method': 'STEP_UP', '/request/shape': { steps } }), pack)
  expect(reasons.find((reason) => reason.rule === '9.1')?.says).toBe('第 2 段还本不得比前一段少，排不出还款计划')
})
