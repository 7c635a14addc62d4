import { describe, expect, it } from 'vitest'
import { nameKeys, pinyinKeys, questionOf } from './search-keys.ts'

describe('what is typed into the search box', () => {
  it.each([
    ['', { kind: 'ALL' }],
    ['002x', { kind: 'LAST4', text: '002X' }],
    ['１２３４', { kind: 'LAST4', text: '1234' }],
    ['11010519491231002X', { kind: 'ID_NUMBER', text: '11010519491231002X' }],
    ['138 0013 8000', { kind: 'PHONE', text: '13800138000' }],
    ['c000012', { kind: 'NUMBER', text: 'C000012' }],
    ['wjg', { kind: 'PINYIN', text: 'WJG' }],
    ['王建国', { kind: 'NAME', bigrams: ['王建', '建国'] }],
    ['王', { kind: 'NAME', bigrams: ['王'] }],
  ])('%s', (typed, question) => {
    expect(questionOf(typed)).toEqual(question)
  })

  it('finds a name by every part of it, rare characters included', () => {
    expect(nameKeys('王建国')).toEqual(['王', '建', '国', '王建', '建国'])
    expect(nameKeys('𬭊')).toEqual(['𬭊'])
    expect(pinyinKeys('wjg')).toEqual(['W', 'WJ', 'WJG'])
  })
})
