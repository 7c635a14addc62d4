import { Refusal } from '#kernel'
import { Cells } from '../cells.ts'
import type { Header } from '../columns.ts'
import { readMoment } from '../moment.ts'
import { signsOf, waysByBalance } from '../ways.ts'
import { continued } from '../continuation.ts'
import { isSumRow } from '../claims.ts'
import { asLayout, type TaughtLayout, type TaughtRole } from './taught-layout.ts'
import { cleanCell, columnName } from '../text.ts'

/** A cell that cannot be read as what its column was said to be. */
export interface WrongCell {
  readonly row: number
  readonly role: TaughtRole | null
  readonly value: string
  readonly says: string
  readonly expected: string
}

/** A row as it reads; `wrong` is empty where all of it does. */
export interface PreviewRow {
  readonly row: number
  readonly at: string | null
  readonly way: 'IN' | 'OUT' | null
  readonly amountFen: number | null
  readonly balanceFen: number | null
  readonly counterparty: string
  readonly words: string
  readonly wrong: readonly WrongCell[]
}

const AMOUNTS: readonly TaughtRole[] = ['amount', 'income', 'expense']

/** Reads the rows below the titles by a layout that is still being taught, and says of each cell what is wrong with it. `rows` carry their numbers in the file. */
export function preview(taught: TaughtLayout, rows: readonly { readonly row: number; readonly cells: readonly string[] }[]): PreviewRow[] {
  const layout = asLayout(taught, 'preview')
  const header = layout.place?.(taught.titles)
  if (header === undefined) return []
  return bySteps(taught, wholeRows(header, rows.filter(({ cells }) => isData(cells, taught))).map(({ row, cells }) => {
    const seen = new Cells(header, row, cells)
    const wrong: WrongCell[] = []
    const tried = <T>(role: TaughtRole | null, work: () => T): T | null => {
      try {
        return work()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (!wrong.some((each) => each.says === error.message)) wrong.push({ row, role, value: typeof error.value === 'string' ? error.value : '', says: error.message, expected: error.expected ?? '' })
        return null
      }
    }
    const has = (role: TaughtRole): boolean => taught.columns[role] !== undefined
    const at = has('at') ? tried('at', () => seen.at()) : null
    const balanceFen = has('balance') ? tried('balance', () => seen.balance()) : null
    const entry = AMOUNTS.some(has) && has('at') && at !== null ? tried(AMOUNTS.find(has) ?? null, () => layout.read(seen)) : null
    if (at === null) for (const role of AMOUNTS.filter(has)) tried(role, () => (role === 'amount' ? seen.amount(role) : seen.amountIfAny(role)))
    return { row, at, way: entry === null ? null : entry.recorded === 'OUT' ? 'OUT' as const : 'IN' as const, amountFen: entry?.amountFen ?? null, balanceFen, counterparty: seen.counterparty(), words: `${seen.text('kind')} ${seen.words()}`.trim(), wrong }
  }))
}

type Numbered = { readonly row: number; readonly cells: readonly string[] }

/** A row cut into two lines is one, as it is when the bill is read. */
function wholeRows(header: Header, rows: readonly Numbered[]): Numbered[] {
  const whole: Numbered[] = []
  for (const { row, cells } of rows) {
    const before = whole.at(-1)
    const both = before === undefined ? null : continued(header, before.cells, cells)
    if (both === null) whole.push({ row, cells })
    else whole[whole.length - 1] = { row: before!.row, cells: both }
  }
  return whole
}

/** Amounts without sign or direction go the way the balance goes, as they do when the bill is read. */
function bySteps({ columns }: TaughtLayout, rows: readonly PreviewRow[]): PreviewRow[] {
  if (columns.amount === undefined || columns.flow !== undefined || columns.balance === undefined) return [...rows]
  const signed = rows.map(({ way, amountFen, balanceFen }) => ({ fen: (way === 'OUT' ? -1 : 1) * (amountFen ?? 0), balanceFen }))
  const signs = signsOf(signed)
  if (signs === 'AS_WRITTEN') return [...rows]
  const ways = signs === 'TURNED' ? rows.map(({ way }) => (way === 'OUT' ? 'IN' as const : 'OUT' as const)) : waysByBalance(signed)
  return rows.map((row, at) => ({ ...row, way: row.way === null ? null : ways[at] ?? row.way }))
}

/** Blank lines, lines of words, sums and titles printed again are passed over, as they are when a bill is read. */
function isData(cells: readonly string[], { titles }: TaughtLayout): boolean {
  const filled = cells.map(cleanCell).filter((cell) => cell !== '')
  if (filled.length < 2 || isSumRow(cells)) return filled.length === 1 && readMoment(`2025-01-31`, filled[0] ?? '') !== null
  return !cells.every((cell, at) => columnName(cell) === (titles[at] ?? ''))
}
