import { type Day, type Fen, addDays, daysBetween, divide, exact, fen, formatExact, multiply, ratio, roundFen } from '#kernel'
import type { Integrity } from '../integrity.ts'
import { type StatementRow, dayOf } from '../statement.ts'
import { dailyBalances } from './balances.ts'
import type { OwnRow } from './join.ts'
import type { FlowRules } from './rules.ts'

const DAYS_OF_YEAR = 360
const PLACES = 4
/** Demand deposits bear interest by quarter; a longer wait means a row is missing before it. */
const LONGEST = 100
const SHORTEST = 5

/** One payment of interest turned back into the balance it stands for, beside the one the rows show (X15). */
export interface InterestTest {
  readonly on: Day
  readonly row: number
  readonly interestFen: Fen
  readonly days: number
  readonly impliedFen: Fen
  readonly actualFen: Fen
  /** Implied ÷ actual − 1 without its sign; null where the rows show no balance. */
  readonly deviation: string | null
}

const INTEREST = /结息|利息(?!税)|存款息/
const NO_DEPOSIT = /贷款|借款|理财|罚息|还款|利息税|定期|付息/

/** Whether a row is interest on the account itself. */
export function isInterest(row: StatementRow): boolean {
  const words = `${row.kind} ${row.note}`
  return row.recorded === 'IN' && row.amountFen > 0 && INTEREST.test(words) && !NO_DEPOSIT.test(words)
}

/** Every interest row whose period is known: from the day after the one before it, which must lie within the statement. */
export function interestTests(rows: readonly OwnRow[], integrity: Integrity, rules: FlowRules): InterestTest[] {
  const first = integrity.closings[0]?.on
  if (integrity.verdict === 'UNKNOWN' || first === undefined) return []
  const byDay = new Map<Day, { row: StatementRow; sum: number }>()
  for (const { row } of rows.filter((own) => isInterest(own.row))) {
    const on = dayOf(row.at)
    byDay.set(on, { row, sum: (byDay.get(on)?.sum ?? 0) + row.amountFen })
  }
  const paid = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1))
  return paid.flatMap(([on, { row, sum }], at) => {
    const before = paid[at - 1]?.[0]
    const days = before === undefined ? 0 : daysBetween(before, on)
    if (before === undefined || before < first || days < SHORTEST || days > LONGEST) return []
    const daily = dailyBalances(integrity.closings, before, addDays(on, -1))
    const actual = roundFen(divide(ratio(daily.reduce((total, one) => total + BigInt(one), 0n), 1n), daily.length))
    const implied = roundFen(divide(multiply(fen(sum), DAYS_OF_YEAR), multiply(exact(rules.demandRate), days)))
    return [{ on, row: row.row, interestFen: fen(sum), days, impliedFen: implied, actualFen: actual, deviation: actual <= 0 ? null : formatExact(ratio(BigInt(Math.abs(implied - actual)), BigInt(actual)), PLACES) }]
  })
}
