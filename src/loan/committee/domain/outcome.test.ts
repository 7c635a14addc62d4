import { describe, expect, it } from 'vitest'
import type { Ballot } from './ballot.ts'
import { codesOf, outcomeOf, passes, tally } from './outcome.ts'
import type { VoteKind } from './words.ts'
import { condition, gc01Proposal, gc01Request, usualRules } from './testing.ts'

const asked = { proposal: gc01Proposal, requested: gc01Request }
const ballot = (kind: VoteKind): Ballot => {
  const reason = `理由 ${kind}`
  switch (kind) {
    case 'AGREE': case 'DEFER': return { kind, reason }
    case 'AGREE_WITH_CHANGE': return { kind, reason, change: { amountFen: 10_000_000, conditions: [] } }
    case 'REJECT': case 'VETO': return { kind, reason, codes: ['OVER_INDEBTED'] }
    case 'RE_INVESTIGATE': return { kind, reason, codes: ['FUTURE_CASH'] }
  }
}
const WORD: Readonly<Record<string, VoteKind>> = { a: 'AGREE', c: 'AGREE_WITH_CHANGE', r: 'REJECT', d: 'DEFER', i: 'RE_INVESTIGATE', v: 'VETO' }
const ballots = (letters: string) => [...letters].map((letter) => ballot(WORD[letter]!))
const result = (letters: string, seats = 5, rules: Parameters<typeof outcomeOf>[2] = usualRules) => outcomeOf(ballots(letters), seats, rules, asked).outcome

describe('what votes come to', () => {
  it.each([
    // Five seats: two thirds are four.
    ['aaaaa', 5, 'APPROVED_WITH_CHANGE'], ['aaaar', 5, 'APPROVED_WITH_CHANGE'], ['aaarr', 5, 'REJECTED'], ['aaaa', 5, 'APPROVED_WITH_CHANGE'], ['aaar', 5, 'REJECTED'],
    // Three seats: two of three.
    ['aar', 3, 'APPROVED_WITH_CHANGE'], ['arr', 3, 'REJECTED'],
    // A veto stops whatever the others say.
    ['aaaav', 5, 'REJECTED'],
    // Not passed: more ask for a new investigation, or for time, than reject; of equally many the stricter answer holds.
    ['aaaii', 5, 'RE_INVESTIGATE'], ['aarii', 5, 'RE_INVESTIGATE'], ['aarri', 5, 'REJECTED'], ['aaari', 5, 'REJECTED'], ['aaadd', 5, 'DEFERRED'], ['aaadi', 5, 'RE_INVESTIGATE'], ['aaard', 5, 'REJECTED'],
    // An empty seat agrees to nothing.
    ['aaa', 5, 'REJECTED'],
  ])('%s of %i seats: %s', (letters, seats, outcome) => {
    expect(result(letters, seats)).toBe(outcome)
  })

  it('a veto that does not stop counts as a rejection', () => {
    const collective = { ...usualRules, passRule: { agree: 2, of: 3, vetoStops: false } }
    expect(result('aaaav', 5, collective)).toBe('APPROVED_WITH_CHANGE')
    expect(result('aaavv', 5, collective)).toBe('REJECTED')
  })

  it('all must agree where the pack asks for it', () => {
    const together = { ...usualRules, unanimityRequired: [3] }
    expect(result('aar', 3, together)).toBe('REJECTED')
    expect(result('aaa', 3, together)).toBe('APPROVED_WITH_CHANGE')
    expect(passes(tally(ballots('aaaar')), 5, together)).toBe(true)
  })

  it('is unchanged only when it is what the customer asked for', () => {
    const full = { proposal: { ...gc01Proposal, amountFen: gc01Request.amountFen }, requested: gc01Request }
    expect(outcomeOf(ballots('aaaaa'), 5, usualRules, full).outcome).toBe('APPROVED')
    const conditional: Ballot = { kind: 'AGREE_WITH_CHANGE', reason: '先投保', change: { conditions: [condition('INSURANCE', '投保财产险')] } }
    expect(outcomeOf([...ballots('aaaa'), conditional], 5, usualRules, full).outcome).toBe('APPROVED_WITH_CHANGE')
  })

  it('takes the terms of the agreeing votes only, the most careful of them', () => {
    expect(outcomeOf(ballots('aaacr'), 5, usualRules, asked)).toMatchObject({ outcome: 'APPROVED_WITH_CHANGE', terms: { amountFen: 10_000_000, periods: 12 } })
    expect(outcomeOf(ballots('aarrr'), 5, usualRules, asked).terms).toBeNull()
  })

  it('collects each reason code once', () => {
    expect(codesOf(ballots('arirv'))).toEqual(['OVER_INDEBTED', 'FUTURE_CASH'])
  })
})
