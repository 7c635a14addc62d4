import { type Figure, type Graph, type Origin, type Sheet, type Source, type Value, asValue, evidenceAt, isNumber, originOf } from '#common/figures/domain'
import { compare } from '#kernel'

/** What screens ask of a computed case, whatever its input is. */
export interface LiveFigures {
  /** The value now; the same object until the figure really changes. */
  value(id: string, index: number): Value
  subscribe(id: string, index: number, listener: () => void): () => void
  definition(id: string): Figure
  instances(id: string): number
  origin(id: string, index: number): Origin
  /** What stands at a place of the case, with the evidence it rests on. */
  typed(pointer: string): Source
  /** The row of a list a figure's instance stands for, as it is in the case. */
  row(axis: string, index: number): unknown
}

interface Watched {
  readonly id: string
  readonly index: number
  value: Value
  readonly listeners: Set<() => void>
}

/** A sheet that tells each cell when its own figure changed, and only then. */
export class LiveSheet<Input extends object> implements LiveFigures {
  private readonly sheet: Sheet<Input>
  private readonly watched = new Map<string, Watched>()

  constructor(sheet: Sheet<Input>) {
    this.sheet = sheet
  }

  get graph(): Graph<Input> {
    return this.sheet.graph
  }

  value(id: string, index: number): Value {
    return this.watched.get(keyOf(id, index))?.value ?? this.read(id, index)
  }

  subscribe(id: string, index: number, listener: () => void): () => void {
    const key = keyOf(id, index)
    const entry = this.watched.get(key) ?? { id, index, value: this.read(id, index), listeners: new Set() }
    this.watched.set(key, entry)
    entry.listeners.add(listener)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size === 0) this.watched.delete(key)
    }
  }

  /** Call after the sheet took new input: reads what is on screen and tells the cells whose figure is another. */
  changed(): void {
    const told: Watched[] = []
    for (const entry of this.watched.values()) {
      const value = this.read(entry.id, entry.index)
      if (isSame(entry.value, value)) continue
      entry.value = value
      told.push(entry)
    }
    for (const { listeners } of told) for (const listener of listeners) listener()
  }

  definition(id: string): Figure {
    return this.sheet.definition(id)
  }

  instances(id: string): number {
    return this.sheet.instances(id)
  }

  origin(id: string, index: number): Origin {
    return originOf(this.sheet, id, index)
  }

  typed(pointer: string): Source {
    const { source } = this.sheet
    const value: unknown = pointer.split('/').slice(1).reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined), source)
    return { kind: 'TYPED', pointer, field: pointer, value: typeof value === 'object' ? null : asValue(value), evidence: evidenceAt(source, pointer) }
  }

  row(axis: string, index: number): unknown {
    return this.sheet.graph.axes[axis]?.rows(this.sheet.source)[index]
  }

  /** A row that was just removed has no figure any more. */
  private read(id: string, index: number): Value {
    return index < this.sheet.instances(id) ? this.sheet.figure(id, index) : null
  }
}

function keyOf(id: string, index: number): string {
  return `${id}#${index}`
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true
  return a !== null && b !== null && isNumber(a) && isNumber(b) && compare(a, b) === 0
}
