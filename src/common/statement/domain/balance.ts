import { formatYuan } from '#kernel'
import type { StatementRow, StatementWarning } from './statement.ts'
import { dayOf } from './statement.ts'
import { MOST_WARNINGS, othersToo } from './warning-limit.ts'

/**
 * Rows whose balance does not follow from the row before. Inside a day banks print rows in any order, so where the order of
 * the file does not do, a day is checked as a whole: each row must start where another row of the day ended, or the day before.
 */
export function balanceGaps(rows: readonly StatementRow[]): StatementWarning[] {
  if (rows.some((row) => row.balanceFen === null)) return []
  const gaps: StatementRow[] = []
  let ends: readonly number[] = []
  for (const day of byDay(rows)) {
    const checked = checkDay(day, ends)
    for (const gap of checked.gaps) gaps.push(gap)
    ends = checked.ends
  }
  gaps.sort((a, b) => a.row - b.row)
  return gaps.slice(0, MOST_WARNINGS).map((row, index) => ({
    code: 'BALANCE_GAP', row: row.row,
    message: `第 ${row.row} 行余额 ${formatYuan(after(row))} 与前后明细对不上${othersToo(index, gaps.length)}`,
  }))
}

interface CheckedDay {
  readonly gaps: readonly StatementRow[]
  /** Balances with which the day may have ended: one, but where a gap leaves several open. */
  readonly ends: readonly number[]
}

/** Rows of one day, the earliest first as far as the file tells. */
function checkDay(day: readonly StatementRow[], ends: readonly number[]): CheckedDay {
  const starts = new Set(day.map(before))
  const opening = ends.find((end) => starts.has(end)) ?? ends[0] ?? null
  for (const order of [day, day.toReversed()]) {
    if (follows(order, opening)) return { gaps: [], ends: [after(order.at(-1)!)] }
  }
  return checkMixedDay(day, opening)
}

function follows(rows: readonly StatementRow[], opening: number | null): boolean {
  return rows.every((row, i) => (i === 0 ? opening === null || before(row) === opening : before(row) === after(rows[i - 1]!)))
}

/** The rows as steps from balance to balance: each that starts where no other ended is a gap, and so is a round of steps that nothing leads into. */
function checkMixedDay(day: readonly StatementRow[], opening: number | null): CheckedDay {
  const open = new Map<number, number>()
  const add = (value: number, by: number) => open.set(value, (open.get(value) ?? 0) + by)
  for (const row of day) add(after(row), 1)
  if (opening !== null) add(opening, 1)
  const loose = day.filter((row) => {
    const free = (open.get(before(row)) ?? 0) > 0
    if (free) add(before(row), -1)
    return !free
  })
  const torn = new Set([...loose, ...unreachable(day, [...loose.map(before), ...(opening === null ? [] : [opening])])])
  const gaps = day.filter((row) => torn.has(row))
  const left = [...open].filter(([, times]) => times > 0).map(([value]) => value)
  // the first day has no day before: one row may start anywhere
  return { gaps: opening === null ? gaps.slice(1) : gaps, ends: endings(day, left, gaps.length > 0) }
}

/** The first row of each round that cannot be reached from one of the starts. */
function unreachable(day: readonly StatementRow[], starts: readonly number[]): StatementRow[] {
  const steps = grouped(day, before)
  const reached = new Set<number>()
  const reach = (start: number): void => {
    const waiting = [start]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached.has(at)) continue
      reached.add(at)
      for (const row of steps.get(at) ?? []) waiting.push(after(row))
    }
  }
  for (const start of starts) reach(start)
  return day.filter((row) => {
    const apart = !reached.has(before(row))
    if (apart) reach(before(row))
    return apart
  })
}

/** After a gap the last row of the file is the likeliest end; where another row starts from it, any end left open may be. */
function endings(day: readonly StatementRow[], left: readonly number[], torn: boolean): readonly number[] {
  const last = after(day.at(-1)!)
  if (!torn) return left
  return left.includes(last) ? [last] : [last, ...left]
}

function after(row: StatementRow): number {
  return row.balanceFen ?? 0
}

function before(row: StatementRow): number {
  return after(row) - (row.recorded === 'OUT' ? -row.amountFen : row.amountFen)
}

/** The days from the first to the last, each with its rows in the order of time. */
function byDay(rows: readonly StatementRow[]): StatementRow[][] {
  const newestFirst = rows.length > 0 && rows[0]!.at > rows.at(-1)!.at
  const days = grouped(newestFirst ? rows.toReversed() : rows, (row) => dayOf(row.at))
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day)
}

function grouped<K>(rows: readonly StatementRow[], by: (row: StatementRow) => K): Map<K, StatementRow[]> {
  const groups = new Map<K, StatementRow[]>()
  for (const row of rows) {
    const group = groups.get(by(row))
    if (group) group.push(row)
    else groups.set(by(row), [row])
  }
  return groups
}
