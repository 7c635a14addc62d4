import type { Environment } from './compile.ts'
import type { Value } from './formula.ts'
import type { Figure } from './graph.ts'
import type { Sheet } from './sheet.ts'

/** One thing a figure was made from. TYPED is what a person entered or counted, POLICY a number of the pack. */
export type Source =
  | { readonly kind: 'FIGURE'; readonly id: string; readonly index: number; readonly value: Value }
  | { readonly kind: 'TYPED'; readonly pointer: string; readonly field: string; readonly value: Value; readonly evidence: readonly string[] }
  | { readonly kind: 'POLICY'; readonly key: string; readonly value: Value }

/** One step of "where from": the figure, its formula and what the formula read, in the order it was read. */
export interface Origin {
  readonly figure: Figure
  readonly index: number
  readonly value: Value
  readonly sources: readonly Source[]
}

/** Works a figure out once more and notes everything it reads, only the branch of an `if` that was taken. */
export function originOf<Input extends object>(sheet: Sheet<Input>, id: string, index = 0): Origin {
  const figure = sheet.definition(id)
  const reader = new Reader(sheet)
  figure.run(reader, index, figure.over ?? null, index)
  return { figure, index, value: sheet.figure(id, index), sources: [...reader.sources.values()] }
}

/** All typed values a figure finally rests on; those without evidence are what the screen draws as unsupported. */
export function leavesOf<Input extends object>(sheet: Sheet<Input>, id: string, index = 0): Extract<Source, { kind: 'TYPED' }>[] {
  const leaves = new Map<string, Extract<Source, { kind: 'TYPED' }>>()
  const seen = new Set<string>()
  const walk = (at: string, instance: number): void => {
    const key = `${at}#${instance}`
    if (seen.has(key)) return
    seen.add(key)
    for (const source of originOf(sheet, at, instance).sources) {
      if (source.kind === 'FIGURE') walk(source.id, source.index)
      else if (source.kind === 'TYPED') leaves.set(source.pointer, source)
    }
  }
  walk(id, index)
  return [...leaves.values()]
}

class Reader<Input extends object> implements Environment {
  readonly sources = new Map<string, Source>()
  private readonly sheet: Sheet<Input>

  constructor(sheet: Sheet<Input>) {
    this.sheet = sheet
  }

  figure(id: string, index: number): Value {
    const value = this.sheet.figure(id, index)
    const instance = this.sheet.definition(id).over === undefined ? 0 : index
    this.sources.set(`${id}#${instance}`, { kind: 'FIGURE', id, index: instance, value })
    return value
  }

  input(path: readonly string[]): Value {
    const value = this.sheet.input(path)
    this.typed(`/${path.join('/')}`, path.join('.'), value)
    return value
  }

  policy(path: readonly string[]): Value {
    const value = this.sheet.policy(path)
    this.sources.set(`policy.${path.join('.')}`, { kind: 'POLICY', key: path.join('.'), value })
    return value
  }

  field(axis: string, row: number, path: readonly string[], at: number | null): Value {
    const value = this.sheet.field(axis, row, path, at)
    const pointer = this.sheet.graph.axes[axis]!.pointer(this.sheet.source, row)
    if (pointer !== null) this.typed(`${pointer}/${path.join('/')}${at === null ? '' : `/${at}`}`, `${axis}.${path.join('.')}`, value)
    return value
  }

  instances(id: string): number {
    return this.sheet.instances(id)
  }

  rows(axis: string): number {
    return this.sheet.rows(axis)
  }

  algorithm(name: string, args: readonly Value[], index: number): Value {
    return this.sheet.algorithm(name, args, index)
  }

  private typed(pointer: string, field: string, value: Value): void {
    this.sources.set(pointer, { kind: 'TYPED', pointer, field, value, evidence: evidenceAt(this.sheet.source, pointer) })
  }
}

/** Ids in the nearest `evidence` list at or above a place of the input: evidence of a row covers the row's fields. */
export function evidenceAt(input: object, pointer: string): readonly string[] {
  let at: unknown = input
  let found: readonly string[] = []
  for (const key of pointer.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) break
    at = (at as Readonly<Record<string, unknown>>)[key]
    const own = typeof at === 'object' && at !== null ? (at as { readonly evidence?: unknown }).evidence : undefined
    if (Array.isArray(own)) found = own as readonly string[]
  }
  return found
}
