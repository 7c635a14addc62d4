import type { Fen } from '#kernel'
import type { Cells } from './cells.ts'
import type { At, BillFormat, Direction, Nature } from './statement.ts'
import { columnName } from './text.ts'

/** What a column means, whatever a bank calls it. */
export type Role =
  | 'id' | 'refundId' | 'at' | 'time' | 'flow' | 'amount' | 'income' | 'expense' | 'refund' | 'balance'
  | 'counterparty' | 'kind' | 'detail' | 'note' | 'status' | 'refundStatus' | 'currency'

/** One row as its layout understands it. */
export interface Entry {
  readonly id: string
  readonly at: At
  readonly recorded: Direction
  readonly nature: Nature
  readonly amountFen: Fen
  readonly refundFen: Fen
  readonly balanceFen: Fen | null
  readonly counterparty: string
  readonly kind: string
  readonly status: string
}

/** A kind of bill: by which columns it is known, and how a row of it reads. */
export interface Layout {
  readonly format: BillFormat
  readonly name: string
  /** Column names in their plain form (see `columnName`), the preferred one first. */
  readonly columns: Partial<Record<Role, readonly string[]>>
  readonly required: readonly Role[]
  readonly read: (cells: Cells) => Entry
}

/** Where the columns of a layout stand in a file. */
export interface Header {
  readonly layout: Layout
  readonly row: number
  readonly at: Partial<Record<Role, number>>
  /** Column titles as the file writes them, for messages. */
  readonly titles: Partial<Record<Role, string>>
  readonly width: number
}

/** How near a row came to being the header of a layout. */
export interface NearMiss {
  readonly layout: Layout
  readonly row: number
  readonly found: readonly string[]
  readonly missing: readonly string[]
}

const FEWEST_COLUMNS = 4

/** Compares a row with every layout: the header it is, or how near it comes to one, or null where it is plainly no header. */
export function matchHeader(layouts: readonly Layout[], row: number, cells: readonly string[]): Header | NearMiss | null {
  const names = cells.map(columnName)
  if (names.filter((name) => name !== '').length < FEWEST_COLUMNS) return null
  let best: Header | null = null
  let near: NearMiss | null = null
  for (const layout of layouts) {
    const header = place({ layout, row, names, cells })
    const missing = layout.required.filter((role) => header.at[role] === undefined)
    if (missing.length === 0) {
      if (best === null || fit(header) > fit(best)) best = header
    } else {
      const found = layout.required.flatMap((role) => header.titles[role] ?? [])
      if (found.length > (near?.found.length ?? 1)) near = { layout, row, found, missing: missing.map((role) => layout.columns[role]![0]!) }
    }
  }
  return best ?? near
}

export function isHeader(match: Header | NearMiss): match is Header {
  return 'at' in match
}

function place(input: { layout: Layout; row: number; names: readonly string[]; cells: readonly string[] }): Header {
  const at: Partial<Record<Role, number>> = {}
  const titles: Partial<Record<Role, string>> = {}
  for (const [role, aliases] of Object.entries(input.layout.columns) as [Role, readonly string[]][]) {
    const alias = aliases.find((name) => input.names.includes(name))
    if (alias === undefined) continue
    at[role] = input.names.indexOf(alias)
    titles[role] = alias
  }
  return { layout: input.layout, row: input.row, at, titles, width: input.names.length }
}

function fit(header: Header): number {
  return Object.keys(header.at).length
}
