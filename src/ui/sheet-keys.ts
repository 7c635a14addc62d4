export interface CellPlace { readonly row: number; readonly column: number }
export type SheetMove = 'UP' | 'DOWN' | 'LEFT' | 'RIGHT'

/** The move a key asks for, or null. Left and right leave a cell only from the edge of its text, so that a figure can be corrected. */
export function moveOf({ key, shiftKey, caretAtStart, caretAtEnd }: { key: string; shiftKey: boolean; caretAtStart: boolean; caretAtEnd: boolean }): SheetMove | null {
  switch (key) {
    case 'ArrowUp': return 'UP'
    case 'ArrowDown': return 'DOWN'
    case 'Enter': return shiftKey ? 'UP' : 'DOWN'
    case 'ArrowLeft': return caretAtStart ? 'LEFT' : null
    case 'ArrowRight': return caretAtEnd ? 'RIGHT' : null
    default: return null
  }
}

/** The nearest editable cell in that direction; up and down skip sections and computed rows, left and right wrap to the next row. */
export function nextPlace(places: readonly CellPlace[], from: CellPlace, move: SheetMove): CellPlace | null {
  const ordered = [...places].sort((a, b) => a.row - b.row || a.column - b.column)
  switch (move) {
    case 'UP': return ordered.filter((place) => place.column === from.column && place.row < from.row).at(-1) ?? null
    case 'DOWN': return ordered.find((place) => place.column === from.column && place.row > from.row) ?? null
    case 'LEFT': return ordered.filter((place) => place.row < from.row || (place.row === from.row && place.column < from.column)).at(-1) ?? null
    case 'RIGHT': return ordered.find((place) => place.row > from.row || (place.row === from.row && place.column > from.column)) ?? null
  }
}

/** A block copied from a spreadsheet as rows of cells; null when the text is a single cell. */
export function pastedBlock(text: string): string[][] | null {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  if (lines.length === 1 && !text.includes('\t')) return null
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()))
}
