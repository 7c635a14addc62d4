import { z } from 'zod'
import { CaseFile } from '#common/assessment/domain'
import { InvalidInput, type RefusalDetail, read } from '#kernel'
import { keysOf } from './place.ts'

type Schema = z.core.$ZodTypes

/** The rule of the case file for one place; lists and unions are followed by what stands there. */
export function schemaAt(pointer: string, caseFile: CaseFile): z.ZodType | undefined {
  let schema: Schema | undefined = CaseFile as unknown as Schema
  let value: unknown = caseFile
  for (const key of keysOf(pointer)) {
    schema = schema === undefined ? undefined : inner(bare(schema), key, value)
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
  }
  return schema as z.ZodType | undefined
}

/** What a value becomes at a place, or why it may not stand there. */
export function fit(schema: z.ZodType | undefined, value: unknown): { readonly value: unknown; readonly refusal: null } | { readonly refusal: RefusalDetail } {
  if (schema === undefined) return { value, refusal: null }
  try {
    return { value: read(schema, value), refusal: null }
  } catch (error) {
    if (error instanceof InvalidInput) return { refusal: error.errors[0] ?? error.toJSON() }
    throw error
  }
}

/** What an emptied field means: nothing, the default, or for an amount zero; a refusal where something must stand. */
export function emptied(schema: z.ZodType | undefined, isAmount: boolean): ReturnType<typeof fit> {
  if (schema === undefined || schema.safeParse(null).success) return { value: null, refusal: null }
  const absent = schema.safeParse(undefined)
  if (absent.success) return { value: absent.data, refusal: null }
  if (isAmount) return { value: 0, refusal: null }
  return { refusal: { code: 'input.missing', message: '必须填写' } }
}

/** The words a field may hold. */
export function wordsAt(pointer: string, caseFile: CaseFile): readonly string[] {
  const schema = schemaAt(pointer, caseFile)
  if (schema === undefined) return []
  const def = bare(schema as unknown as Schema)._zod.def
  return def.type === 'enum' ? Object.values(def.entries).map(String) : []
}

/** Without `.optional()`, `.nullable()`, `.default()` and their like. */
function bare(schema: Schema): Schema {
  const { def } = schema._zod
  return 'innerType' in def ? bare(def.innerType as Schema) : schema
}

function inner(schema: Schema, key: string, value: unknown): Schema | undefined {
  const { def } = schema._zod
  switch (def.type) {
    case 'object': return def.shape[key] as Schema | undefined
    case 'array': return def.element as Schema
    case 'union': return fitting(def.options as readonly Schema[], key, value)
    default: return undefined
  }
}

/** Of several shapes the one the value has: by its method for checks, by being a list for months. */
function fitting(options: readonly Schema[], key: string, value: unknown): Schema | undefined {
  const open = options.map(bare)
  const method: unknown = typeof value === 'object' && value !== null && 'method' in value ? value.method : undefined
  const chosen = open.find((option) => {
    const { def } = option._zod
    if (def.type === 'array') return /^\d+$/.test(key)
    return def.type === 'object' && method !== undefined && (def.shape['method'] as z.ZodType).safeParse(method).success
  })
  return chosen === undefined ? undefined : inner(chosen, key, value)
}
