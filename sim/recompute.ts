import { type Environment, type Figure, type Sheet, type Source, type Value, isNumber, originOf } from '#common/figures/domain'
import { approximate, compare, roundFen } from '#kernel'

/**
 * Works a figure out from its "where from" sources alone: figures, typed places, pack keys and settled values that are not
 * among the sources cannot be read. Only the shape of the case is given, how long lists are and where a row stands; a search
 * sees the parts of the case it says it reads and no others.
 */
export function recomputed<Input extends object>(sheet: Sheet<Input>, figure: Figure, index: number, sources: readonly Source[]): Value {
  const value = figure.run(new FromSources(sheet, sources), index, figure.over ?? null, index)
  return figure.unit === 'FEN' && figure.exact !== true && value !== null && isNumber(value) ? roundFen(value) : value
}

/** What is wrong with "where from" of one figure instance; null when it recomputes to the same value. */
export function faultOf<Input extends object>(sheet: Sheet<Input>, id: string, index: number): string | null {
  const { figure, value, sources } = originOf(sheet, id, index)
  const again = recomputed(sheet, figure, index, sources)
  return sameValue(value, again) ? null : `${id}#${index} is ${shown(value)}, from its sources ${shown(again)}`
}

export function shown(value: Value): string {
  return value === null ? 'unknown' : isNumber(value) ? String(approximate(value)) : String(value)
}

export function sameValue(a: Value, b: Value): boolean {
  return a === b || (a !== null && b !== null && isNumber(a) && isNumber(b) && compare(a, b) === 0)
}

class FromSources<Input extends object> implements Environment {
  private readonly sheet: Sheet<Input>
  private readonly known = new Map<string, Value>()

  constructor(sheet: Sheet<Input>, sources: readonly Source[]) {
    this.sheet = sheet
    for (const source of sources) this.known.set(keyOf(source), source.value)
  }

  figure(id: string, index: number): Value {
    return this.given(`${id}#${this.sheet.definition(id).over === undefined ? 0 : index}`)
  }

  input(path: readonly string[]): Value {
    // A settled value that is not there was not settled.
    return Object.hasOwn(this.sheet.graph.settled, path[0]!) ? (this.known.get(path.join('.')) ?? null) : this.given(`/${path.join('/')}`)
  }

  policy(path: readonly string[]): Value {
    return this.given(`policy.${path.join('.')}`)
  }

  field(axis: string, row: number, path: readonly string[], at: number | null): Value {
    const { pointer, derived } = this.sheet.graph.axes[axis]!
    const place = pointer(this.sheet.source, row)
    if (place === null || Object.hasOwn(derived ?? {}, path[0]!)) return this.sheet.field(axis, row, path, at)
    const whole = `${place}/${path.join('/')}`
    return this.given(at !== null && this.known.has(`${whole}/${at}`) ? `${whole}/${at}` : whole)
  }

  instances(id: string): number {
    return this.sheet.instances(id)
  }

  rows(axis: string): number {
    return this.sheet.rows(axis)
  }

  algorithm(name: string, args: readonly Value[], index: number): Value {
    const { inputs, run } = this.sheet.graph.algorithms[name]!
    const seen = Object.fromEntries(Object.entries(this.sheet.source).filter(([key]) => inputs.includes(key)))
    return run(args, this, seen as Input, index)
  }

  private given(key: string): Value {
    const value = this.known.get(key)
    if (value === undefined) throw new Error(`${key} is read and not among the sources`)
    return value
  }
}

function keyOf(source: Source): string {
  switch (source.kind) {
    case 'FIGURE': return `${source.id}#${source.index}`
    case 'TYPED': return source.pointer
    case 'POLICY': return `policy.${source.key}`
    case 'SETTLED': return source.field
  }
}
