import { type Day, type Fen, addDays, addMonths, daysBetween, divide, fen, monthOf, monthsBetween, roundFen } from '#kernel'
import { after, before } from '../balance.ts'
import { type Integrity, integrityOf } from '../integrity.ts'
import { type StatementRow, dayOf } from '../statement.ts'
import { refundPaid } from '../summary.ts'
import { type AccountMonth, type Balances, balancesOf, leavesWithin, monthsOf } from './balances.ts'
import { type InterestTest, interestTests } from './interest.ts'
import { type Account, type Source, joinAccounts } from './join.ts'
import type { FlowRules, Household, Ruling } from './rules.ts'
import { type Traces, tracesOf } from './traces.ts'
import { type Excluded, type Reason, REASONS, judgeReceipts } from './verdict.ts'

/** One account of the case: read whole, replayed, measured. */
export interface AccountRead extends Account {
  /** Ends too long before the cut-off to say anything of the sales that are judged. */
  readonly isStale: boolean
  readonly integrity: Integrity
  readonly balances: Balances | null
  readonly months: readonly AccountMonth[]
  readonly monthlyCreditsFen: Fen
  readonly leavesWithinDayShare: string
  readonly interest: readonly InterestTest[]
  readonly traces: Traces
}

/** What all statements of a case together say, each row once. */
export interface FlowReading {
  readonly accounts: readonly AccountRead[]
  readonly window: { readonly from: Day; readonly until: Day } | null
  /** Whether every account covers the whole window. */
  readonly covered: boolean
  /** Everything that came in during the window, and what of it is left out by its reason. */
  readonly creditsFen: Fen
  readonly left: Readonly<Record<Reason, { readonly fen: Fen; readonly rows: number }>>
  readonly refundPaidFen: Fen
  readonly salesFen: Fen
  readonly excluded: readonly Excluded[]
  readonly allowed: readonly Excluded[]
}

/** How the statements of a case are read. */
export interface FlowAsked {
  readonly cutOff: Day
  readonly windowMonths: number
  /** A statement that ends more days before the cut-off is no evidence of sales. */
  readonly staleDays: number
  readonly household: Household
  readonly rules: FlowRules
  readonly rulings: ReadonlyMap<string, Ruling>
}

/** Reads all statements of a case: joins files of one account, replays each account, and leaves out what is no sale. */
export function readFlows(sources: readonly Source[], asked: FlowAsked): FlowReading {
  const { cutOff, household, rules, rulings } = asked
  const joined = joinAccounts(sources)
  const fresh = joined.filter((account) => isFresh(account, asked))
  const window = windowOf(fresh, asked)
  const accounts = joined.map((account) => ({ ...accountRead(account, fresh.includes(account) && window !== null ? window : ownWindow(account, cutOff), rules), isStale: !fresh.includes(account) }))
  const { excluded, allowed } = judgeReceipts(joined, household, rules, rulings)
  return { accounts, window, covered: window !== null && fresh.every(({ period }) => period !== null && period.from <= window.from && period.until >= window.until), excluded, allowed, ...sumsOf(fresh, window, excluded) }
}

function isFresh({ period }: Account, { cutOff, staleDays }: FlowAsked): boolean {
  return period !== null && period.from <= cutOff && daysBetween(period.until, cutOff) <= staleDays
}

/** The months that end with the day up to which every account is known. */
function windowOf(fresh: readonly Account[], { cutOff, windowMonths }: FlowAsked): FlowReading['window'] {
  const until = fresh.flatMap(({ period }) => (period === null ? [] : [period.until])).sort()[0]
  if (until === undefined) return null
  const last = until > cutOff ? cutOff : until
  return { from: addDays(addMonths(last, -windowMonths), 1), until: last }
}

function ownWindow({ period }: Account, cutOff: Day): { from: Day; until: Day } {
  return period ?? { from: cutOff, until: cutOff }
}

function sumsOf(fresh: readonly Account[], window: FlowReading['window'], excluded: readonly Excluded[]): Pick<FlowReading, 'creditsFen' | 'left' | 'refundPaidFen' | 'salesFen'> {
  const inside = (row: StatementRow): boolean => window !== null && dayOf(row.at) >= window.from && dayOf(row.at) <= window.until
  const keys = new Set(fresh.map(({ key }) => key))
  const counted = excluded.filter(({ account, row }) => keys.has(account) && inside(row))
  const out = new Set(counted.map(({ row }) => row))
  let [credits, refunds, takenOut] = [0, 0, 0]
  for (const { rows } of fresh) {
    for (const { row } of rows) {
      if (!inside(row)) continue
      if (row.recorded === 'IN') credits += row.amountFen
      if (out.has(row)) takenOut += row.amountFen
      else refunds += refundPaid(row)
    }
  }
  const left = Object.fromEntries(REASONS.map((reason) => [reason, tally(counted.filter((each) => each.reason === reason))])) as FlowReading['left']
  return { creditsFen: fen(credits), left, refundPaidFen: fen(refunds), salesFen: fen(credits - takenOut - refunds) }
}

function tally(rows: readonly Excluded[]): { fen: Fen; rows: number } {
  return { fen: fen(rows.reduce((sum, { row }) => sum + row.amountFen, 0)), rows: rows.length }
}

function accountRead(account: Account, window: { from: Day; until: Day }, rules: FlowRules): Omit<AccountRead, 'isStale'> {
  const rows = account.rows.map(({ row }) => row)
  const integrity = integrityOf(ordered(rows))
  const inside = account.rows.filter(({ row }) => dayOf(row.at) >= window.from && dayOf(row.at) <= window.until)
  const months = monthsOf(inside, integrity.closings.filter(({ on }) => on >= window.from && on <= window.until))
  const first = integrity.closings.findLast(({ on }) => on < window.from)
  const opening = first?.fen ?? openingOf(inside.map(({ row }) => row))
  const span = months.length === 0 ? 1 : monthsBetween(`${months[0]!.month}-01` as Day, `${monthOf(window.until)}-01` as Day) + 1
  const credits = months.reduce((sum, { inFen }) => sum + inFen, 0)
  return {
    ...account, integrity, months, balances: balancesOf(integrity, window, rules), interest: interestTests(account.rows, integrity, rules),
    monthlyCreditsFen: roundFen(divide(fen(credits), span)), leavesWithinDayShare: leavesWithin(inside, opening, rules), traces: tracesOf(account.rows),
  }
}

/** Rows of several files by day; inside a day they stay as their file has them. */
function ordered(rows: readonly StatementRow[]): StatementRow[] {
  const newestFirst = rows.length > 0 && rows[0]!.at > rows.at(-1)!.at
  return (newestFirst ? rows.toReversed() : [...rows]).sort((a, b) => (dayOf(a.at) < dayOf(b.at) ? -1 : dayOf(a.at) > dayOf(b.at) ? 1 : 0))
}

/** What lay on the account before its first row, as far as that shows it. */
function openingOf(rows: readonly StatementRow[]): number {
  const first = rows[0]
  return first === undefined || first.balanceFen === null || after(first) === 0 ? 0 : before(first)
}
