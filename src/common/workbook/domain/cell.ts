import type { Unit } from '#common/figures/domain'

/** How a cell looks and what may be typed into it. */
export type Look = 'title' | 'note' | 'text' | 'section' | 'head' | 'label' | 'input' | 'fixed' | 'figure' | 'word' | 'plain'
export type Format = 'MONEY' | 'FEN' | 'PERCENT' | 'NUMBER' | 'COUNT' | 'TEXT' | 'DAY' | 'MONTH' | 'GENERAL'

export interface Cell {
  readonly value?: string | number
  readonly formula?: string
  readonly look: Look
  readonly format?: Format
  readonly rule?: Rule
  /** The figure or month a formula shows. */
  readonly shows?: Shows
  /** What the formula comes to, for programs that show a file without working it out. */
  readonly result?: Result
}

/** Cells of the sheets of results a formula shows as a person reads them: amounts in yuan, truths and codes in words; of several the sum. */
export interface Shows {
  readonly id: string
  readonly unit: Unit
  readonly from: readonly string[]
}

/** What a formula comes to: a number in decimal text, so that no binary fraction comes between. */
export type Result = { readonly number: string } | { readonly word: string } | { readonly holds: boolean }

/** What a cell accepts; the program the workbook is opened in says so at once. */
export type Rule =
  | { readonly is: 'LIST'; readonly from: string; readonly says: string }
  | { readonly is: 'DECIMAL' | 'WHOLE' | 'DATE'; readonly least: number | string; readonly most: number | string; readonly says: string }

/** One sheet of a workbook, independent of the library that writes it. */
export class Grid {
  readonly name: string
  readonly widths: number[] = []
  readonly cells = new Map<number, Map<number, Cell>>()
  hidden = false
  landscape = false
  /** Rows that stay in sight. */
  frozen = 0
  /** Columns that stay in sight. */
  frozenColumns = 0

  constructor(name: string) {
    this.name = name
  }

  set(row: number, column: number, cell: Cell): void {
    let cells = this.cells.get(row)
    if (cells === undefined) this.cells.set(row, cells = new Map())
    cells.set(column, cell)
  }
}

/** Where a value stands: sheet, row and column from 1. */
export interface Place {
  readonly sheet: string
  readonly row: number
  readonly column: number
}

/** `1` → `A`, `27` → `AA`. */
export function letters(column: number): string {
  let text = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}

/** A place as a formula on the sheet `home` names it. */
export function ref({ sheet, row, column }: Place, home: string): string {
  const cell = `$${letters(column)}$${row}`
  return sheet === home ? cell : `${sheet}!${cell}`
}

/** A stretch of cells, both ends included. */
export function span(sheet: string, from: readonly [number, number], to: readonly [number, number], home: string): string {
  const cells = `$${letters(from[1])}$${from[0]}:$${letters(to[1])}$${to[0]}`
  return sheet === home ? cells : `${sheet}!${cells}`
}

/** Text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
