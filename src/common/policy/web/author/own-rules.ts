import { type PackSource, keyForm, layOver, part, policyKeys, readValue, sameValue, writtenChange, writtenValue } from '#common/policy/domain'
import { type Change, changesOf } from '../draft.ts'
import type { Answer, KeyRow } from '../marks.ts'

/** The rules of a product while someone writes them: what it says of its own, what was typed over it, what shall be the bank's again. */
export interface OwnDraft {
  readonly own: PackSource
  readonly values: Readonly<Record<string, unknown>>
  readonly dropped: readonly string[]
}

/** The draft of a product that says nothing of its own yet. */
export const NOTHING_OWN: OwnDraft = { own: {}, values: {}, dropped: [] }

/** A rule of a product: what holds for it, and what would hold if it said nothing. */
export interface OwnRow extends KeyRow {
  readonly below: unknown
  readonly isOwn: boolean
}

/** The rules a product may have of its own. `bank` is what holds for its form, `standing` what holds for the product, where it holds already. */
export function ownRows(bank: Answer, standing: Answer | null, own: PackSource): readonly OwnRow[] {
  return bank.keys.map((row) => {
    const held = standing?.keys.find(({ key }) => key === row.key)
    return { ...row, value: held === undefined ? laidOver(row, own) : held.value, below: row.value, isOwn: writtenAt(own, row.key) !== undefined }
  })
}

/** What was typed, checked; a rule that shall be the bank's again counts as typed. */
export function ownChanges(rows: readonly OwnRow[], { values }: OwnDraft): readonly Change[] {
  return changesOf({ keys: Object.keys(values), values }, { keys: [...rows] }, undefined)
}

/** The policy the product would be signed with. A card of its own is written whole: bins and points of two cards do not mix. */
export function ownPolicy(rows: readonly OwnRow[], { own, dropped }: OwnDraft, changes: readonly Change[]): PackSource {
  const kept = withoutKeys(own, dropped)
  const typed = changes.filter(({ row, isSame, faults }) => !isSame && faults.length === 0 && !dropped.includes(row.key))
  const valueOf = (row: OwnRow): unknown => typed.find((each) => each.row.key === row.key)?.value ?? (dropped.includes(row.key) ? row.below : row.value)
  const hasCard = writtenAt(kept, 'scorecard.indicators') !== undefined || typed.some(({ row }) => row.key === 'scorecard.indicators' || row.key === 'scorecard.dimensions')
  const laid = typed.filter(({ row }) => !hasCard || row.group !== 'scorecard').reduce<unknown>((content, { row, value }) => {
    const [group = '', name = ''] = row.key.split('.')
    return layOver(content, { [group]: { [name]: writtenChange(keyForm(row.key), row.value, value) } })
  }, kept) as Record<string, unknown>
  return hasCard ? { ...laid, scorecard: Object.fromEntries(rows.filter(({ group }) => group === 'scorecard').map((row) => [row.key.slice('scorecard.'.length), writtenValue(keyForm(row.key), valueOf(row))])) } : laid
}

/** Whether a rule differs from the bank's, with what is typed. */
export function isOther(row: OwnRow, change: Change | undefined): boolean {
  return !sameValue(keyForm(row.key), row.below, change === undefined || change.value === undefined ? row.value : change.value)
}

function laidOver(row: KeyRow, own: PackSource): unknown {
  const written = writtenAt(own, row.key)
  if (written === undefined) return row.value
  const form = keyForm(row.key)
  const read = readValue(row.key, row.key === 'scorecard.indicators' ? written : layOver(writtenValue(form, row.value), written))
  return 'value' in read ? read.value : row.value
}

function writtenAt(own: PackSource, key: string): unknown {
  const [group = '', name = ''] = key.split('.')
  return part(own[group], name)
}

function withoutKeys(own: PackSource, dropped: readonly string[]): PackSource {
  const kept = policyKeys.filter(({ key }) => writtenAt(own, key) !== undefined && !dropped.includes(key))
  return kept.reduce<Record<string, Record<string, unknown>>>((content, { key, group }) => ({ ...content, [group]: { ...content[group], [key.slice(group.length + 1)]: writtenAt(own, key) } }), {})
}
