import { cellText } from '#common/statement/domain'
import { BRING_ORIGINAL, fileRefusal } from '#platform/archive'
import { isCompoundFile } from './compound-file.ts'
import { type TakeRow, readCsv } from './csv.ts'
import { refuseOtherTypes } from './parse-file.ts'
import type { Sheet } from './xlsx.ts'

/** All rows of a table as they stand. */
export interface WholeTable {
  /** 文本（CSV）, XLSX 工作簿, with the sheet. */
  readonly source: string
  readonly rows: { row: number; cells: string[] }[]
}

const [MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LONGEST_NAME] = [10_000, 80, 120, 80]

/** Every row of a CSV, XLS or XLSX of a stranger; of a workbook the sheet with most rows. */
export async function readTable(bytes: Buffer): Promise<WholeTable> {
  if (bytes.length === 0) throw fileRefusal('empty', '文件是空的', BRING_ORIGINAL)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const archive = await (await import('#platform/archive')).openArchive(bytes)
    if (!archive.has('xl/workbook.xml')) throw fileRefusal('file-type', '压缩包不是 XLSX 工作簿', '解压后逐个放入')
    return largest('XLSX 工作簿', await (await import('./xlsx.ts')).openXlsx(archive))
  }
  if (isCompoundFile(bytes)) return largest('XLS 工作簿', (await import('./xls.ts')).openXls(bytes))
  refuseOtherTypes(bytes)
  const rows = new Rows()
  readCsv(bytes, () => rows.take)
  return rows.as('文本（CSV）')
}

async function largest(kind: string, sheets: readonly Sheet[]): Promise<WholeTable> {
  let best: Rows | null = null
  let name = ''
  for (const sheet of sheets) {
    const rows = new Rows()
    await sheet.read(rows.take)
    if (best === null || rows.count > best.count) [best, name] = [rows, sheet.name]
  }
  if (best === null) throw fileRefusal('file-type', '工作簿里没有工作表', BRING_ORIGINAL)
  return best.as(`${kind}，工作表「${name.slice(0, LONGEST_NAME)}」`)
}

class Rows {
  readonly #rows: { row: number; cells: string[] }[] = []

  readonly take: TakeRow = (row, cells) => {
    const texts = cells.slice(0, MOST_COLUMNS).map((cell) => cellText(cell).slice(0, LONGEST_CELL))
    while (texts.at(-1) === '') texts.pop()
    if (texts.length === 0) return true
    if (this.#rows.length >= MOST_ROWS) throw fileRefusal('too-many-rows', `表格超过 ${MOST_ROWS} 行`, '分成几个文件')
    this.#rows.push({ row, cells: texts })
    return true
  }

  get count(): number {
    return this.#rows.length
  }

  as(source: string): WholeTable {
    if (this.#rows.length === 0) throw fileRefusal('empty', '表格里没有内容', BRING_ORIGINAL)
    return { source, rows: this.#rows }
  }
}
