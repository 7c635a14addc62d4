import { describe, expect, it } from 'vitest'
import { assess } from '#common/assessment/domain'
import { CaseStore } from './case-store.ts'
import { defaultPack as pack, gc01 } from './testing.ts'

const opened = (): CaseStore => new CaseStore(gc01, pack, true)

describe('a case on the screen', () => {
  it('tells the cells whose figure changed and no others', () => {
    const store = opened()
    const told: string[] = []
    for (const [id, index] of [['limit', 0], ['netProfit', 0], ['netProfit', 1], ['totalAssets', 0]] as const) store.figures.subscribe(id, index, () => told.push(`${id} ${index}`))
    store.set('/income/sales/0/monthlyFen/0', 35_000_000)
    expect(told.sort()).toEqual(['limit 0', 'netProfit 0'])
    expect(store.figures.value('limit', 0)).toBe(11_100_000)
  })

  it('after any typing stands where a judgement from nothing stands', () => {
    const store = opened()
    store.set('/income/sales/0/monthlyFen/0', 3)
    store.set('/balance/cash/0/amountFen', 9_900_000)
    store.set('/checks/3/commissionFen', 100)
    store.set('/income/sales/0/monthlyFen/0', 51_000_000)
    expect(store.assessment()).toEqual(assess(store.caseFile, pack))
  })

  it('undo takes back the last change, a removed row included', () => {
    const store = opened()
    store.remove('/balance/inventory', 0)
    expect(store.figures.value('inventory', 0)).toBe(19_688_000)
    expect(store.undo()).toBe('/balance/inventory')
    expect(store.caseFile).toEqual(gc01)
    expect(store.undo()).toBeNull()
  })

  it('keeps what could not be read until it is put right', () => {
    const store = opened()
    store.setUnread('/balance/cash/0/amountFen', '三万', { code: 'amount.unreadable', message: '无法识别' })
    expect(store.unread().map(({ text }) => text)).toEqual(['三万'])
    store.setUnread('/balance/cash/0/amountFen', '3万', null)
    expect(store.unread()).toEqual([])
  })
})
