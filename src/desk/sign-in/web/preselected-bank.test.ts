import { expect, it } from 'vitest'
import { preselectedBank } from './preselected-bank.ts'

const bank = (code: string, demonstration = false) => ({ code, name: code, demonstration })

it('the bank last used, else the only one, else the first of a demonstration', () => {
  expect(preselectedBank([bank('a'), bank('b')], 'b')).toBe('b')
  expect(preselectedBank([bank('a'), bank('b')], null)).toBeNull()
  expect(preselectedBank([bank('a'), bank('b')], 'gone')).toBeNull()
  expect(preselectedBank([bank('a')], null)).toBe('a')
  expect(preselectedBank([bank('a', true), bank('b', true)], null)).toBe('a')
  expect(preselectedBank([bank('a', true), bank('b', true)], 'b')).toBe('b')
  expect(preselectedBank([bank('a'), bank('b', true)], null)).toBeNull()
  expect(preselectedBank([], 'a')).toBeNull()
})
