import { z } from 'zod'
import { FIELDS, type Field, type FieldId, ROLE_NAMES, type SheetRole, fieldOf } from './fields.ts'
import type { XRayTable } from './seen-case.ts'

const UNITS = ['YUAN', 'WAN'] as const
export type MoneyUnit = (typeof UNITS)[number]
export const UNIT_NAMES: Readonly<Record<MoneyUnit, string>> = { YUAN: '元', WAN: '万元' }

/** What the columns of one table mean. `header` counts the rows of the table from 0; columns by their place. */
export interface Mapping {
  readonly role: SheetRole
  readonly header: number
  /** Of amounts whose title names no unit. */
  readonly unit: MoneyUnit
  readonly columns: Readonly<Record<number, FieldId>>
}

/** A mapping as a file for the command line: fields by title, for every table that has these titles. */
export const WrittenMapping = z.strictObject({
  unit: z.enum(UNITS).default('YUAN'),
  columns: z.record(z.string(), z.enum(FIELDS.map(({ id }) => id))),
})
export type WrittenMapping = z.infer<typeof WrittenMapping>

const HEAD_ROWS = 20

/** What a table most likely is, by the words of its titles; `written` overrules what it names. */
export function guessMapping(table: XRayTable, written?: WrittenMapping): Mapping {
  const candidates = table.rows.slice(0, HEAD_ROWS).map(({ cells }, header) => ({ header, columns: columnsOf(cells, written) }))
  const { header, columns } = candidates.reduce((best, each) => (Object.keys(each.columns).length > Object.keys(best.columns).length ? each : best), { header: 0, columns: {} as Readonly<Record<number, FieldId>> })
  const found = Object.values(columns)
  const role: SheetRole = found.includes('daysOverdue') || (found.includes('balance') && !found.includes('statedSales')) ? 'LOANS' : 'CASES'
  return { role, header, unit: written?.unit ?? 'YUAN', columns: keptFor(role, columns) }
}

/** The same table with another row of titles, or seen as the other kind of sheet. */
export function guessAt(table: XRayTable, header: number, role: SheetRole, unit: MoneyUnit): Mapping {
  return { role, header, unit, columns: keptFor(role, columnsOf(table.rows[header]?.cells ?? [])) }
}

function keptFor(role: SheetRole, columns: Readonly<Record<number, FieldId>>): Readonly<Record<number, FieldId>> {
  return Object.fromEntries(Object.entries(columns).filter(([, id]) => fieldOf(id)?.of.includes(role) === true))
}

function columnsOf(titles: readonly string[], written?: WrittenMapping): Readonly<Record<number, FieldId>> {
  const columns: Record<number, FieldId> = {}
  const taken = new Set<string>()
  const named = (title: string): FieldId | undefined => written?.columns[title.trim()]
  const take = (at: number, id: FieldId): void => {
    if (taken.has(id) && fieldOf(id)?.many !== true) return
    columns[at] = id
    taken.add(id)
  }
  titles.forEach((title, at) => { const id = named(title); if (id !== undefined) take(at, id) })
  titles.forEach((title, at) => {
    if (columns[at] !== undefined) return
    const id = FIELDS.find((field) => field.titles.test(plainTitle(title)))?.id
    if (id !== undefined) take(at, id)
  })
  return columns
}

function plainTitle(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '').replace(/\([^)]*\)$/, '')
}

/** The unit a title names, else the table's. */
export function unitOf(title: string, unit: MoneyUnit): MoneyUnit {
  const plain = title.normalize('NFKC')
  return /万/.test(plain) ? 'WAN' : /元/.test(plain) ? 'YUAN' : unit
}

/** What keeps a mapping from being used, in sentences. */
export function mappingFaults({ role, columns }: Mapping): string[] {
  const found = Object.values(columns)
  const twice = [...new Set(found.filter((id, at) => found.indexOf(id) !== at))].map(fieldOf).filter((field): field is Field => field !== undefined && field.many !== true)
  return [
    ...(found.includes('customer') ? [] : [`${ROLE_NAMES[role]}须有一列是「客户」`]),
    ...(role === 'LOANS' && !found.includes('daysOverdue') ? ['贷款清单须有一列是「逾期天数」'] : []),
    ...(role === 'CASES' && found.length < 2 ? ['案件表除客户外至少再对应一列'] : []),
    ...twice.map(({ name }) => `「${name}」只能对应一列`),
  ]
}
