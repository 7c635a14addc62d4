import { type CompiledField, isUnreadable, readCell } from './cells.ts'
import { type Coding, codingOf } from './coding.ts'
import type { Compiled } from './compile.ts'
import type { Cell, FileHead, FileRow } from './file.ts'
import type { Refusals } from './refusals.ts'

const NEWLINE = 0x0a
/** A line longer than this is no line of a bank's file. */
const LONGEST_LINE = 64 * 1024
const PIECE = 4 * 1024 * 1024

/** Reads lines piece by piece, so that a file need not be at hand as a whole. */
export class LineReader {
  private readonly coding: Coding
  private rest: Uint8Array = new Uint8Array(0)
  private lineNo = 0
  /** The last line with something in it: it may be the trailer. */
  private held: { readonly line: number; readonly text: string } | undefined
  private titlesSeen: boolean
  private headSeen: boolean
  private blankAt = 0
  private given = false
  readonly head: Record<string, Cell> = {}
  private readonly compiled: Compiled
  private readonly refusals: Refusals
  private readonly onRow: (row: FileRow) => void

  constructor(compiled: Compiled, refusals: Refusals, onRow: (row: FileRow) => void) {
    this.compiled = compiled
    this.refusals = refusals
    this.onRow = onRow
    this.coding = codingOf(compiled.mapping.encoding)
    this.headSeen = compiled.head.length === 0
    this.titlesSeen = compiled.mapping.layout.as !== 'DELIMITED' || !compiled.mapping.layout.titles
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.given; at += PIECE) this.piece(bytes.subarray(at, at + PIECE))
  }

  end(): FileHead {
    if (this.given) return this.head
    if (this.rest.length > 0) this.lines(this.rest)
    const { held, compiled: { trailer } } = this
    if (!this.headSeen) this.refusals.add(0, '文件头', 'no-head', undefined, '至少有文件头一行', '缺失，文件是空的')
    else if (trailer.length > 0 && held === undefined) this.refusals.add(0, '文件尾', 'truncated', undefined, '最后一行为文件尾', '缺失，文件不完整')
    else if (trailer.length > 0 && held !== undefined && this.isRow(held.text)) this.refusals.add(held.line + 1, '文件尾', 'truncated', undefined, '最后一行为文件尾', '缺失，文件不完整')
    else if (trailer.length > 0 && held !== undefined) this.facts(trailer, held, '文件尾')
    else if (held !== undefined) this.row(held)
    return this.head
  }

  /** Marks at the beginning of lines tell a line from a trailer. */
  private isRow(text: string): boolean {
    const [row, trailer] = [this.compiled.row[0]?.spec, this.compiled.trailer[0]?.spec]
    return row?.constant !== undefined && row.name === undefined && trailer?.constant !== undefined && trailer.name === undefined && text.startsWith(row.constant) && !text.startsWith(trailer.constant)
  }

  private piece(bytes: Uint8Array): void {
    const last = bytes.lastIndexOf(NEWLINE)
    if (last < 0) this.rest = joined(this.rest, bytes)
    else {
      this.lines(joined(this.rest, bytes.subarray(0, last)))
      this.rest = bytes.slice(last + 1)
    }
    if (this.rest.length > LONGEST_LINE) {
      this.refusals.add(this.lineNo + 1, '', 'long-line', undefined, `一行不超过 ${LONGEST_LINE} 字节`, '过长，不是这种文件')
      this.given = true
    }
  }

  private lines(bytes: Uint8Array): void {
    const text = this.coding.decode(bytes)
    if (text !== undefined) {
      for (const line of text.split('\n')) this.line(line)
      return
    }
    for (let from = 0; from <= bytes.length; ) {
      const to = bytes.indexOf(NEWLINE, from)
      const line = this.coding.decode(bytes.subarray(from, to < 0 ? bytes.length : to))
      if (line === undefined) {
        this.lineNo += 1
        this.refusals.add(this.lineNo, '', 'encoding', undefined, `${this.compiled.mapping.encoding} 编码的文本`, '含有不是该编码的字节')
      } else this.line(line)
      if (to < 0) break
      from = to + 1
    }
  }

  private line(raw: string): void {
    this.lineNo += 1
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (text === '') {
      if (this.blankAt === 0) this.blankAt = this.lineNo
      return
    }
    if (this.blankAt > 0) {
      this.refusals.add(this.blankAt, '', 'blank-line', undefined, '中间没有空行', '是空行')
      this.blankAt = 0
    }
    if (!this.headSeen) {
      this.headSeen = true
      this.facts(this.compiled.head, { line: this.lineNo, text }, '文件头')
    } else if (!this.titlesSeen) {
      this.titlesSeen = true
      this.titles({ line: this.lineNo, text })
    } else {
      if (this.held !== undefined) this.row(this.held)
      this.held = { line: this.lineNo, text }
    }
  }

  private row(held: { readonly line: number; readonly text: string }): void {
    const values: Record<string, Cell> = {}
    if (this.cells(this.compiled.row, held, values, '明细')) this.onRow({ line: held.line, values })
  }

  private facts(fields: readonly CompiledField[], held: { readonly line: number; readonly text: string }, section: string): void {
    const values: Record<string, Cell> = {}
    this.cells(fields, held, values, section)
    for (const [name, value] of Object.entries(values)) {
      const before = this.head[name] ?? null
      if (before !== null && value !== null && before !== value) this.refusals.add(held.line, fields.find(({ fact }) => fact?.name === name)?.title ?? name, 'contradiction', value, `与文件头一致：${before}`)
      this.head[name] = value ?? before
    }
  }

  /** False when something on the line could not be read. */
  private cells(fields: readonly CompiledField[], { line, text }: { readonly line: number; readonly text: string }, into: Record<string, Cell>, section: string): boolean {
    const parts = this.split(fields, text)
    if (typeof parts === 'string') {
      this.refusals.add(line, '', 'shape', text, parts, `不合${section}的格式`)
      return false
    }
    let good = true
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as CompiledField
      const value = readCell(field, parts[index] ?? '')
      if (isUnreadable(value)) {
        good = false
        this.refusals.add(line, field.title, 'value', parts[index], value.expected)
      } else if (field.fact !== undefined) into[field.fact.name] = value
    }
    return good
  }

  /** The texts of the fields without their filling; a text instead says what was expected. */
  private split(fields: readonly CompiledField[], text: string): string[] | string {
    const { layout } = this.compiled.mapping
    if (layout.as === 'FIXED') return cutFixed(fields, text, this.coding)
    if (layout.as !== 'DELIMITED') return '逐行的文件'
    const parts = layout.quoted && text.includes('"') ? splitQuoted(text, layout.delimiter) : text.split(layout.delimiter)
    if (parts === undefined) return '成对的双引号'
    if (layout.trailing && parts.pop() !== '') return `行末有「${layout.delimiter}」`
    return parts.length === fields.length ? parts.map((part) => part.trim()) : `${fields.length} 个字段，以「${layout.delimiter}」分隔；读到 ${parts.length} 个`
  }

  private titles({ line, text }: { readonly line: number; readonly text: string }): void {
    const parts = this.split(this.compiled.row, text)
    if (typeof parts === 'string') this.refusals.add(line, '列名', 'shape', text, parts)
    else {
      for (const [index, { spec, title }] of this.compiled.row.entries()) {
        const wanted = spec.title ?? title
        if (parts[index] !== wanted) this.refusals.add(line, '列名', 'titles', parts[index], `第 ${index + 1} 列为「${wanted}」`)
      }
    }
  }
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after
  const all = new Uint8Array(before.length + after.length)
  all.set(before)
  all.set(after, before.length)
  return all
}

