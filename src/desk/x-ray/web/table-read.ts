import { type LoanRow, type Mapping, type WrongCell, type XRayCase, type XRayRules, type XRayTable, casesOfTable, loansOfTable } from '#desk/x-ray/domain'

export interface TableRead {
  readonly cases: readonly XRayCase[]
  readonly loans: readonly LoanRow[]
  readonly wrong: readonly WrongCell[]
}

const read = new WeakMap<Mapping, TableRead>()

/** A table through its mapping: read once, however often the screen is drawn while other files still come in. */
export function tableRead(name: string, { table, mapping, rules }: { table: XRayTable; mapping: Mapping; rules: XRayRules }): TableRead {
  const known = read.get(mapping)
  if (known !== undefined) return known
  const fresh = mapping.role === 'LOANS' ? { cases: [], ...loansOfTable(name, table, mapping) } : { loans: [], ...casesOfTable(name, table, mapping, rules) }
  read.set(mapping, fresh)
  return fresh
}
