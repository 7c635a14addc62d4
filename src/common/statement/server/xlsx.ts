import type { TakeRow } from './csv.ts'
import { LIMITS } from './limits.ts'
import { plainNumber } from './number.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'
import { readXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** A sheet that can be read row by row. */
export interface Sheet {
  readonly name: string
  /** Hands over the rows; tells how many cells hold formulas. */
  read(take: TakeRow): Promise<{ formulas: number }> | { formulas: number }
}

const EXCEL_LAST_ROW = 1_048_576

/** The sheets of an XLSX workbook, in their order. Macros, links to other files and embedded files are refused. */
export async function openXlsx(archive: Archive): Promise<Sheet[]> {
  refuseActiveContent(archive.names)
  const targets = await relations(archive)
  const sheets: { name: string; part: string }[] = []
  await readXml(archive.stream('xl/workbook.xml'), 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) throw fileRefusal('date-1904', '工作簿使用 1904 日期系统，日期会差四年', '改用 1900 日期系统另存')
      const part = tag === 'sheet' ? targets.get(attributes['r:id'] ?? attributes['id'] ?? '') : undefined
      if (part !== undefined) sheets.push({ name: attributes.name ?? '', part })
    },
  })
  if (sheets.length > LIMITS.sheets) throw fileRefusal('too-many-sheets', `工作簿超过 ${LIMITS.sheets} 个工作表`, BRING_ORIGINAL)
  const strings = archive.has('xl/sharedStrings.xml') ? await sharedStrings(archive) : []
  return sheets.map(({ name, part }) => ({ name, read: (take) => readSheet({ archive, part, name, strings, take }) }))
}

function refuseActiveContent(names: readonly string[]): void {
  const found = names.find((name) => /vbaProject|macrosheets|activeX|externalLinks\/|embeddings\/|dialogsheets/i.test(name))
  if (found !== undefined) throw fileRefusal('active-content', '工作簿含有宏、外部链接或嵌入文件', '另存为不含宏与外部链接的 XLSX，或原始导出文件', { value: found })
}

async function relations(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const part = 'xl/_rels/workbook.xml.rels'
  await readXml(archive.stream(part), part, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || !attributes.Type?.endsWith('/worksheet')) return
      const target = attributes.Target ?? ''
      targets.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  return targets
}

/** Rich text counts, phonetic hints do not. */
async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  let [text, inText, phonetic] = ['', false, false]
  await readXml(archive.stream('xl/sharedStrings.xml'), 'xl/sharedStrings.xml', {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') phonetic = true
      inText = tag === 't' && !phonetic
    },
    text(piece) {
      if (inText) text += piece
    },
    close(tag) {
      inText = false
      if (tag === 'rPh') phonetic = false
      if (tag !== 'si') return
      if (strings.length >= LIMITS.strings) throw fileRefusal('too-many-strings', `工作簿的文字超过 ${LIMITS.strings} 条`, '按时间段分成几个文件')
      strings.push(checkedLength(text, 'xl/sharedStrings.xml'))
    },
  })
  return strings
}

interface Job {
  readonly archive: Archive
  readonly part: string
  readonly name: string
  readonly strings: readonly string[]
  readonly take: TakeRow
}

async function readSheet(job: Job): Promise<{ formulas: number }> {
  const grid = new Grid(job)
  await readXml(job.archive.stream(job.part), job.part, grid)
  return { formulas: grid.formulas }
}

/** Listens to one sheet and hands over its rows; places outside the limits are refused before anything is made for them. */
class Grid {
  formulas = 0
  readonly #job: Job
  #row = 0
  #column = 0
  #cells: string[] = []
  #type = ''
  #value = ''
  #inValue = false
  #phonetic = false
  #merges = 0
  #wanted = true

  constructor(job: Job) {
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
    else if (tag === 'row') this.#wanted &&= this.#job.take(this.#row, Array.from(this.#cells, (cell) => cell ?? ''))
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

function checkedLength(text: string, part: string): string {
  if (text.length > LIMITS.cell) throw fileRefusal('long-cell', `有单元格超过 ${LIMITS.cell} 个字`, BRING_ORIGINAL, { at: `/${part}` })
  return text
}
