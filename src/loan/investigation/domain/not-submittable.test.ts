import type { Reason } from '#common/assessment/domain'
import { describe, expect, it } from 'vitest'
import { NotSubmittable, asDetails, submissionBlocks } from './not-submittable.ts'

const reason = (rule: string, effect: Reason['effect']): Reason => ({ rule, effect, says: `${rule} 不成立` })
const rules = (reasons: readonly Reason[]): string[] => reasons.map(({ rule }) => rule)

describe('what keeps an investigation from being submitted', () => {
  it('an unfinished judgement names all that is missing', () => {
    const blocks = submissionBlocks({ decision: 'INCOMPLETE', reasons: [reason('BS', 'INCOMPLETE'), reason('I01', 'INCOMPLETE'), reason('NEED-REF', 'NOTE')] })
    expect(rules(blocks)).toEqual(['BS', 'I01'])
    const refusal = new NotSubmittable(asDetails(blocks))
    expect(refusal).toMatchObject({ code: 'investigation.not-submittable', status: 422, errors: [{ code: 'judgement.bs' }, { code: 'judgement.i01' }] })
    expect(refusal.message).toContain('共 2 处')
  })

  it('a customer rejected by rule may be submitted, with statements missing', () => {
    expect(submissionBlocks({ decision: 'REJECT', reasons: [reason('H04', 'REJECT'), reason('BS', 'INCOMPLETE'), reason('H08', 'REJECT')] })).toEqual([])
  })

  it('but not on statements that contradict each other, nor above the hard stop', () => {
    expect(rules(submissionBlocks({ decision: 'REJECT', reasons: [reason('H04', 'REJECT'), reason('I01', 'INCOMPLETE'), reason('R5', 'INCOMPLETE')] }))).toEqual(['I01', 'R5'])
  })

  it('work not done is no reason to reject a customer', () => {
    expect(rules(submissionBlocks({ decision: 'REJECT', reasons: [reason('H08', 'REJECT'), reason('H12', 'REJECT'), reason('EQ', 'INCOMPLETE')] }))).toEqual(['H08', 'H12', 'EQ'])
  })

  it('a finished judgement has nothing in its way', () => {
    expect(submissionBlocks({ decision: 'PROPOSE', reasons: [reason('stress-severe', 'NOTE')] })).toEqual([])
    expect(submissionBlocks({ decision: 'REFER', reasons: [reason('coverage', 'REFER')] })).toEqual([])
  })
})
