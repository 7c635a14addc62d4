import { type Day, type Fen, type Month, addDays, addMonths, daysBetween, fen, firstDay, lastDay, monthOf, shiftMonth, weekday } from '#kernel'
import { type Statement, type StatementRow, dayOf } from './statement.ts'
import { refundPaid, turnoverOf } from './summary.ts'

const DAYS_OF_WEEK = 7

/** Turnover of one stretch of days, with the rows it comes from. */
export interface SalesSample {
  readonly name: 'today' | 'yesterday' | 'dayBefore' | 'week' | 'lastWeek' | 'month' | 'lastMonth'
  readonly from: Day
  readonly until: Day
  readonly days: number
  readonly turnoverFen: Fen
  readonly rowIds: readonly string[]
  /** Whether the bill covers the whole stretch; a sample beyond its edge says nothing. */
  readonly covered: boolean
}

/** Rows and the days they cover. */
export type Covered = Pick<Statement, 'rows' | 'period'>

/** Part of what came in, with the rows it comes from. */
export interface FlowPart {
  readonly fen: Fen
  readonly rowIds: readonly string[]
}

/** What came in during the window and what of it was no sale (流水还原). */
export interface SalesFlow {
  readonly from: Day
  readonly until: Day
  readonly covered: boolean
  readonly credits: FlowPart
  readonly ownTransfers: FlowPart
  readonly loans: FlowPart
  /** Wages, interest, gifts, refunds received, rows undone. */
  readonly other: FlowPart
  readonly refundPaid: FlowPart
  /** credits − ownTransfers − loans − other − refundPaid. */
  readonly businessFen: Fen
  readonly months: readonly { readonly month: Month; readonly businessFen: Fen }[]
}

/**
 * What a bill says about sales on the day the figures are cut off: the seven samples of day, week and month, and the flow
 * of the last `windowMonths` months. Plain sums; seasons and cash shares are the caller's.
 */
export function salesEvidence(statement: Covered, on: { cutOff: Day; windowMonths: number }): { samples: SalesSample[]; flow: SalesFlow } {
  const covers = coverage(statement)
  return { samples: stretches(on.cutOff).map((stretch) => sample(statement.rows, stretch, covers)), flow: flowOf(statement.rows, on, covers) }
}

type Stretch = Pick<SalesSample, 'name' | 'from' | 'until'>
type Covers = (from: Day, until: Day) => boolean

function stretches(today: Day): Stretch[] {
  const monday = addDays(today, 1 - weekday(today))
  const month = monthOf(today)
  const lastMonth = shiftMonth(month, -1)
  return [
    { name: 'today', from: today, until: today },
    { name: 'yesterday', from: addDays(today, -1), until: addDays(today, -1) },
    { name: 'dayBefore', from: addDays(today, -2), until: addDays(today, -2) },
    { name: 'week', from: monday, until: today },
    { name: 'lastWeek', from: addDays(monday, -DAYS_OF_WEEK), until: addDays(monday, -1) },
    { name: 'month', from: firstDay(month), until: today },
    { name: 'lastMonth', from: firstDay(lastMonth), until: lastDay(lastMonth) },
  ]
}

function sample(rows: readonly StatementRow[], stretch: Stretch, covers: Covers): SalesSample {
  const counted = rows.filter((row) => within(row, stretch) && turnoverOf(row) !== 0)
  return {
    ...stretch, days: daysBetween(stretch.from, stretch.until) + 1, covered: covers(stretch.from, stretch.until),
    turnoverFen: fen(counted.reduce((sum, row) => sum + turnoverOf(row), 0)), rowIds: counted.map((row) => row.id),
  }
}

function flowOf(rows: readonly StatementRow[], on: { cutOff: Day; windowMonths: number }, covers: Covers): SalesFlow {
  const window = { from: addDays(addMonths(on.cutOff, -on.windowMonths), 1), until: on.cutOff }
  const inside = rows.filter((row) => within(row, window))
  const credited = inside.filter((row) => row.recorded === 'IN')
  const months = new Map<Month, number>()
  for (const row of inside) {
    const month = monthOf(dayOf(row.at))
    months.set(month, (months.get(month) ?? 0) + turnoverOf(row))
  }
  return {
    ...window, covered: covers(window.from, window.until),
    credits: part(credited, amount),
    ownTransfers: part(credited.filter((row) => row.nature === 'OWN'), amount),
    loans: part(credited.filter((row) => row.nature === 'LOAN'), amount),
    other: part(credited.filter((row) => row.nature !== 'TRADE' && row.nature !== 'OWN' && row.nature !== 'LOAN'), amount),
    refundPaid: part(inside.filter((row) => refundPaid(row) !== 0), refundPaid),
    businessFen: fen(inside.reduce((sum, row) => sum + turnoverOf(row), 0)),
    months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, sum]) => ({ month, businessFen: fen(sum) })),
  }
}

function part(rows: readonly StatementRow[], of: (row: StatementRow) => number): FlowPart {
  return { fen: fen(rows.reduce((sum, row) => sum + of(row), 0)), rowIds: rows.map((row) => row.id) }
}

function amount(row: StatementRow): number {
  return row.amountFen
}

function within(row: StatementRow, stretch: { from: Day; until: Day }): boolean {
  const on = dayOf(row.at)
  return on >= stretch.from && on <= stretch.until
}

/** The stated period counts; a bill that states none covers the days from its first row to its last. */
function coverage(statement: Covered): Covers {
  const days = statement.rows.map((row) => dayOf(row.at)).sort()
  const from = statement.period?.from ?? days[0]
  const until = statement.period?.until ?? days.at(-1)
  return (first, last) => from !== undefined && until !== undefined && from <= first && last <= until
}
