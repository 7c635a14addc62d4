import { type Expr, type Source, type Value, formatValue, formulaInWords, isNumber } from '#common/figures/domain'
import { compare } from '#kernel'
import type { Explainer } from './explainer.ts'
import type { LiveFigures } from './live-sheet.ts'

/** One line of a "where from" tree. Children are worked out when the line is opened: a limit rests on thousands of figures. */
export interface Twig {
  readonly key: string
  readonly kind: Source['kind']
  readonly name: string
  readonly valueText: string
  readonly value: Value
  /** The formula in words; null for what was typed and for policy values. */
  readonly formula: string | null
  /** Chapter, form code and requirement a figure comes from; the key of a policy value; the place of a typed one. */
  readonly source: string
  readonly evidence: readonly string[]
  /** The one among the sources of a minimum or maximum that decides it. */
  readonly decides: boolean
  readonly children: () => readonly Twig[]
}

const NONE = (): readonly Twig[] => []

/** The line of one figure. */
export function figureTwig(figures: LiveFigures, words: Explainer, id: string, index: number, decides = false): Twig {
  const definition = figures.definition(id)
  const value = figures.value(id, index)
  const row = definition.over === undefined ? '' : words.row(definition.over, index)
  return {
    key: `${id}#${index}`, kind: 'FIGURE', name: row === '' ? definition.name : `${definition.name} · ${row}`, value, valueText: words.word(value) ?? formatValue(value, definition.unit),
    formula: formulaInWords(definition.expr, words.namer), source: definition.source, evidence: [], decides,
    children: () => {
      const { sources } = figures.origin(id, index)
      const deciding = decidingSource(definition.expr, value, sources)
      const twigs = sources.map((source) => sourceTwig(figures, words, source, source === deciding))
      if (definition.unit === 'TRUTH' && value !== null) return reasonFirst(twigs)
      return deciding === undefined ? twigs : inOrder(twigs)
    },
  }
}

/** The line of a figure, a typed place or a policy value. */
export function sourceTwig(figures: LiveFigures, words: Explainer, source: Source, decides = false): Twig {
  switch (source.kind) {
    case 'FIGURE': return figureTwig(figures, words, source.id, source.index, decides)
    case 'TYPED': {
      const { name, valueText, place } = words.typed(source.pointer, source.value)
      return { key: source.pointer, kind: 'TYPED', name, valueText, value: source.value, formula: null, source: place ?? '', evidence: source.evidence, decides, children: NONE }
    }
    case 'SETTLED': {
      const valueText = words.word(source.value) ?? formatValue(source.value, source.unit)
      return { key: source.field, kind: 'FIGURE', name: words.namer.input(source.field), valueText, value: source.value, formula: null, source: '', evidence: [], decides, children: () => source.from.map((each) => sourceTwig(figures, words, each)) }
    }
    case 'POLICY': {
      const { name, valueText } = words.policy(source.key, source.value)
      return { key: source.key, kind: 'POLICY', name, valueText, value: source.value, formula: null, source: source.key, evidence: [], decides, children: NONE }
    }
  }
}

/** Of a least or greatest of several, the one that gives the value. */
function decidingSource(expr: Expr, value: Value, sources: readonly Source[]): Source | undefined {
  if (expr.t !== 'builtin' || !['least', 'greatest', 'min', 'max'].includes(expr.fn) || value === null || !isNumber(value) || sources.length < 2) return undefined
  return sources.find((source) => source.value !== null && isNumber(source.value) && compare(source.value, value) === 0)
}

/** The deciding one first, then by size, what does not apply last. */
function inOrder(twigs: readonly Twig[]): readonly Twig[] {
  const rank = (twig: Twig): number => (twig.decides ? 0 : twig.value === null ? 2 : 1)
  return [...twigs].sort((a, b) => rank(a) - rank(b) || (a.value !== null && b.value !== null && isNumber(a.value) && isNumber(b.value) ? compare(a.value, b.value) : 0))
}

/** Of what was asked for a yes or no: what holds first, and nothing that does not apply to this case. */
function reasonFirst(twigs: readonly Twig[]): readonly Twig[] {
  const rank = ({ kind, value }: Twig): number => (kind === 'FIGURE' && value === true ? 0 : value === null || value === false || value === 0 ? 2 : 1)
  return twigs.filter(({ kind, value }) => kind !== 'FIGURE' || value !== null).sort((a, b) => rank(a) - rank(b))
}

/** Keys of the lines that begin open: down the first figures while there is little choice, to the first real one. */
export function openAtFirst(root: Twig): ReadonlySet<string> {
  const open = new Set([root.key])
  let at: Twig | undefined = root
  for (let depth = 0; depth < 3 && at !== undefined; depth++) {
    const figures: readonly Twig[] = at.children().filter(({ kind }) => kind === 'FIGURE')
    if (figures.length > 3) break
    at = figures[0]
    if (at !== undefined) open.add(at.key)
  }
  return open
}
