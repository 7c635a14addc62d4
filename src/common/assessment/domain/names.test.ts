import { formulaInWords } from '#common/figures/domain'
import { loadShippedPack } from '#platform/packs'
import { expect, it } from 'vitest'
import { judgementGraph, namerFor, pointerName } from './index.ts'

it.each(['default', 'm1-factory', 'm2-ipc', 'm3-jinxin'])('every formula of %s is said in Chinese, its constants too', (name) => {
  const graph = judgementGraph(loadShippedPack(name))
  const namer = namerFor(graph)
  const said = [...graph.figures.values()].map(({ id, expr }) => ({ id, words: formulaInWords(expr, namer) }))
  expect(said.filter(({ words }) => /[A-Z]{3,}|[A-Za-z]+_/.test(words.replaceAll('LPR', '')))).toEqual([])
  expect(said.find(({ id }) => id === 'equityDeviation')!.words).toContain('「期间可支配资金」')
})

it('what goods cost is a unit cost, what an asset cost its original value', () => {
  expect(['/income/margins/0/costFen', '/checks/3/items/1/costFen', '/balance/fixedAssets/0/costFen'].map((at) => pointerName(at).split(' ').at(-1))).toEqual(['单位成本', '单位成本', '原值'])
})
