import { Workbook, type Cell as ExcelCell, type Worksheet } from '@cj-tech-master/excelts'
import type { Book, Cell, Format, Grid, Rule } from '#common/workbook/domain'
import { LOOKS } from './looks.ts'

const FORMATS: Readonly<Record<Format, string>> = {
  MONEY: '#,##0.00;[Red]-#,##0.00', FEN: '#,##0', PERCENT: '0.00%', NUMBER: '#,##0.####', COUNT: '0', TEXT: '@', DAY: 'yyyy-mm-dd', MONTH: 'yyyy-mm', GENERAL: 'General',
}
const DEFAULT_WIDTH = 13

/** Writes a workbook as the bytes of an XLSX file; formulas are left to be worked out by the program that opens it. */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  const workbook = new Workbook()
  workbook.calcProperties.fullCalcOnLoad = true
  for (const grid of book.grids) await writeSheet(workbook.addWorksheet(grid.name, { state: grid.hidden ? 'hidden' : 'visible' }), grid)
  for (const { name, ref } of book.names) workbook.definedNames.add(absolute(ref), name)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function absolute(ref: string): string {
  const [sheet = '', cell = ''] = ref.split('!')
  return `'${sheet}'!${cell}`
}

async function writeSheet(sheet: Worksheet, grid: Grid): Promise<void> {
  let last = 1
  for (const [row, cells] of [...grid.cells].sort(([a], [b]) => a - b)) {
    for (const [column, cell] of cells) {
      writeCell(sheet.getCell(row, column), cell)
      last = Math.max(last, column)
    }
  }
  for (let column = 1; column <= last; column++) sheet.getColumn(column).width = grid.widths[column - 1] ?? DEFAULT_WIDTH
  for (const { row, from, to } of grid.merges) sheet.mergeCells(row, from, row, to)
  sheet.views = [{ state: 'frozen', ySplit: grid.frozen, showGridLines: false }]
  Object.assign(sheet.pageSetup, { paperSize: 9, orientation: grid.landscape ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 } })
  sheet.headerFooter.oddFooter = `&L${grid.name}&R&P / &N`
  await sheet.protect('', { formatColumns: true, formatRows: true, selectLockedCells: true, selectUnlockedCells: true, autoFilter: true, sort: true })
}

function writeCell(to: ExcelCell, { value, formula, look, format, rule }: Cell): void {
  if (formula !== undefined) to.value = { formula }
  else if (value !== undefined) to.value = value
  to.style = format === undefined ? LOOKS[look] : { ...LOOKS[look], numFmt: FORMATS[format] }
  if (rule !== undefined) to.dataValidation = validation(rule)
}

function validation(rule: Rule): NonNullable<ExcelCell['dataValidation']> {
  const shared = { allowBlank: true, showErrorMessage: true, errorTitle: '请核对', error: rule.says.slice(0, 220) }
  if (rule.is === 'LIST') return { type: 'list', formulae: [rule.from], ...shared }
  return { type: rule.is === 'DATE' ? 'date' : rule.is === 'WHOLE' ? 'whole' : 'decimal', operator: 'between', formulae: [rule.least, rule.most] as never, ...shared }
}

