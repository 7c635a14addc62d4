import { describe, expect, it } from 'vitest'
import { exampleCase, packFor } from '../../../../sim/cases.ts'
import { Chance } from '../../../../sim/chance.ts'
import { randomCase } from '../../../../sim/random-case.ts'
import { sameValue, shown } from '../../../../sim/recompute.ts'
import { type CaseFile, Judgement, assess, assessmentOf } from './index.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`live recomputation: seed ${seed} (WEIDAI_SEED repeats it)`)

/** The first figure instance that differs between two sheets. */
function difference(live: Judgement, fresh: Judgement): string | null {
  for (const { id } of fresh.sheet.graph.figures.values()) {
    if (live.sheet.instances(id) !== fresh.sheet.instances(id)) return `${id} has ${live.sheet.instances(id)} instances, not ${fresh.sheet.instances(id)}`
    for (let index = 0; index < fresh.sheet.instances(id); index++) {
      const [a, b] = [live.sheet.figure(id, index), fresh.sheet.figure(id, index)]
      if (!sameValue(a, b)) return `${id}#${index} is ${shown(a)}, fresh ${shown(b)}`
    }
  }
  return null
}

describe('a judgement that follows what is typed [S1-22, S1-25]', () => {
  it('equals a fresh one after any run of changes to any parts', () => {
    const chance = new Chance(seed)
    for (let run = 0; run < 12; run++) {
      let current: CaseFile = randomCase(chance)
      const pack = packFor(current.business.trade)
      const live = new Judgement(current, pack)
      for (let edit = 0; edit < 8; edit++) {
        const other = randomCase(chance)
        const keys = chance.shuffled(Object.keys(current).filter((key) => key !== 'format') as (keyof CaseFile)[]).slice(0, chance.whole(1, 3))
        current = { ...current, ...Object.fromEntries(keys.map((key) => [key, other[key]])), business: current.business }
        live.update(current, keys)
        const fresh = new Judgement(current, pack)
        expect([keys, difference(live, fresh)]).toEqual([keys, null])
        expect(assessmentOf(live)).toEqual(assessmentOf(fresh))
      }
    }
  })

  it('forgets an accepted value and a settled price when the case no longer needs them', () => {
    const pack = packFor('fmcg-wholesale')
    const [clean, changed] = [exampleCase('gc-01'), exampleCase('gc-01', { '/checks/12/documentsFen': 14_200_000, '/creditReport/worstOverdueDays': 40, '/soft/inquiries': [], '/applicant/property': 'NONE', '/business/mainSupplierYears': 0, '/business/largestCustomerShare': '0.7' })]
    const live = new Judgement(clean, pack)
    live.update(changed, ['checks', 'creditReport', 'soft', 'applicant', 'business'])
    expect(assessmentOf(live)).toEqual(assess(changed, pack))
    expect(live.sheet.source.adopted).toEqual({ payables: 14_200_000 })
    live.update(clean, ['checks', 'creditReport', 'soft', 'applicant', 'business'])
    expect(assessmentOf(live)).toEqual(assess(clean, pack))
  })

  it('keeps what does not rest on the change', () => {
    const live = new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale'))
    const counts = new Map<string, number>()
    const { graph } = live.sheet
    const restsOnVisit = graph.dependents.get('in.visit') ?? new Set()
    for (const id of graph.figures.keys()) counts.set(id, restsOnVisit.has(id) ? 1 : 0)
    expect([counts.get('H12'), counts.get('annualSales'), counts.get('A1'), counts.get('capCash'), counts.get('limit')]).toEqual([1, 0, 0, 0, 0])
    expect(graph.dependents.get('in.income')?.has('limit')).toBe(true)
  })
})
