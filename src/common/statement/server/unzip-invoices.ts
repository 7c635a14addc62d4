import { columnName } from '#common/statement/domain'
import type { NamedFile } from './bundle.ts'
import { isCompoundFile } from './compound-file.ts'
import { LIMITS } from './limits.ts'
import { fileRefusal } from './refuse.ts'
import type { Sheet } from './xlsx.ts'

/** What the Finder of a Mac puts beside each file of a zip; it is no file of the bank's. */
const FINDER = /^__MACOSX\//

/**
 * The tables among the files. A zip, known by its first bytes and never by its name, stands for the CSV files in it;
 * which of them hold sales and which purchases their columns say, whatever folder they lie in.
 */
export async function unzipInvoices(files: Iterable<NamedFile>): Promise<NamedFile[]> {
  const tables: NamedFile[] = []
  for (const file of files) {
    if (isZip(file.bytes)) tables.push(...(await inside(file)))
    else tables.push(isCompoundFile(file.bytes) ? await sheetOf(file.name, (await import('./xls.ts')).openXls(file.bytes)) : file)
  }
  return tables
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK'

async function inside({ name: zip, bytes }: NamedFile): Promise<NamedFile[]> {
  if (bytes.length > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按年份分成几个压缩包')
  const archive = await (await import('./zip.ts')).openArchive(bytes)
  if (archive.has('xl/workbook.xml')) return [await sheetOf(zip, await (await import('./xlsx.ts')).openXlsx(archive))]
  const names = archive.names.filter((name) => /\.(?:csv|txt)$/i.test(name) && !FINDER.test(name)).sort()
  const tables: NamedFile[] = []
  for (const name of names) tables.push({ name, bytes: await archive.read(name) })
  return tables
}

/** The tax office's workbook has the invoices on this sheet, and on others their lines and sums once more. */
const INVOICES = '发票基础信息'
const TOTAL = '价税合计'
const SEARCHED_ROWS = 20

/** The one sheet of a workbook that lists invoices, as a text; of none the first. */
async function sheetOf(name: string, sheets: readonly Sheet[]): Promise<NamedFile> {
  const named = sheets.filter((sheet) => sheet.name.includes(INVOICES))
  let best: string[] | null = null
  for (const sheet of named.length > 0 ? named : sheets) {
    const lines: string[] = []
    let isList = false
    await sheet.read((row, cells) => {
      isList ||= row <= SEARCHED_ROWS && cells.some((cell) => columnName(cell) === TOTAL)
      lines.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      return true
    })
    if (best === null || isList) best = lines
    if (isList) break
  }
  return { name, bytes: Buffer.from((best ?? []).join('\n')) }
}
