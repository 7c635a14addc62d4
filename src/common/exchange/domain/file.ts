import type { Day, RefusalDetail } from '#kernel'

/** One value of a line: fen and counts as numbers, everything else as text; absent is null. */
export type Cell = string | number | null
export type Values = Readonly<Record<string, Cell>>

/** A line as it was read; `line` counts from 1 in the file (in a message: the lines of the message). */
export interface FileRow {
  readonly line: number
  readonly values: Values
}

/** What the lines add up to. `okCount` and `okFen` are of results that went well. */
export interface FileTotals {
  readonly count: number
  readonly totalFen: number
  readonly okCount: number
  readonly okFen: number
}

/** What the file says of itself, in head, trailer and name together. */
export interface FileHead extends Values {
  readonly businessDay?: Day | null
  readonly sequence?: number | null
}

/** Why a file is not taken: which line, which field, what stood there and what was expected. `line` 0 is the file as a whole. */
export interface FileRefusal extends RefusalDetail {
  readonly value?: string | number
  readonly line: number
  readonly field: string
}

export interface FileRead {
  readonly head: FileHead
  /** Lines that could be read; of a file with refusals nothing is to be used. */
  readonly rows: readonly FileRow[]
  readonly totals: FileTotals
  /** The first hundred; the file is good when there are none. */
  readonly refusals: readonly FileRefusal[]
  readonly refused: number
}

/** What the receiver knows of the file beforehand. */
export interface Expected {
  readonly name?: string
  readonly businessDay?: Day
  readonly sequence?: number
  /** The control file that came beside it. */
  readonly control?: Uint8Array
}

/** What a file is made of. The totals are reckoned, not given. */
export interface FileContent {
  readonly head: FileHead
  readonly rows: Iterable<Values>
}

export interface FileWritten {
  readonly name: string
  readonly bytes: Uint8Array
  readonly control: { readonly name: string; readonly bytes: Uint8Array } | null
  readonly totals: FileTotals
}
