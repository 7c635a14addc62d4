import { describe, expect, it } from 'vitest'
import { readIdNumber } from './id-number.ts'

describe('resident ID number', () => {
  it('reads birthday and sex of the numbers printed in the standard', () => {
    expect(readIdNumber('11010519491231002x')).toEqual({ idNumber: '11010519491231002X', bornOn: '1949-12-31', sex: 'FEMALE' })
    expect(readIdNumber('440524188001010014')).toMatchObject({ bornOn: '1880-01-01', sex: 'MALE' })
  })

  it.each(['110105194912310021', '440524188001010015', '11010519490231002X', '1101051949123100', ''])('refuses %s', (text) => {
    expect(() => readIdNumber(text)).toThrow('身份证号码不正确')
  })
})
