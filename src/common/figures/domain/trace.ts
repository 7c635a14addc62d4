import { Refusal, parts } from '#kernel'
import { type Environment, asValue, isNumber } from './compile.ts'
import type { Value } from './formula.ts'
import type { Figure, Lead, Unit } from './graph.ts'
import type { OutOfRange, Sheet } from './sheet.ts'

/** One thing a figure was made from. TYPED is what a person entered or counted, POLICY a number of the pack, SETTLED what an earlier pass over the sheet agreed on. */
export type Source =
  | { readonly kind: 'FIGURE'; readonly id: string; readonly index: number; readonly value: Value }
  | { readonly kind: 'TYPED'; readonly pointer: string; readonly field: string; readonly value: Value; readonly evidence: readonly string[] }
  | { readonly kind: 'POLICY'; readonly key: string; readonly value: Value }
  | { readonly kind: 'SETTLED'; readonly field: string; readonly value: Value; readonly unit: Unit; readonly from: readonly Source[] }

type TypedSource = Extract<Source, { kind: 'TYPED' }>

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
  const reader = new Reader(sheet, figure.unit)
  figure.run(reader, index, figure.over ?? null, index)
  return { figure, index, value: sheet.figure(id, index), sources: [...reader.sources.values()] }
}

/** All typed values a figure finally rests on; those without evidence are what the screen draws as unsupported. */
export function leavesOf<Input extends object>(sheet: Sheet<Input>, id: string, index = 0): TypedSource[] {
  const leaves = new Map<string, TypedSource>()
  const seen = new Set<string>()
  const walk = (at: string, instance: number): void => {
    const key = `${at}#${instance}`
    if (seen.has(key)) return
    seen.add(key)
    for (const source of originOf(sheet, at, instance).sources) follow(source)
  }
  const follow = (source: Source): void => {
    if (source.kind === 'FIGURE') walk(source.id, source.index)
    else if (source.kind === 'TYPED') leaves.set(source.pointer, source)
    else if (source.kind === 'SETTLED') source.from.forEach(follow)
  }
  walk(id, index)
  return [...leaves.values()]
}

/** The same refusal with its place: of all typed values below the figure the one furthest from 1, the huge amount or the tiny share. */
export function withPlace({ sheet, figure, index, code, message, expected }: OutOfRange): Refusal {
  const reader = new Reader(sheet, figure.unit)
  try {
    figure.run(reader, index, figure.over ?? null, index)
  } catch {
    // What it read until it failed is what is asked for.
  }
  const typed = [...reader.sources.values()].flatMap((source) => (source.kind === 'FIGURE' ? leavesOf(sheet, source.id, source.index) : source.kind === 'TYPED' ? [source] : []))
  const furthest = typed.reduce<TypedSource | undefined>((far, leaf) => (far === undefined || distance(leaf.value) > distance(far.value) ? leaf : far), undefined)
  return new Refusal({ code, message, at: furthest?.pointer ?? '', value: furthest === undefined ? undefined : typedAt(sheet.source, furthest.pointer).found, ...(expected === undefined ? {} : { expected }) })
}

function distance(value: Value): number {
  if (value === null || !isNumber(value)) return 0
  const [n, d] = parts(value)
  return n === 0n ? 0 : Math.abs(Math.log10(Math.abs(Number(n) / Number(d))))
}

class Reader<Input extends object> implements Environment {
  readonly sources = new Map<string, Source>()
  private readonly sheet: Sheet<Input>
  private readonly unit: Unit

  constructor(sheet: Sheet<Input>, unit: Unit) {
    this.sheet = sheet
    this.unit = unit
  }

  figure(id: string, index: number): Value {
    const source = this.figureSource(id, index)
    this.sources.set(`${id}#${source.index}`, source)
    return source.value
  }

  input(path: readonly string[]): Value {
    const value = this.sheet.input(path)
    const settled = this.sheet.graph.settled[path[0]!]
    if (settled === undefined) this.typed(`/${path.join('/')}`, path.join('.'))
    else if (value !== null) this.sources.set(path.join('.'), { kind: 'SETTLED', field: path.join('.'), value, unit: this.unit, from: settled(path, this.sheet).map((lead) => this.leadSource(lead)) })
    return value
  }

  policy(path: readonly string[]): Value {
    const source = this.policySource(path)
    this.sources.set(`policy.${source.key}`, source)
    return source.value
  }

  field(axis: string, row: number, path: readonly string[], at: number | null): Value {
    const { pointer, derived } = this.sheet.graph.axes[axis]!
    const place = pointer(this.sheet.source, row)
    const name = derived !== undefined && Object.hasOwn(derived, path[0]!) ? derived[path[0]!] : path.join('/')
    if (place !== null && name !== null) {
      const whole = `${place}/${name}`
      this.typed(at !== null && Array.isArray(typedAt(this.sheet.source, whole).found) ? `${whole}/${at}` : whole, `${axis}.${path.join('.')}`)
    }
    return this.sheet.field(axis, row, path, at)
  }

  instances(id: string): number {
    return this.sheet.instances(id)
  }

  rows(axis: string): number {
    return this.sheet.rows(axis)
  }

  algorithm(name: string, args: readonly Value[], index: number): Value {
    const { run, places, policies } = this.sheet.graph.algorithms[name]!
    for (const pointer of places?.(this.sheet.source) ?? []) this.typed(pointer, pointer.split('/').slice(1).filter((key) => !/^\d+$/.test(key)).join('.'))
    for (const key of policies ?? []) this.policy(key.split('.'))
    return run(args, this, this.sheet.source, index)
  }

  private typed(pointer: string, field: string): void {
    if (this.sources.has(pointer)) return
    const { found, evidence } = typedAt(this.sheet.source, pointer)
    this.sources.set(pointer, { kind: 'TYPED', pointer, field, value: typeof found === 'object' ? null : asValue(found), evidence })
  }

  private figureSource(id: string, index: number): Extract<Source, { kind: 'FIGURE' }> {
    return { kind: 'FIGURE', id, index: this.sheet.definition(id).over === undefined ? 0 : index, value: this.sheet.figure(id, index) }
  }

  private policySource(path: readonly string[]): Extract<Source, { kind: 'POLICY' }> {
    return { kind: 'POLICY', key: path.join('.'), value: this.sheet.policy(path) }
  }

  private leadSource(lead: Lead): Source {
    return 'figure' in lead ? this.figureSource(lead.figure, lead.index ?? 0) : this.policySource(lead.policy.split('.'))
  }
}

/** Ids in the nearest `evidence` list at or above a place of the input: evidence of a row covers the row's fields. */
export function evidenceAt(input: object, pointer: string): readonly string[] {
  return typedAt(input, pointer).evidence
}

function typedAt(input: object, pointer: string): { readonly found: unknown; readonly evidence: readonly string[] } {
  let found: unknown = input
  let evidence: readonly string[] = []
  for (const key of pointer.split('/').slice(1)) {
    if (typeof found !== 'object' || found === null) return { found: undefined, evidence }
    found = (found as Readonly<Record<string, unknown>>)[key]
    const own = typeof found === 'object' && found !== null ? (found as { readonly evidence?: unknown }).evidence : undefined
    if (Array.isArray(own)) evidence = own as readonly string[]
  }
  return { found, evidence }
}
