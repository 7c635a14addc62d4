import { describe, expect, it } from 'vitest'
import { exampleCase, packFor } from '../../../../sim/cases.ts'
import { Chance } from '../../../../sim/chance.ts'
import { proveRelations } from '../../../../sim/prove-relations.ts'
import { RELATIONS } from '../../../../sim/relations.ts'
import { Judgement, assessmentOf } from './index.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`relations between judgements: seed ${seed} (WEIDAI_SEED repeats it; npm run proof -- metamorphic runs 100,000 cases)`)
/** How many cases of the seed each relation is held against here. */
const CASES = 120
const MAY_STOP_SHORT: Readonly<Record<string, number>> = { 'all money times k': 2, 'a new debt never raises the limit': 2, 'more income never lowers the amount': 2, 'a planted trap is named': CASES / 4 }

describe('on random cases', () => {
  it.each(Object.keys(RELATIONS))('%s', (name) => {
    const { faults, outcomes, granted } = proveRelations(seed, 0, CASES, [name])
    expect(faults).toEqual([])
    expect(outcomes[name]?.['HOLDS'] ?? 0).toBeGreaterThanOrEqual(CASES - (MAY_STOP_SHORT[name] ?? 0))
    expect(granted).toBeGreaterThan(CASES / 4)
  })
})

describe('on GC-01', () => {
  it.each(Object.entries(RELATIONS))('%s', (_, relation) => {
    const [caseFile, pack] = [exampleCase('gc-01'), packFor('fmcg-wholesale')]
    const judgement = new Judgement(caseFile, pack)
    for (let i = 0; i < 20; i++) expect(relation({ caseFile, pack, judgement, assessment: assessmentOf(judgement), chance: new Chance(seed + i) }).kind).toBe('HOLDS')
  })
})
