import type { Statement, StatementRow } from '#common/statement/domain'

const ROWS_AT_ONCE = 1000
const KEYS = [
  'id', 'row', 'at', 'direction', 'amountFen', 'refundFen', 'balanceFen', 'counterparty', 'kind', 'status', 'nature', 'recorded', 'accountTail', 'counterTail', 'note',
] as const satisfies readonly (keyof StatementRow)[]

/**
 * A statement as the bytes in which a child process hands it over: JSON, rows as lists of their values. A hundred thousand
 * rows cross in a tenth of the time that cloning each takes, and no text of all of them has to fit the child's heap.
 */
export function toBytes({ rows, ...rest }: Statement): Buffer {
  const pieces = [Buffer.from(`[${JSON.stringify(rest)}`)]
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const values = rows.slice(from, from + ROWS_AT_ONCE).map((row) => KEYS.map((key) => row[key]))
    pieces.push(Buffer.from(`,${JSON.stringify(values).slice(1, -1)}`))
  }
  return Buffer.concat([...pieces, Buffer.from(']')])
}

/** What `toBytes` wrote. */
export function fromBytes(bytes: Uint8Array): Statement {
  const [rest, ...rows] = JSON.parse(new TextDecoder().decode(bytes)) as [Omit<Statement, 'rows'>, ...unknown[][]]
  return { ...rest, rows: rows.map((values) => Object.fromEntries(KEYS.map((key, index) => [key, values[index]])) as unknown as StatementRow) }
}
