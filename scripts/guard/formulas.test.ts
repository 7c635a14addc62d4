import { describe, expect, it } from 'vitest'
import { formulaSections } from '#common/assessment/domain'
import { parseFormula, parts } from '#common/figures/domain'
import { loadShippedPack } from '#platform/packs'
import { NUMBERS_OF_A_RULE } from './structure.ts'

/** Sections whose formulas are written out from tables of the pack, numbers included. */
const WRITTEN_FROM_PACK = new Set(['评分与软信息', '准入硬规则'])

describe('formulas', () => {
  it('name no number that belongs in a pack', () => {
    const figures = formulaSections(loadShippedPack('default')).filter((section) => !WRITTEN_FROM_PACK.has(section.title)).flatMap((section) => section.figures)
    expect(figures.length).toBeGreaterThan(200)
    const named = figures.flatMap((figure) => [...parts(parseFormula(figure.formula))].flatMap((part) => (part.t === 'number' ? [`${figure.id} ${part.text}`] : [])))
    expect(named).not.toEqual([])
    expect(named.filter((one) => !NUMBERS_OF_A_RULE.has(Number(one.split(' ')[1])))).toEqual([])
  })
})
