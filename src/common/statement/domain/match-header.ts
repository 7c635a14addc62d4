import type { Header, Role } from './columns.ts'
import type { Layout } from './layout.ts'
import { columnName } from './text.ts'

/** The layout of a bill and where its columns stand. */
export interface Match {
  readonly layout: Layout
  readonly header: Header
}

/** How near a row came to being the header of a layout. */
export interface NearMiss {
  readonly layout: Layout
  readonly row: number
  readonly found: readonly string[]
  readonly missing: readonly string[]
}

const FEWEST_COLUMNS = 3

/**
 * Compares a row with every layout: the one whose titles it holds, or how near it comes to one, or null where it is plainly no
 * row of titles. `said` are the words above the row: they may name the bank where its titles do not.
 */
export function matchHeader(layouts: readonly Layout[], row: number, cells: readonly string[], said = ''): Match | NearMiss | null {
  const names = cells.map(columnName)
  if (names.filter((name) => name !== '').length < FEWEST_COLUMNS) return null
  let best: Match | null = null
  let near: NearMiss | null = null
  for (const layout of layouts) {
    if (layout.needsItsWords === true && layout.says?.test(said) !== true) continue
    const header = place(layout, names)
    const missing = layout.required.filter((role) => header.at[role] === undefined)
    if (missing.length === 0) {
      if (best === null || fit({ layout, header }, said) > fit(best, said)) best = { layout, header }
    } else {
      const found = layout.required.flatMap((role) => header.titles[role] ?? [])
      if (names.length > FEWEST_COLUMNS && found.length > (near?.found.length ?? 0)) near = { layout, row, found, missing: missing.map((role) => layout.columns[role]![0]!) }
    }
  }
  return best ?? near
}

export function isMatch(match: Match | NearMiss): match is Match {
  return 'header' in match
}

function place({ columns, place: ownPlace }: Layout, names: readonly string[]): Header {
  if (ownPlace !== undefined) return ownPlace(names)
  const at: Partial<Record<Role, number>> = {}
  const titles: Partial<Record<Role, string>> = {}
  for (const [role, aliases] of Object.entries(columns) as [Role, readonly string[]][]) {
    const alias = aliases.find((name) => names.includes(name))
    if (alias === undefined) continue
    at[role] = names.indexOf(alias)
    titles[role] = alias
  }
  return { columns, at, titles }
}

/** The bank's own layout before all others, one that is named above the rows before one that is not; then the one that knows most columns. */
function fit({ layout, header }: Match, said: string): number {
  const known = Object.keys(header.at).length
  return known + (layout.isTaught === true ? TAUGHT : 0) + (layout.says?.test(said) === true ? NAMED : 0) - (layout.isGeneric === true ? GENERIC : 0)
}

const [TAUGHT, NAMED, GENERIC] = [1000, 100, 50]
