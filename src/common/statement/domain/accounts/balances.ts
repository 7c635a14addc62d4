import { type Day, type Fen, type Month, addDays, daysBetween, divide, fen, firstDay, formatExact, lastDay, monthOf, ratio, roundFen, shiftMonth } from '#kernel'
import type { Integrity } from '../integrity.ts'
import { variation } from '../invoice-book.ts'
import { dayOf } from '../statement.ts'
import { byTime, hoursBetween } from './hours.ts'
import type { OwnRow } from './join.ts'
import type { FlowRules } from './rules.ts'

const PLACES = 4

/** One month of an account. */
export interface AccountMonth {
  readonly month: Month
  readonly inFen: Fen
  readonly outFen: Fen
  /** Lowest and last balance at the end of a day; null where balances are not known. */
  readonly lowestFen: number | null
  readonly closingFen: number | null
}

/** What the balances of an account say over the days it covers. */
export interface Balances {
  readonly from: Day
  readonly until: Day
  readonly averageDailyFen: Fen
  readonly lowestFen: number
  readonly lowestOn: Day
  /** Standard deviation of the daily balances over their mean; null where the mean is not above zero. */
  readonly volatility: string | null
  readonly tightMonths: readonly Month[]
}

/** Balances day by day from the closings of the days with rows: a day without rows keeps the balance of the day before. */
export function balancesOf(integrity: Integrity, window: { from: Day; until: Day }, rules: FlowRules): Balances | null {
  const { closings } = integrity
  const first = closings[0]
  if (integrity.verdict === 'UNKNOWN' || first === undefined) return null
  const from = first.on > window.from ? first.on : window.from
  if (from > window.until) return null
  const daily = dailyBalances(closings, from, window.until)
  let [lowestAt, sum] = [0, 0n]
  for (const [at, balance] of daily.entries()) {
    sum += BigInt(balance)
    if (balance < daily[lowestAt]!) lowestAt = at
  }
  const average = roundFen(divide(ratio(sum, 1n), daily.length))
  return {
    from, until: window.until, averageDailyFen: average, lowestFen: daily[lowestAt]!, lowestOn: addDays(from, lowestAt), volatility: average <= 0 ? null : variation(daily),
    tightMonths: tightMonths(daily, from, window.until, rules),
  }
}

/** The balance at the end of each day from `from` to `until`. */
export function dailyBalances(closings: Integrity['closings'], from: Day, until: Day): number[] {
  const daily: number[] = []
  let [at, balance] = [0, 0]
  while (at < closings.length && closings[at]!.on < from) balance = closings[at++]!.fen
  for (let on = from, left = daysBetween(from, until); left >= 0; left--) {
    while (at < closings.length && closings[at]!.on <= on) balance = closings[at++]!.fen
    daily.push(balance)
    on = addDays(on, 1)
  }
  return daily
}

/** Of the last months those whose lowest balance is near zero; a month only begun counts with the days it has. */
function tightMonths(daily: readonly number[], from: Day, until: Day, rules: FlowRules): Month[] {
  const months = Array.from({ length: rules.tightOfMonths }, (_, back) => shiftMonth(monthOf(until), -back)).filter((month) => lastDay(month) >= from)
  return months.filter((month) => {
    const [first, last] = [Math.max(0, daysBetween(from, firstDay(month))), Math.min(daily.length - 1, daysBetween(from, lastDay(month)))]
    let lowest = Number.POSITIVE_INFINITY
    for (let at = first; at <= last; at++) lowest = Math.min(lowest, daily[at]!)
    return lowest <= rules.tightBalance
  }).sort()
}

/** Money in and out by month, with the lowest balance where it is known. */
export function monthsOf(rows: readonly OwnRow[], closings: Integrity['closings']): AccountMonth[] {
  const months = new Map<Month, { in: number; out: number; lowest: number | null; closing: number | null }>()
  const monthAt = (month: Month) => {
    const found = months.get(month) ?? { in: 0, out: 0, lowest: null, closing: null }
    months.set(month, found)
    return found
  }
  for (const { row } of rows) {
    if (row.nature === 'CLOSED') continue
    const month = monthAt(monthOf(dayOf(row.at)))
    if (row.recorded === 'IN') month.in += row.amountFen
    else if (row.recorded === 'OUT') month.out += row.amountFen
  }
  for (const { on, fen: balance } of closings) {
    const month = monthAt(monthOf(on))
    month.lowest = month.lowest === null ? balance : Math.min(month.lowest, balance)
    month.closing = balance
  }
  return [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, { in: inFen, out, lowest, closing }]) => ({ month, inFen: fen(inFen), outFen: fen(out), lowestFen: lowest, closingFen: closing }))
}

/** Share of what came in that went out again within the hours of the policy; what lay there before goes out first. */
export function leavesWithin(rows: readonly OwnRow[], openingFen: number, rules: FlowRules): string {
  const lots: { at: string; left: number }[] = []
  let [came, left, old, first] = [0, 0, Math.max(0, openingFen), 0]
  const ordered = rows.map(({ row }) => row).filter((row) => row.nature !== 'CLOSED' && row.recorded !== 'NEUTRAL').sort((a, b) => byTime(a, b) || (a.recorded === b.recorded ? 0 : a.recorded === 'IN' ? -1 : 1))
  for (const row of ordered) {
    if (row.recorded === 'IN') {
      came += row.amountFen
      lots.push({ at: row.at, left: row.amountFen })
      continue
    }
    let goes = row.amountFen - Math.min(old, row.amountFen)
    old -= row.amountFen - goes
    while (goes > 0 && first < lots.length) {
      const lot = lots[first]!
      const part = Math.min(goes, lot.left)
      if (hoursBetween(lot.at, row.at) <= rules.passThroughHours) left += part
      lot.left -= part
      goes -= part
      if (lot.left === 0) first++
    }
  }
  return came === 0 ? '0' : formatExact(ratio(BigInt(left), BigInt(came)), PLACES)
}
