import { describe, expect, it } from 'vitest'
import { INVESTIGATION_MOVES, INVESTIGATION_STATES, isOpen, moveInvestigation } from './states.ts'

describe('investigation states', () => {
  it('close by submission and open again by return', () => {
    expect(moveInvestigation('DRAFT', 'submit')).toBe('SUBMITTED')
    expect(moveInvestigation('SUBMITTED', 'return')).toBe('RETURNED')
    expect(moveInvestigation('RETURNED', 'submit-rejected')).toBe('REJECTED_BY_RULE')
  })

  it.each(['SUBMITTED', 'REJECTED_BY_RULE'] as const)('let nobody change what is %s', (state) => {
    for (const act of ['save', 'attach', 'detach', 'submit', 'submit-rejected'] as const) expect(() => moveInvestigation(state, act)).toThrow('不能')
    expect(isOpen(state)).toBe(false)
  })

  it('name every state they lead to', () => {
    for (const row of Object.values(INVESTIGATION_MOVES)) for (const next of Object.values(row)) expect(INVESTIGATION_STATES).toHaveProperty(next)
  })
})
