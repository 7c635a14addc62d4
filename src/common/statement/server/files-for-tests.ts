import { crc32, deflateRawSync } from 'node:zlib'
import { readCsv } from './csv.ts'

/** Bills made for tests: tables written as CSV in any encoding, as XLSX, and as zips of any contents. */
export type Table = readonly (readonly string[])[]

export function tableOf(csv: Buffer): string[][] {
  const rows: string[][] = []
  readCsv(csv, () => (_, cells) => rows.push([...cells]) > 0)
  return rows
}

export function csvText(table: Table, end = '\r\n'): string {
  return table.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) || /^\s*"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join(end)
}

export const ENCODINGS = ['utf-8', 'utf-8 with mark', 'gb18030', 'utf-16le', 'utf-16be'] as const

export function encode(text: string, encoding: (typeof ENCODINGS)[number]): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text)
    case 'utf-8 with mark':
      return Buffer.from(`\uFEFF${text}`)
    case 'gb18030':
      return gb18030(text)
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le')
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  }
}

let gbCodes: Map<string, readonly number[]> | undefined

/** Node decodes GB18030 but does not write it; its two-byte part is turned around here. */
function gb18030(text: string): Buffer {
  gbCodes ??= twoByteCodes()
  return Buffer.from(Array.from(text).flatMap((letter) => {
    if (letter.charCodeAt(0) < 0x80) return [letter.charCodeAt(0)]
    const code = gbCodes?.get(letter)
    if (!code) throw new Error(`no two-byte GB18030 code for ${letter}`)
    return code
  }))
}

function twoByteCodes(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly number[]>([['¥', [0x81, 0x30, 0x84, 0x36]]])
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) codes.set(decoder.decode(Buffer.from([lead, trail])), [lead, trail])
  return codes
}

export interface ZipPart {
  readonly name: string
  readonly data: Buffer | string
  /** What the zip claims, where it lies. */
  readonly claimedSize?: number
  readonly flags?: number
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const part of parts) {
    const data = Buffer.from(part.data)
    const packed = deflateRawSync(data)
    const name = Buffer.from(part.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800 | (part.flags ?? 0), 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(part.claimedSize ?? data.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, packed])
    locals.push(local)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, where, name]))
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end])
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const XML = '<?xml version="1.0" encoding="UTF-8"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly table: Table }[]
  /** Cells whose text is a plain number are stored as numbers. */
  readonly numbers?: boolean
  readonly before?: string
  readonly after?: string
  readonly more?: readonly ZipPart[]
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : `${columnLetters(Math.floor(column / 26) - 1)}${last}`
}

/** An XLSX; `before` and `after` go into each sheet around its rows. */
export function xlsxOf(book: Workbook): Buffer {
  const strings = [...new Set(book.sheets.flatMap(({ table }) => table.flat()))]
  const places = new Map(strings.map((text, index) => [text, index]))
  const cellXml = (text: string, row: number, column: number) => {
    const place = `${columnLetters(column)}${row}`
    return book.numbers && /^\d{1,15}\.\d+$/.test(text) ? `<c r="${place}"><v>${text}</v></c>` : `<c r="${place}" t="s"><v>${places.get(text)}</v></c>`
  }
  const sheetXml = (table: Table) => `${XML}<worksheet ${MAIN}>${book.before ?? ''}<sheetData>${table.map((row, r) => `<row r="${r + 1}">${row.map((text, c) => cellXml(text, r + 1, c)).join('')}</row>`).join('')}</sheetData>${book.after ?? ''}</worksheet>`
  return zipOf([
    { name: '[Content_Types].xml', data: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
    { name: 'xl/workbook.xml', data: `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${book.sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${book.sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>` },
    ...book.sheets.map(({ table }, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: sheetXml(table) })),
    { name: 'xl/sharedStrings.xml', data: `${XML}<sst ${MAIN}>${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>` },
    ...(book.more ?? []),
  ])
}
