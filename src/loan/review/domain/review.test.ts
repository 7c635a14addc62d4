import { describe, expect, it } from 'vitest'
import { packFor } from '../../../../sim/cases.ts'
import { PassReview, QUESTION_CODES, ReturnReview, returnRates, returnText, secondReviewWhy } from './index.ts'

const yes = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true }]))

describe('the six questions', () => {
  it('are all answered before a case passes, and a no says why', () => {
    expect(PassReview.safeParse({ answers: yes }).success).toBe(true)
    for (const code of QUESTION_CODES) {
      const { [code]: _, ...five } = yes
      expect(PassReview.safeParse({ answers: five }).success, code).toBe(false)
      expect(PassReview.safeParse({ answers: { ...yes, [code]: { yes: false } } }).success, code).toBe(false)
      expect(PassReview.safeParse({ answers: { ...yes, [code]: { yes: false, remark: '缺保证人身份证' } } }).success, code).toBe(true)
    }
  })
})

describe('a return', () => {
  it('needs a reason of the list and words, and may be cut short before all six are answered', () => {
    expect(ReturnReview.safeParse({ reasons: [], says: '请补盘点' }).success).toBe(false)
    expect(ReturnReview.safeParse({ reasons: ['UNCLEAR'], says: '补' }).success).toBe(false)
    expect(ReturnReview.safeParse({ reasons: ['UNCLEAR'], says: '请补盘点' }).success).toBe(true)
  })

  it('for what an officer should refuse himself is said in those words [S2-81]', () => {
    expect(returnText({ reasons: ['NOT_COOPERATIVE', 'UNCLEAR', 'RISK_NOT_UNDERSTOOD'], says: '客户拒绝看仓库', points: [{ sheet: 'inventory', at: null, says: '存货未实地盘点' }] }))
      .toBe('客户不配合、调查不清楚、风险点分析不透：客户拒绝看仓库\n1．存货未实地盘点')
  })
})

describe('a second reviewer', () => {
  it('is asked for by a flag with that effect, or above the amount of the pack', () => {
    const pack = packFor('fmcg-wholesale')
    expect(secondReviewWhy(pack, { flags: [], amountFen: 100 })).toBeNull()
    expect(secondReviewWhy(pack, { flags: ['FR20', 'FR01'], amountFen: 100 })).toContain('FR20')
    const strict = packFor('fmcg-wholesale', { '/committee/secondReviewFrom': 5_000_000 })
    expect([secondReviewWhy(strict, { flags: [], amountFen: 5_000_000 }), secondReviewWhy(strict, { flags: [], amountFen: 5_000_001 })]).toEqual([null, '申请金额超过 50,000.00 元，须第二人审查'])
  })
})

describe('return rates', () => {
  it('are returned ÷ reviewed of each person, with a time that was really taken in the middle', () => {
    const of = (staffId: string, returned: boolean, deskSeconds: number) => ({ staffId, name: staffId, returned, deskSeconds })
    expect(returnRates([of('a', true, 60), of('a', false, 300), of('a', false, 120), of('b', false, 10), of('b', true, 20)])).toEqual([
      { staffId: 'a', name: 'a', reviews: 3, returned: 1, returnRate: '0.3333', medianDeskSeconds: 120 },
      { staffId: 'b', name: 'b', reviews: 2, returned: 1, returnRate: '0.5000', medianDeskSeconds: 10 },
    ])
    expect(returnRates([])).toEqual([])
  })
})
