import type { CaseFile } from '#common/assessment/domain'
import { letters } from './cell.ts'
import { type Field, type Section, isKeptBySystem, sections } from './fields.ts'
import { type Placed, dig, placeAll, placeOf, rowsHeld } from './layout.ts'
import type { Identity } from './cover.ts'
import { dayOf, typedValue } from './values.ts'

const MONTHS_OF_YEAR = 12

/** One value an import changes, as a person reads it. */
export interface Change {
  readonly sheet: string
  readonly cell: string
  readonly place: string
  readonly before: string
  readonly after: string
}

/** What of a case a workbook changes: every value that is another, with the cell it stands in. */
export function changesOf(before: CaseFile, after: CaseFile, identity: Identity): Change[] {
  const placed = placeAll(identity.rooms, identity.taken)
  return sections().filter((section) => !isKeptBySystem(section)).flatMap((section) => (section.rows ? changedRows(section, placed.get(section.pointer)!, before, after) : changedFields(section, placed.get(section.pointer)!, before, after)))
}

function changedFields(section: Section, placed: Placed, before: CaseFile, after: CaseFile): Change[] {
  const base = section.pointer.split('/').slice(1).filter((key) => key !== '')
  return section.fields.flatMap((field) => changed(section, placed, field, 0, dig(before, [...base, ...field.path]), dig(after, [...base, ...field.path]), field.title))
}

function changedRows(section: Section, placed: Placed, before: CaseFile, after: CaseFile): Change[] {
  const [old, now] = [rowsHeld(section, before), rowsHeld(section, after)]
  return Array.from({ length: Math.max(old.length, now.length) }, (_, row) => {
    const label = now[row]?.row['label'] ?? old[row]?.row['label']
    const named = typeof label === 'string' ? label : ''
    const where = `第${row + 1}行${named === '' ? '' : `「${named}」`} `
    return section.fields.flatMap((field) => changed(section, placed, field, row, dig(old[row]?.row, field.path), dig(now[row]?.row, field.path), `${where}${field.title}`))
  }).flat()
}

function changed(section: Section, placed: Placed, field: Field, row: number, before: unknown, after: unknown, place: string): Change[] {
  const months = field.kind.is === 'MONTHLY' && [before, after].some(Array.isArray) && ![before, after].includes(undefined)
  if (months) return Array.from({ length: MONTHS_OF_YEAR }, (_, at) => changedCell(section, placed, field, { row, month: at + 1 }, inMonth(before, at), inMonth(after, at), `${place} 第 ${at + 1} 个月`)).flat()
  return changedCell(section, placed, field, { row, month: 0 }, before, after, place)
}

/** Of an amount that is the same every month, that; of amounts by month, the one. */
function inMonth(value: unknown, at: number): unknown {
  return Array.isArray(value) ? value[at] as unknown : value
}

function changedCell(section: Section, placed: Placed, field: Field, where: { row: number; month: number }, before: unknown, after: unknown, place: string): Change[] {
  const [old, now] = [said(field, before), said(field, after)]
  if (old === now) return []
  const { sheet, column, row: at } = placeOf(placed, field.path, Math.min(where.row, placed.room - 1), where.month)!
  return [{ sheet, cell: `${letters(column)}${at}`, place: `${section.ofCheck === undefined ? section.title : `检验 ${section.ofCheck.method}`} ${place}`, before: old, after: now }]
}

/** A value as it is read; the fallback of an empty cell is what an empty cell means. */
function said(field: Field, value: unknown): string {
  const { kind } = field
  const typed = Array.isArray(value) && kind.is === 'MONTHLY' ? value.map((each) => money(Number(each))).join('、') : typedValue(field, value ?? field.fallback)
  if (typed === undefined) return ''
  if ((kind.is === 'MONEY' || kind.is === 'MONTHLY') && typeof typed === 'number') return money(Math.round(typed * 100))
  if (kind.is === 'PERCENT') return `${Number((Number(typed) * 100).toPrecision(12))}%`
  if (kind.is === 'DAY' || kind.is === 'MONTH') return (dayOf(Number(typed)) ?? String(typed)).slice(0, kind.is === 'MONTH' ? 7 : 10)
  return String(typed)
}

function money(fen: number): string {
  return (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
}
