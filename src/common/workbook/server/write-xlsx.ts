import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { type Book, type Cell, type Grid, type Result, type Rule, letters } from '#common/workbook/domain'
import { Styles, goesOn } from './looks.ts'
import { escaped, written } from './xml-text.ts'

const DEFAULT_WIDTH = 13
/** Height of a line, in points. */
const LINE = 15
/** Colours of the tabs: where something is typed, the first sheet, and what is only worked out. */
const [TO_FILL, FIRST, RESULTS] = ['FFF2C94C', 'FF1D4E79', 'FF9FB3C8'] as const
/** Excel shows so much of what a rule says. */
const SAYS = 220
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const [MAIN, RELATIONS, PACKAGE] = ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'http://schemas.openxmlformats.org/package/2006']
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** The same book is the same file, whenever it is written. */
const WRITTEN = new Date('2000-01-01T00:00:00Z')
/** Formulas repeat themselves: more effort makes the file little smaller and the wait longer. */
const EFFORT = 3

/**
 * Writes a workbook as the bytes of an XLSX file: a program that can works every formula out anew, one that only shows a file shows the
 * results the book holds. Others are served between two sheets: that is cheaper than a process of its own, whose start takes longer than
 * the whole writing.
 */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  const [styles, texts] = [new Styles(), new Texts()]
  const zip = new ZipFile()
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(HEAD + xml), name, { mtime: WRITTEN, compressionLevel: EFFORT })
  const sheets: string[] = []
  for (const grid of book.grids) {
    sheets.push(sheetXml(grid, styles, texts))
    await setImmediate()
  }
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  add('xl/workbook.xml', workbookXml(book))
  add('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships">${[...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}`]), ['styles', 'styles'], ['sharedStrings', 'sharedStrings']].map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type!}" Target="${target!}.xml"/>`).join('')}</Relationships>`)
  add('xl/styles.xml', styles.xml())
  add('xl/sharedStrings.xml', texts.xml())
  sheets.forEach((xml, at) => add(`xl/worksheets/sheet${at + 1}.xml`, xml))
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

/** Texts of all cells, each kept once. */
class Texts {
  readonly #numbers = new Map<string, number>()
  #used = 0

  number(text: string): number {
    this.#used++
    let number = this.#numbers.get(text)
    if (number === undefined) this.#numbers.set(text, number = this.#numbers.size)
    return number
  }

  xml(): string {
    return `<sst xmlns="${MAIN}" count="${this.#used}" uniqueCount="${this.#numbers.size}">${[...this.#numbers.keys()].map((text) => `<si><t xml:space="preserve">${written(text)}</t></si>`).join('')}</sst>`
  }
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) => `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${part('sharedStrings', 'sharedStrings')}${Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet')).join('')}</Types>`
}

