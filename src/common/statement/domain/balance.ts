import { formatYuan } from '#kernel'
import type { StatementRow, StatementWarning } from './statement.ts'
import { dayOf } from './statement.ts'
import { MOST_WARNINGS, othersToo } from './warning-limit.ts'

/**
 * Rows whose balance does not follow from another row. Inside a day banks print rows in any order, so a day is checked as
 * a whole: each row must start where the day before ended or where another row of the day ended.
 */
export function balanceGaps(rows: readonly StatementRow[]): StatementWarning[] {
  if (rows.some((row) => row.balanceFen === null)) return []
  const gaps: StatementRow[] = []
  let closing: number | null = null
  for (const group of byDay(rows)) {
    const checked = checkDay(group, closing)
    gaps.push(...checked.gaps)
    closing = checked.closing
  }
  gaps.sort((a, b) => a.row - b.row)
  return gaps.slice(0, MOST_WARNINGS).map((row, index) => ({
    code: 'BALANCE_GAP', row: row.row,
    message: `第 ${row.row} 行余额 ${formatYuan(row.balanceFen!)} 与前后明细对不上${othersToo(index, gaps.length)}`,
  }))
}

function checkDay(rows: readonly StatementRow[], opening: number | null): { gaps: StatementRow[]; closing: number | null } {
  const ends = new Map<number, number>()
  const add = (value: number, by: number) => ends.set(value, (ends.get(value) ?? 0) + by)
  for (const row of rows) add(row.balanceFen!, 1)
  if (opening !== null) add(opening, 1)
  const loose = rows.filter((row) => {
    const before = row.balanceFen! - signed(row)
    if ((ends.get(before) ?? 0) === 0) return true
    add(before, -1)
    return false
  })
  // the first day has no day before: one row may start anywhere
  const gaps = opening === null ? loose.slice(1) : loose
  const left = [...ends].filter(([, times]) => times > 0)
  return { gaps, closing: gaps.length === 0 && left.length === 1 ? left[0]![0] : null }
}

function signed(row: StatementRow): number {
  return row.recorded === 'OUT' ? -row.amountFen : row.amountFen
}

function byDay(rows: readonly StatementRow[]): StatementRow[][] {
  const days = new Map<string, StatementRow[]>()
  for (const row of rows) {
    const day = dayOf(row.at)
    const group = days.get(day)
    if (group) group.push(row)
    else days.set(day, [row])
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}
