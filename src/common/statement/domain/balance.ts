import { type Day, formatYuan } from '#kernel'
import type { StatementRow, StatementWarning } from './statement.ts'
import { dayOf } from './statement.ts'
import { MOST_WARNINGS, othersToo } from './warning-limit.ts'

/** One day of an account, checked as a whole. */
export interface CheckedDay {
  readonly on: Day
  readonly rows: readonly StatementRow[]
  /** Rows that start where no other row of the day ended, nor the day before. */
  readonly gaps: readonly Gap[]
  /** Whether the rows follow each other only in another order than the file's. */
  readonly reordered: boolean
  readonly closingFen: number
}

/** A row that does not follow, and the balance it should have started from where that is plain. */
export interface Gap {
  readonly row: StatementRow
  readonly expectedFen: number | null
}

/**
 * The days of one account in order, each checked. Inside a day banks print rows in any order, so where the order of the file
 * does not do, a day is checked as a whole: each row must start where another row of the day ended, or the day before.
 */
export function checkDays(rows: readonly StatementRow[]): CheckedDay[] {
  const days: CheckedDay[] = []
  const slack = slackOf(rows)
  let ends: readonly number[] = []
  for (const day of byDay(rows)) {
    const { gaps, ends: after, reordered } = checkDay(day, ends, slack)
    ends = after
    days.push({ on: dayOf(day[0]!.at), rows: day, gaps, reordered, closingFen: after[0] ?? 0 })
  }
  return days
}

/** Rows whose balance does not follow from the row before, as warnings of a bill. */
export function balanceGaps(rows: readonly StatementRow[]): StatementWarning[] {
  if (rows.some((row) => row.balanceFen === null)) return []
  const gaps = byAccount(rows).flatMap((own) => checkDays(own)).flatMap((day) => day.gaps.map(({ row }) => row)).sort((a, b) => a.row - b.row)
  return gaps.slice(0, MOST_WARNINGS).map((row, index) => ({
    code: 'BALANCE_GAP', row: row.row,
    message: `第 ${row.row} 行余额 ${formatYuan(after(row))} 与前后明细对不上${othersToo(index, gaps.length)}`,
  }))
}

/** The rows of each account, where one file holds several. */
export function byAccount(rows: readonly StatementRow[]): readonly (readonly StatementRow[])[] {
  const first = rows[0]?.accountTail
  if (rows.every(({ accountTail }) => accountTail === first)) return [rows]
  return [...grouped(rows, ({ accountTail }) => accountTail).values()]
}

interface Checked {
  readonly gaps: readonly Gap[]
  /** Balances with which the day may have ended, the likeliest first: one, but where a gap leaves several open. */
  readonly ends: readonly number[]
  readonly reordered: boolean
}

/**
 * A bank that keeps parts of a fen and prints tenths of a yuan rounds amount and balance each by itself: they may differ by
 * one tenth. Where every amount and balance is a whole number of tenths that is no fault; anywhere else nothing is passed over.
 */
function slackOf(rows: readonly StatementRow[]): number {
  const isTenths = rows.every((row) => row.amountFen % TENTH === 0 && after(row) % TENTH === 0)
  return isTenths && rows.some((row) => row.amountFen % YUAN !== 0) ? TENTH : 0
}

const TENTH = 10
const YUAN = 100

/** Rows of one day, the earliest first as far as the file tells. */
function checkDay(day: readonly StatementRow[], ends: readonly number[], slack: number): Checked {
  const opening = openingOf(day, ends, slack)
  if (follows(day, opening, slack)) return { gaps: [], ends: [after(day.at(-1)!)], reordered: false }
  const turned = day.toReversed()
  if (follows(turned, opening, slack)) return { gaps: [], ends: [after(turned.at(-1)!)], reordered: true }
  const mixed = checkMixedDay(day, opening, nodesOf(day, opening, slack))
  return { ...mixed, reordered: mixed.gaps.length === 0, gaps: expectedBefore(day, mixed.gaps, opening) }
}