function workbookXml({ grids, names }: Book): string {
  const sheets = grids.map(({ name, hidden }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`)
  // Heads in sight on the screen are repeated on every page.
  const titles = grids.flatMap(({ name, frozen, hidden }, at) => (frozen === 0 || hidden ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escaped(name)}'!$1:$${frozen}</definedName>`]))
  const own = names.map(({ name, ref }) => `<definedName name="${escaped(name)}">${escaped(absolute(ref))}</definedName>`)
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr/><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets><definedNames>${[...titles, ...own].join('')}</definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`
}

function absolute(ref: string): string {
  const [sheet = '', cell = ''] = ref.split('!')
  return `'${sheet}'!${cell}`
}

function sheetXml(grid: Grid, styles: Styles, texts: Texts): string {
  const rules = new Rules()
  const rows: string[] = []
  let last = 1
  for (const [row, cells] of [...grid.cells].sort(([a], [b]) => a - b)) {
    let [xml, lines] = ['', 1]
    for (const [column, cell] of [...cells].sort(([a], [b]) => a - b)) {
      xml += cellXml(`${lettersOf(column)}${row}`, cell, styles, texts)
      if (cell.rule !== undefined) rules.add(cell.rule, row, column)
      if (goesOn(cell.look, cell.format)) lines = Math.max(lines, linesOf(cell.value, grid.widths[column - 1] ?? DEFAULT_WIDTH))
      last = Math.max(last, column)
    }
    rows.push(`<row r="${row}"${lines === 1 ? '' : ` ht="${lines * LINE}" customHeight="1"`}>${xml}</row>`)
  }
  const columns = Array.from({ length: last }, (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${grid.widths[at] ?? DEFAULT_WIDTH}" customWidth="1"/>`)
  return `<worksheet xmlns="${MAIN}"><sheetPr><tabColor rgb="${rules.any ? TO_FILL : grid.name === '说明' ? FIRST : RESULTS}"/><pageSetUpPr fitToPage="1"/></sheetPr>${viewXml(grid)}<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>`
    + `<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>${rules.xml()}`
    + `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.2" footer="0.2"/><pageSetup paperSize="9" orientation="${grid.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L${escaped(grid.name)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
}

function viewXml({ frozen, frozenColumns: left }: Grid): string {
  const pane = frozen === 0 ? '' : `<pane${left === 0 ? '' : ` xSplit="${left}"`} ySplit="${frozen}" topLeftCell="${lettersOf(left + 1)}${frozen + 1}" activePane="${left === 0 ? 'bottomLeft' : 'bottomRight'}" state="frozen"/>`
  return `<sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews>`
}

const named: string[] = []
function lettersOf(column: number): string {
  return named[column] ??= letters(column)
}

function cellXml(at: string, { value, formula, result, look, format }: Cell, styles: Styles, texts: Texts): string {
  const opening = `<c r="${at}" s="${styles.of(look, format)}"`
  if (formula !== undefined) return result === undefined ? `${opening}><f>${escaped(formula)}</f></c>` : resultXml(opening, `<f>${escaped(formula)}</f>`, result)
  if (value === undefined || value === '') return `${opening}/>`
  return typeof value === 'number' ? `${opening}><v>${value}</v></c>` : `${opening} t="s"><v>${texts.number(value)}</v></c>`
}

/** A formula beside what it comes to. */
function resultXml(opening: string, formula: string, result: Result): string {
  if ('number' in result) return `${opening}>${formula}<v>${result.number}</v></c>`
  if ('holds' in result) return `${opening} t="b">${formula}<v>${result.holds ? 1 : 0}</v></c>`
  return `${opening} t="str">${formula}<v>${written(result.word)}</v></c>`
}

/** Lines a text takes in a cell of some width: a Chinese sign is as wide as two others, and the edges take two. */
function linesOf(value: Cell['value'], width: number): number {
  if (typeof value !== 'string' || value.length * 2 <= width - 2) return 1
  const wide = [...value].reduce((sum, sign) => sum + (sign > '\u2000' ? 2 : 1), 0)
  return Math.ceil(wide / Math.max(2, width - 2))
}

/** What the cells of a sheet accept; cells of one rule stand together. */
class Rules {
  readonly #cells = new Map<string, Map<number, { from: number; to: number }[]>>()

  get any(): boolean {
    return this.#cells.size > 0
  }

  add(rule: Rule, row: number, column: number): void {
    const xml = ruleXml(rule)
    let columns = this.#cells.get(xml)
    if (columns === undefined) this.#cells.set(xml, columns = new Map())
    const runs = columns.get(column)
    const open = runs?.at(-1)
    if (runs === undefined) columns.set(column, [{ from: row, to: row }])
    else if (open!.to + 1 === row) open!.to = row
    else runs.push({ from: row, to: row })
  }

  xml(): string {
    const all = [...this.#cells].map(([xml, columns]) => {
      const places = [...columns].flatMap(([column, runs]) => runs.map(({ from, to }) => (from === to ? `${lettersOf(column)}${from}` : `${lettersOf(column)}${from}:${lettersOf(column)}${to}`)))
      return xml.replace('<dataValidation ', `<dataValidation sqref="${places.join(' ')}" `)
    })
    return all.length === 0 ? '' : `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`
  }
}

function ruleXml(rule: Rule): string {
  const shared = `allowBlank="1" showErrorMessage="1" errorTitle="请核对" error="${escaped(rule.says.slice(0, SAYS))}"`
  if (rule.is === 'LIST') return `<dataValidation type="list" ${shared}><formula1>${escaped(rule.from)}</formula1></dataValidation>`
  const type = { DATE: 'date', WHOLE: 'whole', DECIMAL: 'decimal' }[rule.is]
  return `<dataValidation type="${type}" operator="between" ${shared}><formula1>${rule.least}</formula1><formula2>${rule.most}</formula2></dataValidation>`
}
