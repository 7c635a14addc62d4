import { type Form, byId, idsOf, part, sameValue } from '#common/policy/domain'
import { type Place, valueText } from './value-text.ts'
import { wordOf } from './value-words.ts'

/** One place inside a value that changes. `where` is empty when the whole value does. */
export interface Difference {
  readonly where: string
  readonly before: string
  readonly after: string
}

/** The places on which two values of a key differ, each small enough to read: `X13 七段抽样 · 容忍度  5% → 3%`. */
export function differences(form: Form, before: unknown, after: unknown, place: Place): readonly Difference[] {
  return walk(form, before, after, { place, where: [] })
}

interface At { readonly place: Place; readonly where: readonly string[] }

function walk(form: Form, before: unknown, after: unknown, at: At): readonly Difference[] {
  if (sameValue(form, before, after)) return []
  if (form.is === 'ROW' && isDivided(form) && before !== undefined && after !== undefined) {
    return Object.entries(form.fields).flatMap(([name, field]) => walk(field, part(before, name), part(after, name), into(at, name, fieldTitle(name, at.place, after))))
  }
  if (form.is === 'ENTRIES') {
    const ids = [...new Set([...idsOf(before), ...idsOf(after)])].toSorted(byId)
    return ids.flatMap((id) => walk(form.item, part(before, id), part(after, id), into(at, id, fieldTitle(id, at.place, part(after, id) === undefined ? before : after))))
  }
  if (form.is === 'LIST' && Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item, i) => walk(form.item, before[i], item, into(at, undefined, `第 ${i + 1} 行`)))
  }
  return [{ where: at.where.join(' · '), before: valueText(form, before, at.place), after: valueText(form, after, at.place) }]
}

/** `2 个工作日` and `22:00 至 08:00` are one thing and stay together. */
function isDivided({ fields }: { readonly fields: Readonly<Record<string, Form>> }): boolean {
  const names = Object.keys(fields).join()
  return names !== 'value,unit' && names !== 'from,to'
}

function into(at: At, name: string | undefined, title: string): At {
  return { place: name === undefined ? at.place : [...at.place, name], where: [...at.where, title] }
}

/** `X13 七段抽样`: the id where people use it, and the name the value itself or our words give. */
export function fieldTitle(name: string, place: Place, value: unknown): string {
  const own = part(part(value, name), 'name')
  const word = typeof own === 'string' ? own : wordOf(name, place)
  return word === name || !/^[A-Z]{1,2}\d+$|^[A-E]$/.test(name) ? word : `${name} ${word}`
}
