import { describe, expect, test } from 'vitest'
import { loadShippedPack, shippedPackNames } from '#platform/packs'
import { CANCELS, CASE_LIFE_CODES, LIFE_MOVES, PROCESS, STEP_CODES, incompatibleRole, INCOMPATIBLE, lifeAfter } from './index.ts'

describe('the process', () => {
  test('has one rule for each step, in the order of the path [S1-05]', () => {
    expect(PROCESS.map(({ step }) => step)).toEqual(STEP_CODES)
  })

  test.each(shippedPackNames())('%s gives every step to some post and a time', (name) => {
    const { organisation } = loadShippedPack(name)
    expect(STEP_CODES.filter((step) => organisation.process[step].posts.length === 0)).toEqual([])
    expect(Object.entries(organisation.stepWithin).filter(([, within]) => within === null)).toEqual([])
  })

  test('managing, investigating and reviewing lie with different posts where the pack splits them [S1-11] [S1-12] [S1-13]', () => {
    const { process } = loadShippedPack('m1-factory').organisation
    expect([process.INVESTIGATE.posts, process.VISIT.posts, process.ANSWER.posts, process.FIRST_CHECK.posts]).toEqual([['INVESTIGATION'], ['INVESTIGATION'], ['RELATIONSHIP'], ['RELATIONSHIP']])
    expect(process.REVIEW.posts.some((post) => post === 'INVESTIGATION' || post === 'RELATIONSHIP')).toBe(false)
  })

  test('only central operations queries the bureau, draws up contracts and pays out where the pack says so [S1-14]', () => {
    const { process } = loadShippedPack('m1-factory').organisation
    for (const step of ['BUREAU', 'CONTRACT', 'SIGNING', 'PAY_MAKE', 'PAY_CHECK'] as const) expect(process[step]).toEqual({ goesTo: 'POOL', posts: ['CENTRAL_OPS'] })
    expect(loadShippedPack('m2-ipc').organisation.process.BUREAU.posts).toContain('OFFICER')
  })

  test('a withdrawal takes everything off the desks, an end by rule as well', () => {
    expect(['application.withdrawn', 'application.declined', 'decision.rejected', 'decision.lapsed'].map((fact) => CANCELS[fact])).toEqual(['ALL', 'ALL', 'ALL', 'ALL'])
  })
})

describe('the life of a case', () => {
  const after = (...facts: string[]): string | null => facts.reduce<ReturnType<typeof lifeAfter>>((state, fact, i) => lifeAfter(state, fact, facts.slice(0, i).map((one) => ({ fact: one, detail: one === 'committee.resolved' ? 'APPROVED_WITH_CHANGE' : null }))), null)

  test('follows the facts', () => {
    expect(after('application.filed')).toBe('APPLIED')
    expect(after('application.filed', 'application.admitted', 'application.assigned')).toBe('ASSIGNED')
    expect(after('application.filed', 'application.assigned', 'application.admitted')).toBe('ASSIGNED')
    expect(after('application.filed', 'application.admitted', 'visit.planned', 'visit.started')).toBe('INVESTIGATING')
    expect(after('application.filed', 'application.admitted', 'investigation.submitted', 'investigation.returned')).toBe('RETURNED')
    expect(after('application.filed', 'application.admitted', 'investigation.submitted', 'decision.re-investigate', 'investigation.returned')).toBe('RE_INVESTIGATE')
    expect(after('application.filed', 'review.passed', 'committee.resolved', 'decision.approved')).toBe('APPROVED_WITH_CHANGE')
    expect(after('application.filed', 'decision.rejected', 'decision.informed')).toBe('REJECTED')
    expect(after('application.filed', 'decision.approved', 'decision.informed', 'contract.signed', 'loan.disbursed', 'loan.arrived', 'loan.settled')).toBe('REPAID')
  })

  test('moves only to states it knows', () => {
    expect(LIFE_MOVES.filter(({ to }) => !CASE_LIFE_CODES.includes(to))).toEqual([])
  })
})

describe('incompatible roles on one case', () => {
  const both = INCOMPATIBLE.flatMap(({ roles: [a, b], onlySplit }) => [[a, b, onlySplit === true], [b, a, onlySplit === true]] as const)

  test.each(both)('%s, then %s: refused to the same person, to who stands in for him and to whom he stood in for [S1-11]', (first, second, onlySplit) => {
    const held = [{ role: first, staffId: 'b', onBehalfOf: 'a' }]
    for (const person of ['a', 'b']) expect(incompatibleRole(second, new Set([person]), held, true)?.before.role).toBe(first)
    expect(incompatibleRole(second, new Set(['c', 'a']), held, true)?.before.role).toBe(first)
    expect(incompatibleRole(second, new Set(['c']), held, true)).toBeUndefined()
    expect(incompatibleRole(second, new Set(['b']), held, false) === undefined).toBe(onlySplit)
  })
})
