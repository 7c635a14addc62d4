import { type Book } from './book.ts'
import type { TypedBook } from './decode.ts'
import { cellName } from './read-book.ts'

/** Cells of the sheets in sight that should hold a formula and hold a value somebody typed over it. */
export function overwritten(book: Book, file: TypedBook): string[] {
  const found: string[] = []
  for (const grid of book.grids) {
    const cells = file.get(grid.name)
    if (grid.hidden || cells === undefined) continue
    for (const [row, own] of grid.cells) for (const [column, { formula }] of own) {
      const cell = formula === undefined ? undefined : cells.get(`${row}:${column}`)
      if (cell !== undefined && !cell.formula && cell.text !== '') found.push(`${grid.name} ${cellName({ sheet: grid.name, row, column })}`)
    }
  }
  return found
}
