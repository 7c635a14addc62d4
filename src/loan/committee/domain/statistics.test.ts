import { describe, expect, it } from 'vitest'
import { exact, fen } from '#kernel'
import { type Sitting, approvalRate, memberStatistics, qualityFactor } from './statistics.ts'

const policy = {
  memberFee: fen(2_000), nonAccrualDays: 90,
  memberQuality: [{ nplUpTo: '0.005', factor: '1.2' }, { nplUpTo: '0.01', factor: '1.0' }, { nplUpTo: '0.02', factor: '0.7' }, { nplUpTo: null, factor: '0.3' }],
}
const sitting = (more: Partial<Sitting> = {}): Sitting => ({ staffId: '018f0000-0000-7000-8000-000000000001', name: '张伟', kind: 'AGREE', outcome: 'APPROVED', questions: 2, minutes: 20, approvedFen: fen(11_800_000), loans: [], ...more })

describe('statistics of a committee', () => {
  it('approval rate is approved of decided; deferred and sent back are not decided', () => {
    expect(approvalRate([])).toBeNull()
    expect(approvalRate(['DEFERRED', 'RE_INVESTIGATE'])).toBeNull()
    expect(approvalRate(['APPROVED', 'APPROVED_WITH_CHANGE', 'REJECTED', 'DEFERRED'])).toBe('0.6667')
  })

  it('a member: cases, votes, questions, minutes, agreement, and what became of what he agreed to', () => {
    const bad = { balanceFen: fen(1_000_000), overdueDays: 91 }
    const good = { balanceFen: fen(99_000_000), overdueDays: 0 }
    const late = { balanceFen: fen(100_000_000), overdueDays: 10 }
    const [one] = memberStatistics([
      sitting({ loans: [bad, good] }), sitting({ kind: 'AGREE_WITH_CHANGE', questions: 5, minutes: 40, loans: [late] }),
      sitting({ kind: 'REJECT', outcome: 'REJECTED', questions: 0 }), sitting({ kind: 'REJECT', loans: [bad] }), sitting({ kind: 'VETO', outcome: 'REJECTED' }),
    ], policy)
    expect(one).toMatchObject({
      sat: 5, votes: { AGREE: 1, AGREE_WITH_CHANGE: 1, REJECT: 2, VETO: 1, DEFER: 0, RE_INVESTIGATE: 0 }, questionsPerCase: '2.2', minutesPerCase: '24.0', agreement: '0.8000', approvedFen: 23_600_000,
      balanceFen: 200_000_000, nplRatio: '0.0050', overdueRatio: '0.5050', opposedAndBad: 1, vetoes: 1, vetoesUpheld: 1, factor: '1.2', feeFen: 12_000,
    })
  })

  it('pay follows the quality of what he agreed to: exactly the line still counts', () => {
    expect(['0', '0.005', '0.0051', '0.01', '0.02', '0.03'].map((npl) => qualityFactor(exact(npl), policy))).toEqual(['1.2', '1.2', '1.0', '1.0', '0.7', '0.3'])
  })

  it('without loans there is no ratio and the best factor', () => {
    expect(memberStatistics([sitting()], policy)[0]).toMatchObject({ nplRatio: null, overdueRatio: null, balanceFen: 0, factor: '1.2', feeFen: 2_400 })
    expect(memberStatistics([], policy)).toEqual([])
  })
})
