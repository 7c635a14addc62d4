import { z } from 'zod'

type Schema = z.core.$ZodType

/** What a schema says of one step on the way to a place. */
export interface NamedStep {
  readonly key: PropertyKey
  /** The title of the step, the outermost one; absent where its schema has none. */
  readonly title: string | undefined
  readonly secret: boolean
}

/** The steps of a place with the titles its schema gives them; the schema itself, with no key, comes first. Ends where the schema knows no further. */
export function stepsOf(schema: Schema, path: readonly PropertyKey[]): NamedStep[] {
  const steps: NamedStep[] = []
  let at: Schema | undefined = schema
  for (const key of ['', ...path]) {
    if (key !== '') at = at === undefined ? undefined : child(at, key)
    if (at === undefined) break
    const metas = layers(at).map((layer) => z.globalRegistry.get(layer))
    steps.push({ key, title: metas.findLast((meta) => meta?.title !== undefined)?.title, secret: metas.some((meta) => meta?.['secret'] === true) })
  }
  return steps
}

/**
 * A place as a person reads it: `资产负债表 现金 第1行 金额`. `known` names what no schema does; a step nobody can name is left out,
 * for an internal name helps nobody. Empty where nothing on the way has a name.
 */
export function placeName(schema: Schema | undefined, path: readonly PropertyKey[], known: (key: string) => string | undefined = () => undefined): string {
  const steps = schema === undefined ? [] : stepsOf(schema, path).slice(1)
  const parts = path.map((key, index) => {
    const text = String(key)
    if (/^\d+$/.test(text)) return `第${Number(text) + 1}行`
    return steps[index]?.title ?? (/\p{Script=Han}/u.test(text) ? text : known(text))
  })
  const named = parts.filter((part) => part !== undefined)
  return named.some((part) => !/^第\d+行$/.test(part)) ? named.join(' ') : ''
}

/** The steps of a JSON pointer. */
export function pathOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A schema and what it wraps: `.optional()`, `.default()`, `.transform()` and their like hide the named one. */
function layers(schema: Schema): Schema[] {
  const def = (schema as z.core.$ZodTypes)._zod.def
  const inner = 'innerType' in def ? def.innerType : 'in' in def ? def.in : undefined
  return inner === undefined ? [schema] : [schema, ...layers(inner)]
}

function child(schema: Schema, key: PropertyKey): Schema | undefined {
  const def = (layers(schema).at(-1) as z.core.$ZodTypes)._zod.def
  switch (def.type) {
    case 'object': return Object.hasOwn(def.shape, key) ? def.shape[key as string] : undefined
    case 'array': return def.element
    case 'record': return def.valueType
    case 'union': return def.options.map((option) => child(option, key)).find((found) => found !== undefined)
    default: return undefined
  }
}
