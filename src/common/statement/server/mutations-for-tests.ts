import { readFileSync } from 'node:fs'
import { Refusal } from '#kernel'
import type { Statement, StatementRow } from '#common/statement/domain'
import { type Workbook, csvText, tableOf, xlsxOf, zipOf } from './files-for-tests.ts'
import { parseFile } from './parse-file.ts'

/** Chance that can be repeated (mulberry32): numbers from 0 to below 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A bill as it lies on disk and, where it is text, as a table. */
export interface Sound {
  readonly name: string
  readonly bytes: Buffer
  readonly statement: Statement
}

const SHIPPED = ['alipay_2023_gbk.csv', 'wechat_2019_utf8.csv', 'wechat_2019.xlsx', 'wechat_merchant_all.csv', 'icbc_debit_v1.csv', 'ccb_debit.xls', 'boc_debit.csv', 'abc_debit.csv', 'cmb_debit.csv']

export async function shippedBills(): Promise<Sound[]> {
  const files = SHIPPED.map((name) => ({ name, bytes: readFileSync(new URL(`../../../../examples/bills/${name}`, import.meta.url)) }))
  return Promise.all(files.map(async (file) => ({ ...file, statement: await parseFile(file.bytes) })))
}

/** What may come of a mutated bill: its rows as they were, the first of them (the last perhaps cut short), a refusal, or any sound reading. Refusing is always right but for SAME. */
export type Fate = 'SAME' | 'FIRST_ROWS' | 'REFUSED' | 'ANY'

export interface Mutant {
  readonly bytes: Buffer
  readonly fate: Fate
}

type Mutation = (sound: Sound, random: () => number) => Mutant | null

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!
const isText = ({ name }: Sound) => name.endsWith('.csv')

/** The table with one cell of a read row changed. */
function withCell(sound: Sound, random: () => number, change: { column: RegExp; to: string }, fate: Fate): Mutant | null {
  if (!isText(sound)) return null
  const table = tableOf(sound.bytes)
  const titles = table[sound.statement.rows[0]!.row - 2]!
  const column = titles.findIndex((title) => change.column.test(title.replace(/\s/g, '')))
  const row = pick(sound.statement.rows, random).row - 1
  return column < 0 ? null : { bytes: Buffer.from(csvText(table.with(row, table[row]!.with(column, change.to)))), fate }
}

/** The bill as a workbook with something around its cells, or beside its parts. */
function asWorkbook(sound: Sound, more: Omit<Workbook, 'sheets'>, fate: Fate): Mutant | null {
  return isText(sound) ? { bytes: xlsxOf({ sheets: [{ name: '明细', table: tableOf(sound.bytes) }], ...more }), fate } : null
}

function splice(bytes: Buffer, at: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)])
}

const AMOUNT = /^(?:金额.*|交易金额|应结订单金额|支出)$/
const DATE = /^(?:交易时间|交易日期|记账日期)$/
const CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'

const made = new Map<string, Buffer>()

/** Bombs take a while to make; one of each is enough. */
function once(name: string, make: () => Buffer): Buffer {
  const bytes = made.get(name) ?? make()
  made.set(name, bytes)
  return bytes
}

