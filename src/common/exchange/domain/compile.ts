import type { CompiledField } from './cells.ts'
import { FILE_FACTS, type FactSpec, ROW_FACTS } from './kinds.ts'
import type { FieldSpec, FileMapping } from './mapping.ts'

/** A mapping made ready for reading and writing. */
export interface Compiled {
  readonly mapping: FileMapping
  readonly head: readonly CompiledField[]
  readonly row: readonly CompiledField[]
  readonly trailer: readonly CompiledField[]
  readonly control: readonly CompiledField[]
}

/** The facts a section may name. */
export function factsOf(mapping: Pick<FileMapping, 'kind'>, section: 'row' | 'file'): readonly FactSpec[] {
  return section === 'row' ? ROW_FACTS[mapping.kind] : FILE_FACTS
}

/** Makes a mapping ready; it is taken to be sound (`checkMapping`). */
export function compile(mapping: FileMapping): Compiled {
  const section = (fields: readonly FieldSpec[], of: 'row' | 'file'): CompiledField[] => fields.map((spec) => compileField(spec, factsOf(mapping, of)))
  return { mapping, head: section(mapping.head, 'file'), row: section(mapping.row, 'row'), trailer: section(mapping.trailer, 'file'), control: section(mapping.control?.fields ?? [], 'file') }
}

/** One field made ready. */
export function compileField(spec: FieldSpec, facts: readonly FactSpec[]): CompiledField {
  const fact = facts.find(({ name }) => name === spec.name)
  const codes = spec.codes ?? []
  return {
    spec, fact, title: fact?.title ?? spec.title ?? (spec.constant === undefined ? '填充' : '标识'), needed: spec.needed ?? fact?.needed ?? false,
    reads: new Map(codes.map(({ code, means }) => [code, means])),
    // Several of their codes may mean one word of ours; the first is the one we write.
    writes: new Map(codes.filter(({ code }) => code !== '*').toReversed().map(({ code, means }) => [means, code])),
  }
}
