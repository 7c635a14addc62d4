import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel'
import { openXls } from './xls.ts'
import { SharedStringReader } from './xls-strings.ts'

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])))
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value >>> 0); return bytes }))
const record = (type: number, ...data: Buffer[]) => { const body = Buffer.concat(data); return Buffer.concat([u16(type, body.length), body]) }
const double = (value: number) => { const bytes = Buffer.alloc(8); bytes.writeDoubleLE(value); return bytes }
const wide = (text: string) => Buffer.concat([u16(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')])
const EOF = record(0x0a)
const BOF = (version = 0x600) => record(0x809, u16(version, 5))

/** A workbook stream: one sheet named 明细 holding these records. */
function workbook(globals: Buffer, cells: Buffer): Buffer {
  const name = Buffer.concat([Buffer.from([2, 1]), Buffer.from('明细', 'utf16le')])
  const sheetAt = BOF().length + record(0x85, u32(0), u16(0), name).length + globals.length + EOF.length
  return Buffer.concat([BOF(), record(0x85, u32(sheetAt), u16(0), name), globals, EOF, BOF(), cells, EOF])
}

/** The stream in a compound file, small as it is: in pieces of 64 bytes inside the root's stream. */
function compound(streamName: string, stream: Buffer): Buffer {
  const pieces = Math.ceil(stream.length / 64)
  const sectors = Math.ceil((pieces * 64) / 512)
  const entry = (name: string, type: number, start: number, size: number) => {
    const bytes = Buffer.alloc(128)
    bytes.write(name, 'utf16le')
    bytes.writeUInt16LE((name.length + 1) * 2, 64)
    bytes[66] = type
    bytes.writeUInt32LE(start, 116)
    bytes.writeUInt32LE(size, 120)
    return bytes
  }
  const sector = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(512 - bytes.length, 0xff)])
  const chain = (length: number, from: number) => Array.from({ length }, (_, i) => (i === length - 1 ? 0xfffffffe : from + i + 1))
  const header = Buffer.alloc(512, 0xff)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(9, 30)
  for (const [at, value] of [[44, 1], [48, 1], [56, 4096], [60, 2], [64, 1], [68, 0xfffffffe], [72, 0], [76, 0]] as const) header.writeUInt32LE(value, at)
  return Buffer.concat([
    header, sector(u32(0xfffffffd, 0xfffffffe, 0xfffffffe, ...chain(sectors, 3))), sector(Buffer.concat([entry('Root Entry', 5, 3, sectors * 512), entry(streamName, 2, 0, stream.length), Buffer.alloc(256)])),
    sector(u32(...chain(pieces, 0))), Buffer.concat([stream, Buffer.alloc(sectors * 512 - stream.length)]),
  ])
}

async function cellsOf(bytes: Buffer): Promise<{ name: string; formulas: number; rows: string[] }> {
  const [sheet] = openXls(bytes)
  const rows: string[] = []
  const { formulas } = await sheet!.read((row, cells) => rows.push(`${row} ${cells.join('|')}`) > 0)
  return { name: sheet!.name, formulas, rows }
}

const refusedWith = (bytes: Buffer): string => {
  try {
    openXls(bytes)
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
  return 'read'
}

describe('an XLS workbook', () => {
  it('gives up its cells, whichever way they are stored', async () => {
    const strings = record(0xfc, u32(2, 2), wide('金额'), wide('日期'))
    const cells = Buffer.concat([
      record(0xfd, u16(0, 0, 0), u32(1)), record(0xfd, u16(0, 1, 0), u32(0)), record(0x204, u16(1, 0, 0), wide('甲')), record(0x203, u16(1, 1, 0), double(49.74)),
      record(0x27e, u16(2, 0, 0), u32((1234 << 2) | 2)), record(0x27e, u16(2, 1, 0), u32((4974 << 2) | 3)), record(0xbd, u16(4, 1, 0), u32((7 << 2) | 2), u16(0), u32((-5 * 4) | 2), u16(2)),
      record(0x06, u16(5, 0, 0), double(12.5), u16(0), u32(0), u16(0)), record(0x06, u16(5, 1, 0), Buffer.from([0, 0, 0, 0, 0, 0, 255, 255]), u16(0), u32(0), u16(0)), record(0x207, wide('合计')),
    ])
    expect(await cellsOf(compound('Workbook', workbook(strings, cells)))).toEqual({ name: '明细', formulas: 2, rows: ['1 日期|金额', '2 甲|49.74', '3 1234|49.74', '4 ', '5 |7|-5', '6 12.5|合计'] })
  })

  it('is refused when old, locked, full of macros, on another calendar or torn', () => {
    const plain = workbook(Buffer.alloc(0), Buffer.alloc(0))
    expect(refusedWith(compound('Workbook', plain))).toBe('read')
    expect(refusedWith(compound('Book', plain))).toBe('statement.xls')
    expect(refusedWith(compound('Workbook', Buffer.concat([BOF(0x500), EOF])))).toBe('statement.xls')
    expect(refusedWith(compound('Workbook', workbook(record(0x2f, u16(0)), Buffer.alloc(0))))).toBe('statement.encrypted')
    expect(refusedWith(compound('EncryptedPackage', plain))).toBe('statement.encrypted')
    expect(refusedWith(compound('_VBA_PROJECT_CUR', plain))).toBe('statement.active-content')
    expect(refusedWith(compound('Workbook', workbook(record(0x22, u16(1)), Buffer.alloc(0))))).toBe('statement.date-1904')
    expect(refusedWith(compound('Workbook', Buffer.concat([BOF(), u16(0xfc, 900)])))).toBe('statement.xls')
    expect(refusedWith(compound('Workbook', plain).subarray(0, 1200))).toBe('statement.xls')
  })

  it('with a chain that bites its tail is refused', () => {
    const bytes = compound('Workbook', workbook(Buffer.alloc(0), Buffer.alloc(600)))
    bytes.writeUInt32LE(1, 512 + 4)
    expect(refusedWith(bytes)).toBe('statement.xls')
  })
})

describe('strings that run over from record to record', () => {
  it('are put together, also where the width changes in the middle', () => {
    const head = Buffer.concat([u32(3, 3), u16(4), Buffer.from([1]), Buffer.from('微信', 'utf16le')])
    const next = Buffer.concat([Buffer.from([0]), Buffer.from('ab'), u16(2), Buffer.from([8]), u16(1), Buffer.from('cd'), Buffer.alloc(2)])
    const last = Buffer.concat([Buffer.alloc(2), wide('完')])
    expect(new SharedStringReader([head, next, last]).readAll()).toEqual(['微信ab', 'cd', '完'])
  })

  it('that end too early are a damaged file', () => {
    expect(() => new SharedStringReader([Buffer.concat([u32(2, 2), wide('甲')])]).readAll()).toThrow(RangeError)
  })
})
