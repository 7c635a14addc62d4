import { describe, expect, it } from 'vitest'
import { APPLICATION_MOVES, APPLICATION_STATES, moveApplication } from './states.ts'

describe('application states', () => {
  it('go to where the table says and nowhere else', () => {
    expect(moveApplication('FILED', 'admit')).toBe('ADMITTED')
    expect(moveApplication('WITHDRAWN', 'reopen')).toBe('FILED')
    expect(() => moveApplication('ADMITTED', 'admit')).toThrow('申请已准入，不能准入')
    expect(() => moveApplication('DECLINED', 'admit')).toThrow('不能准入')
  })

  it('leave no state without a way on, and none unnamed', () => {
    for (const [state, row] of Object.entries(APPLICATION_MOVES)) {
      expect(Object.values(row).every((next) => next in APPLICATION_STATES), state).toBe(true)
      expect(Object.keys(row).length, state).toBeGreaterThan(0)
    }
  })
})
