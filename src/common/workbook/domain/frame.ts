import type { RefusalDetail } from '#kernel'
import { letters } from './cell.ts'
import { isKeptBySystem } from './fields.ts'
import { headOf, labelOf, titleOf } from './inputs.ts'
import { type Placed, columnsOf } from './layout.ts'
import type { TypedBook } from './decode.ts'

const KEEP = '保持导出时的工作表、行与列；要填的行不够时，导回后重新导出便有新的空行'
/** How much of a found text is repeated. */
const SHOWN = 60

/**
 * Whether what a workbook says of its cells still stands where it was exported: a sheet that was renamed, a row that was put in or
 * columns that changed places would otherwise be read as other values. The first thing out of place on each sheet is named.
 */
export function movedIn(book: TypedBook, placed: ReadonlyMap<string, Placed>): RefusalDetail[] {
  const moved = new Map<string, RefusalDetail>()
  for (const part of placed.values()) {
    if (moved.has(part.sheet)) continue
    const found = book.has(part.sheet) ? outOfPlace(book, part) ?? monthsOutOfOrder(book, part) ?? beyond(book, part) : { code: 'workbook.sheet', message: `工作簿缺少工作表「${part.sheet}」，可能被改名或删除`, at: `/${part.sheet}`, expected: KEEP }
    if (found !== null) moved.set(part.sheet, found)
  }
  return [...moved.values()]
}

function textAt(book: TypedBook, sheet: string, row: number, column: number): string {
  return book.get(sheet)?.get(`${row}:${column}`)?.text.trim() ?? ''
}

/** The first title, head or label that is another than was exported. */
function outOfPlace(book: TypedBook, part: Placed): RefusalDetail | null {
  for (const { row, column, text } of marksOf(part)) {
    const found = textAt(book, part.sheet, row, column)
    if (found === text.trim()) continue
    const cell = `${letters(column)}${row}`
    return { code: 'workbook.moved', message: `「${part.sheet}」${cell} 应是「${text}」：行或列被插入、删除或移动过`, at: `/${part.sheet}/${cell}`, value: found.slice(0, SHOWN), expected: KEEP }
  }
  return null
}

/** Titles, heads and labels of a part; under a head of months so many columns stand. */
function marksOf(part: Placed): { row: number; column: number; text: string; months: number }[] {
  const { section, top, left } = part
  if (!section.rows) return [{ row: top - 1, column: 1, text: titleOf(part), months: 1 }, ...section.fields.map((field, at) => ({ row: top + at, column: 1, text: labelOf(section, field), months: 1 }))]
  let column = left
  return [{ row: top - 2, column: 1, text: titleOf(part), months: 1 }, ...section.fields.map((field) => {
    const mark = { row: top - 1, column, text: headOf(field, 0, null), months: columnsOf(field) }
    column += columnsOf(field)
    return mark
  })]
}

/** Months stand in their order, by name or, in an empty workbook, by number. */
function monthsOutOfOrder(book: TypedBook, part: Placed): RefusalDetail | null {
  for (const { row, column, months } of marksOf(part)) {
    for (let at = 1; at < months; at++) {
      const [found, before] = [textAt(book, part.sheet, row, column + at), textAt(book, part.sheet, row, column + at - 1)]
      if (found === `第${at}月` || (/^\d{4}-\d{2}$/.test(found) && (at === 1 || found > before))) continue
      const cell = `${letters(column + at)}${row}`
      return { code: 'workbook.moved', message: `「${part.sheet}」${cell} 的月份次序不对：列被插入、删除或移动过`, at: `/${part.sheet}/${cell}`, value: found.slice(0, SHOWN), expected: KEEP }
    }
  }
  return null
}

/** The row below a list is empty: what stands there was pasted over its end. */
function beyond(book: TypedBook, { section, sheet, top, left, room }: Placed): RefusalDetail | null {
  if (!section.rows || isKeptBySystem(section)) return null
  const width = section.fields.reduce((sum, field) => sum + columnsOf(field), 0)
  for (let column = left; column < left + width; column++) {
    const found = textAt(book, sheet, top + room, column)
    if (found !== '') return { code: 'workbook.room', message: `「${sheet}」${letters(column)}${top + room} 起超出「${section.title}」的 ${room} 行`, at: `/${sheet}/${letters(column)}${top + room}`, value: found.slice(0, SHOWN), expected: `不超过 ${room} 行；${KEEP}` }
  }
  return null
}
