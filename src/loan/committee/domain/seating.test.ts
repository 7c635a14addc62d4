import { describe, expect, it } from 'vitest'
import { type Post } from '#common/staff/domain'
import { day } from '#kernel'
import { type CaseTies, type Member, afterLeaving, barsOf, candidates, hasQuorum, quorumOf, refuseSameCommittee, takeSeats } from './seating.ts'
import type { Seat } from './words.ts'
import { usualRules } from './testing.ts'

const on = day('2025-03-13')
const member = (name: string, seat: Seat = 'MEMBER', posts: readonly Post[] = ['COMMITTEE_MEMBER']): Member => ({ staffId: name, name, seat, certifiedUntil: day('2025-12-31'), posts })
const nobody: CaseTies = { tookPart: new Map(), signatures: [], decidedBefore: new Set() }
const single = { excludedPosts: [] as readonly Post[] }
const split = { excludedPosts: ['OFFICER', 'RELATIONSHIP', 'INVESTIGATION', 'CENTRAL_OPS'] as readonly Post[] }
const codes = (who: Member, ties: Partial<CaseTies> = {}, policy = single) => barsOf(who, { ...nobody, ...ties }, policy, on).map(({ code }) => code)

describe('who may sit', () => {
  it('an officer sits for the cases of others, never for his own [S2-46]', () => {
    const officer = member('王', 'MEMBER', ['COMMITTEE_MEMBER', 'OFFICER'])
    expect(codes(officer)).toEqual([])
    expect(codes(officer, { tookPart: new Map([['王', '调查']]) })).toEqual(['TOOK_PART'])
  })

  it('where posts are split, line posts do not sit at all', () => {
    expect(codes(member('王', 'MEMBER', ['COMMITTEE_MEMBER', 'OFFICER']), {}, split)).toEqual(['LINE_POST'])
    expect(codes(member('王', 'MEMBER', ['COMMITTEE_MEMBER', 'RISK_MANAGER']), {}, split)).toEqual([])
  })

  it('who signs above the committee does not vote in it, nor one whose certificate ran out', () => {
    const president = member('行', 'MEMBER', ['COMMITTEE_MEMBER', 'PRESIDENT'])
    expect(codes(president)).toEqual([])
    expect(codes(president, { signatures: ['VICE_PRESIDENT', 'PRESIDENT'] })).toEqual(['SIGNS'])
    expect(codes({ ...member('李'), certifiedUntil: day('2025-03-12') })).toEqual(['CERTIFICATE'])
    expect(codes(member('李', 'MEMBER', ['OFFICER']))).toEqual(['POST'])
  })

  it('all of three, four of five, and never without the chair', () => {
    const taken = (count: number, chair = true) => Array.from({ length: count }, (_, i) => ({ staffId: String(i), seat: i === 0 && chair ? 'CHAIR' : 'MEMBER' } as const))
    expect([3, 5, 7].map((seats) => quorumOf(seats, usualRules.quorum))).toEqual([3, 4, 6])
    expect(hasQuorum(taken(4), 5, usualRules.quorum)).toBe(true)
    expect(hasQuorum(taken(5, false), 5, usualRules.quorum)).toBe(false)
    expect(hasQuorum(taken(2), 3, usualRules.quorum)).toBe(false)
  })
})

describe('taking seats', () => {
  const body = [member('组', 'CHAIR'), member('甲'), member('乙'), member('丙'), member('丁'), member('候', 'RESERVE')]
  const table = { chairId: '组', seats: 5, quorum: usualRules.quorum }

  it('chair, members, and a reserve only for someone who is barred', () => {
    expect(takeSeats(candidates(body, nobody, single, on), table, new Set()).map(({ staffId }) => staffId)).toEqual(['组', '甲', '乙', '丙', '丁'])
    const list = candidates(body, { ...nobody, tookPart: new Map([['乙', '审查']]) }, single, on)
    expect(takeSeats(list, table, new Set()).map(({ staffId }) => staffId)).toEqual(['组', '甲', '丙', '丁', '候'])
  })

  it('is refused when too few are left, naming who is barred and why', () => {
    const list = candidates(body, { ...nobody, tookPart: new Map([['组', '调查'], ['甲', '受理']]) }, single, on)
    expect(() => takeSeats(list, table, new Set())).toThrow('可出席本案的委员不足：没有组长')
    try { takeSeats(list, table, new Set()) } catch (error) { expect(JSON.stringify(error)).toContain('甲：参与过本案：受理') }
  })

  it('a reconsideration has someone new at the table', () => {
    const before = new Set(['组', '甲', '乙', '丙', '丁'])
    const taken = takeSeats(candidates(body, nobody, single, on), table, before)
    expect(taken.map(({ staffId }) => staffId)).toEqual(['组', '甲', '乙', '丙', '候'])
    expect(() => refuseSameCommittee(taken, before)).not.toThrow()
    expect(() => refuseSameCommittee(taken.slice(0, 4), before)).toThrow('复议的委员与原审贷会完全相同')
  })
})

describe('a member leaving', () => {
  const at = (names: string, chair = true) => [...names].map((name, i) => ({ staffId: name, seat: i === 0 && chair ? 'CHAIR' : 'MEMBER' } as const))
  it.each([
    ['one of five: the meeting goes on', at('组甲乙丙'), 5, [], 'GOES_ON'],
    ['two of five with a reserve: he must sit down first', at('组甲乙'), 5, [{ seat: 'RESERVE' }], 'NEEDS_REPLACEMENT'],
    ['two of five without one: adjourned', at('组甲乙'), 5, [], 'ADJOURNS'],
    ['one of three without a reserve: adjourned', at('组甲'), 3, [], 'ADJOURNS'],
    ['the chair: only another chair can take the seat', at('甲乙丙丁', false), 5, [{ seat: 'RESERVE' }], 'ADJOURNS'],
    ['the chair with a deputy', at('甲乙丙丁', false), 5, [{ seat: 'CHAIR' }], 'NEEDS_REPLACEMENT'],
  ] as const)('%s', (_, left, seats, reserves, becomes) => {
    expect(afterLeaving(left, seats, reserves, usualRules.quorum)).toBe(becomes)
  })
})
