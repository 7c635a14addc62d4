import type { MethodInput, MethodInputs } from '#common/policy/domain'
import { z } from 'zod'
import { Check } from './checks.ts'

type Schema = z.core.$ZodTypes
const OWN = ['method', 'account', 'evidence', 'causeKind', 'cause']

/** What each method takes, read off the inputs themselves, so that a checklist can only feed what exists. */
export const METHOD_INPUTS: MethodInputs = Object.fromEntries(Check.options.map((option) => {
  const { method, account, ...shape } = option.shape as unknown as Record<string, z.ZodType>
  const [code = ''] = valuesOf(method)
  return [code, { accounts: valuesOf(account), fields: inputsOf(shape) }]
}))

function inputsOf(shape: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, MethodInput>> {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => !OWN.includes(key)).map(([key, field]) => [key, inputOf(key, field)]))
}

function inputOf(key: string, field: z.ZodType): MethodInput {
  const required = !field.safeParse(undefined).success
  const { def } = bare(field as unknown as Schema)._zod
  const item = def.type === 'array' ? bare(def.element as Schema)._zod.def : undefined
  if (item?.type === 'object') return { kind: 'LIST', required, fields: inputsOf(item.shape as unknown as Record<string, z.ZodType>) }
  return { kind: kindOf(key, field), required }
}

/** By what it accepts: words take anything, decimals only digits. */
function kindOf(key: string, field: z.ZodType): MethodInput['kind'] {
  const takes = (value: unknown): boolean => field.safeParse(value).success
  if (takes(true)) return 'TRUTH'
  if (takes('字')) return 'WORDS'
  if (takes('0') || takes('1')) return 'DECIMAL'
  if (takes(1)) return key.endsWith('Fen') ? 'FEN' : 'WHOLE'
  return 'OTHER'
}

function valuesOf(schema: z.ZodType | undefined): readonly string[] {
  const def = schema === undefined ? undefined : bare(schema as unknown as Schema)._zod.def
  if (def?.type === 'enum') return Object.values(def.entries).map(String)
  return def?.type === 'literal' ? def.values.map(String) : []
}

/** Without `.optional()`, `.default()` and their like. */
function bare(schema: Schema): Schema {
  const { def } = schema._zod
  return 'innerType' in def ? bare(def.innerType as Schema) : schema
}
