import { read } from '#kernel'
import { expect, it } from 'vitest'
import { exampleText, packFor } from '../../../../sim/cases.ts'
import { CaseFile, Judgement, assessmentOf, binsOf } from './index.ts'

it.each(['gc-01', 'catering', 'small-manufacturing'])('the bin of every indicator of %s gives the points it got', (name) => {
  const caseFile = read(CaseFile, JSON.parse(exampleText(name)))
  const pack = packFor(caseFile.business.trade)
  const judgement = new Judgement(caseFile, pack)
  const bins = binsOf(judgement)
  const indicators = Object.entries(assessmentOf(judgement).score?.indicators ?? {})
  expect(indicators.length).toBeGreaterThan(20)
  for (const [id, points] of indicators) {
    const own = pack.scorecard.indicators[id]?.bins ?? []
    expect(bins[id] === 0 ? 0 : own[bins[id]! - 1]?.then, id).toBe(points)
  }
  expect(new Set(Object.values(bins)).size).toBeGreaterThan(1)
})
