import type { z } from 'zod'
import { CaseFile, Check, CivilDay, CivilMonth, Growth, Margin, Rate, Share } from '#common/assessment/domain'
import { choiceWord } from './choice-words.ts'

/** How a value of the case file stands in a cell. */
export type Kind =
  | { readonly is: 'MONEY' | 'PERCENT' | 'NUMBER' | 'COUNT' | 'TEXT' | 'DAY' | 'MONTH' | 'FLAG' | 'IDS' | 'COUNTS' | 'MONTHS' | 'AMOUNTS' }
  /** One amount for every month, or twelve. */
  | { readonly is: 'MONTHLY' }
  /** One of a list, or several of it. */
  | { readonly is: 'CHOICE' | 'CHOICES'; readonly codes: readonly string[]; readonly words: readonly string[] }

/** One value a person types. */
export interface Field {
  readonly path: readonly string[]
  readonly title: string
  readonly kind: Kind
  /** What stands where the cell is left empty; undefined where nothing does. */
  readonly fallback: string | number | boolean | undefined
  readonly required: boolean
  /** Nothing typed is said as null. */
  readonly nullable: boolean
  /** The inner part above it that may be missing as a whole, as a path. */
  readonly inside: string | null
}

/** A part of the case file: single values, or rows of a list. */
export interface Section {
  readonly pointer: string
  readonly title: string
  readonly rows: boolean
  readonly fields: readonly Field[]
  /** The nearest part above that may be missing as a whole. */
  readonly within: string | null
  /** Checks by one method, or the rows such a check holds. */
  readonly ofCheck?: { readonly method: string; readonly field: string | null }
}

/** Parts nobody types even where there is no bank beside the workbook: its evidence is. */
export function isShownOnly({ pointer }: Section): boolean {
  return ['/system', '/jointGroup'].some((own) => pointer === own || pointer.startsWith(`${own}/`))
}

/** Parts the bank's own records fill: a workbook shows them, and an import leaves them as they are. */
export function isKeptBySystem({ pointer }: Section): boolean {
  return ['/evidence', '/system', '/jointGroup'].some((own) => pointer === own || pointer.startsWith(`${own}/`))
}

interface Seen { readonly schema: z.ZodType; readonly title: string | undefined; readonly optional: boolean; readonly nullable: boolean; readonly fallback: unknown }
interface Def { readonly type: string; readonly innerType?: z.ZodType; readonly defaultValue?: unknown; readonly shape?: Readonly<Record<string, z.ZodType>>; readonly element?: z.ZodType; readonly options?: readonly z.ZodType[]; readonly entries?: Readonly<Record<string, string>>; readonly in?: z.ZodType; readonly values?: readonly string[] }

const PERCENTS = new Set<unknown>([Share, Rate, Margin, Growth].map((schema) => schema._zod.def))
const [DAY, MONTH] = [CivilDay._zod.def, CivilMonth._zod.def]
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def
/** Kept by the system, or told in a way no cell can hold: a workbook neither shows nor changes these. */
const NOT_CARRIED = new Set(['/format', '/id', '/evidence/*/text', '/evidence/*/sha256', '/evidence/*/takenAt', '/evidence/*/place', '/evidence/*/by'])

function unwrap(schema: z.ZodType, seen: Omit<Seen, 'schema'> = { title: undefined, optional: false, nullable: false, fallback: undefined }): Seen {
  const def = defOf(schema)
  // Amounts are typed in yuan, whatever the case file counts in.
  const with_ = { ...seen, title: seen.title ?? schema.meta()?.title?.replace('（分）', '') }
  switch (def.type) {
    case 'optional': return unwrap(def.innerType!, { ...with_, optional: true })
    case 'nullable': return unwrap(def.innerType!, { ...with_, nullable: true })
    case 'default': case 'prefault': return unwrap(def.innerType!, { ...with_, fallback: def.defaultValue })
    case 'pipe': return unwrap(def.in!, with_)
    default: return { ...with_, schema }
  }
}

const isObject = (schema: z.ZodType) => defOf(schema).type === 'object'
const shapeOf = (schema: z.ZodType) => Object.entries(defOf(schema).shape ?? {})

function kindOf(key: string, schema: z.ZodType): Kind | null {
  const def = defOf(schema)
  if (def === (DAY as unknown)) return { is: 'DAY' }
  if (def === (MONTH as unknown)) return { is: 'MONTH' }
  switch (def.type) {
    case 'boolean': return { is: 'FLAG' }
    case 'number': return { is: key.endsWith('Fen') ? 'MONEY' : 'COUNT' }
    case 'enum': return choice(key, Object.values(def.entries!))
    case 'literal': return choice(key, def.values!)
    case 'string': return { is: PERCENTS.has(def) ? 'PERCENT' : isDecimal(schema) ? 'NUMBER' : 'TEXT' }
    case 'union': return { is: 'MONTHLY' }
    case 'array': return arrayKind(key, unwrap(def.element!).schema)
    default: return null
  }
}

function arrayKind(key: string, element: z.ZodType): Kind {
  const { type, entries } = defOf(element)
  if (type === 'enum') return { ...choice(key, Object.values(entries!)), is: 'CHOICES' }
  return { is: key.endsWith('Fen') ? 'AMOUNTS' : listKind(element) }
}

