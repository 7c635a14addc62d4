import { Refusal, assert } from '#kernel'
import type { CompiledField } from './cells.ts'
import { byteLength, type Coding, codingOf } from './coding.ts'
import { type Compiled, compile } from './compile.ts'
import type { FileContent, FileHead, FileTotals, FileWritten, Values } from './file.ts'
import { nameOf } from './file-name.ts'
import type { FileMapping } from './mapping.ts'
import { Tally, totalsOf } from './totals.ts'
import { unwritable, written } from './written.ts'
import { messageTexts } from './xml/write-message.ts'

const LINES_AT_ONCE = 2000

/** Writes a file with its name and control file. A value that cannot be written is refused, naming line and field. */
export function writeFile(mapping: FileMapping, content: FileContent): FileWritten {
  const rows = Array.isArray(content.rows) ? (content.rows as Values[]) : [...content.rows]
  const totals = totalsOf(mapping.kind, rows)
  const bytes = concatenated([...writeChunks(mapping, { head: content.head, rows, totals })])
  return { name: nameOf(mapping.fileName, content.head), bytes, control: writeControl(mapping, content.head, totals, bytes.length), totals }
}

/** Writes a file piece by piece. The totals stand before the lines in many files, so they are given and checked at the end. */
export function* writeChunks(mapping: FileMapping, content: FileContent & { readonly totals: FileTotals }): Generator<Uint8Array> {
  const compiled = compile(mapping)
  const coding = codingOf(mapping.encoding)
  const head: FileHead = { ...content.head, ...content.totals, fileName: nameOf(mapping.fileName, content.head) }
  const tally = new Tally(mapping.kind)
  const rows = tallied(tally, content.rows, apart(compiled))
  let texts: string[] = []
  for (const text of mapping.layout.as === 'XML' ? messageTexts(compiled, head, rows) : lineTexts(compiled, coding, head, rows)) {
    texts.push(text)
    if (texts.length === LINES_AT_ONCE) {
      yield encoded(coding, mapping, texts.join(''))
      texts = []
    }
  }
  if (texts.length > 0) yield encoded(coding, mapping, texts.join(''))
  assert(JSON.stringify(tally.totals) === JSON.stringify(content.totals), 'the totals given are those of the lines')
}

/** The control file of a file written; null for a mapping without one. */
export function writeControl(mapping: FileMapping, content: FileHead, totals: FileTotals, bytes: number): FileWritten['control'] {
  if (mapping.control === undefined) return null
  const head: FileHead = { ...content, ...totals, bytes, fileName: nameOf(mapping.fileName, content) }
  const { control: fields } = compile(mapping)
  const { delimiter, fileName } = mapping.control
  const text = `${fields.map((field) => checked(field, written(field, head, 0), [delimiter], 0)).join(delimiter)}${newline(mapping)}`
  return { name: nameOf(fileName, content), bytes: encoded(codingOf(mapping.encoding), mapping, text) }
}

function* tallied(tally: Tally, rows: Iterable<Values>, shown: (values: Values) => Values): Generator<Values> {
  let line = 0
  for (const values of rows) {
    line += 1
    const twice = tally.add({ line, values })
    if (twice !== undefined) throw new Refusal({ code: 'exchange.twice', message: `第 ${line} 条明细与第 ${twice} 条重复`, at: `/rows/${line - 1}`, expected: '每条明细只出现一次' }, 422)
    yield shown(values)
  }
}

/** A failure as its status and its reason, for a mapping that has both. */
function apart({ mapping }: Compiled): (values: Values) => Values {
  if (!mapping.row.some(({ name }) => name === 'reason')) return (values) => values
  return (values) => (values['result'] === 'OK' || values['result'] === 'PENDING' ? values : { ...values, result: 'OTHER', reason: values['result'] ?? null })
}

function* lineTexts({ mapping, head: headFields, row, trailer }: Compiled, coding: Coding, head: FileHead, rows: Iterable<Values>): Generator<string> {
  const { layout } = mapping
  const end = newline(mapping)
  const lineOf = (fields: readonly CompiledField[], texts: readonly string[], line: number): string => {
    if (layout.as === 'FIXED') return fields.map((field, index) => padded(field, texts[index] ?? '', coding, line)).join('') + end
    assert(layout.as === 'DELIMITED', 'a message has no lines')
    const parts = fields.map((field, index) => (layout.quoted ? quoted(texts[index] ?? '', layout.delimiter) : checked(field, texts[index] ?? '', [layout.delimiter], line)))
    return parts.join(layout.delimiter) + (layout.trailing ? layout.delimiter : '') + end
  }
  const values = (fields: readonly CompiledField[], from: Values, line: number): string => lineOf(fields, fields.map((field) => written(field, from, line)), line)
  if (headFields.length > 0) yield values(headFields, head, 0)
  if (layout.as === 'DELIMITED' && layout.titles) yield lineOf(row, row.map(({ spec, title }) => spec.title ?? title), 0)
  let line = 0
  for (const each of rows) yield values(row, each, line += 1)
  if (trailer.length > 0) yield values(trailer, head, 0)
}

function padded(field: CompiledField, text: string, coding: Coding, line: number): string {
  const { width = 0, align, pad = ' ', cut } = field.spec
  const fitting = cut === true ? cutTo(text, width, coding) : text
  const filling = width - byteLength(coding, fitting)
  if (filling < 0) throw unwritable(field, text, `不超过 ${width} 字节（${byteLength(coding, text)} 字节）`, line)
  const number = field.fact !== undefined && field.fact.type !== 'TEXT' && field.fact.type !== 'CODE'
  return (align ?? (number ? 'RIGHT' : 'LEFT')) === 'RIGHT' ? signedFirst(pad.repeat(filling), fitting, pad) : fitting + ' '.repeat(filling)
}

/** The sign stands before the noughts that fill a number. */
function signedFirst(filling: string, text: string, pad: string): string {
  return pad === '0' && text.startsWith('-') ? `-${filling}${text.slice(1)}` : filling + text
}

/** As many whole characters as fit. */
function cutTo(text: string, width: number, coding: Coding): string {
  let [bytes, fitting] = [0, '']
  for (const character of text) {
    bytes += coding.widthOf(character.codePointAt(0) ?? 0)
    if (bytes > width) break
    fitting += character
  }
  return fitting
}

function checked(field: CompiledField, text: string, without: readonly string[], line: number): string {
  const found = without.find((part) => text.includes(part))
  if (found !== undefined) throw unwritable(field, text, `不含分隔符「${found}」`, line)
  return text
}

function quoted(text: string, delimiter: string): string {
  return text.includes(delimiter) || text.includes('"') || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

function newline({ newline: how }: FileMapping): string {
  return how === 'CRLF' ? '\r\n' : '\n'
}

function encoded(coding: Coding, { encoding }: FileMapping, text: string): Uint8Array {
  const bytes = coding.encode(text)
  if (bytes === undefined) throw new Refusal({ code: 'exchange.unwritable', message: `文件含有 ${encoding} 无法表示的字符`, expected: `${encoding} 可表示的文字` }, 422)
  return bytes
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
