import { describe, expect, it } from 'vitest'
import { SHEETS, sheetsOf } from './sheets.ts'

const ids = (...asked: Parameters<typeof sheetsOf>) => sheetsOf(...asked).map(({ id }) => id)
const SHOP = { customerType: 'SELF_EMPLOYED', farm: null, salary: null }

describe('the sheets of a case', () => {
  it('are those of the customer\'s form', () => {
    expect([ids(SHOP).includes('farm'), ids({ ...SHOP, customerType: 'FARMER' }).includes('farm'), ids({ ...SHOP, customerType: 'SALARIED' }).includes('inventory')]).toEqual([false, true, false])
  })

  it('hold what was filled in, whoever the customer is called', () => {
    const farm = ids({ ...SHOP, farm: { land: [], crops: [], animals: [] } })
    expect([farm.indexOf('farm'), farm.includes('salary')]).toEqual([2, false])
    expect(ids({ ...SHOP, salary: {} })).toContain('salary')
  })

  it('hold the one that stands open, at its place in the order', () => {
    for (const { id } of SHEETS) expect(ids(SHOP, id)).toContain(id)
    expect(ids(SHOP, 'farm')).toEqual(SHEETS.map(({ id }) => id).filter((id) => id !== 'salary'))
  })
})
