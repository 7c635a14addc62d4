import { type CaseFile, CHECK_METHODS, windowMonths } from '#common/assessment/domain'
import type { Grid } from './cell.ts'
import { type Field, type Section, isShownOnly } from './fields.ts'
import { type Placed, columnsOf, dig, placeOf, rowsHeld } from './layout.ts'
import { inputCell } from './values.ts'
import type { Words } from './words.ts'

const MONTHS_OF_YEAR = 12
/** Kept as the workbook was made: the trade decides the formulas. */
const FIXED = new Set(['/business trade'])

/** Writes every cell a person types into, filled with what the case holds. */
export function writeInputs(grids: ReadonlyMap<string, Grid>, placed: ReadonlyMap<string, Placed>, caseFile: CaseFile | null, words: Words, trade: string): void {
  for (const part of placed.values()) {
    const grid = grids.get(part.sheet)!
    grid.set(part.top - (part.section.rows ? 2 : 1), 1, { value: titleOf(part), look: 'section' })
    if (part.section.rows) writeRows(grid, part, caseFile, words)
    else writeSingle(grid, part, caseFile, words, trade)
  }
}

/** What stands over a part. */
export function titleOf({ section }: Placed): string {
  const { ofCheck } = section
  if (ofCheck === undefined) return section.title
  const name = `${ofCheck.method} ${CHECK_METHODS.find(({ code }) => code === ofCheck.method)?.name ?? ''}`
  return ofCheck.field === null ? name : `${name} · ${section.title}`
}

/** What stands beside a single value. */
export function labelOf({ within }: Section, { title, required }: Field): string {
  return `${title}${required && within === null ? ' *' : ''}`
}

function writeSingle(grid: Grid, part: Placed, caseFile: CaseFile | null, words: Words, trade: string): void {
  const holds = caseFile === null ? undefined : dig(caseFile, part.section.pointer.split('/').slice(1).filter((key) => key !== ''))
  part.section.fields.forEach((field, at) => {
    const row = part.top + at
    grid.set(row, 1, { value: labelOf(part.section, field), look: 'label' })
    const chosen = FIXED.has(`${part.section.pointer} ${field.path.join('.')}`)
    const fixed = chosen || isShownOnly(part.section)
    const value = chosen ? trade : dig(holds, field.path)
    grid.set(row, part.left, { ...inputCell(field, value, words), ...(fixed ? { look: 'fixed' as const } : {}) })
  })
}

function writeRows(grid: Grid, part: Placed, caseFile: CaseFile | null, words: Words): void {
  const { section, top, room, left } = part
  if (left > 1) grid.set(top - 1, 1, { value: section.ofCheck?.field === null ? '序号' : '检验序号', look: 'head' })
  let column = left
  for (const field of section.fields) for (let at = 0; at < columnsOf(field); at++) grid.set(top - 1, column++, { value: headOf(field, at, caseFile), look: 'head' })
  const held = caseFile === null ? [] : rowsHeld(section, caseFile)
  for (let row = 0; row < room; row++) {
    const own = held[row]
    if (section.ofCheck?.field === null) grid.set(top + row, 1, { value: row + 1, look: 'label', format: 'COUNT' })
    else if (left > 1) grid.set(top + row, 1, { look: 'input', format: 'COUNT', ...(own === undefined || own.check === null ? {} : { value: own.check }) })
    for (const field of section.fields) writeField(grid, part, field, row, own?.row, words)
  }
}

/** What stands over a column of a list. */
export function headOf(field: Field, at: number, caseFile: CaseFile | null): string {
  if (columnsOf(field) === 1) return `${field.title}${field.required ? ' *' : ''}`
  return at === 0 ? '每月相同' : caseFile === null ? `第${at}月` : windowMonths(caseFile.cutOffOn as never)[at - 1]!
}

function writeField(grid: Grid, part: Placed, field: Field, row: number, held: Readonly<Record<string, unknown>> | undefined, words: Words): void {
  const value = dig(held, field.path)
  const monthly = columnsOf(field) > 1
  for (let month = 0; month <= (monthly ? MONTHS_OF_YEAR : 0); month++) {
    const own = !monthly ? value : Array.isArray(value) ? (month === 0 ? undefined : (value as unknown[])[month - 1]) : month === 0 ? value : undefined
    const place = placeOf(part, field.path, row, month)!
    grid.set(place.row, place.column, { ...inputCell(field, own, words), ...(isShownOnly(part.section) ? { look: 'fixed' as const } : {}) })
  }
}

