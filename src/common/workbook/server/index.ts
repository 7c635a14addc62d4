export { type ReadBook, type ReadCell, readCells } from './read-cells.ts'
export { writeXlsx } from './write-xlsx.ts'
export { LARGEST_WORKBOOK, WORKBOOK_TYPE, readWorkbook } from './untrusted.ts'
