import { describe, expect, it } from 'vitest'
import { emptied, fit, schemaAt, wordsAt } from './schema-at.ts'
import { gc01 } from './testing.ts'

const check = (method: string): number => gc01.checks.findIndex((one) => one.method === method)

describe('what may stand at a place', () => {
  it('a month of a line is an amount, though the line holds one amount for all', () => {
    expect(fit(schemaAt('/income/fixed/0/monthlyFen/3', gc01), -1).refusal?.message).toContain('不得为负')
    expect(fit(schemaAt('/income/fixed/0/monthlyFen/3', gc01), 800_000)).toEqual({ value: 800_000, refusal: null })
  })

  it('a field of a check follows its method', () => {
    expect(fit(schemaAt(`/checks/${check('X14')}/cashShare`, gc01), '1.2').refusal?.message).toContain('0 至 1')
    expect(fit(schemaAt(`/checks/${check('X13')}/samples/0/days`, gc01), 0).refusal).not.toBeNull()
    expect(schemaAt(`/checks/${check('X13')}/cashShare`, gc01)).toBeUndefined()
  })

  it('an emptied field is nothing where nothing may stand, zero for an amount, and missed where something must', () => {
    expect(emptied(schemaAt('/oral/annualSalesFen', gc01), true)).toEqual({ value: undefined, refusal: null })
    expect(emptied(schemaAt('/applicant/idExpiresOn', gc01), false)).toEqual({ value: null, refusal: null })
    expect(emptied(schemaAt('/balance/cash/0/amountFen', gc01), true)).toEqual({ value: 0, refusal: null })
    expect(emptied(schemaAt('/balance/cash/0/label', gc01), false).refusal?.message).toBe('必须填写')
  })

  it('closed lists name their words, also behind a default', () => {
    expect(wordsAt('/balance/inventory/0/condition', gc01)).toEqual(['GOOD', 'SLOW', 'EXPIRED'])
    expect(wordsAt('/applicant/name', gc01)).toEqual([])
  })
})
