import { describe, expect, test } from 'vitest'
import { type FileMapping, type FileRead, SHIPPED_MAPPINGS, type Values, checkMapping, codingOf, FileMapping as Schema, writeFile } from '#common/exchange/domain'
import { readFile } from './read-any.ts'
import { NAMES, sampleFile } from './testing/samples.ts'

const shipped = (code: string): FileMapping => SHIPPED_MAPPINGS.find((mapping) => mapping.code === code) ?? expect.unreachable()
const text = (mapping: FileMapping, bytes: Uint8Array): string => codingOf(mapping.encoding).decode(bytes) ?? expect.unreachable()
const bytes = (mapping: FileMapping, content: string): Uint8Array => codingOf(mapping.encoding).encode(content) ?? expect.unreachable()
const first = (read: FileRead) => read.refusals[0] ?? expect.unreachable()

describe.each(SHIPPED_MAPPINGS.map((mapping) => [mapping.code, mapping] as const))('%s', (_, mapping) => {
  test('is sound, and read from JSON as it stands', () => {
    expect(checkMapping(mapping)).toEqual([])
    expect(Schema.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(JSON.parse(JSON.stringify(mapping)))
  })

  test.each([0, 1, 40])('what it writes it reads: %i lines', (count) => {
    if (count === 0 && mapping.layout.as === 'XML' && mapping.layout.message.startsWith('pain.00') && mapping.kind.endsWith('ORDER')) return // at least one order, says the structure
    const content = sampleFile(mapping.kind, count)
    const written = writeFile(mapping, content)
    const read = readFile(mapping, written.bytes, { name: written.name, ...(written.control && { control: written.control.bytes }) })
    expect(read.refusals).toEqual([])
    expect(read.totals).toEqual(written.totals)
    expect(read.rows.map(({ values }) => values)).toEqual(content.rows.map((row) => asMapped(mapping, row)))
    expect([read.head.businessDay, read.head.sequence]).toEqual(['2025-03-12', 1])
    expect(writeFile(mapping, { head: { ...content.head }, rows: content.rows }).bytes).toEqual(written.bytes)
  })

  test('a file cut off anywhere is refused', () => {
    const written = writeFile(mapping, sampleFile(mapping.kind, 12))
    const hasTotals = mapping.layout.as === 'XML' || [...mapping.head, ...mapping.trailer].some(({ name }) => name === 'count')
    for (let cut = 1; hasTotals && cut < written.bytes.length - 2; cut += 7) {
      expect(readFile(mapping, written.bytes.subarray(0, cut)).refused, `cut at ${cut}`).toBeGreaterThan(0)
    }
  })
})

/** A row with what the mapping carries, cut where it cuts. */
function asMapped(mapping: FileMapping, row: Values): Values {
  return Object.fromEntries(mapping.row.flatMap(({ name, cut, width }) => {
    if (name === undefined) return []
    const value = (name === 'reason' && row['result'] !== 'OK' ? row['result'] : row[name]) ?? null
    if (cut !== true || typeof value !== 'string') return [[name, value]]
    let fitting = value
    while ((codingOf(mapping.encoding).encode(fitting) ?? []).length > (width ?? 0)) fitting = [...fitting].slice(0, -1).join('')
    return [[name, fitting]]
  }))
}

describe('fixed widths', () => {
  const mapping = shipped('fixed-debit-order')
  test('are bytes of GB18030, four of them for a rare character', () => {
    const written = writeFile(mapping, sampleFile('DEBIT_ORDER', NAMES.length))
    const lines = Buffer.from(written.bytes).toString('latin1').split('\r\n').slice(1, -2)
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([2 + 32 + 24 + 32 + 60 + 15 + 8 + 60]))
    expect(codingOf('GB18030').encode('𬭎')).toHaveLength(4)
  })

  test('a name that does not fit is refused with its bytes where the mapping does not cut', () => {
    const strict: FileMapping = { ...mapping, row: mapping.row.map((field) => ({ ...field, cut: false, ...(field.name === 'customerName' && { width: 10 }) })) }
    expect(() => writeFile(strict, sampleFile('DEBIT_ORDER', 3))).toThrow(expect.objectContaining({ code: 'exchange.unwritable', message: '第 3 条明细「户名」无法写入文件', value: '阿依古丽·买买提', expected: '不超过 10 字节（16 字节）' }))
  })

  test('a border in the middle of a character is refused', () => {
    const written = writeFile(mapping, sampleFile('DEBIT_ORDER', 1))
    const content = text(mapping, written.bytes).replace('王建国 ', ' 王建国')
    const shifted: FileMapping = { ...mapping, row: mapping.row.map((field) => (field.name === 'account' ? { ...field, width: 34 } : field.name === 'customerName' ? { ...field, width: 58 } : field)) }
    expect(first(readFile(shifted, bytes(mapping, content)))).toMatchObject({ line: 2, expected: '「账号」止于第 92 字节，不落在一个汉字中间' })
  })
})

