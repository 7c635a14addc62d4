import { describe, expect, it } from 'vitest'
import { InvalidInput } from '#kernel'
import { Terms, answerText, isLowered, moveDecision, refuseRaised } from './index.ts'

const approved = Terms.parse({
  product: '小微贷款', guarantee: 'PERSONAL_GUARANTEE', amountFen: 11_800_000, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.0720', purpose: 'WORKING_CAPITAL',
  conditions: [{ when: 'BEFORE', kind: 'GUARANTOR_SIGNS', says: '保证人到场签字', ownerPost: 'OFFICER' }],
})
const faults = (wanted: Terms): string[] => {
  try {
    refuseRaised(approved, wanted)
    return []
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors.map(({ at = '' }) => at)
    throw error
  }
}

describe('terms after approval', () => {
  it('may be lowered: a smaller amount, a shorter term, further conditions', () => {
    const lower = { ...approved, amountFen: 11_799_999, periods: 11, conditions: [...approved.conditions, { when: 'AFTER' as const, kind: 'INVOICES' as const, says: '15 日内补交发票', ownerPost: 'OFFICER' as const, dueOn: null, evidenceNeeded: true }] }
    expect([faults(lower), isLowered(approved, lower), isLowered(approved, approved)]).toEqual([[], true, false])
  })

  it('are never raised: every raise is named at once', () => {
    expect(faults({ ...approved, amountFen: 11_800_001, periods: 13, annualRate: '0.0700', conditions: [] })).toEqual(['/terms/amountFen', '/terms/periods', '/terms/annualRate', '/terms/conditions'])
    for (const change of [{ guarantee: 'CREDIT' }, { method: 'BULLET' }, { every: 'QUARTER' }, { purpose: 'EQUIPMENT' }, { product: '别的' }] as const) expect(faults({ ...approved, ...change })).toEqual([`/terms/${Object.keys(change)[0]}`])
  })
})

describe('the answer to the customer', () => {
  it('names the terms of a yes, and of a no neither people nor grounds', () => {
    expect(answerText('APPROVED', approved).join('')).toContain('118,000.00 元，期限 12 期')
    expect(answerText('APPROVED', approved).join('')).toContain('保证人到场签字')
    expect(answerText('REJECTED', approved).join('')).not.toMatch(/审贷会|委员|投票|评分|标志|118/)
  })
})

describe('a decision', () => {
  it('goes to where the table says and nowhere else', () => {
    expect([moveDecision('ROUTED', 'approve-to-sign'), moveDecision('SIGNING', 'sign-last'), moveDecision('APPROVED', 'lapse')]).toEqual(['SIGNING', 'APPROVED', 'LAPSED'])
    expect(() => moveDecision('LAPSED', 'use')).toThrow('本案批复失效，不能签约')
    expect(() => moveDecision('ROUTED', 'sign')).toThrow('不能签批')
  })
})
