import { type XlsxFault, openArchive, readXlsxParts, readXml } from '#platform/archive'
import { Refusal } from '#kernel'

/** What a workbook may be at most; ours are a tenth of it. */
const LIMITS = { rows: 20_000, columns: 400, cells: 600_000, sheets: 40, strings: 200_000, characters: 32_767 } as const
/** Of a sheet, as Excel allows it. */
const LONGEST_NAME = 31

/** One cell as the file holds it: its text, and whether a formula made it. */
export interface ReadCell {
  readonly text: string
  /** `MERGED` lies under another cell: whatever it holds, nobody sees it. */
  readonly kind: 'NUMBER' | 'TEXT' | 'TRUTH' | 'ERROR' | 'MERGED'
  readonly formula: boolean
}

/** Cells of every sheet by `row:column`. */
export type ReadBook = ReadonlyMap<string, ReadonlyMap<string, ReadCell>>

/** Reads the cells of an XLSX file of a stranger: counted while they are read, no macro, no link, no entity. */
export async function readCells(bytes: Uint8Array): Promise<ReadBook> {
  const archive = await openArchive(Buffer.from(bytes))
  for (const needed of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels']) if (!archive.has(needed)) throw refuse('not-xlsx', '文件不是 xlsx 工作簿')
  const { sheets, strings } = await readXlsxParts(archive, { sheets: LIMITS.sheets, strings: LIMITS.strings, textOf: (text) => text.slice(0, LIMITS.characters), refuse: refusalOf })
  const counted = { cells: 0 }
  const book = new Map<string, ReadonlyMap<string, ReadCell>>()
  for (const { name: whole, part } of sheets) {
    const name = whole.slice(0, LONGEST_NAME)
    const ears = new SheetEars(name, strings, counted)
    await readXml(archive.stream(part), part, ears)
    book.set(name, ears.cells)
  }
  return book
}

function refuse(code: string, message: string, expected = '由微贷导出、在 Excel 或 WPS 中填好的工作簿（xlsx）', value?: unknown): Refusal {
  return new Refusal({ code: `workbook.${code}`, message, expected, ...(value === undefined ? {} : { value }) })
}

function refusalOf(fault: XlsxFault, found?: string): Refusal {
  switch (fault) {
    case 'ACTIVE': return refuse('active', '工作簿含有宏、外部链接或嵌入文件', '另存为不含宏与外部链接的 xlsx', found)
    case 'DATE_1904': return refuse('date-1904', '工作簿使用 1904 日期系统，日期会差四年', '改用 1900 日期系统另存')
    case 'SHEETS': return refuse('sheets', `工作簿超过 ${LIMITS.sheets} 个工作表`)
    case 'STRINGS': return refuse('strings', `工作簿的文字超过 ${LIMITS.strings} 条`)
    default: return fault satisfies never
  }
}

/** Listens to one sheet; what lies outside the limits is refused before anything is made for it. */
class SheetEars {
  readonly cells = new Map<string, ReadCell>()
  readonly #name: string
  readonly #strings: readonly string[]
  readonly #counted: { cells: number }
  #row = 0
  #column = 0
  #type = ''
  #text = ''
  #formula = false
  #inValue = false
  #phonetic = false

  constructor(name: string, strings: readonly string[], counted: { cells: number }) {
    this.#name = name
    this.#strings = strings
    this.#counted = counted
  }

  open(tag: string, attributes: Record<string, string>): void {
    if (tag === 'row') this.#openRow(attributes.r)
    else if (tag === 'c') this.#openCell(attributes)
    else if (tag === 'f') this.#formula = true
    else if (tag === 'mergeCell') this.#merge(attributes.ref ?? '')
    else if (tag === 'rPh') this.#phonetic = true
    else if (tag === 'v' || tag === 't') this.#inValue = !this.#phonetic
  }

  text(piece: string): void {
    if (this.#inValue && this.#text.length <= LIMITS.characters) this.#text += piece
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#inValue = false
    else if (tag === 'rPh') this.#phonetic = false
    else if (tag === 'c') this.#closeCell()
  }

  #openRow(written: string | undefined): void {
    const row = written === undefined ? this.#row + 1 : Number(written)
    if (!Number.isInteger(row) || row <= this.#row || row > LIMITS.rows) throw refuse('rows', `工作表「${this.#name}」的行号「${String(written).slice(0, 20)}」次序不对或超过 ${LIMITS.rows} 行`)
    this.#row = row
    this.#column = 0
  }

  #openCell(attributes: Record<string, string>): void {
    const column = attributes.r === undefined ? this.#column + 1 : columnNumber(/^([A-Z]{1,3})\d{1,7}$/.exec(attributes.r)?.[1] ?? '')
    if (column <= this.#column || column > LIMITS.columns) throw refuse('columns', `工作表「${this.#name}」第 ${this.#row} 行的单元格「${(attributes.r ?? '').slice(0, 20)}」次序不对或超过 ${LIMITS.columns} 列`)
    this.#column = column
    this.#type = attributes.t ?? 'n'
    this.#text = ''
    this.#formula = false
  }

  /** Of cells that are merged the first is seen; merged cells are told after all others. */
  #merge(range: string): void {
    const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? []
    const [from, to] = [columnNumber(left), Math.min(columnNumber(right), LIMITS.columns)]
    for (let row = Number(top); row <= Math.min(Number(bottom), LIMITS.rows); row++) for (let column = from; column <= to; column++) {
      if (row === Number(top) && column === from) continue
      this.#count()
      this.cells.set(`${row}:${column}`, { text: '', formula: false, kind: 'MERGED' })
    }
  }

  #count(): void {
    if (++this.#counted.cells > LIMITS.cells) throw refuse('cells', `工作簿超过 ${LIMITS.cells} 个有内容的单元格`)
  }

  #closeCell(): void {
    if (this.#text === '' && !this.#formula) return
    this.#count()
    const text = this.#type === 's' ? this.#strings[Number(this.#text === '' ? Number.NaN : this.#text)] : this.#text
    if (text === undefined) throw refuse('strings', `工作表「${this.#name}」第 ${this.#row} 行引用了不存在的文字`)
    this.cells.set(`${this.#row}:${this.#column}`, { text, formula: this.#formula, kind: this.#type === 'b' ? 'TRUTH' : this.#type === 'e' ? 'ERROR' : this.#type === 'n' ? 'NUMBER' : 'TEXT' })
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
