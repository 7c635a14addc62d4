/** A figure or a word as a cell of the file; numbers stay numbers, words never become formulas. */
export type CsvCell = string | number | null

/** Spreadsheet programs run cells that start with these; a leading apostrophe makes them words again. */
const RUNS = /^[=+\-@\t\r|%]/

/** CSV with a byte order mark, which Excel and WPS need to read Chinese. */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = RUNS.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** Hands a text file to the browser's downloads. */
export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
