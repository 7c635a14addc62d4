import { type OverlayLevel, type OverlayVersion, type PolicyPack, broken, keepsLock, keyForm, layOver, layersOn, readValue, sameValue, writtenChange, writtenValue } from '#common/policy/domain'
import type { Day } from '#kernel'
import type { Answer, KeyRow } from './marks.ts'
import type { Overlay } from './overlays.ts'
import { expectedText, formAt, valueText } from './value-text.ts'

/** A change of the policy while someone writes it. `values` holds what was typed; a key chosen and not typed yet has none. */
export interface Draft {
  readonly level: OverlayLevel
  readonly subject: string
  readonly effectiveOn: Day | null
  readonly reason: string
  readonly keys: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

export const EMPTY_DRAFT: Draft = { level: 'BANK', subject: '', effectiveOn: null, reason: '', keys: [], values: {} }

/** What is wrong at one place of a typed value. */
export interface Fault {
  readonly at: readonly string[]
  readonly expected: string
}

/** One chosen key: what holds, what is typed, and what is wrong with it. */
export interface Change {
  readonly row: KeyRow
  readonly typed: unknown
  /** The value as it will be read; undefined while something is wrong. */
  readonly value: unknown
  readonly faults: readonly Fault[]
  readonly isSame: boolean
}

export function placeOf(key: string): readonly string[] {
  return [key.split('.')[1] ?? '']
}

/** The version of the same bank, unit or product a draft builds on: what it holds stays, unless the draft changes it. */
export function groundOf(overlays: readonly Overlay[], { level, subject }: Pick<Overlay, 'level' | 'subject'>, on: Day): Overlay | undefined {
  const versions = overlays.map((each) => ({ ...each, effectiveOn: each.effectiveOn as Day })) satisfies readonly OverlayVersion[]
  const scope = { units: level === 'UNIT' ? [subject] : [], ...(level === 'PRODUCT' ? { product: subject } : {}) }
  const holding = layersOn(versions, on, scope).find((each) => each.level === level)
  return overlays.find(({ overlayId }) => overlayId === holding?.overlayId)
}

/** The chosen keys with what was typed for them, checked against schema and lock. */
export function changesOf(draft: Pick<Draft, 'keys' | 'values'>, answer: Pick<Answer, 'keys'>, ground: Overlay | undefined): readonly Change[] {
  return draft.keys.flatMap((key) => {
    const row = answer.keys.find((each) => each.key === key)
    return row === undefined ? [] : [changeOf(row, Object.hasOwn(draft.values, key) ? draft.values[key] : row.value, ground)]
  })
}

function changeOf(row: KeyRow, typed: unknown, ground: Overlay | undefined): Change {
  const form = keyForm(row.key)
  const read = readValue(row.key, writtenValue(form, typed))
  if ('faults' in read) {
    const faults = read.faults.map(({ at, expected }) => ({ at, expected: expectedText(formAt(form, at)) || expected }))
    return { row, typed, value: undefined, faults, isSame: false }
  }
  const loosened = loosening(row, read.value, ground)
  return { row, typed, value: loosened === null ? read.value : undefined, faults: loosened === null ? [] : [{ at: [], expected: loosened }], isSame: sameValue(form, row.value, read.value) }
}

/** What a lock asks for, where a value breaks it. The lock binds to the layers below; a value of the version that is replaced says nothing about them, then only the server can tell. */
function loosening(row: KeyRow, value: unknown, ground: Overlay | undefined): string | null {
  const bound = row.below === undefined ? row.value : row.below
  const lock = row.lock === 'LOWER' || row.lock === 'HIGHER' || row.lock === 'WIDER' || row.lock === 'FIXED' ? row.lock : null
  if (lock === null || (row.layer !== null && row.layer === ground?.overlayId) || keepsLock(lock, bound, value)) return null
  return `${{ LOWER: '已锁定，不高于', HIGHER: '已锁定，不低于', WIDER: '已锁定，时段须包含', FIXED: '已锁定为' }[lock]} ${valueText(keyForm(row.key), bound, placeOf(row.key))}`
}

/** The overlay a draft would write: what the version before it changed, and over that the new values. */
export function contentOf(changes: readonly Change[], ground: Overlay | undefined): Record<string, unknown> {
  return changes.filter(({ isSame }) => !isSame).reduce<unknown>((content, { row, value }) => {
    const [group = '', name = ''] = row.key.split('.')
    return layOver(content, { [group]: { [name]: writtenChange(keyForm(row.key), row.value, value) } })
  }, ground?.content ?? {}) as Record<string, unknown>
}

/** The sentence between keys that the new values would break, if any. */
export function contradiction(changes: readonly Change[], answer: Pick<Answer, 'keys'>): { readonly key: string; readonly says: string } | undefined {
  const pack: Record<string, Record<string, unknown>> = {}
  for (const { key, value } of answer.keys) {
    const [group = '', name = ''] = key.split('.')
    ;(pack[group] ??= {})[name] = changes.find(({ row }) => row.key === key)?.value ?? value
  }
  return broken(pack as unknown as PolicyPack)
}
