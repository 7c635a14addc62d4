import { describe, expect, it } from 'vitest'
import { type Ballot, Ballot as BallotShape, copiedReasons, readSealed, refuseVeto, sealedText } from './ballot.ts'

const named = (reasons: readonly string[]) => reasons.map((reason, i) => ({ staffId: String(i), ballot: { kind: 'AGREE', reason } as Ballot }))

describe('a ballot', () => {
  it('has a reason of its own, and says what it changes or refuses for', () => {
    expect(BallotShape.safeParse({ kind: 'AGREE', reason: '   ' }).success).toBe(false)
    expect(BallotShape.safeParse({ kind: 'AGREE', reason: '五项销售检验相差不足百分之二' }).success).toBe(true)
    expect(BallotShape.safeParse({ kind: 'AGREE_WITH_CHANGE', reason: '额度宜再降', change: {} }).success).toBe(false)
    expect(BallotShape.safeParse({ kind: 'AGREE_WITH_CHANGE', reason: '额度宜再降', change: { amountFen: 10_000_000 } }).success).toBe(true)
    expect(BallotShape.safeParse({ kind: 'RE_INVESTIGATE', reason: '现金流没有算清', codes: [] }).success).toBe(false)
    expect(BallotShape.safeParse({ kind: 'RE_INVESTIGATE', reason: '现金流没有算清', codes: ['OVER_INDEBTED'] }).success).toBe(false)
    expect(BallotShape.safeParse({ kind: 'RE_INVESTIGATE', reason: '现金流没有算清', codes: ['CASH_FLOW_CALCULATION'] }).success).toBe(true)
  })

  it('may be a veto only where this case has one', () => {
    expect(() => refuseVeto('VETO', false)).toThrow('没有一票否决权')
    expect(() => refuseVeto('VETO', true)).not.toThrow()
    expect(() => refuseVeto('REJECT', false)).not.toThrow()
  })

  it('counts as copied when the words are those of someone who voted before, whatever the spaces and marks', () => {
    expect(copiedReasons(named(['五项检验一致', '眼见存货', '五项检验一致。', '五项 检验，一致']))).toEqual(['2', '3'])
    expect(copiedReasons(named(['五项检验一致', '五项检验基本一致']))).toEqual([])
  })

  it('is sealed as one text for one ballot and nonce, in whatever order its fields came', () => {
    const ballot: Ballot = { kind: 'AGREE_WITH_CHANGE', reason: '额度宜再降', change: { amountFen: 10_000_000, conditions: [] } }
    const turned: Ballot = { change: { conditions: [], amountFen: 10_000_000 }, reason: '额度宜再降', kind: 'AGREE_WITH_CHANGE' }
    expect(sealedText(ballot, 'n')).toBe(sealedText(turned, 'n'))
    expect(sealedText(ballot, 'n')).not.toBe(sealedText(ballot, 'm'))
    expect(readSealed(sealedText(ballot, 'n'))).toEqual({ nonce: 'n', ballot })
  })
})
