import { describe, expect, it } from 'vitest'
import { type CasePeople, refuseWrongPerson, whyNot } from './who-may.ts'

const people: CasePeople = { leadId: 'lead', assistId: 'assist', submitterId: 'lead' }

describe('segregation on one case', () => {
  it('investigator ≠ reviewer', () => {
    expect(whyNot('return', people, 'lead')).toBeDefined()
    expect(whyNot('return', people, 'assist')).toBeDefined()
    expect(whyNot('return', people, 'reviewer')).toBeUndefined()
    expect(() => refuseWrongPerson('return', { ...people, leadId: 'other', submitterId: 'formerly' }, 'formerly')).toThrow('不同的人')
  })

  it('only lead and assistant write', () => {
    expect(whyNot('investigate', people, 'assist')).toBeUndefined()
    expect(() => refuseWrongPerson('investigate', { ...people, assistId: null }, 'assist')).toThrow('主办、协办')
  })
})
