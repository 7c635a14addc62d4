import { compare, exact, fen, formatExact, formatYuan, multiply } from '#kernel'
import type { Form } from './form.ts'
import { type Condition, ruleText } from './rule.ts'
import { plainDecimal } from './values.ts'

type AnyRule = { readonly when: readonly Condition[]; readonly then: unknown }

/** A value of a pack in the form people write it, `0.25` → `25%`, fen → `300,000元`; what is still empty stays null, which no schema takes. */
export function writtenValue(form: Form, value: unknown): unknown {
  if (value === null || value === undefined) return null
  switch (form.is) {
    case 'PERCENT': return percentOf(plainText(value))
    case 'MONEY': return `${formatYuan(fen(Number(value))).replace(/\.00$/, '')}元`
    case 'OR_NOTHING': return writtenValue(form.of, value)
    case 'SET': case 'LIST': return Array.isArray(value) ? value.map((item) => writtenValue(form.item, item)) : null
    case 'ROW': return Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, writtenValue(field, part(value, name))]))
    case 'ENTRIES': return Object.fromEntries(idsOf(value).map((id) => [id, writtenValue(form.item, part(value, id))]))
    case 'RULE': return ruleText(value as AnyRule)
    case 'MULTIPLE': case 'COUNT': case 'FLAG': case 'CLOCK': case 'TEXT': case 'CODE': case 'CHOICE': return value
    default: return form satisfies never
  }
}

/** What of a value changed, as an overlay writes it: of an object only the fields that differ, of a list the whole; undefined where nothing does. */
export function writtenChange(form: Form, before: unknown, after: unknown): unknown {
  if (sameValue(form, before, after)) return undefined
  if (form.is === 'ENTRIES') return changedEntries(form.item, before, after)
  if (form.is !== 'ROW') return writtenValue(form, after)
  const changes = Object.entries(form.fields).map(([name, field]) => [name, writtenChange(field, part(before, name), part(after, name))] as const)
  return Object.fromEntries(changes.filter(([, change]) => change !== undefined))
}

/** Only the entries that differ; one that is gone is written as null. */
function changedEntries(item: Form, before: unknown, after: unknown): Readonly<Record<string, unknown>> {
  const ids = [...new Set([...idsOf(before), ...idsOf(after)])]
  const change = (id: string): unknown => (part(after, id) === undefined ? null : part(before, id) === undefined ? writtenValue(item, part(after, id)) : writtenChange(item, part(before, id), part(after, id)))
  return Object.fromEntries(ids.map((id) => [id, change(id)] as const).filter(([, changed]) => changed !== undefined))
}

/** Whether two values mean the same: `0.8` is `0.80`, and a set has no order. */
export function sameValue(form: Form, a: unknown, b: unknown): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null)
  switch (form.is) {
    case 'PERCENT': case 'MULTIPLE': return sameNumber(plainText(a), plainText(b))
    case 'OR_NOTHING': return sameValue(form.of, a, b)
    case 'SET': return sameItems(form.item, ordered(a), ordered(b))
    case 'LIST': return sameItems(form.item, a, b)
    case 'ROW': return Object.entries(form.fields).every(([name, field]) => sameValue(field, part(a, name), part(b, name)))
    case 'ENTRIES': return idsOf(a).toSorted().join() === idsOf(b).toSorted().join() && idsOf(a).every((id) => sameValue(form.item, part(a, id), part(b, id)))
    case 'RULE': return sameRule(a as AnyRule, b as AnyRule)
    case 'MONEY': case 'COUNT': case 'FLAG': case 'CLOCK': case 'TEXT': case 'CODE': case 'CHOICE': return a === b
    default: return form satisfies never
  }
}

/** A field of an object, undefined where there is none. */
export function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** The ids of entries, none where there are none. */
export function idsOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

/** A single value as text; what is no single value is nothing. */
export function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function sameItems(item: Form, a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => sameValue(item, each, b[i]))
}

function sameRule(a: AnyRule, b: AnyRule): boolean {
  return a.then === b.then && a.when.length === b.when.length
    && a.when.every(({ figure, is, than }, i) => figure === b.when[i]?.figure && is === b.when[i].is && sameNumber(than, b.when[i].than))
}

function sameNumber(a: string, b: string): boolean {
  const [left, right] = [plainDecimal(a), plainDecimal(b)]
  return left !== undefined && right !== undefined ? compare(exact(left), exact(right)) === 0 : a === b
}

function ordered(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value
}

/** `0.25` → `25%`; what is no decimal stays. */
export function percentOf(text: string): string {
  const plain = plainDecimal(text)
  if (plain === undefined) return text
  const percent = formatExact(multiply(exact(plain), 100), 20)
  return `${percent.replace(/\.?0+$/, '')}%`
}
