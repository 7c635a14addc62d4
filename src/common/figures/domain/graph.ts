import { assert } from '#kernel'
import { refuseCircles } from './circles.ts'
import { type Environment, type Run, compile } from './compile.ts'
import { type Expr, type Value, parts } from './formula.ts'
import { parseFormula } from './parse.ts'

/** FEN whole fen, RATE shown as percent, RATIO as a plain number, TRUTH yes or no. */
export type Unit = 'FEN' | 'RATE' | 'RATIO' | 'DAYS' | 'MONTHS' | 'COUNT' | 'POINTS' | 'TRUTH' | 'WORD'

/** One figure as written by its author. */
export interface FigureText {
  readonly id: string
  /** Chinese name as a banker says it. */
  readonly name: string
  readonly unit: Unit
  /** Where the rule comes from: a chapter, a requirement or a form code. */
  readonly source: string
  /** List the figure has one instance per row of: `month`, `plan`, `inventory` … */
  readonly over?: string
  /** FEN figures are rounded half-up to the fen at their own node unless this keeps them exact. */
  readonly exact?: boolean
  readonly formula: string
}

export interface Figure extends Omit<FigureText, 'formula'> {
  readonly formula: string
  readonly expr: Expr
  readonly run: Run
}

/** A list of the case file that figures run over. `pointer` leads from a row back to what was typed; null for derived rows. */
export interface Axis<Input> {
  readonly name: string
  readonly rows: (input: Input) => readonly unknown[]
  readonly pointer: (input: Input, row: number) => string | null
  /** Top-level keys of the input the rows depend on. */
  readonly reads: readonly string[]
  /** Fields worked out rather than typed: from which typed field of the row, or null where they only say where the row stands. */
  readonly derived?: Readonly<Record<string, string | null>>
}

/** A search that is no formula, such as the largest loan a plan carries. It may read only the figures and input keys it names. */
export interface Algorithm<Input> {
  readonly name: string
  readonly figures: readonly string[]
  readonly inputs: readonly string[]
  /** Typed places and keys of the pack the answer rests on beside figures and arguments, for "where from". */
  readonly places?: (input: Input) => readonly string[]
  readonly policies?: readonly string[]
  readonly run: (args: readonly Value[], sheet: Environment, input: Input, index: number) => Value
}

/** What a value settled between two passes over the sheet was settled from. */
export type Lead = { readonly figure: string; readonly index?: number } | { readonly policy: string }
/** For each top-level key of the input that no person types: the leads of a value below it. */
export type Settled = Readonly<Record<string, (path: readonly string[], sheet: Environment) => readonly Lead[]>>

export interface Graph<Input> {
  readonly figures: ReadonlyMap<string, Figure>
  readonly axes: Readonly<Record<string, Axis<Input>>>
  readonly algorithms: Readonly<Record<string, Algorithm<Input>>>
  readonly settled: Settled
  /** Figures that must be computed anew when this figure, input key or axis changes; transitive. */
  readonly dependents: ReadonlyMap<string, ReadonlySet<string>>
}

/** Reads all formulas once and refuses a graph with an unknown name or a circle. */
export function buildGraph<Input>(texts: readonly FigureText[], axes: Record<string, Axis<Input>>, algorithms: Record<string, Algorithm<Input>>, settled: Settled = {}): Graph<Input> {
  const figures = new Map<string, Figure>()
  for (const text of texts) {
    assert(!figures.has(text.id), `figure ${text.id} is defined twice`)
    const expr = parseFormula(text.formula)
    assert(text.over !== undefined || !readsLooseField(expr), `figure ${text.id} reads a field outside of rows`)
    figures.set(text.id, { ...text, expr, run: compile(expr) })
  }
  const direct = new Map<string, Set<string>>()
  for (const figure of figures.values()) {
    assert(figure.over === undefined || figure.over in axes, `figure ${figure.id} runs over an unknown list`)
    for (const need of needs(figure, axes, algorithms, figures)) {
      const users = direct.get(need) ?? new Set()
      direct.set(need, users.add(figure.id))
    }
  }
  const dependents = close(direct)
  refuseCircles(figures, dependents)
  return { figures, axes, algorithms, settled, dependents }
}

/** A field stands for a row: in a figure without rows it may only stand inside a sum or count over a list. */
function readsLooseField(expr: Expr): boolean {
  switch (expr.t) {
    case 'field': return true
    case 'operator': case 'builtin': case 'algorithm': return expr.args.some(readsLooseField)
    case 'figure': return expr.at !== null && readsLooseField(expr.at)
    case 'previous': return readsLooseField(expr.base)
    default: return false
  }
}

function* needs<Input>(figure: Figure, axes: Record<string, Axis<Input>>, algorithms: Record<string, Algorithm<Input>>, figures: Map<string, Figure>): Generator<string> {
  const lists = new Set(figure.over === undefined ? [] : [figure.over])
  for (const part of parts(figure.expr)) {
    if (part.t === 'input') yield `in.${part.path[0]}`
    else if (part.t === 'overRows') lists.add(part.axis)
    else if (part.t === 'figure' || part.t === 'previous' || part.t === 'overFigure') {
      assert(figures.has(part.id), `figure ${figure.id} reads the unknown figure ${part.id}`)
      yield part.id
    } else if (part.t === 'algorithm') {
      const algorithm = algorithms[part.name]
      assert(algorithm !== undefined, `figure ${figure.id} calls the unknown algorithm ${part.name}`)
      yield* algorithm.figures
      for (const key of algorithm.inputs) yield `in.${key}`
    }
  }
  for (const list of lists) {
    assert(list in axes, `figure ${figure.id} reads the unknown list ${list}`)
    for (const key of axes[list]!.reads) yield `in.${key}`
  }
}

function close(direct: Map<string, Set<string>>): Map<string, ReadonlySet<string>> {
  const closed = new Map<string, ReadonlySet<string>>()
  for (const name of direct.keys()) {
    const reached = new Set<string>()
    const open = [...direct.get(name)!]
    while (open.length > 0) {
      const user = open.pop()!
      if (reached.has(user)) continue
      reached.add(user)
      open.push(...(direct.get(user) ?? []))
    }
    closed.set(name, reached)
  }
  return closed
}
