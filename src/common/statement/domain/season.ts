import { type Month, firstDay, formatExact, monthsBetween, ratio, shiftMonth } from '#kernel'

const MONTHS_OF_YEAR = 12
const PLACES = 4

/**
 * Share of a year's sales that each calendar month brings, January first, from the whole years that end with the last
 * month known: a month seen in two years counts with both. Null under one whole year or without sales.
 */
export function seasonIndex(months: ReadonlyMap<Month, number>): string[] | null {
  const known = [...months.keys()].sort()
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return null
  const span = monthsBetween(firstDay(first), firstDay(last)) + 1
  const counted = Math.floor(span / MONTHS_OF_YEAR) * MONTHS_OF_YEAR
  const sums = Array.from({ length: MONTHS_OF_YEAR }, () => 0n)
  for (let back = 0; back < counted; back++) {
    const month = shiftMonth(last, -back)
    const of = Number(month.slice(5)) - 1
    sums[of] = sums[of]! + BigInt(months.get(month) ?? 0)
  }
  const total = sums.reduce((a, b) => a + b, 0n)
  return total <= 0n ? null : sums.map((sum) => formatExact(ratio(sum, total), PLACES))
}
