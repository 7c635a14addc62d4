import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#kernel'
import { METHODS } from '#common/schedule/domain'
import { type Condition, type Terms, fitted } from '#loan/decision/domain'
import { changed, everyOf, refuseUpward, strictest, unite } from './merge-terms.ts'
import { condition, gc01Proposal } from './testing.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`merged terms: seed ${seed} (WEIDAI_SEED repeats it)`)

const anyCondition: fc.Arbitrary<Condition> = fc.record({
  when: fc.constantFrom('BEFORE', 'AFTER'), kind: fc.constantFrom('INSURANCE', 'INVOICES', 'OTHER'), says: fc.constantFrom('投保财产险', '十五日内补发票', '加做一次回访'), ownerPost: fc.constant('OFFICER'),
  dueOn: fc.constantFrom(null, day('2025-03-20'), day('2025-04-20')), evidenceNeeded: fc.boolean(),
}, { noNullPrototype: true })
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  amountFen: fc.integer({ min: 1, max: 50_000_000 }), periods: fc.integer({ min: 1, max: 36 }), annualRate: fc.integer({ min: 300, max: 2400 }).map((bp) => `0.${String(bp).padStart(4, '0')}`),
  method: fc.constantFrom(...METHODS), guarantee: fc.constantFrom('CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE'),
  conditions: fc.array(anyCondition, { maxLength: 4 }).map((list) => unite([], list)),
}, { noNullPrototype: true }).map((parts) => fitted({ ...gc01Proposal, ...parts, every: everyOf(parts.method) }, parts))

describe('the most conservative terms', () => {
  it('never give more than any agreeing vote does', () => {
    fc.assert(fc.property(fc.array(anyTerms, { minLength: 1, maxLength: 7 }), ([first, ...others]) => {
      const merged = strictest(first!, ...others)
      for (const terms of [first!, ...others]) expect(() => refuseUpward(merged, terms)).not.toThrow()
    }), { seed, numRuns: 2000 })
  })

  it('do not depend on who voted first, and of one vote are that vote', () => {
    const bare = (terms: Terms) => ({ ...terms, conditions: terms.conditions.map((one) => JSON.stringify(one)).sort() })
    fc.assert(fc.property(anyTerms, anyTerms, anyTerms, (a, b, c) => {
      expect(bare(strictest(a, b, c))).toEqual(bare(strictest(c, a, b)))
      expect(strictest(a)).toEqual(a)
      expect(strictest(a, a)).toEqual(a)
    }), { seed, numRuns: 1000 })
  })

  it('take the lowest amount, the shortest term, the highest rate, the stronger guarantee and all conditions', () => {
    const insurance = condition('INSURANCE', '投保财产险')
    const a = changed(gc01Proposal, { amountFen: 10_000_000, annualRate: '0.09', conditions: [insurance] })
    const b = changed(gc01Proposal, { periods: 6, guarantee: 'MORTGAGE', conditions: [{ ...insurance, dueOn: day('2025-03-20') }, condition('INVOICES', '七日内补发票', { when: 'AFTER' })] })
    expect(strictest(gc01Proposal, a, b)).toEqual({
      ...gc01Proposal, amountFen: 10_000_000, annualRate: '0.09', periods: 6, guarantee: 'MORTGAGE',
      conditions: [{ ...insurance, dueOn: day('2025-03-20') }, condition('INVOICES', '七日内补发票', { when: 'AFTER' })],
    })
  })

  it('keep how principal comes back in proportion, and another type keeps the months', () => {
    const graced = fitted({ ...gc01Proposal, method: 'GRACE_ANNUITY', shape: { gracePeriods: 3 } }, gc01Proposal)
    expect(strictest(graced, changed(graced, { amountFen: 9_000_000, conditions: [] }), changed(graced, { periods: 9, conditions: [] }))).toMatchObject({ amountFen: 9_000_000, periods: 9, method: 'GRACE_ANNUITY', shape: { gracePeriods: 3 } })
    expect(changed(gc01Proposal, { method: 'ANNUITY_Q', conditions: [] })).toMatchObject({ method: 'ANNUITY_Q', every: 'QUARTER', periods: 4 })
    expect(() => refuseUpward(changed(gc01Proposal, { method: 'EQUAL_PRINCIPAL', conditions: [] }), gc01Proposal)).not.toThrow()
  })

  it('refuse what is looser than judgement carries, in each respect by name', () => {
    const upward = changed(gc01Proposal, { amountFen: 12_000_000, periods: 18, annualRate: '0.06', guarantee: 'CREDIT', method: 'BULLET', conditions: [] })
    expect(upward.every).toBe('ONCE')
    let said: unknown
    try { refuseUpward(upward, gc01Proposal) } catch (error) { said = JSON.parse(JSON.stringify(error)) }
    expect(said).toMatchObject({ code: 'committee.beyond-judgement', errors: [{ at: '/amountFen' }, { at: '/periods' }, { at: '/annualRate' }, { at: '/guarantee' }, { at: '/method' }] })
    expect(() => refuseUpward(changed(gc01Proposal, { amountFen: 11_800_000, annualRate: '0.0720', conditions: [] }), gc01Proposal)).not.toThrow()
  })
})
