import { type Expected, type FileMapping, openReader } from '#common/exchange/domain'
import { xmlTokens } from './xml-tokens.ts'

/** What the parent asks: the mapping, what is known beforehand, and how many lines it wants back. */
export interface Reading {
  readonly mapping: FileMapping
  readonly expected: Omit<Expected, 'control'>
  /** The control file as base64; it is small. */
  readonly control?: string
  readonly rows: number
}

/** The task that `read-untrusted.ts` sends into a capped child process: totals and refusals of a file, and its first lines. */
export function reading(bytes: Buffer, input: unknown): Buffer {
  const { mapping, expected, control, rows: wanted } = input as Reading
  const rows: unknown[] = []
  const reader = openReader(mapping, (row) => {
    if (rows.length < wanted) rows.push(row)
  }, { ...expected, ...(control === undefined ? {} : { control: Buffer.from(control, 'base64') }), xml: xmlTokens })
  reader.push(bytes)
  return Buffer.from(JSON.stringify({ ...reader.end(), rows }))
}
