import { cellText } from '#common/statement/domain'
import { isCompoundFile } from './compound-file.ts'
import { type TakeRow, readCsv } from './csv.ts'
import { LIMITS } from './limits.ts'
import { refuseOtherTypes } from './parse-file.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'
import type { Sheet } from './xlsx.ts'

/** Rows of a table as they stand, to be shown and to have their columns named. */
export interface Sample {
  /** 文本（CSV）, XLSX 工作簿, with the sheet. */
  readonly source: string
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** Rows in the whole table. */
  readonly count: number
}

const SHOWN_ROWS = 160
const SHOWN_COLUMNS = 60
const SHOWN_TEXT = 80

/** The first rows of a table whatever it is stored in. Of a workbook the sheet with most rows is shown; a zip's first text. */
export async function readSample(bytes: Buffer): Promise<Sample> {
  if (bytes.length === 0) throw fileRefusal('empty', '文件是空的', BRING_ORIGINAL)
  if (bytes.length > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按时间段分成几个文件')
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return ofZip(bytes)
  if (isCompoundFile(bytes)) return largest('XLS 工作簿', (await import('./xls.ts')).openXls(bytes))
  refuseOtherTypes(bytes)
  return ofText('文本（CSV）', bytes)
}

async function ofZip(bytes: Buffer): Promise<Sample> {
  const archive = await (await import('./zip.ts')).openArchive(bytes)
  if (archive.has('xl/workbook.xml')) return largest('XLSX 工作簿', await (await import('./xlsx.ts')).openXlsx(archive))
  const name = archive.names.find((each) => /\.(?:csv|txt)$/i.test(each))
  if (name === undefined) throw fileRefusal('file-type', '压缩包里没有表格：既不是 XLSX 工作簿，也没有 CSV 文件', BRING_ORIGINAL)
  return ofText(`压缩包内的文本「${name.slice(0, SHOWN_TEXT)}」`, await archive.read(name))
}

function ofText(source: string, bytes: Buffer): Sample {
  const shown = new Shown()
  readCsv(bytes, () => shown.take)
  return shown.as(source)
}

async function largest(kind: string, sheets: readonly Sheet[]): Promise<Sample> {
  let best: Sample | null = null
  for (const sheet of sheets) {
    const shown = new Shown()
    await sheet.read(shown.take)
    const sample = shown.as(`${kind}，工作表「${sheet.name.slice(0, SHOWN_TEXT)}」`)
    if (best === null || sample.count > best.count) best = sample
  }
  if (best === null) throw fileRefusal('file-type', '工作簿里没有工作表', BRING_ORIGINAL)
  return best
}

class Shown {
  readonly #rows: { row: number; cells: string[] }[] = []
  #count = 0

  readonly take: TakeRow = (row, cells) => {
    if (cells.some((cell) => cellText(cell) !== '')) {
      this.#count++
      if (this.#rows.length < SHOWN_ROWS) this.#rows.push({ row, cells: cells.slice(0, SHOWN_COLUMNS).map((cell) => cellText(cell).slice(0, SHOWN_TEXT)) })
    }
    return true
  }

  as(source: string): Sample {
    if (this.#count === 0) throw fileRefusal('empty', '表格里没有内容', BRING_ORIGINAL)
    return { source, rows: this.#rows, count: this.#count }
  }
}
