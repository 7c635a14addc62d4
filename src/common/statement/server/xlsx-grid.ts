import type { TakeRow } from './csv.ts'
import { LIMITS } from './limits.ts'
import { plainNumber } from './number.ts'
import { BRING_ORIGINAL, checkedLength, fileRefusal } from './refuse.ts'

const EXCEL_LAST_ROW = 1_048_576

/** One sheet to read, and who takes its rows. */
export interface SheetJob {
  readonly part: string
  readonly name: string
  readonly strings: readonly string[]
  readonly take: TakeRow
}

/** Listens to one sheet and hands over its rows; places outside the limits are refused before anything is made for them. */
export class XlsxGrid {
  formulas = 0
  readonly #job: SheetJob
  #row = 0
  #column = 0
  #cells: string[] = []
  #type = ''
  #value = ''
  #inValue = false
  #phonetic = false
  #merges = 0
  #wanted = true

  constructor(job: SheetJob) {
    this.#job = job
  }

  open(tag: string, attributes: Record<string, string>): void {
    switch (tag) {
      case 'row':
        return this.#openRow(attributes.r)
      case 'c':
        return this.#openCell(attributes)
      case 'v':
      case 't':
        this.#inValue = !this.#phonetic
        return
      case 'rPh':
        this.#phonetic = true
        return
      case 'f':
        this.formulas++
        return
      case 'dimension':
        return this.#checkRange(attributes.ref ?? '')
      case 'mergeCell':
        if (++this.#merges > LIMITS.merges) throw this.#refuse(`合并单元格超过 ${LIMITS.merges} 处`)
        return this.#checkRange(attributes.ref ?? '')
    }
  }

  text(piece: string): void {
    if (this.#inValue) this.#value += piece
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#inValue = false
    else if (tag === 'rPh') this.#phonetic = false
    else if (tag === 'c') this.#cells[this.#column - 1] = this.#cellText()
    else if (tag === 'row' && this.#wanted) this.#wanted = this.#job.take(this.#row, Array.from(this.#cells, (cell) => cell ?? ''))
  }

  #openRow(written: string | undefined): void {
    const row = written === undefined ? this.#row + 1 : Number(written)
    if (!Number.isInteger(row) || row <= this.#row || row > EXCEL_LAST_ROW) throw this.#refuse(`行号「${String(written).slice(0, 20)}」次序不对`)
    if (row > LIMITS.rows) throw this.#refuse(`超过 ${LIMITS.rows} 行`)
    this.#row = row
    this.#column = 0
    this.#cells = []
  }

  #openCell(attributes: Record<string, string>): void {
    const column = attributes.r === undefined ? this.#column + 1 : columnNumber(/^([A-Z]{1,3})(\d{1,7})$/.exec(attributes.r)?.[1] ?? '')
    if (column <= this.#column) throw this.#refuse(`第 ${this.#row} 行的单元格「${(attributes.r ?? '').slice(0, 20)}」次序不对`)
    if (column > LIMITS.columns) throw this.#refuse(`第 ${this.#row} 行超过 ${LIMITS.columns} 列`)
    this.#column = column
    this.#type = attributes.t ?? 'n'
    this.#value = ''
  }

  #cellText(): string {
    const value = checkedLength(this.#value, this.#job.part)
    if (this.#type === 'n') return value === '' ? '' : plainNumber(value)
    if (this.#type !== 's') return value
    const text = this.#job.strings[Number(value === '' ? Number.NaN : value)]
    if (text === undefined) throw this.#refuse(`第 ${this.#row} 行引用了不存在的文字`)
    return text
  }

  #checkRange(range: string): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(range)
    const column = columnNumber(match?.[3] ?? match?.[1] ?? '')
    const row = Number(match?.[4] ?? match?.[2])
    if (match && (column > LIMITS.columns || row > LIMITS.rows)) throw this.#refuse(`范围 ${range} 超过 ${LIMITS.rows} 行 × ${LIMITS.columns} 列`)
  }

  #refuse(why: string): Error {
    return fileRefusal('sheet', `工作表「${this.#job.name.slice(0, 31)}」${why}`, BRING_ORIGINAL, { at: `/${this.#job.part}/${this.#row}` })
  }
}

/** `A` → 1, `XFD` → 16384; 0 for no column. */
function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}