/** Of the balances with which the day before may have ended the one from which a row starts. */
function openingOf(day: readonly StatementRow[], ends: readonly number[], slack: number): number | null {
  if (ends.length < 2) return ends[0] ?? null
  const starts = new Set(day.flatMap((row) => Array.from({ length: slack * 2 + 1 }, (_, at) => before(row) - slack + at)))
  return ends.find((end) => starts.has(end)) ?? ends[0] ?? null
}

type Node = (balance: number) => number

/** Balances that differ by no more than the slack are one. */
function nodesOf(day: readonly StatementRow[], opening: number | null, slack: number): Node {
  if (slack === 0) return (balance) => balance
  const values = [...new Set([...day.flatMap((row) => [before(row), after(row)]), ...(opening === null ? [] : [opening])])].sort((a, b) => a - b)
  const nodes = new Map<number, number>()
  values.forEach((value, at) => nodes.set(value, at > 0 && value - values[at - 1]! <= slack ? nodes.get(values[at - 1]!)! : value))
  return (balance) => nodes.get(balance) ?? balance
}

/** What each of the rows should have started from: the end of the row before it in the file, the opening for the first. */
function expectedBefore(day: readonly StatementRow[], gaps: readonly StatementRow[], opening: number | null): Gap[] {
  const torn = new Set(gaps)
  return day.flatMap((row, at) => (torn.has(row) ? [{ row, expectedFen: at === 0 ? opening : after(day[at - 1]!) }] : []))
}

function follows(rows: readonly StatementRow[], opening: number | null, slack: number): boolean {
  return rows.every((row, i) => (i === 0 ? opening === null || Math.abs(before(row) - opening) <= slack : Math.abs(before(row) - after(rows[i - 1]!)) <= slack))
}

/** The rows as steps from balance to balance: each that starts where no other ended is a gap, and so is a round of steps that nothing leads into. */
function checkMixedDay(day: readonly StatementRow[], opening: number | null, node: Node): { gaps: readonly StatementRow[]; ends: readonly number[] } {
  const open = new Map<number, number>()
  const add = (value: number, by: number) => open.set(node(value), (open.get(node(value)) ?? 0) + by)
  for (const row of day) add(after(row), 1)
  if (opening !== null) add(opening, 1)
  const loose = day.filter((row) => {
    const free = (open.get(node(before(row))) ?? 0) > 0
    if (free) add(before(row), -1)
    return !free
  })
  const torn = new Set([...loose, ...unreachable(day, [...loose.map(before), ...(opening === null ? [] : [opening])], node)])
  const gaps = day.filter((row) => torn.has(row))
  const left = [...open].filter(([, times]) => times > 0).map(([value]) => value)
  // the first day has no day before: one row may start anywhere
  return { gaps: opening === null ? gaps.slice(1) : gaps, ends: endings(day, realEnds(day, left, node), gaps.length > 0) }
}

/** Nodes as the balances that rows of the day end with. */
function realEnds(day: readonly StatementRow[], nodes: readonly number[], node: Node): number[] {
  const ends = new Map(day.map((row) => [node(after(row)), after(row)]))
  return nodes.map((left) => ends.get(left) ?? left)
}

/** The first row of each round that cannot be reached from one of the starts. */
function unreachable(day: readonly StatementRow[], starts: readonly number[], node: Node): StatementRow[] {
  const steps = grouped(day, (row) => node(before(row)))
  const reached = new Set<number>()
  const reach = (start: number): void => {
    const waiting = [node(start)]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached.has(at)) continue
      reached.add(at)
      for (const row of steps.get(at) ?? []) waiting.push(node(after(row)))
    }
  }
  for (const start of starts) reach(start)
  return day.filter((row) => {
    const apart = !reached.has(node(before(row)))
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

/** The balance a row ends with. */
export function after(row: StatementRow): number {
  return row.balanceFen ?? 0
}

/** The balance a row must have started from. */
export function before(row: StatementRow): number {
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
