import { type Place, letters, ref } from './cell.ts'
import { type Comp, literal } from './comp.ts'
import type { Field, Section } from './fields.ts'
import { sections } from './fields.ts'
import { type Placed, columnsOf, placeOf, widthOf } from './layout.ts'
import type { Words } from './words.ts'

/** A typed cell as the formulas read it: money in whole fen, a word by its code, a day as text that sorts; empty text where nothing was typed. */
export function normalised(field: Field, cells: string, words: Words, home: string, month?: { each: string; all: string }): string {
  const { kind, fallback } = field
  const empty = fallback === undefined || field.fallback === '' ? '""' : literal(kind.is === 'PERCENT' || kind.is === 'NUMBER' ? Number(fallback) : fallback).text
  const value = valueOf(field, cells, words, home, month)
  return kind.is === 'MONTHLY' ? value : `IF(${cells}="",${empty},${value})`
}

function valueOf({ kind }: Field, cell: string, words: Words, home: string, month?: { each: string; all: string }): string {
  switch (kind.is) {
    case 'MONEY': return `ROUND(${cell}*100,0)`
    case 'PERCENT': case 'NUMBER': case 'COUNT': case 'TEXT': return cell
    case 'FLAG': return `(${cell}="是")`
    case 'DAY': return dayText(cell)
    case 'MONTH': return `(YEAR(${cell})&"-"&TEXT(MONTH(${cell}),"00"))`
    case 'CHOICE': return words.codeOf(kind, cell, home)
    case 'MONTHLY': return month === undefined ? `IF(${cell}="","",ROUND(${cell}*100,0))` : `IF(COUNT(${month.all})>0,ROUND(N(${cell})*100,0),IF(${month.each}="","",ROUND(${month.each}*100,0)))`
    case 'IDS': case 'MONTHS': case 'COUNTS': case 'AMOUNTS': case 'CHOICES': return cell
    default: {
      const never: never = kind
      throw new Error(`unknown kind ${String(never)}`)
    }
  }
}

/** A day as `YYYY-MM-DD`, whatever language the program speaks. */
export function dayText(cell: string): string {
  return `(YEAR(${cell})&"-"&TEXT(MONTH(${cell}),"00")&"-"&TEXT(DAY(${cell}),"00"))`
}

export function typeOf({ kind }: Field): Comp['type'] {
  return kind.is === 'FLAG' ? 'TRUTH' : kind.is === 'MONEY' || kind.is === 'MONTHLY' || kind.is === 'PERCENT' || kind.is === 'NUMBER' || kind.is === 'COUNT' ? 'NUMBER' : 'WORD'
}

export function isWhole({ kind }: Field): boolean {
  return kind.is === 'MONEY' || kind.is === 'MONTHLY' || kind.is === 'COUNT'
}

/** Cells of one row of a list. */
export function rowCells(placed: Placed, row: number, home: string): string {
  const width = widthOf(placed.section)
  const at = (column: number) => `$${letters(column)}$${placed.top + row}`
  const cells = `${at(placed.left)}:${at(placed.left + width - 1)}`
  return home === placed.sheet ? cells : `${placed.sheet}!${cells}`
}

/** Whether anything is typed in a part that may be missing as a whole, its lists included. */
export function isThere(pointer: string, placed: ReadonlyMap<string, Placed>, home: string): string {
  const counts = sections().filter((section) => section.within === pointer).map((section) => {
    const { top, left, sheet, room } = placed.get(section.pointer)!
    const right = section.rows ? left + widthOf(section) - 1 : left
    const cells = `$${letters(left)}$${top}:$${letters(right)}$${top + room - 1}`
    return `COUNTA(${sheet === home ? '' : `${sheet}!`}${cells})`
  })
  return `(${counts.join('+')}>0)`
}

/** The part and field a path of the case file leads to. */
export function fieldAt(path: readonly string[]): { section: Section; field: Field } | null {
  let best: { section: Section; field: Field } | null = null
  for (const section of sections()) {
    if (section.rows) continue
    const above = section.pointer.split('/').slice(1)
    if (!above.every((key, at) => path[at] === key)) continue
    const rest = path.slice(above.length).join('.')
    const field = section.fields.find((each) => each.path.join('.') === rest)
    if (field !== undefined) best = { section, field }
  }
  return best
}

/** Cells of the part inside a part that may be missing, such as the phone of the applicant. */
export function insideCells(placed: Placed, inside: string, home: string): string {
  const own = placed.section.fields.filter((field) => field.inside === inside)
  const [first, last] = [placeOf(placed, own[0]!.path, 0)!, placeOf(placed, own.at(-1)!.path, 0)!]
  return `COUNTA(${ref(first, home)}:$${letters(last.column)}$${last.row})`
}

/** The cell or cells of a field in a row, ready to be named in a formula. */
export function cellsOf(placed: Placed, field: Field, row: number, at: number | null, home: string): { cell: string; month?: { each: string; all: string } } | null {
  const place: Place | null = placeOf(placed, field.path, row, columnsOf(field) > 1 && at !== null ? at + 1 : 0)
  if (place === null) return null
  if (columnsOf(field) === 1 || at === null) return { cell: ref(place, home) }
  const each = placeOf(placed, field.path, row, 0)!
  const all = `${ref({ ...each, column: each.column + 1 }, home)}:$${letters(each.column + 12)}$${each.row}`
  return { cell: ref(place, home), month: { each: ref(each, home), all } }
}

