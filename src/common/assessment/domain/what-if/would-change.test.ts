import { describe, expect, it } from 'vitest'
import { proveChanges } from '../../../../../sim/prove-changes.ts'
import { exampleCase, packFor, packForProduct, withChanges } from '../../../../../sim/cases.ts'
import { assess, standingOf, whatWouldChange, withTyped } from '../index.ts'
import { leversOf } from './levers.ts'

const pack = packFor('fmcg-wholesale')

describe('what would change it', () => {
  it('of GC-01 says which change moves the cap that binds', () => {
    const caseFile = exampleCase('gc-01')
    const before = standingOf(assess(caseFile, pack))
    const changes = whatWouldChange(caseFile, pack)
    expect(changes.length).toBeGreaterThan(0)
    for (const { typed, after } of changes) expect(standingOf(assess(withTyped(caseFile, typed)!, pack))).toEqual(after)
    expect(changes).toMatchObject([{ lever: 'LONGER', target: 'CAP', says: '期限由 12 个月改为 13 个月', typed: [{ at: '/request/periods', value: 13 }], after: { grade: 'B', bindingCap: 'capNeed', amountFen: 11_800_000 } }])
    expect(before).toMatchObject({ grade: 'B', bindingCap: 'capCash', amountFen: 11_800_000 })
  })

  it('names no way of repayment the product does not have', () => {
    const ways = (types: readonly string[]) => leversOf(exampleCase('gc-01'), packFor('fmcg-wholesale', { '/repayment/repaymentTypes': types })).map(({ id }) => id).filter((id) => id.startsWith('METHOD'))
    expect([ways(['ANNUITY', 'EQUAL_PRINCIPAL']), ways(['ANNUITY'])]).toEqual([['METHOD_EQUAL_PRINCIPAL'], []])
  })

  it('offers no guarantor where the product is lent on credit only, and no second purse to a household on wages', () => {
    const pack = packForProduct('公务员信用贷款', 'general')
    const of = (guarantees?: readonly string[]) => leversOf(exampleCase('gc-02'), guarantees === undefined ? pack : withChanges(pack, { '/admission/guarantees': guarantees })).map(({ id }) => id).filter((id) => id === 'NEW_GUARANTOR' || id === 'INJECT')
    expect([of(), of(['CREDIT', 'PERSONAL_GUARANTEE'])]).toEqual([[], ['NEW_GUARANTOR']])
  })

  it('of a case rejected by rule says nothing: there is no amount to move', () => {
    expect(whatWouldChange(exampleCase('rc-01'), packFor('clothing-retail'))).toEqual([])
  })

  it('forty random cases: each change shown, typed in, does what was said', () => {
    const { judged, withChange, faults } = proveChanges(20_250_312, 40)
    expect([judged, faults]).toEqual([40, []])
    expect(withChange).toBeGreaterThan(20)
  })
})