describe('every character', () => {
  test('of GB18030 comes back as it went', () => {
    const coding = codingOf('GB18030')
    const wrong: string[] = []
    for (let codePoint = 0x20; codePoint < 0x110000; codePoint += codePoint < 0x10000 ? 1 : 97) {
      if (codePoint >= 0xd800 && codePoint < 0xe000) continue
      if ((codePoint >= 0xe000 && codePoint < 0xf900) || codePoint === 0xfffd) continue // private use, and the mark of what cannot be read
      const character = String.fromCodePoint(codePoint)
      const encoded = coding.encode(character)
      if (encoded === undefined || coding.decode(encoded) !== character || encoded.length !== coding.widthOf(codePoint)) wrong.push(codePoint.toString(16))
    }
    expect(wrong).toEqual([])
    expect(coding.encode('\ud800')).toBeUndefined()
  })
})

describe('a file is taken whole or not at all, and says why', () => {
  const mapping = shipped('bar-debit-result')
  const written = writeFile(mapping, sampleFile('DEBIT_RESULT', 5))
  const content = text(mapping, written.bytes)
  const control = written.control?.bytes ?? expect.unreachable()
  const lines = content.split('\n')
  const changed = (line: number, change: (text: string) => string): FileRead => readFile(mapping, bytes(mapping, lines.map((each, index) => (index === line - 1 ? change(each) : each)).join('\n')))

  test.each([
    ['an amount that is none', 3, (line: string) => line.replace('1022105', '10,22'), { line: 3, field: '应扣金额', value: '10,22', expected: '以分为单位的整数，不为负' }],
    ['a day that does not exist', 4, (line: string) => line.replace('20250312|', '20250230|').replace(/20250312$/, '20250230'), { line: 4, field: '入账日', value: '20250230', expected: '存在的日期，格式 YYYYMMDD' }],
    ['a field too few', 2, (line: string) => line.slice(0, line.lastIndexOf('|')), { line: 2, expected: '9 个字段，以「|」分隔；读到 8 个'.replace('9', '10').replace('8', '9') }],
    ['a wrong total', 7, (line: string) => line.replace('|5|', '|6|'), { line: 7, field: '笔数', value: 6, expected: '与文件头一致：5' }],
    ['a wrong sum', 1, (line: string) => line.replace('5110530', '5110531'), { line: 7, field: '总金额' }],
    ['a line twice', 4, () => lines[2] ?? '', { line: 4, message: '第 4 行与第 3 行重复' }],
    ['a blank line between', 3, () => '', { line: 3, message: '第 3 行是空行' }],
    ['a mark that is not there', 3, (line: string) => line.replace('D|', 'X|'), { line: 3, field: '标识', expected: '固定内容「D」' }],
    ['a missing number', 3, (line: string) => line.replace(/WD\d+/, ''), { line: 3, field: '指令号', expected: '必填' }],
  ])('%s', (_, line, change, wanted) => {
    expect(first(changed(line, change))).toMatchObject(wanted)
  })

  test('bytes of another encoding', () => {
    expect(first(readFile(mapping, Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.from([0x44, 0x7c, 0xff, 0xff]), Buffer.from('\n')])))).toMatchObject({ line: 2, expected: 'GB18030 编码的文本' })
  })

  test('name, sequence, day and control file that say otherwise', () => {
    expect(first(readFile(mapping, written.bytes, { name: 'CB_DEBIT_20250313_001.txt' }))).toMatchObject({ line: 0, field: '营业日', value: '2025-03-12', expected: '与文件名一致：2025-03-13' })
    expect(first(readFile(mapping, written.bytes, { name: 'something.txt' }))).toMatchObject({ field: '文件名', value: 'something.txt', expected: '形如 CB_DEBIT_{day}_{sequence:3}.txt' })
    expect(first(readFile(mapping, written.bytes, { sequence: 2 }))).toMatchObject({ field: '序号', value: 1, expected: '与预期一致：2' })
    expect(first(readFile(mapping, bytes(mapping, content.replace('王', '王')).subarray(0, -1), { name: written.name, control }))).toMatchObject({ field: '字节数' })
    expect(first(readFile(mapping, written.bytes, { name: written.name, control: Buffer.from('x|y') }))).toMatchObject({ field: '控制文件' })
  })

  test('a code nobody knows, where the table has no rest', () => {
    const strict: FileMapping = { ...mapping, row: mapping.row.map((field) => (field.codes ? { ...field, codes: field.codes.filter(({ code }) => code !== '*') } : field)) }
    expect(first(readFile(strict, bytes(mapping, content.replace('|0000|', '|7777|'))))).toMatchObject({ line: 2, field: '结果', value: '7777' })
    expect(readFile(mapping, bytes(mapping, content.replace('|1001|', '|7777|'))).rows[3]?.values['result']).toBe('OTHER')
  })

  test('a hundred thousand lines are read in less than two seconds', { timeout: 60_000 }, () => {
    const large = writeFile(mapping, sampleFile('DEBIT_RESULT', 100_000))
    const fixed = shipped('fixed-debit-result')
    const largeFixed = writeFile(fixed, sampleFile('DEBIT_RESULT', 100_000))
    const took = (work: () => FileRead): number => {
      const start = process.cpuUsage() // what others do on the machine is not ours
      expect(work().rows).toHaveLength(100_000)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    }
    expect(took(() => readFile(mapping, large.bytes))).toBeLessThan(2000)
    expect(took(() => readFile(fixed, largeFixed.bytes))).toBeLessThan(2000)
  })
})
