import { describe, expect, it } from 'vitest'
import { unitTree } from './unit-tree.ts'

const unit = (unitId: string, parentId: string | null) => ({ unitId, parentId, code: unitId, name: unitId })

describe('organisation tree', () => {
  it('nests units and never offers a unit its own branch as parent', () => {
    const units = [unit('总行', null), unit('一区', '总行'), unit('一部', '一区'), unit('二区', '总行')]
    expect(unitTree(units)[0]?.children.map(({ title, children }) => [title, children.length])).toEqual([['一区', 1], ['二区', 0]])
    expect(unitTree(units, '一区')[0]?.children.map(({ title }) => title)).toEqual(['二区'])
  })
})
