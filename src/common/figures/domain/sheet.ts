import { roundFen } from '#kernel'
import { type Environment, type Place, asValue, evaluate, isNumber } from './evaluate.ts'
import type { Value } from './formula.ts'
import type { Figure, Graph } from './graph.ts'

/** One case computed by a graph: values are worked out when asked for and kept until something they rest on changes. */
export class Sheet<Input extends object> implements Environment {
  readonly graph: Graph<Input>
  private current: Input
  private readonly pack: object
  private readonly kept = new Map<string, Value[]>()
  private readonly listed = new Map<string, readonly unknown[]>()

  constructor(graph: Graph<Input>, input: Input, pack: object) {
    this.graph = graph
    this.current = input
    this.pack = pack
  }

  get source(): Input {
    return this.current
  }

  /** Replaces the input and forgets only the figures that rest on the named top-level keys. */
  update(input: Input, changed: Iterable<string>): void {
    this.current = input
    for (const key of changed) {
      for (const [name, axis] of Object.entries(this.graph.axes)) if (axis.reads.includes(key)) this.listed.delete(name)
      for (const id of this.graph.dependents.get(`in.${key}`) ?? []) this.kept.delete(id)
    }
  }

  /** Value of a figure; `index` is the month, plan month or row for figures that have several instances. */
  figure(id: string, index = 0): Value {
    let values = this.kept.get(id)
    if (values === undefined) this.kept.set(id, values = [])
    const known = values[index]
    if (known !== undefined) return known
    return values[index] = this.compute(this.definition(id), index)
  }

  definition(id: string): Figure {
    const figure = this.graph.figures.get(id)
    if (figure === undefined) throw new Error(`unknown figure ${id}`)
    return figure
  }

  instances(id: string): number {
    const over = this.definition(id).over
    return over === undefined ? 1 : this.rows(over)
  }

  rows(axis: string): number {
    return this.list(axis).length
  }

  input(path: readonly string[]): Value {
    return asValue(dig(this.current, path))
  }

  policy(path: readonly string[]): Value {
    return asValue(dig(this.pack, path))
  }

  field(axis: string, row: number, path: readonly string[], at: number | null): Value {
    const raw = dig(this.list(axis)[row], path)
    return asValue(at !== null && Array.isArray(raw) ? raw[at] : raw)
  }

  algorithm(name: string, args: readonly Value[], index: number): Value {
    return this.graph.algorithms[name]!.run(args, this, this.current, index)
  }

  private list(axis: string): readonly unknown[] {
    let rows = this.listed.get(axis)
    if (rows === undefined) this.listed.set(axis, rows = this.graph.axes[axis]!.rows(this.current))
    return rows
  }

  private compute(figure: Figure, index: number): Value {
    const value = evaluate(figure.expr, this, placeOf(figure, index))
    return figure.unit === 'FEN' && figure.exact !== true && value !== null && isNumber(value) ? roundFen(value) : value
  }
}

/** Where a figure's formula stands: in its own row when it runs over a list. */
export function placeOf(figure: Figure, index: number): Place {
  return { index, axis: figure.over ?? null, row: index }
}

function dig(from: unknown, path: readonly string[]): unknown {
  let at = from
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  return at
}
