import { type Axis, type FigureText, Sheet, buildGraph } from '#common/figures/domain'
import { expect, it } from 'vitest'
import type { Explainer } from './explainer.ts'
import { LiveSheet } from './live-sheet.ts'
import { figureTwig } from './twig.ts'

interface Case { readonly checks: readonly { readonly method: string; readonly off: number }[] }
const AXES: Record<string, Axis<Case>> = { checks: { name: 'checks', rows: (input) => input.checks, pointer: (_, row) => `/checks/${row}`, reads: ['checks'] } }
const truth = (id: string, formula: string, more: Partial<FigureText> = {}): FigureText => ({ id, name: id, unit: 'TRUTH', source: 'test', formula, ...more })
const FIGURES = [truth('doubt', "when(.method = 'X15', .off > 5)", { over: 'checks' }), truth('flag', 'any(doubt)')]
const same = (said: string): string => said
const words: Explainer = { namer: { figure: same, input: same, field: same, policy: same, list: same, algorithm: same, word: (_, value) => value }, typed: (name) => ({ name, valueText: '', place: null }), policy: (name) => ({ name, valueText: '', place: null }), row: (_, index) => String(index), evidence: () => undefined, word: () => null }

it('a flag tells its reason first, and no check that does not apply', () => {
  const off = (method: string, by: number) => ({ method, off: by })
  const asked = (...checks: Case['checks']) => figureTwig(new LiveSheet(new Sheet(buildGraph(FIGURES, AXES, {}), { checks }, {})), words, 'flag', 0).children().map(({ name, value }) => [name, value])
  expect(asked(off('X01', 9), off('X15', 1), off('X02', 9), off('X15', 9), off('X03', 0))).toEqual([['doubt · 3', true], ['doubt · 1', false]])
})
