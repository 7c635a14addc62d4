import type { CaseFile } from '#common/assessment/domain'
import type { Place } from './cell.ts'
import { type Field, type Section, sections } from './fields.ts'

/** Sheets in the order of an officer's work, and which parts of the case file each takes; the longest beginning wins. */
export const SHEETS: readonly { readonly name: string; readonly takes: readonly string[]; readonly landscape?: boolean }[] = [
  { name: '基本', takes: ['', '/application', '/request', '/applicant', '/spouse', '/business', '/guarantor', '/collateral', '/visit', '/previousCase'] },
  { name: '信贷历史', takes: ['/creditReport', '/bankFlows', '/balance/loans', '/balance/privateLoans', '/balance/creditCards', '/balance/guaranteesGiven'] },
  { name: '软信息', takes: ['/soft', '/findings', '/system', '/traps', '/beginnings'] },
  { name: '侧面调查', takes: ['/soft/inquiries', '/soft/chain'] },
  { name: '应收', takes: ['/balance/receivables', '/balance/otherReceivable'] },
  { name: '预付', takes: ['/balance/prepayments', '/balance/prepaidRent', '/balance/advances'] },
  { name: '存货', takes: ['/balance/inventory'], landscape: true },
  { name: '固定资产', takes: ['/balance/fixedAssets'] },
  { name: '毛利检验', takes: ['/income/margins'] },
  { name: '损益表', takes: ['/income'], landscape: true },
  { name: '资产负债表', takes: ['/balance', '/previousBalance'] },
  { name: '家庭', takes: ['/household'] },
  { name: '现金流', takes: ['/plan', '/history'], landscape: true },
  { name: '权益检验', takes: ['/equity', '/householdEquity'] },
  { name: '其他客户', takes: ['/salary', '/farm', '/jointGroup', '/related'], landscape: true },
  { name: '交叉检验', takes: ['/oral', '/checks'], landscape: true },
  { name: '凭据', takes: ['/evidence'] },
]

/** Rows a list offers at least, and how many stay free below what a case already holds. */
const ROOM: Readonly<Record<string, number>> = { '/balance/inventory': 30, '/balance/receivables': 15, '/balance/fixedAssets': 12, '/income/margins': 12, '/income/fixed': 12, '/evidence': 40, '/checks/X01': 6, '/checks/X24/items': 12, '/soft/inquiries': 8 }
const [USUAL_ROOM, SPARE, SPARE_CHECKS] = [6, 3, 1]

/** A part of the case file on its sheet. Single values stand below each other, rows of a list under a head. */
export interface Placed {
  readonly section: Section
  readonly sheet: string
  /** First row of values. */
  readonly top: number
  readonly room: number
  /** Column in which the first value stands. */
  readonly left: number
}

export type Rooms = Readonly<Record<string, number>>

/** Rows of each list: those of the workbook it was made for, or what the case holds and some to spare. */
export function roomsFor(caseFile: CaseFile | null): Rooms {
  return Object.fromEntries(sections().filter((section) => section.rows).map((section) => {
    const held = caseFile === null ? 0 : rowsHeld(section, caseFile).length
    const spare = section.ofCheck?.field === null ? SPARE_CHECKS : SPARE
    return [section.pointer, Math.max(ROOM[section.pointer] ?? (section.ofCheck?.field === null ? 1 : USUAL_ROOM), held + spare)]
  }))
}

/** One row of a list as the case file holds it, with the number of the check it belongs to. */
export interface Held { readonly row: Readonly<Record<string, unknown>>; readonly check: number | null; readonly pointer: string }

/** Rows of a part in the order of the case file; the checks of a method by its list. */
export function rowsHeld(section: Section, caseFile: CaseFile): Held[] {
  const { ofCheck } = section
  if (ofCheck === undefined) {
    const rows = dig(caseFile, section.pointer.split('/').slice(1))
    return Array.isArray(rows) ? rows.map((row: unknown, at) => ({ row: row as Held['row'], check: null, pointer: `${section.pointer}/${at}` })) : []
  }
  const own = caseFile.checks.map((check, at) => ({ row: check as unknown as Held['row'], check: null, pointer: `/checks/${at}` })).filter(({ row }) => row['method'] === ofCheck.method)
  const { field } = ofCheck
  if (field === null) return own
  return own.flatMap(({ row, pointer }, check) => (Array.isArray(row[field]) ? (row[field] as Held['row'][]).map((each, at) => ({ row: each, check: check + 1, pointer: `${pointer}/${field}/${at}` })) : []))
}

export function dig(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined), from)
}

function sheetOf(pointer: string): string {
  let best: { name: string; length: number } = { name: '基本', length: -1 }
  for (const { name, takes } of SHEETS) for (const take of takes) if ((pointer === take || pointer.startsWith(`${take}/`)) && take.length > best.length) best = { name, length: take.length }
  return best.name
}

/** Columns a field takes: an amount by months stands once for all of them, or twelve times. */
export function columnsOf({ kind }: Field): number {
  return kind.is === 'MONTHLY' ? 13 : 1
}

/** Places of all parts below the rows that results take on each sheet. Rows within a check say first which one. */
export function placeAll(rooms: Rooms, taken: Readonly<Record<string, number>>): Map<string, Placed> {
  const next = new Map(SHEETS.map(({ name }) => [name, (taken[name] ?? 0) + 3]))
  const placed = new Map<string, Placed>()
  for (const section of sections()) {
    const sheet = sheetOf(section.pointer)
    const at = next.get(sheet)!
    const room = section.rows ? rooms[section.pointer] ?? 1 : section.fields.length
    const top = at + (section.rows ? 2 : 1)
    placed.set(section.pointer, { section, sheet, top, room, left: section.ofCheck !== undefined ? 2 : section.rows ? 1 : 2 })
    next.set(sheet, top + room + 1)
  }
  return placed
}

/** Cell of a value; `month` is 0 for the amount of every month, 1 to 12 for one of them. */
export function placeOf({ section, sheet, top, left }: Placed, path: readonly string[], row: number, month = 0): Place | null {
  const name = path.join('.')
  const at = section.fields.findIndex((field) => field.path.join('.') === name)
  if (at < 0) return null
  if (!section.rows) return { sheet, row: top + at, column: left }
  const before = section.fields.slice(0, at).reduce((sum, field) => sum + columnsOf(field), 0)
  return { sheet, row: top + row, column: left + before + month }
}

/** Width of a list in columns. */
export function widthOf(section: Section): number {
  return section.fields.reduce((sum, field) => sum + columnsOf(field), 0)
}

