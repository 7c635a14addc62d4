import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { type Encoding, decode } from './decode.ts'
import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

/** Takes a row; false when no more rows are wanted. */
export type TakeRow = (row: number, cells: readonly string[]) => boolean

/** Hands every row of a CSV to `open(encoding)`, one after the other, keeping none. */
export function readCsv(bytes: Buffer, open: (encoding: Encoding) => TakeRow): void {
  const { text, encoding } = decode(bytes)
  const take = open(encoding)
  let row = 0
  let wanted = true
  try {
    parse(text, {
      bom: true, delimiter: delimiterOf(text), relax_quotes: true, relax_column_count: true, trim: true, max_record_size: LIMITS.record,
      on_record: (cells: string[]) => {
        row++
        if (row > LIMITS.rows) throw fileRefusal('too-many-rows', `文件超过 ${LIMITS.rows} 行`, '按时间段分成几个文件', { at: `/rows/${row}` })
        if (cells.length > LIMITS.columns) throw fileRefusal('too-many-columns', `第 ${row} 行超过 ${LIMITS.columns} 列`, BRING_ORIGINAL, { at: `/rows/${row}` })
        wanted &&= take(row, cells)
        return null
      },
    })
  } catch (error) {
    throw error instanceof CsvError ? csvRefusal(error, row + 1) : error
  }
}

function csvRefusal(error: CsvError, row: number): Error {
  const at = { at: `/rows/${row}` }
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return fileRefusal('long-line', `第 ${row} 行超过 ${LIMITS.record} 个字节`, BRING_ORIGINAL, at)
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return fileRefusal('quote', `第 ${row} 行的引号不成对`, '引号成对的 CSV', at)
    default:
      return fileRefusal('csv', `第 ${row} 行不是有效的 CSV：${error.code}`, BRING_ORIGINAL, at)
  }
}

/** Banks separate by comma; some by tab. */
function delimiterOf(text: Buffer): ',' | '\t' {
  const head = text.subarray(0, 65_536)
  return !head.includes(0x2c) && head.includes(0x09) ? '\t' : ','
}