function listKind(element: z.ZodType): 'MONTHS' | 'COUNTS' | 'IDS' {
  return defOf(element) === (MONTH as unknown) ? 'MONTHS' : defOf(element).type === 'number' ? 'COUNTS' : 'IDS'
}

/** Decimal text that is no share: it takes a number and no word. */
function isDecimal(schema: z.ZodType): boolean {
  return schema.safeParse('1').success && !schema.safeParse('x').success
}

function choice(key: string, codes: readonly string[]): Extract<Kind, { is: 'CHOICE' | 'CHOICES' }> {
  return { is: 'CHOICE', codes, words: codes.map((code) => choiceWord(key, code)) }
}

function simple(fallback: unknown): string | number | boolean | undefined {
  return typeof fallback === 'string' || typeof fallback === 'number' || typeof fallback === 'boolean' ? fallback : undefined
}

/** All parts of the case file in their order, read off its schema: a new field of the case file is a new cell of the workbook. */
export function sections(): readonly Section[] {
  known ??= [...walk(CaseFile, '', '案卷', null)]
  return known
}
let known: readonly Section[] | undefined

/** Parts that are not there at all, rather than said to be none, where nothing is typed in them. */
const mayBeLeftOut = new Set<string>()
export function isLeftOut(pointer: string): boolean {
  return sections().length > 0 && mayBeLeftOut.has(pointer)
}

function* walk(schema: z.ZodType, pointer: string, title: string, within: string | null): Generator<Section> {
  const fields: Field[] = []
  const deeper: Section[] = []
  gather(schema, pointer, [], within, fields, deeper)
  if (fields.length > 0) yield { pointer, title, rows: false, fields, within }
  yield* deeper
}

function gather(schema: z.ZodType, pointer: string, above: readonly string[], within: string | null, fields: Field[], deeper: Section[], inside: string | null = null): void {
  for (const [key, field] of shapeOf(schema)) {
    const seen = unwrap(field)
    const at = `${pointer}/${[...above, key].join('/')}`
    const title = seen.title ?? key
    if (NOT_CARRIED.has(at)) continue
    const leftOut = seen.optional && seen.fallback === undefined
    if (leftOut && defOf(seen.schema).type === 'object') mayBeLeftOut.add(at)
    const missing = seen.nullable || leftOut ? at : within
    const element = defOf(seen.schema).type === 'array' ? unwrap(defOf(seen.schema).element!).schema : undefined
    if (at === '/checks') deeper.push(...checkSections())
    else if (element !== undefined && isObject(element)) deeper.push(rowsOf(element, at, title, within, leftOut))
    else if (isObject(seen.schema) && (pointer === '' || above.length > 0 || shapeOf(seen.schema).some(([, each]) => isList(each)))) deeper.push(...walk(seen.schema, at, title, missing))
    else if (isObject(seen.schema)) gather(seen.schema, pointer, [...above, key], within, fields, deeper, seen.nullable || seen.optional ? [...above, key].join('.') : inside)
    else {
      const kind = kindOf(key, seen.schema)
      if (kind !== null) fields.push({ path: [...above, key], title: above.length > 0 ? `${titleOf(schema, above)}${title}` : title, kind, fallback: simple(seen.fallback), required: !seen.optional && !seen.nullable && seen.fallback === undefined, nullable: seen.nullable, inside })
    }
  }
}

const INSIDE: Readonly<Record<string, string>> = { phone: '手机', residence: '居住' }
function titleOf(_: z.ZodType, above: readonly string[]): string {
  return INSIDE[above.at(-1)!] ?? ''
}

function isList(schema: z.ZodType): boolean {
  const inner = unwrap(schema).schema
  return defOf(inner).type === 'array' && isObject(unwrap(defOf(inner).element!).schema)
}

function rowsOf(element: z.ZodType, pointer: string, title: string, within: string | null, leftOut = false): Section {
  if (leftOut) mayBeLeftOut.add(pointer)
  const fields = shapeOf(element).flatMap(([key, field]): Field[] => fieldOf(key, field, `${pointer}/*/${key}`))
  return { pointer, title, rows: true, fields, within }
}

function fieldOf(key: string, field: z.ZodType, at: string): Field[] {
  const { schema, title, optional, nullable, fallback } = unwrap(field)
  const kind = NOT_CARRIED.has(at) ? null : kindOf(key, schema)
  return kind === null ? [] : [{ path: [key], title: title ?? key, kind, fallback: simple(fallback), required: !optional && !nullable && fallback === undefined, nullable, inside: null }]
}

/** One list of checks for each method, with the fields of its own, and a list for the rows some of them hold. */
function checkSections(): Section[] {
  return defOf(Check).options!.flatMap((option) => {
    const shape = Object.fromEntries(shapeOf(option))
    const method = String(defOf(unwrap(shape['method']!).schema).values![0])
    const fields = shapeOf(option).flatMap(([key, field]) => (key === 'method' || isList(field) ? [] : fieldOf(key, field, `/checks/*/${key}`)))
    const children = shapeOf(option).flatMap(([key, field]): Section[] => {
      if (!isList(field)) return []
      const { schema, title } = unwrap(field)
      return [{ ...rowsOf(unwrap(defOf(schema).element!).schema, `/checks/${method}/${key}`, title ?? key, null), ofCheck: { method, field: key } }]
    })
    return [{ pointer: `/checks/${method}`, title: method, rows: true, fields, within: null, ofCheck: { method, field: null } }, ...children]
  })
}
