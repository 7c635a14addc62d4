import type { Header, Role } from './columns.ts'
import { readMoment } from './moment.ts'
import { cleanCell } from './text.ts'

/** Words that a page made to be looked at breaks into two lines. */
const BROKEN: readonly Role[] = ['counterparty', 'kind', 'detail', 'note', 'counterAccount']
const A_DAY = '2025-01-31'

/**
 * The row before with what this one adds to it, where this one is only its second line: words cut in two, a time under its
 * day, nothing else. Sheets made from a PDF are full of them. Null where it is a row of its own.
 */
export function continued({ at }: Header, before: readonly string[], cells: readonly string[]): string[] | null {
  const filled = cells.flatMap((cell, place) => (cell !== '' && cleanCell(cell) !== '' ? [place] : []))
  const words = new Set(BROKEN.flatMap((role) => at[role] ?? []))
  if (filled.length === 0 || filled.some((place) => !words.has(place) && place !== at.at)) return null
  const time = at.at === undefined ? '' : cleanCell(cells[at.at] ?? '')
  const day = cleanCell(before[at.at ?? -1] ?? '')
  if (time !== '' && (at.time !== undefined || readMoment(A_DAY, time) === null || readMoment(day) === null || readMoment(day, time) === null)) return null
  return before.map((cell, place) => (!filled.includes(place) ? cell : place === at.at ? `${day} ${time}` : `${cleanCell(cell)}${cleanCell(cells[place] ?? '')}`))
}
