import { type Exact, formatExact } from '#kernel'
import { describe, expect, it } from 'vitest'
import { alteredSheet } from '../../../../sim/altered.ts'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { assess } from './index.ts'

const sheetOf = (changes: Changes, pack: Changes = {}, formulas: Record<string, string> = {}) => alteredSheet(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack), formulas)
const rate = (changes: Changes, pack: Changes = {}, formulas: Record<string, string> = {}) => formatExact(sheetOf(changes, pack, formulas).figure('price') as Exact, 4)
const graded = (grade: string) => ({ cappedGrade: `'${grade}'` })

describe('the price [S4-45]', () => {
  it.each([['A', '0.0660'], ['B', '0.0720'], ['C', '0.0840'], ['D', '0.1020'], ['E', '0.1500']])('of grade %s with a personal guarantee is %s', (grade, price) => {
    expect(rate({}, {}, graded(grade))).toBe(price)
  })

  it.each([['CREDIT', '0.0740'], ['PERSONAL_GUARANTEE', '0.0720'], ['GUARANTEE_COMPANY', '0.0680'], ['MORTGAGE', '0.0650']])('with %s is %s', (guarantee, price) => {
    expect(rate({ '/request/guarantee': guarantee })).toBe(price)
  })

  it('is funding, cost, loss, capital and margin: 2.30 + 2.40 + 1.20 + 0.7875 + 0.50 = 7.1875 %', () => {
    const sheet = sheetOf({})
    expect(['expectedLoss', 'capitalCost', 'relationshipDiscount', 'rateBeforeRounding'].map((id) => formatExact(sheet.figure(id) as Exact, 6))).toEqual(['0.012000', '0.007875', '0.000000', '0.071875'])
  })

  it('is rounded up to 0.05 %, and stays where it is one', () => {
    expect(rate({}, { '/price/opex': '0.024125' })).toBe('0.0720')
    expect(rate({}, { '/price/opex': '0.0241251' })).toBe('0.0725')
    expect(rate({}, { '/price/roundUpTo': '0.0001' })).toBe('0.0719')
  })

  it('is never below the floor nor above the ceiling of the product', () => {
    expect(rate({}, { '/price/ftp': '0' })).toBe('0.0490')
    expect(rate({}, { '/price/ftp': '0', '/price/opex': '0' })).toBe('0.0400')
    expect(rate({}, { '/price/ftp': '0.2' })).toBe('0.1500')
  })

  it('falls by 0.20 % a loan repaid, by 1.00 % at most [S2-76]', () => {
    const repaid = (loansRepaid: number) => rate({ '/application/loansRepaid': loansRepaid }, {}, graded('B'))
    expect([0, 1, 2, 5, 6, 100].map(repaid)).toEqual(['0.0720', '0.0700', '0.0680', '0.0620', '0.0620', '0.0620'])
  })

  it('says its cost a year, simple and effective, also where the first period is longer', () => {
    expect(assess(exampleCase('gc-01'), packFor('fmcg-wholesale')).price).toEqual({ annualRate: '0.0720', aprSimple: '0.0720', aprEffective: '0.0744' })
    expect(assess(exampleCase('gc-01', { '/request/firstDueOn': '2025-04-20' }), packFor('fmcg-wholesale')).price).toMatchObject({ annualRate: '0.0720' })
  })
})
