import { describe, expect, test } from 'vitest'
import { loadShippedPack, shippedPackNames } from '#platform/packs'
import { keyForm, policyKeys, policyValue, readValue, sameValue, writtenChange, writtenValue } from './index.ts'

describe('values as people write them', () => {
  test.each(shippedPackNames())('every value of %s reads back to the same value', (name) => {
    const pack = loadShippedPack(name)
    const lost = policyKeys.filter(({ key }) => {
      const value = policyValue(pack, key)
      const back = readValue(key, writtenValue(keyForm(key), value))
      return !('value' in back) || !sameValue(keyForm(key), back.value, value)
    })
    expect(lost.map(({ key }) => key)).toEqual([])
  })

  test('percent, yuan, rules', () => {
    expect(writtenValue(keyForm('limit.firstLoanHaircut'), '0.25')).toBe('25%')
    expect(writtenValue(keyForm('price.roundUpTo'), '0.0005')).toBe('0.05%')
    expect(writtenValue(keyForm('scorecard.restrictedUpTo'), 10_000_050)).toBe('100,000.50元')
    expect(writtenValue(keyForm('soft.matrix'), { AGE: [{ when: [{ figure: 'age', is: 'GE', than: '30' }, { figure: 'age', is: 'LT', than: '45' }], then: 'NORMAL' }] })).toMatchObject({ AGE: ['age >= 30 and age < 45 -> NORMAL'] })
  })

  test('of an object only the fields that differ are written, of a list the whole', () => {
    const pack = loadShippedPack('default')
    const caps = pack.limit.productCaps
    expect(writtenChange(keyForm('limit.productCaps'), caps, { ...caps, maxAmount: 30_000_000 })).toEqual({ maxAmount: '300,000元' })
    expect(writtenChange(keyForm('servicing.remindBeforeDays'), [3, 1], [7, 3, 1])).toEqual([7, 3, 1])
    expect(writtenChange(keyForm('servicing.remindBeforeDays'), [3, 1], [1, 3])).toBeUndefined()
    expect(writtenChange(keyForm('limit.multiLendingFactor'), '0.8', '0.80')).toBeUndefined()
  })

  test('what does not fit is told with its place', () => {
    expect(readValue('limit.firstLoanHaircut', '35%')).toMatchObject({ faults: [{ at: [] }] })
    expect(readValue('limit.productCaps', { minAmount: '5,000元', maxAmount: null, step: '1,000元', minMonths: 3, maxMonths: 24 })).toMatchObject({ faults: [{ at: ['maxAmount'] }] })
  })
})
