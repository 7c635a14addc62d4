/** Rows under their key, in their order. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const own = groups.get(key(row))
    if (own === undefined) groups.set(key(row), [row])
    else own.push(row)
  }
  return groups
}
