import { Grid, type Place, letters, ref, span } from './cell.ts'
import type { Comp } from './comp.ts'

/** Rows of one list on the sheet of details: every field, figure and step of a sum over it is a column. */
export class Block {
  readonly name: string
  readonly top: number
  readonly size: number
  private readonly grid: Grid
  private next = 2
  private readonly columns = new Map<string, number>()

  constructor(grid: Grid, name: string, title: string, top: number, size: number) {
    this.grid = grid
    this.name = name
    this.top = top + 2
    this.size = size
    grid.set(top, 1, { value: title, look: 'section' })
    for (let row = 0; row < size; row++) grid.set(this.top + row, 1, { value: row + 1, look: 'label', format: 'COUNT' })
  }

  /** Rows a list of so many takes on the sheet, its head and the space below it included. */
  static height(size: number): number {
    return size + 3
  }

  column(key: string, title: string): number {
    let column = this.columns.get(key)
    if (column === undefined) {
      column = this.next++
      this.columns.set(key, column)
      this.grid.set(this.top - 1, column, { value: title, look: 'head' })
    }
    return column
  }

  has(key: string): boolean {
    return this.columns.has(key)
  }

  place(column: number, row: number): Place {
    return { sheet: this.grid.name, row: this.top + row, column }
  }

  range(column: number, home: string, from = 0, to = this.size - 1): string {
    return span(this.grid.name, [this.top + from, column], [this.top + to, column], home)
  }

  write(column: number, row: number, formula: string): void {
    this.grid.set(this.top + row, column, { formula, look: 'plain' })
  }

  put(column: number, row: number, comp: Comp): void {
    if (comp.known === undefined) this.write(column, row, comp.text)
    else if (comp.known !== null) this.write(column, row, comp.text)
  }

  at(column: number, row: number, home: string): string {
    return ref(this.place(column, row), home)
  }

  letters(column: number): string {
    return letters(column)
  }
}

/** Single values one below the other: name, value, what it is worked out from. */
export class Lines {
  private readonly grid: Grid
  private next: number

  constructor(grid: Grid, from: number) {
    this.grid = grid
    this.next = from
  }

  section(title: string): void {
    this.grid.set(++this.next, 1, { value: title, look: 'section' })
    this.next++
  }

  /** Takes the next line; the value is written once it is worked out. */
  take(name: string, unit: string, words: string, source: string): number {
    const row = this.next++
    this.grid.set(row, 1, { value: name, look: 'label' })
    this.grid.set(row, 3, { value: unit, look: 'note' })
    if (words !== '') this.grid.set(row, 4, { value: words, look: 'note' })
    if (source !== '') this.grid.set(row, 5, { value: source, look: 'note' })
    return row
  }

  write(row: number, formula: string): void {
    this.grid.set(row, 2, { formula, look: 'figure', format: 'GENERAL' })
  }

  at(row: number, home: string): string {
    return ref({ sheet: this.grid.name, row, column: 2 }, home)
  }
}