/** Every way in which a bill is spoilt. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  truncated: ({ bytes }, random) => ({ bytes: bytes.subarray(0, Math.floor(random() * bytes.length)), fate: 'FIRST_ROWS' }),
  'a flipped byte': ({ bytes }, random) => {
    const spoilt = Buffer.from(bytes)
    const at = Math.floor(random() * bytes.length)
    spoilt[at] = Math.floor(random() * 256)
    return { bytes: spoilt, fate: 'ANY' }
  },
  'a torn-out piece': ({ bytes }, random) => {
    const from = Math.floor(random() * bytes.length)
    return { bytes: Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + Math.floor(random() * 300))]), fate: 'ANY' }
  },
  'random bytes': (_, random) => ({ bytes: Buffer.from(Array.from({ length: 1 + Math.floor(random() * 4000) }, () => Math.floor(random() * 256))), fate: 'REFUSED' }),
  'random bytes behind a zip head': (_, random) => ({ bytes: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from(Array.from({ length: 500 }, () => Math.floor(random() * 256)))]), fate: 'REFUSED' }),
  'a NUL': (sound, random) => (isText(sound) ? { bytes: splice(sound.bytes, Math.floor(random() * sound.bytes.length), Buffer.alloc(1)), fate: 'REFUSED' } : null),
  'another encoding in the middle': (sound) => (isText(sound) ? { bytes: splice(sound.bytes, sound.bytes.length >> 1, Buffer.from([0x0a, 0xff, 0xfe, 0xff, 0x0a])), fate: 'REFUSED' } : null),
  'decoded wrongly once before': (sound) => (isText(sound) ? { bytes: Buffer.from(sound.bytes.toString('latin1')), fate: 'REFUSED' } : null),
  'a line of a megabyte': (sound) => (isText(sound) ? { bytes: Buffer.concat([sound.bytes, Buffer.from('\n'), Buffer.alloc(1_000_000, 'x')]), fate: 'REFUSED' } : null),
  'a lone quote': (sound) => (isText(sound) ? { bytes: Buffer.concat([sound.bytes, Buffer.from('\n"2025-01-01,转账')]), fate: 'REFUSED' } : null),
  'an amount with exponent': (sound, random) => withCell(sound, random, { column: AMOUNT, to: '1e5' }, 'REFUSED'),
  'an amount with parts of a fen': (sound, random) => withCell(sound, random, { column: AMOUNT, to: '12.3456' }, 'REFUSED'),
  'an amount of words': (sound, random) => withCell(sound, random, { column: AMOUNT, to: '一百元' }, 'REFUSED'),
  'an amount beyond all numbers': (sound, random) => withCell(sound, random, { column: AMOUNT, to: '9'.repeat(40) }, 'REFUSED'),
  'a formula as amount': (sound, random) => withCell(sound, random, { column: AMOUNT, to: '=1+1' }, 'REFUSED'),
  'a day that does not exist': (sound, random) => withCell(sound, random, { column: DATE, to: '2023-02-30' }, 'REFUSED'),
  'a day of words': (sound, random) => withCell(sound, random, { column: DATE, to: '昨天' }, 'REFUSED'),
  'a column title lost': (sound, random) => {
    if (!isText(sound)) return null
    const table = tableOf(sound.bytes)
    const at = sound.statement.rows[0]!.row - 2
    const column = table[at]!.findIndex((title) => AMOUNT.test(title.replace(/\s/g, '')))
    return column < 0 ? null : { bytes: Buffer.from(csvText(table.with(at, table[at]!.with(column, pick(['', '??', 'Amount'], random))))), fate: 'ANY' }
  },
  'every cell quoted': (sound) => (isText(sound) ? { bytes: Buffer.from(tableOf(sound.bytes).map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')), fate: 'SAME' } : null),
  'empty lines between': (sound) => (isText(sound) ? { bytes: Buffer.from(tableOf(sound.bytes).flatMap((row) => [row, []]).map((row) => csvText([row])).join('\n')), fate: 'SAME' } : null),
  'one merge over the whole sheet': (sound) => asWorkbook(sound, { after: '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>' }, 'REFUSED'),
  'a dimension over the whole sheet': (sound) => asWorkbook(sound, { before: '<dimension ref="A1:XFD1048576"/>' }, 'REFUSED'),
  'one cell in the last corner': () => ({ bytes: sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), fate: 'REFUSED' }),
  'one cell in the last column': () => ({ bytes: sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'), fate: 'REFUSED' }),
  'rows that go backwards': () => ({ bytes: sheetOf(`<row r="5">${CELL.replace('A1', 'A5')}</row><row r="2">${CELL.replace('A1', 'A2')}</row>`), fate: 'REFUSED' }),
  'a text that is not there': () => ({ bytes: sheetOf('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), fate: 'REFUSED' }),
  'a document type': () => ({ bytes: sheetOf(`<row r="1">${CELL}</row>`, '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'), fate: 'REFUSED' }),
  'XML cut off': () => ({ bytes: sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>x'), fate: 'REFUSED' }),
  'a bomb of 60 MB': () => ({ bytes: once('blanks', () => sheetOf(' '.repeat(60_000_000))), fate: 'REFUSED' }),
  'a bomb within the size but not the ratio': () => ({ bytes: once('ratio', () => sheetOf(' '.repeat(40_000_000))), fate: 'REFUSED' }),
  'a bomb that claims to be small': () => ({ bytes: once('claims', () => zipOf([{ name: '账单.csv', data: Buffer.alloc(60_000_000, 'x'), claimedSize: 900 }])), fate: 'REFUSED' }),
  'too many files': (sound) => asWorkbook(sound, { more: Array.from({ length: 300 }, (_, i) => ({ name: `x/${i}`, data: 'x' })) }, 'REFUSED'),
  'a zip in the zip': (sound) => asWorkbook(sound, { more: [{ name: 'inner.zip', data: zipOf([]) }] }, 'REFUSED'),
  'a name that climbs out': (sound) => asWorkbook(sound, { more: [{ name: '../../etc/passwd', data: 'x' }] }, 'REFUSED'),
  macros: (sound) => asWorkbook(sound, { more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }, 'REFUSED'),
  'a link to another file': (sound) => asWorkbook(sound, { more: [{ name: 'xl/externalLinks/externalLink1.xml', data: 'x' }] }, 'REFUSED'),
  'a password': (sound) => asWorkbook(sound, { more: [{ name: 'secret', data: 'x', flags: 1 }] }, 'REFUSED'),
  'a spoilt workbook': (sound, random) => {
    const book = asWorkbook(sound, {}, 'ANY')
    if (!book) return null
    const bytes = Buffer.from(book.bytes)
    for (let i = 0; i < 3; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    return { bytes, fate: 'ANY' }
  },
  'a sound workbook': (sound) => asWorkbook(sound, {}, 'SAME'),
}

/** A workbook whose one sheet holds this XML. */
function sheetOf(rows: string, docType = ''): Buffer {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipOf([
    { name: 'xl/workbook.xml', data: `${xml}<workbook xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: `${xml}<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>` },
    { name: 'xl/worksheets/sheet1.xml', data: `${xml}${docType}<worksheet><sheetData>${rows}</sheetData></worksheet>` },
  ])
}

/** The n-th mutant: every way comes up, with every bill, at a random place. */
export function mutantOf(sounds: readonly Sound[], number: number, random: () => number): { how: string; of: Sound; mutant: Mutant } {
  const ways = Object.keys(MUTATIONS)
  for (let skip = 0; ; skip++) {
    const how = ways[(number + skip) % ways.length]!
    const of = pick(sounds, random)
    const mutant = MUTATIONS[how]!(of, random)
    if (mutant) return { how, of, mutant }
  }
}

/** Reads a mutant and says what is wrong with how that went; null when all is well. */
export async function faultOf({ of, mutant }: { of: Sound; mutant: Mutant }): Promise<string | null> {
  const read = await parseFile(mutant.bytes).catch((error: unknown) => error)
  if (read instanceof Refusal) return mutant.fate === 'SAME' ? `refused: ${read.message}` : faultOfRefusal(read)
  if (read instanceof Error) return `not a refusal: ${read.stack}`
  if (mutant.fate === 'REFUSED') return 'was read'
  return faultOfReading(read as Statement, of.statement, mutant.fate)
}

/** A refusal says in Chinese what is wrong and what would be right, and names the place, the part or the value. */
function faultOfRefusal(refusal: Refusal): string | null {
  if (!/\p{Script=Han}/u.test(refusal.message) || !refusal.expected) return `unclear: ${JSON.stringify(refusal)}`
  const wholeFile = ['statement.empty', 'statement.zip', 'statement.xls', 'statement.file-type', 'statement.too-large'].includes(refusal.code)
  return wholeFile || refusal.at !== undefined || refusal.value !== undefined ? null : `no place: ${JSON.stringify(refusal)}`
}

function faultOfReading(read: Statement, sound: Statement, fate: Fate): string | null {
  const sum = read.rows.reduce((total, row) => total + row.amountFen, 0)
  const { inFen, outFen, neutralFen, count } = read.summary
  if (count !== read.rows.length || inFen + outFen + neutralFen !== sum || !Number.isSafeInteger(sum)) return 'the sums are not those of the rows'
  if (fate === 'SAME') return same(read.rows, sound.rows) ? null : 'the rows changed'
  if (fate === 'FIRST_ROWS') return same(read.rows.slice(0, -1), sound.rows.slice(0, Math.max(0, count - 1))) ? null : 'rows before the cut changed'
  return null
}

/** Whether the rows say the same, wherever they stand. */
function same(a: readonly StatementRow[], b: readonly StatementRow[]): boolean {
  const said = (rows: readonly StatementRow[]) => JSON.stringify(rows.map((row) => ({ ...row, row: 0 })))
  return said(a) === said(b)
}
