import { describe, expect, it } from 'vitest'
import { placed, valueAt } from './place.ts'

const tree = { income: { sales: [{ label: '批发', monthlyFen: 700 }, { label: '零售', monthlyFen: [1, 2, 3] }] }, oral: { annualSalesFen: 5 } }

describe('places of a case file', () => {
  it('are read down lists and fields; what is not there is undefined', () => {
    expect(valueAt(tree, '/income/sales/1/monthlyFen/2')).toBe(3)
    expect(valueAt(tree, '/income/sales/7/label')).toBeUndefined()
  })

  it('an amount that is the same every month stands for each of the twelve', () => {
    expect(valueAt(tree, '/income/sales/0/monthlyFen/11')).toBe(700)
    expect(valueAt(placed(tree, '/income/sales/0/monthlyFen/2', 900), '/income/sales/0/monthlyFen')).toEqual([700, 700, 900, 700, 700, 700, 700, 700, 700, 700, 700, 700])
  })

  it('writing changes the path and leaves everything beside it the same object', () => {
    const after = placed(tree, '/income/sales/0/label', '批发部')
    expect(after.income.sales[0]).toEqual({ label: '批发部', monthlyFen: 700 })
    expect(after.income.sales[1]).toBe(tree.income.sales[1])
    expect(after.oral).toBe(tree.oral)
    expect(tree.income.sales[0]!.label).toBe('批发')
  })

  it('undefined takes an optional field away', () => {
    expect('annualSalesFen' in placed(tree, '/oral/annualSalesFen', undefined).oral).toBe(false)
  })
})
