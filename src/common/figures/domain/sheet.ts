import { Refusal, roundFen } from '#kernel'
import { type Environment, asValue, isNumber } from './compile.ts'
import type { Value } from './formula.ts'
import type { Figure, Graph } from './graph.ts'

interface Cell {
  readonly figure: Figure
  values: Value[]
}

/** A figure whose value no exact number holds: somewhere below it stands an amount or a share no shop has. */
export class OutOfRange extends Refusal {
  readonly sheet: Sheet<object>
  readonly figure: Figure
  readonly index: number

  constructor(sheet: Sheet<object>, figure: Figure, index: number) {
    super({ code: 'number.too-large', message: `「${figure.name}」的计算结果超出可精确表示的范围`, expected: '绝对值不超过 9007199254740991 的结果' })
    this.sheet = sheet
    this.figure = figure
    this.index = index
  }
}

/** Values of a pack by the place in a formula that names them: a pack never changes, so they are read once. */
const packs = new WeakMap<object, WeakMap<readonly string[], Value>>()

function valuesOf(pack: object): WeakMap<readonly string[], Value> {
  let values = packs.get(pack)
  if (values === undefined) packs.set(pack, values = new WeakMap())
  return values
}

/** One case computed by a graph: values are worked out when asked for and kept until something they rest on changes. */
export class Sheet<Input extends object> implements Environment {
  readonly graph: Graph<Input>
  private current: Input
  private readonly pack: object
  private readonly cells = new Map<string, Cell>()
  private readonly packValues: WeakMap<readonly string[], Value>
  private readonly listed = new Map<string, readonly unknown[]>()

  constructor(graph: Graph<Input>, input: Input, pack: object) {
    this.graph = graph
    this.current = input
    this.pack = pack
    for (const figure of graph.figures.values()) this.cells.set(figure.id, { figure, values: [] })
    this.packValues = valuesOf(pack)
  }

  get source(): Input {
    return this.current
  }

  /** Replaces the input and forgets only the figures that rest on the named top-level keys. */
  update(input: Input, changed: Iterable<string>): void {
    this.current = input
    for (const key of changed) {
      for (const [name, axis] of Object.entries(this.graph.axes)) if (axis.reads.includes(key)) this.listed.delete(name)
      for (const id of this.graph.dependents.get(`in.${key}`) ?? []) this.cells.get(id)!.values = []
    }
  }

  /** Value of a figure; `index` is the month, plan month or row for figures that have several instances. */
  figure(id: string, index = 0): Value {
    const cell = this.cell(id)
    const at = cell.figure.over === undefined ? 0 : index
    const known = cell.values[at]
    if (known !== undefined) return known
    return cell.values[at] = this.compute(cell.figure, at)
  }

  definition(id: string): Figure {
    return this.cell(id).figure
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
    const known = this.packValues.get(path)
    if (known !== undefined) return known
    const value = asValue(dig(this.pack, path))
    this.packValues.set(path, value)
    return value
  }

  field(axis: string, row: number, path: readonly string[], at: number | null): Value {
    const raw = dig(this.list(axis)[row], path)
    return asValue(at !== null && Array.isArray(raw) ? raw[at] : raw)
  }

  algorithm(name: string, args: readonly Value[], index: number): Value {
    return this.graph.algorithms[name]!.run(args, this, this.current, index)
  }

  private cell(id: string): Cell {
    const cell = this.cells.get(id)
    if (cell === undefined) throw new Error(`unknown figure ${id}`)
    return cell
  }

  private list(axis: string): readonly unknown[] {
    let rows = this.listed.get(axis)
    if (rows === undefined) this.listed.set(axis, rows = this.graph.axes[axis]!.rows(this.current))
    return rows
  }

  private compute(figure: Figure, index: number): Value {
    try {
      const value = figure.run(this, index, figure.over ?? null, index)
      if (figure.unit !== 'FEN' || value === null || !isNumber(value)) return value
      const rounded = roundFen(value)
      return figure.exact === true ? value : rounded
    } catch (error) {
      throw error instanceof Refusal && error.code === 'number.too-large' && !(error instanceof OutOfRange) ? new OutOfRange(this as unknown as Sheet<object>, figure, index) : error
    }
  }
}

function dig(from: unknown, path: readonly string[]): unknown {
  let at = from
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  return at
}
