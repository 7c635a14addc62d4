import { type Refusal, assert } from '#kernel'
import { type Compiled, compile } from './compile.ts'
import { readControl } from './control.ts'
import type { Cell, Expected, FileHead, FileRead, FileRow } from './file.ts'
import { readName } from './file-name.ts'
import { FILE_FACTS, type FileKind } from './kinds.ts'
import { LineReader } from './read-lines.ts'
import { Refusals } from './refusals.ts'
import type { FileMapping } from './mapping.ts'
import { Tally } from './totals.ts'
import { MessageReader } from './xml/read-message.ts'
import type { XmlTokens } from './xml/tokens.ts'

export interface ReadOptions extends Expected {
  /** Needed for ISO messages only. */
  readonly xml?: XmlTokens
}

/** Reads a file piece by piece. Rows are handed out as they come and mean nothing until `end` says there is no refusal. */
export interface FileReader {
  push(bytes: Uint8Array): void
  end(): Omit<FileRead, 'rows'>
}

/** Opens a reader for a file that need not be at hand as a whole. */
export function openReader(mapping: FileMapping, onRow: (row: FileRow) => void, options: ReadOptions = {}): FileReader {
  const refusals = new Refusals()
  const compiled = compile(mapping)
  const tally = new Tally(mapping.kind)
  const inner = readerOf(compiled, refusals, (row) => {
    const settled = settle(mapping.kind, row)
    const twice = tally.add(settled)
    if (twice === undefined) onRow(settled)
    else refusals.add(row.line, '', 'twice', undefined, '每条明细只出现一次', `与第 ${twice} 行重复`)
  }, options.xml)
  let bytes = 0
  return {
    push: (piece) => {
      bytes += piece.length
      inner.push(piece)
    },
    end: () => {
      const head = agreed(compiled, inner.end(), { ...options, bytes }, refusals)
      // Totals of a file whose lines cannot be read say nothing more.
      if (refusals.count === 0) for (const { fact, stated, reckoned } of tally.differences(head)) refusals.add(0, titleOf(fact), 'totals', stated, `明细合计 ${reckoned}`, '与明细不符')
      return { head, totals: tally.totals, refusals: refusals.list, refused: refusals.count }
    },
  }
}

/** Reads a file as a whole: its lines, or why it is not taken. Never throws for what a file contains. */
export function readFile(mapping: FileMapping, bytes: Uint8Array, options: ReadOptions = {}): FileRead {
  const rows: FileRow[] = []
  const reader = openReader(mapping, (row) => rows.push(row), options)
  reader.push(bytes)
  return { ...reader.end(), rows }
}

function readerOf(compiled: Compiled, refusals: Refusals, onRow: (row: FileRow) => void, xml: XmlTokens | undefined): { push(bytes: Uint8Array): void; end(): FileHead } {
  if (compiled.mapping.layout.as !== 'XML') return new LineReader(compiled, refusals, onRow)
  assert(xml !== undefined, 'a message is read with an XML reader')
  const message = new MessageReader(compiled, refusals, onRow)
  const tokens = xml(message)
  let broken = false
  const guarded = (work: () => void): void => {
    if (broken) return
    try {
      work()
    } catch (error) {
      if (!isRefusal(error)) throw error
      broken = true
      refusals.add(0, '', error.code.replace(/^exchange\./, ''), undefined, error.expected ?? '完整的 XML 报文', error.message)
    }
  }
  return {
    push: (bytes) => guarded(() => tokens.push(bytes)),
    end: () => {
      guarded(() => tokens.end())
      return message.end(broken)
    },
  }
}

const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'

/** What an answer with a reason means: a failure is its reason. */
function settle(kind: FileKind, row: FileRow): FileRow {
  if (kind !== 'DEBIT_RESULT' && kind !== 'DRAWDOWN_RESULT') return row
  const { result, reason } = row.values
  return result === 'OK' || result === 'PENDING' || reason === undefined || reason === null || reason === 'OK' ? row : { ...row, values: { ...row.values, result: reason } }
}

/** Head, name and control file must say the same, and what the receiver expects. */
function agreed(compiled: Compiled, head: FileHead, options: ReadOptions & { readonly bytes: number }, refusals: Refusals): FileHead {
  const { mapping } = compiled
  const facts: Record<string, Cell> = { ...head }
  const add = (from: string, more: Readonly<Record<string, Cell | undefined>>): void => {
    for (const [name, value] of Object.entries(more)) {
      if (value === undefined || value === null) continue
      const before = facts[name] ?? null
      if (before !== null && before !== value) refusals.add(0, titleOf(name), 'contradiction', before, `与${from}一致：${value}`)
      facts[name] = before ?? value
    }
  }
  if (options.name !== undefined) {
    const named = readName(mapping.fileName, options.name)
    if (named === undefined) refusals.add(0, '文件名', 'name', options.name, `形如 ${mapping.fileName}`)
    else add('文件名', named)
  }
  if (options.control !== undefined) {
    const { bytes, fileName, ...rest } = readControl(compiled, options.control, refusals)
    if (typeof bytes === 'number' && bytes !== options.bytes) refusals.add(0, '字节数', 'bytes', options.bytes, `控制文件所载 ${bytes}`, '不符，文件不完整')
    if (typeof fileName === 'string' && options.name !== undefined && fileName !== options.name) refusals.add(0, '文件名', 'name', options.name, `控制文件所载 ${fileName}`)
    add('控制文件', rest)
  }
  add('预期', { businessDay: options.businessDay, sequence: options.sequence })
  return facts
}

function titleOf(name: string): string {
  return FILE_FACTS.find((fact) => fact.name === name)?.title ?? name
}
