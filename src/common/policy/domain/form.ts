import { assert } from '#kernel'
import type { z } from 'zod'

/** How a value looks to a person: what a screen must know to show it and to ask for it, without knowing the key. */
export type Form =
  | { readonly is: 'PERCENT' | 'MULTIPLE'; readonly from: string; readonly to: string }
  | { readonly is: 'COUNT'; readonly from: number; readonly to: number }
  | { readonly is: 'MONEY' | 'FLAG' | 'CLOCK' | 'CODE' }
  /** A text of a fixed shape shows one of that shape. */
  | { readonly is: 'TEXT'; readonly such?: string }
  | { readonly is: 'CHOICE'; readonly words: readonly string[] }
  /** May be left empty, which means "none" or "no upper end". */
  | { readonly is: 'OR_NOTHING'; readonly of: Form }
  /** A set has no order, a list has one. */
  | { readonly is: 'SET' | 'LIST'; readonly item: Form }
  | { readonly is: 'ROW'; readonly fields: Readonly<Record<string, Form>> }
  /** Entries of one kind under ids of the writer's choice. */
  | { readonly is: 'ENTRIES'; readonly item: Form }
  | { readonly is: 'RULE'; readonly figures: readonly string[]; readonly outcome: Form }

const FORMS = new WeakMap<z.ZodType, Form>()

/** Says of a schema how its values look. */
export function formed<S extends z.ZodType>(schema: S, form: Form): S {
  FORMS.set(schema, form)
  return schema
}

/** How the values of a schema look; every schema of a pack was given a form where it was made. */
export function formOf(schema: z.ZodType): Form {
  const form = FORMS.get(schema)
  assert(form !== undefined, `a schema of a pack has no form: ${schema.description ?? ''}`)
  return form
}
