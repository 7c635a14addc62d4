import { type Layout, type Statement, type StatementWarning, type TaughtLayout, Reading, asLayout } from '#common/statement/domain'
import { isCompoundFile } from './compound-file.ts'
import { readCsv } from './csv.ts'
import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, fileRefusal, inFile } from './refuse.ts'
import type { Sheet } from './xlsx.ts'
import type { Archive } from './zip.ts'

export interface ParseOptions {
  /** Name of the account's owner, by which own transfers are known. */
  readonly owner?: string
  /** Layouts the bank taught by hand. */
  readonly taught?: readonly Taught[]
}

/** A taught layout with its id. */
export interface Taught {
  readonly id: string
  readonly layout: TaughtLayout
}

/** What a reading needs to know of those who ask. */
function readingOptions({ owner = '', taught = [] }: ParseOptions): { owner: string; taught: Layout[] } {
  return { owner, taught: taught.map(({ id, layout }) => asLayout(layout, id)) }
}

/**
 * Reads a bill whatever it is stored in; its first bytes decide, never its name. For files of strangers this runs in a
 * capped child process (see `readStatement`); the readers of workbooks are loaded when one comes.
 */
export async function parseFile(bytes: Buffer, options: ParseOptions = {}): Promise<Statement> {
  if (bytes.length === 0) throw fileRefusal('empty', '文件是空的', BRING_ORIGINAL)
  if (bytes.length > LIMITS.fileBytes) throw fileRefusal('too-large', `文件超过 ${LIMITS.fileBytes} 字节`, '按时间段分成几个文件')
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return parseZip(await (await import('./zip.ts')).openArchive(bytes), options)
  if (isCompoundFile(bytes)) return firstBill('XLS 工作簿', (await import('./xls.ts')).openXls(bytes), options)
  refuseOtherTypes(bytes)
  return parseText('文本（CSV）', bytes, options)
}

const OTHER_TYPES: readonly { says: string; magic: RegExp }[] = [
  { says: 'PDF', magic: /^%PDF/ },
  { says: '图片', magic: /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM[\s\S]{4}\0\0\0\0)/ },
  { says: '其他压缩包（RAR、7Z、GZ）', magic: /^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/ },
  { says: '网页', magic: /^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)/i },
]

/** Refuses what is no table at all, with a word on what it is. */
export function refuseOtherTypes(bytes: Buffer): void {
  const head = bytes.subarray(0, 64).toString('latin1')
  const other = OTHER_TYPES.find((type) => type.magic.test(head))
  if (other) throw fileRefusal('file-type', `文件内容是${other.says}，不是账单表格`, BRING_ORIGINAL)
}

function parseText(kind: string, bytes: Buffer, options: ParseOptions): Statement {
  let reading: Reading | null = null
  readCsv(bytes, (encoding) => {
    const opened = new Reading({ kind, encoding, sheet: null }, readingOptions(options))
    reading = opened
    return (row, cells) => opened.push(row, cells)
  })
  return (reading as Reading | null ?? new Reading({ kind, encoding: null, sheet: null })).finish()
}

/** A zip is a workbook, or holds a CSV as Alipay sends it; archives inside were refused when it was opened. */
async function parseZip(archive: Archive, options: ParseOptions): Promise<Statement> {
  if (archive.has('xl/workbook.xml')) return firstBill('XLSX 工作簿', await (await import('./xlsx.ts')).openXlsx(archive), options)
  const texts = archive.names.filter((name) => /\.(?:csv|txt)$/i.test(name))
  let unknown: unknown = fileRefusal('file-type', '压缩包里没有账单：既不是 XLSX 工作簿，也没有 CSV 文件', BRING_ORIGINAL)
  for (const [index, name] of texts.entries()) {
    const bytes = await archive.read(name)
    try {
      const statement = inFile(name, () => parseText(`压缩包内的文本「${name.slice(0, 80)}」`, bytes, options))
      return withWarnings(statement, texts.slice(index + 1).map((other) => ({ code: 'FILE_NOT_READ', row: null, message: `压缩包里的「${other.slice(0, 80)}」没有读取：「${name.slice(0, 80)}」已是完整账单，一次只读一份` })))
    } catch (error) {
      if (!layoutUnknown(error)) throw error
      unknown = error
    }
  }
  throw unknown
}

/** The first sheet that is a bill; the sheets after it are left alone, and that is said. */
async function firstBill(kind: string, sheets: readonly Sheet[], options: ParseOptions): Promise<Statement> {
  let nearest: Reading | null = null
  for (const [index, sheet] of sheets.entries()) {
    const reading = new Reading({ kind, encoding: null, sheet: sheet.name }, readingOptions(options))
    const { formulas } = await sheet.read((row, cells) => reading.push(row, cells))
    if (reading.recognised) return withWarnings(reading.finish(), [...formulaWarning(formulas), ...unreadSheets(sheets.slice(index + 1))])
    if (nearest === null || reading.likeness > nearest.likeness) nearest = reading
  }
  if (nearest === null) throw fileRefusal('file-type', '工作簿里没有工作表', BRING_ORIGINAL)
  return nearest.finish()
}

function formulaWarning(formulas: number): StatementWarning[] {
  return formulas === 0 ? [] : [{ code: 'FORMULA', row: null, message: `工作表含有 ${formulas} 个公式；银行导出的账单没有公式，请核实是否被改过` }]
}

function unreadSheets(sheets: readonly Sheet[]): StatementWarning[] {
  return sheets.map((sheet) => ({ code: 'SHEET_NOT_READ', row: null, message: `工作表「${sheet.name}」没有读取：前面的工作表已是完整账单` }))
}

function withWarnings(statement: Statement, more: readonly StatementWarning[]): Statement {
  return more.length === 0 ? statement : { ...statement, warnings: [...statement.warnings, ...more] }
}

function layoutUnknown(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'statement.layout-unknown'
}
