import { crc32, deflateRawSync } from 'node:zlib'
import type { Chance } from './chance.ts'

/** Parts of an unpacked workbook by name. */
export type Parts = ReadonlyMap<string, Buffer>

const NONSENSE = ['', '-1', '1e308', '9'.repeat(40), '0.1.2', '二十', '＝1+1', '<b>', 'NaN', '1899-12-31', '2025-02-30', '\u0001', '\uffff', '是否', '是 ', ' 1,000.005', '1%', 'X99', '、、、', '=HYPERLINK("http://x")'] as const

/** A workbook spoilt in some way: cells, markup, archive, or all of it at once. */
export function spoilt(parts: Parts, chance: Chance): Buffer {
  const kind = chance.weighted({ CELL: 10, MARKUP: 4, PART: 3, BYTES: 3, IDENTITY: 3, CUT: 1 })
  if (kind === 'BYTES' || kind === 'CUT') {
    const whole = zipOf(parts)
    if (kind === 'CUT') return whole.subarray(0, chance.whole(0, whole.length))
    for (let times = chance.whole(1, 6); times > 0; times--) whole[chance.whole(0, whole.length - 1)] = chance.whole(0, 255)
    return whole
  }
  const changed = new Map(parts)
  const sheets = [...parts.keys()].filter((name) => /worksheets\/sheet\d+\.xml$/.test(name))
  const name = kind === 'PART' ? chance.pick([...parts.keys()]) : kind === 'IDENTITY' ? 'xl/sharedStrings.xml' : chance.pick([...sheets, 'xl/sharedStrings.xml', 'xl/workbook.xml'])
  if (kind === 'PART' && chance.happens(0.5)) changed.delete(name)
  else changed.set(name, Buffer.from(kind === 'IDENTITY' ? identitySpoilt(text(parts, name), chance) : kind === 'CELL' ? cellsSpoilt(text(parts, name), chance) : markupSpoilt(text(parts, name), chance)))
  return zipOf(changed)
}

function text(parts: Parts, name: string): string {
  return parts.get(name)?.toString() ?? ''
}

/** Other things typed into cells than belong there. */
function cellsSpoilt(xml: string, chance: Chance): string {
  const share = chance.between(0.002, 0.2)
  return xml.replaceAll(/<(v|t)([^>]*)>[^<]*<\/\1>/g, (whole: string, tag: string, attributes: string) => (chance.happens(share) ? `<${tag}${attributes}>${escaped(chance.pick(NONSENSE))}</${tag}>` : whole))
}

function markupSpoilt(xml: string, chance: Chance): string {
  const at = chance.whole(0, xml.length)
  return chance.pick([
    () => xml.slice(0, at), () => `${xml.slice(0, at)}<row r="0"><c r="ZZZ1"/></row>${xml.slice(at)}`, () => xml.replaceAll(/r="([A-Z]+)(\d+)"/g, (whole: string, letters: string) => (chance.happens(0.02) ? `r="${letters}9999999"` : whole)),
    () => `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${xml}`, () => xml.replaceAll('t="s"', chance.pick(['t="e"', 't="b"', 't="str"', 't="d"'])), () => xml.replace(/<v>\d+<\/v>/, '<v>999999</v>'),
    () => xml.replace('</sheetData>', `</sheetData><mergeCells><mergeCell ref="${chance.pick(['A1:Z99', 'B1:A1', 'A1:XFD1048576', 'B9:B10', ':'])}"/></mergeCells>`),
  ])()
}

function identitySpoilt(xml: string, chance: Chance): string {
  return chance.pick([
    () => xml.replace('weidai-workbook/1', 'weidai-workbook/0'), () => xml.replaceAll(/(&quot;|")(\/[A-Za-z/]+)\1:(\d+)/g, (_, quote: string, pointer: string) => `${quote}${pointer}${quote}:${chance.pick(['0', '-1', '5999', '1e9', 'null'])}`), () => xml.replace('caseId', '__proto__'), () => xml.replace(/GC-01/g, 'GC-02'),
  ])()
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

interface Pressed { readonly packed: Buffer; readonly sum: number }
const known = new WeakMap<Buffer, Pressed>()

/** Most parts of a spoilt workbook are those of the whole one: they are pressed once. */
function pressed(content: Buffer): Pressed {
  let found = known.get(content)
  if (found === undefined) known.set(content, found = { packed: deflateRawSync(content, { level: 1 }), sum: crc32(content) })
  return found
}

/** The parts as a zip again. */
export function zipOf(parts: Parts): Buffer {
  const [bodies, heads] = [[] as Buffer[], [] as Buffer[]]
  let offset = 0
  for (const [name, content] of parts) {
    const [label, { packed, sum }] = [Buffer.from(name), pressed(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0); common.writeUInt16LE(0x800, 2); common.writeUInt16LE(8, 4); common.writeUInt32LE(0x5a210000, 6)
    common.writeUInt32LE(sum, 10); common.writeUInt32LE(packed.length, 14); common.writeUInt32LE(content.length, 18); common.writeUInt16LE(label.length, 22)
    bodies.push(Buffer.from('504b0304', 'hex'), common, label, packed)
    heads.push(Buffer.from('504b01021400', 'hex'), common, centralTail(offset), label)
    offset += 30 + label.length + packed.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(parts.size, 8); end.writeUInt16LE(parts.size, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, directory, end])
}

/** Comment, disk, attributes and place of an entry. */
function centralTail(offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return tail
}
