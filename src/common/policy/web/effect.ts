import { keyForm, layOver, part, policyKeys, readValue, sameValue, writtenValue } from '#common/policy/domain'
import type { Answer, KeyRow } from './marks.ts'
import type { Overlay } from './overlays.ts'

/** What a version changes against the policy before it. */
export interface Effect {
  readonly changed: readonly { readonly row: KeyRow; readonly after: unknown }[]
  /** Keys the version before it changed and this one does not: they fall back to what lies below. */
  readonly dropped: readonly KeyRow[]
  /** Keys it holds as they were. */
  readonly kept: readonly KeyRow[]
}

/** Compares the policy `before` with the version: with the policy of its day where it holds, else with its content laid over. */
export function effectOf(version: Overlay, ground: Overlay | undefined, before: Answer, after: Answer | undefined): Effect {
  const [own, earlier] = [keysOf(version), keysOf(ground)]
  const isOther = version.basePack !== null && version.basePack !== before.basePack
  const concerned = before.keys.filter(({ key }) => own.has(key) || earlier.has(key) || (isOther && after !== undefined))
  const compared = concerned.map((row) => ({ row, after: valueAfter(row, version, after) }))
  const isSame = ({ row, after: value }: (typeof compared)[number]): boolean => value !== undefined && sameValue(keyForm(row.key), row.value, value)
  const told = compared.filter(({ row }) => own.has(row.key) || after !== undefined)
  return {
    changed: told.filter((each) => !isSame(each)),
    dropped: compared.filter((each) => !told.includes(each)).map(({ row }) => row),
    kept: told.filter((each) => isSame(each) && own.has(each.row.key)).map(({ row }) => row),
  }
}

/** The keys a version writes. */
export function keysOf(version: Overlay | undefined): ReadonlySet<string> {
  return new Set(version === undefined ? [] : policyKeys.filter(({ key }) => contentAt(version, key) !== undefined).map(({ key }) => key))
}

function valueAfter(row: KeyRow, version: Overlay, after: Answer | undefined): unknown {
  if (after !== undefined) return after.keys.find(({ key }) => key === row.key)?.value
  const written = layOver(writtenValue(keyForm(row.key), row.value), contentAt(version, row.key))
  const read = readValue(row.key, written)
  return 'value' in read ? read.value : undefined
}

function contentAt({ content }: Overlay, key: string): unknown {
  const [group = '', name = ''] = key.split('.')
  return part(content[group], name)
}
