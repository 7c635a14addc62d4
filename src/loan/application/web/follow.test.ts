import { describe, expect, it } from 'vitest'
import { followed, inCycles, methodsOf, wishOf } from './follow.ts'
import { EMPTY_INTAKE } from './intake.ts'

const no = [{ code: 'product.customer-type', message: '', at: '/request/product', expected: '' }]
const offered = (name: string, methods: string[], reasons: typeof no = []) => ({ name, reasons, terms: { methods } })
const farm = [offered('农户贷款', ['BULLET', 'INTEREST_ONLY_Q', 'IRREGULAR', 'ANNUITY_Q']), offered('农业贷款', ['INTEREST_ONLY_Q', 'IRREGULAR']), offered('小微贷款', ['ANNUITY'], no)]

describe('what the counter form follows', () => {
  it('is the first product on offer, with a method of that product', () => {
    expect(followed(EMPTY_INTAKE, 'FARMER', farm)).toMatchObject({ product: '农户贷款', method: 'BULLET', periods: 12 })
    expect(followed(EMPTY_INTAKE, 'FARMER', [])).toMatchObject({ product: '', method: 'ANNUITY' })
    expect(wishOf(EMPTY_INTAKE, 'SALARIED')).toEqual({ guarantee: 'CREDIT', purpose: 'CONSUMPTION', months: 12 })
  })

  it('keeps what was picked, and the months where the cycle changes', () => {
    expect(followed({ ...EMPTY_INTAKE, product: '农业贷款' }, 'FARMER', farm)).toMatchObject({ product: '农业贷款', method: 'INTEREST_ONLY_Q', periods: 4 })
    expect(followed({ ...EMPTY_INTAKE, method: 'ANNUITY_Q', periods: 6, purpose: 'EQUIPMENT' }, 'FARMER', farm)).toMatchObject({ product: '农户贷款', method: 'ANNUITY_Q', periods: 6, purpose: 'EQUIPMENT' })
    expect(followed({ ...EMPTY_INTAKE, product: '小微贷款', method: 'ANNUITY_Q', periods: 6 }, 'FARMER', farm)).toMatchObject({ product: '小微贷款', method: 'ANNUITY', periods: 18 })
    expect([inCycles(12, 'ANNUITY', 'BULLET'), inCycles(1, 'ANNUITY', 'ANNUITY_Q'), inCycles(null, 'ANNUITY', 'ANNUITY_Q')]).toEqual([12, 1, null])
  })

  it('offers every method that needs no instalments of its own', () => {
    expect(methodsOf(farm[0])).toEqual(['BULLET', 'INTEREST_ONLY_Q', 'ANNUITY_Q'])
  })
})
