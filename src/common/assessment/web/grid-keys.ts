import { type ClipboardEvent, type KeyboardEvent } from 'react'
import { type CellPlace, moveOf, nextPlace, pastedBlock } from '#ui'

const entering = new WeakMap<Element, (text: string) => void>()

/** Lets a cell take text that was pasted over a block. */
export function registerCell(cell: Element, enter: (text: string) => void): () => void {
  entering.set(cell, enter)
  return () => entering.delete(cell)
}

/** Arrows, Enter and Shift+Enter walk the cells of a table as in a spreadsheet. */
export function walkCells(event: KeyboardEvent<HTMLTableElement>): void {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || input.type === 'checkbox' || input.dataset['cell'] === undefined || event.nativeEvent.isComposing || event.altKey) return
  const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0]
  const isAll = start === 0 && end === input.value.length
  const move = moveOf({ key: event.key, shiftKey: event.shiftKey, caretAtStart: isAll || (start === 0 && end === 0), caretAtEnd: isAll || start === input.value.length })
  if (move === null) return
  const cells = cellsOf(event.currentTarget)
  const next = nextPlace(cells.map(({ place }) => place), placeOf(input), move)
  if (next === null) return
  event.preventDefault()
  cells.find(({ place }) => place.row === next.row && place.column === next.column)?.element.focus()
}

/** Lays a copied row or block over the typed cells from the one in focus. */
export function pasteCells(event: ClipboardEvent<HTMLTableElement>): void {
  const input = event.target
  const block = pastedBlock(event.clipboardData.getData('text/plain'))
  if (!(input instanceof HTMLInputElement) || input.dataset['cell'] === undefined || block === null) return
  event.preventDefault()
  const start = placeOf(input)
  const cells = cellsOf(event.currentTarget).filter(({ place }) => place.row >= start.row)
  const rows = [...new Set(cells.map(({ place }) => place.row))]
  input.blur()
  for (const [i, line] of block.entries()) {
    const across = cells.filter(({ place }) => place.row === rows[i] && place.column >= start.column)
    for (const [j, text] of line.entries()) {
      const cell = across[j]?.element
      if (cell !== undefined && text !== '') entering.get(cell)?.(text)
    }
  }
}

function cellsOf(table: HTMLTableElement): { readonly element: HTMLElement; readonly place: CellPlace }[] {
  return [...table.querySelectorAll<HTMLElement>('[data-cell]')].map((element) => ({ element, place: placeOf(element) }))
}

function placeOf(cell: HTMLElement): CellPlace {
  const column = cell.closest('td')
  const row = cell.closest('tr')
  return { row: row?.rowIndex ?? 0, column: column?.cellIndex ?? 0 }
}
