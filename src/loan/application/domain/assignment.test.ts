import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel'
import { type Assigning, refuseAssignment } from './assignment.ts'

const base: Assigning = { wanted: { leadId: 'lead', assistId: 'assist' }, byId: 'boss', supervises: true, isFirst: true, managerId: 'manager', postModel: 'SPLIT', dualInvestigation: true }
const code = (change: Partial<Assigning>): string | undefined => {
  try {
    refuseAssignment({ ...base, ...change })
    return undefined
  } catch (cause) {
    return cause instanceof Refusal ? cause.code : String(cause)
  }
}

describe('who may be given a case', () => {
  it('is never who manages the customer where managing and investigating are divided, and may be where they are not', () => {
    expect(code({})).toBeUndefined()
    expect(code({ wanted: { leadId: 'manager', assistId: 'assist' } })).toBe('application.relationship-investigates')
    expect(code({ wanted: { leadId: 'lead', assistId: 'manager' } })).toBe('application.relationship-investigates')
    expect(code({ wanted: { leadId: 'manager', assistId: 'assist' }, postModel: 'SINGLE' })).toBeUndefined()
  })

  it('is oneself only where one officer goes end to end, and only before anyone was named', () => {
    const own = { supervises: false, byId: 'lead' }
    expect(code(own)).toBe('application.assign-others')
    expect(code({ ...own, postModel: 'SINGLE' })).toBeUndefined()
    expect(code({ ...own, postModel: 'SINGLE', isFirst: false })).toBe('application.reassign')
  })

  it('has an assistant where two investigate, and a reason where others were named before', () => {
    expect(code({ wanted: { leadId: 'lead', assistId: null } })).toBe('application.assist-missing')
    expect(code({ wanted: { leadId: 'lead', assistId: null }, dualInvestigation: false })).toBeUndefined()
    expect(code({ isFirst: false })).toBe('application.reassign-reason')
    expect(code({ isFirst: false, wanted: { ...base.wanted, reason: '休产假' } })).toBeUndefined()
  })
})
