import { describe, expect, it } from 'vitest'
import { CONTRACT_MOVES, CONTRACT_STATES, DRAWDOWN_MOVES, DRAWDOWN_STATES, moveContract, moveDrawdown } from './states.ts'

describe('contract and drawdown states', () => {
  it('go to where the tables say and nowhere else', () => {
    expect(moveContract('DRAFTING', 'draw-up')).toBe('DRAWN_UP')
    expect(moveContract('SIGNED', 'redraw')).toBe('DRAFTING')
    expect(() => moveContract('DRAFTING', 'sign')).toThrow('合同待制作，不能签约')
    expect(() => moveContract('CLOSED', 'draw-up')).toThrow('合同已终止')
    expect(moveDrawdown('ARRIVED', 'reverse')).toBe('REVERSED')
    expect(() => moveDrawdown('DISBURSED', 'check')).toThrow('本笔放款已放款，不能复核放款')
    expect(() => moveDrawdown('ORDERED', 'arrive')).toThrow('不能确认到账')
  })

  it('name every state they lead to', () => {
    for (const row of Object.values(CONTRACT_MOVES)) expect(Object.values(row).every((next) => next in CONTRACT_STATES)).toBe(true)
    for (const row of Object.values(DRAWDOWN_MOVES)) expect(Object.values(row).every((next) => next in DRAWDOWN_STATES)).toBe(true)
  })
})
