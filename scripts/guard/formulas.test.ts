import { describe, expect, it } from 'vitest'
import { formulaSections } from '#common/assessment/domain'
import { type FigureText, parseFormula, parts } from '#common/figures/domain'
import { loadShippedPack } from '#platform/packs'
import { NUMBERS_OF_A_RULE } from './structure.ts'

/** Sections whose formulas are written out from tables of the pack, numbers included. */
const WRITTEN_FROM_PACK = new Set(['评分与软信息', '准入硬规则'])

function numbersIn(figures: readonly FigureText[]): string[] {
  return figures.flatMap((figure) => [...parts(parseFormula(figure.formula))].flatMap((part) => (part.t === 'number' ? [`${figure.id} ${part.text}`] : [])))
}
const ofPack = (named: readonly string[]) => named.filter((one) => !NUMBERS_OF_A_RULE.has(Number(one.split(' ')[1])))

describe('formulas', () => {
  const figures = formulaSections(loadShippedPack('default')).filter((section) => !WRITTEN_FROM_PACK.has(section.title)).flatMap((section) => section.figures)

  it('name no number that belongs in a pack', () => {
    expect(figures.length).toBeGreaterThan(200)
    expect(numbersIn(figures)).not.toEqual([])
    expect(ofPack(numbersIn(figures))).toEqual([])
  })

  it.each(['if(coverage >= 1.25, 1, 0)', 'max(0, disposableCash) * 0.8', 'sum(loans, min(.amountFen, 5000))', 'annualCogs / 365', 'previous(closingCash, 7)', 'sales[24]'])('would be found with one: %s', (formula) => {
    expect(ofPack(numbersIn([...figures, { id: 'planted', name: '植入', unit: 'FEN', source: 'test', formula }]))).toHaveLength(1)
  })

  it('written from the pack take every other number from it', () => {
    const pack = loadShippedPack('default')
    const inPack = JSON.stringify(pack.scorecard) + JSON.stringify(pack.soft) + JSON.stringify(pack.admission)
    const written = formulaSections(pack).filter((section) => WRITTEN_FROM_PACK.has(section.title)).flatMap((section) => section.figures)
    const strangers = ofPack(numbersIn(written)).filter((one) => !new RegExp(`[^0-9.]${one.split(' ')[1]!.replace('.', '\\.')}[^0-9]`).test(inPack))
    expect(strangers).toEqual([])
  })
})
