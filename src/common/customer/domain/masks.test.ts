import { describe, expect, it } from 'vitest'
import { maskIdNumber, maskPhone } from './masks.ts'

describe('masks', () => {
  it('show four digits of the person at most', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110105********002X')
    expect(maskPhone('13800138000')).toBe('138****8000')
  })
})
