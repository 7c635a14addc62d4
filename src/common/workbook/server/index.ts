export { type ReadBook, type ReadCell, readCells } from './read-cells.ts'
export { writeXlsx } from './write-xlsx.ts'