function cutFixed(fields: readonly CompiledField[], text: string, coding: Coding): string[] | string {
  const whole = fields.reduce((sum, { spec }) => sum + (spec.width ?? 0), 0)
  const parts: string[] = []
  let [at, bytes, end] = [0, 0, 0]
  for (const field of fields) {
    const from = at
    end += field.spec.width ?? 0
    while (bytes < end && at < text.length) {
      const codePoint = text.codePointAt(at) ?? 0
      bytes += codePoint < 0x80 ? 1 : coding.widthOf(codePoint)
      at += codePoint > 0xffff ? 2 : 1
    }
    if (bytes > end) return `「${field.title}」止于第 ${end} 字节，不落在一个汉字中间`
    parts.push(unpadded(field, text.slice(from, at)))
  }
  // Filling at the end of a line is often lost on the way.
  if (bytes < whole && (at < text.length || bytes + lastFilling(fields) < whole)) return `每行 ${whole} 字节；读到 ${bytes} 字节`
  return at < text.length ? `每行 ${whole} 字节；读到的更长` : parts
}

/** Width of the last field when blanks fill it from the right. */
function lastFilling(fields: readonly CompiledField[]): number {
  const last = fields.at(-1)
  return last !== undefined && (last.spec.align ?? 'LEFT') === 'LEFT' && (last.spec.pad ?? ' ') === ' ' ? (last.spec.width ?? 0) : 0
}

function unpadded({ spec, fact }: CompiledField, text: string): string {
  if (spec.constant !== undefined && fact === undefined) return text.trimEnd()
  return fact?.type === 'TEXT' && spec.pad === '0' && spec.align === 'RIGHT' ? text.replace(/^0+(?=.)/, '') : text.trim()
}

function splitQuoted(text: string, delimiter: string): string[] | undefined {
  const parts: string[] = []
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      let value = ''
      let close = text.indexOf('"', at + 1)
      let from = at + 1
      while (close >= 0 && text[close + 1] === '"') {
        value += text.slice(from, close + 1)
        from = close + 2
        close = text.indexOf('"', from)
      }
      if (close < 0) return undefined
      parts.push(value + text.slice(from, close))
      at = close + 1
      if (at === text.length) return parts
      if (!text.startsWith(delimiter, at)) return undefined
    } else {
      const next = text.indexOf(delimiter, at)
      parts.push(next < 0 ? text.slice(at) : text.slice(at, next))
      if (next < 0) return parts
      at = next
    }
    at += delimiter.length
  }
}
