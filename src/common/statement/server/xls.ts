import { CompoundFile } from './compound-file.ts'
import type { TakeRow } from './csv.ts'
import { LIMITS } from './limits.ts'
import { plainNumber } from './number.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'
import { SharedStringReader, readUnicode } from './xls-strings.ts'
import type { Sheet } from './xlsx.ts'

/** Record numbers of BIFF8, the format of XLS since Excel 97. */
const RECORD = {
  formula: 0x06, eof: 0x0a, dateMode: 0x22, filePass: 0x2f, continue: 0x3c, boundSheet: 0x85, mulRk: 0xbd,
  sst: 0xfc, labelSst: 0xfd, number: 0x203, label: 0x204, string: 0x207, rk: 0x27e, bof: 0x809,
} as const
const BIFF8 = 0x600
const WORKSHEET = 0

interface Biff {
  readonly type: number
  readonly data: Buffer
  readonly at: number
}

/** The sheets of an XLS workbook (BIFF8). Only cells are read; macros and passwords are refused. */
export function openXls(bytes: Buffer): Sheet[] {
  const file = new CompoundFile(bytes)
  if (file.has('EncryptedPackage')) throw fileRefusal('encrypted', '工作簿有打开密码', '去掉密码后另存的文件')
  if (file.has('_VBA_PROJECT_CUR')) throw fileRefusal('active-content', '工作簿含有宏', '另存为不含宏的 XLSX，或原始导出文件')
  const book = file.stream('Workbook')
  if (!book) throw fileRefusal('xls', file.has('Book') ? 'XLS 文件是 Excel 95 或更早的格式' : '文件里没有工作簿', '另存为 XLSX')
  return guarded(() => sheetsOf(book))
}

function sheetsOf(book: Buffer): Sheet[] {
  const found: { name: string; at: number }[] = []
  let strings: string[] = []
  for (const record of recordsFrom(book, 0)) {
    if (record.type === RECORD.bof && record.data.readUInt16LE(0) !== BIFF8) throw fileRefusal('xls', 'XLS 文件是 Excel 95 或更早的格式', '另存为 XLSX')
    if (record.type === RECORD.filePass) throw fileRefusal('encrypted', '工作簿有打开密码', '去掉密码后另存的文件')
    if (record.type === RECORD.dateMode && record.data.readUInt16LE(0) === 1) throw fileRefusal('date-1904', '工作簿使用 1904 日期系统，日期会差四年', '改用 1900 日期系统另存')
    if (record.type === RECORD.boundSheet && record.data[5] === WORKSHEET) found.push({ at: record.data.readUInt32LE(0), name: readUnicode(record.data, 6, 1).text })
    if (record.type === RECORD.sst) strings = new SharedStringReader(withContinues(book, record)).readAll()
    if (record.type === RECORD.eof) break
  }
  if (found.length > LIMITS.sheets) throw fileRefusal('too-many-sheets', `工作簿超过 ${LIMITS.sheets} 个工作表`, BRING_ORIGINAL)
  return found.map(({ name, at }) => ({ name, read: (take) => guarded(() => readSheet({ book, at, strings, take })) }))
}

/** Reading past the end of a record means a damaged file. */
function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw fileRefusal('xls', 'XLS 文件已损坏：记录不完整', BRING_ORIGINAL)
    throw error
  }
}

function* recordsFrom(book: Buffer, start: number): Generator<Biff> {
  for (let at = start; at + 4 <= book.length;) {
    const length = book.readUInt16LE(at + 2)
    if (at + 4 + length > book.length) throw new RangeError('record')
    yield { type: book.readUInt16LE(at), data: book.subarray(at + 4, at + 4 + length), at }
    at += 4 + length
  }
}

function withContinues(book: Buffer, first: Biff): Buffer[] {
  const parts = [first.data]
  for (const record of recordsFrom(book, first.at + 4 + first.data.length)) {
    if (record.type !== RECORD.continue) break
    parts.push(record.data)
  }
  return parts
}

function readSheet(job: { book: Buffer; at: number; strings: readonly string[]; take: TakeRow }): { formulas: number } {
  const rows: string[][] = []
  let formulas = 0
  let pending: { row: number; column: number } | null = null
  const put = (row: number, column: number, text: string): void => {
    if (column >= LIMITS.columns) throw fileRefusal('sheet', `第 ${row + 1} 行超过 ${LIMITS.columns} 列`, BRING_ORIGINAL)
    const cells = (rows[row] ??= [])
    cells[column] = text
  }
  for (const { type, data } of recordsFrom(job.book, job.at)) {
    if (type === RECORD.eof) break
    if (type === RECORD.string && pending) put(pending.row, pending.column, readUnicode(data, 0, 2).text)
    if (type === RECORD.formula) {
      formulas++
      pending = { row: data.readUInt16LE(0), column: data.readUInt16LE(2) }
    }
    for (const cell of cellsIn(type, data, job.strings)) put(cell.row, cell.column, cell.text)
  }
  for (let row = 0, wanted = true; row < rows.length && wanted; row++) wanted = job.take(row + 1, Array.from(rows[row] ?? [], (cell) => cell ?? ''))
  return { formulas }
}

function* cellsIn(type: number, data: Buffer, strings: readonly string[]): Generator<{ row: number; column: number; text: string }> {
  if (type !== RECORD.labelSst && type !== RECORD.label && type !== RECORD.number && type !== RECORD.rk && type !== RECORD.mulRk && type !== RECORD.formula) return
  const [row, column] = [data.readUInt16LE(0), data.readUInt16LE(2)]
  if (type === RECORD.labelSst) {
    const text = strings[data.readUInt32LE(6)]
    if (text === undefined) throw new RangeError('string')
    yield { row, column, text }
  } else if (type === RECORD.label) yield { row, column, text: readUnicode(data, 6, 2).text }
  else if (type === RECORD.number) yield { row, column, text: plainNumber(String(data.readDoubleLE(6))) }
  else if (type === RECORD.rk) yield { row, column, text: rkText(data.readInt32LE(6)) }
  else if (type === RECORD.mulRk) for (let i = 0; 4 + i * 6 + 8 <= data.length; i++) yield { row, column: column + i, text: rkText(data.readInt32LE(6 + i * 6)) }
  else if (data.readUInt16LE(12) !== 0xffff) yield { row, column, text: plainNumber(String(data.readDoubleLE(6))) }
}

/** RK packs a number into 30 bits: a whole number or the head of a double, either perhaps times a hundred. */
function rkText(rk: number): string {
  let value = rk >> 2
  if ((rk & 2) === 0) {
    const head = Buffer.alloc(8)
    head.writeInt32LE(rk & ~3, 4)
    value = head.readDoubleLE(0)
  }
  return plainNumber(String((rk & 1) === 0 ? value : value / 100))
}
