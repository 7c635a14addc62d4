import { readAmount } from './amount.ts'
import { readMoment } from './moment.ts'
import { columnName } from './text.ts'

const LONGEST_TITLE = 20
const FEWEST = 2
/** Words that tell the direction stand before what they divide: 借方 under 发生额 is 借方发生额. */
const WAYS = /^(?:收入|支出|收方?|付方?|借方?|贷方?|存入|支取|转入|转出)$/

/**
 * Titles of two rows as one, where cells were merged: 发生额 over 收入 and 支出, 对方 over 户名 and 账号. Null where the second
 * row is none of titles: it must leave columns empty that the first names, and name columns that the first leaves empty.
 */
export function joinTitles(upper: readonly string[], lower: readonly string[]): string[] | null {
  const [above, below] = [upper.map(columnName), lower.map(columnName)]
  const filled = below.filter((name) => name !== '')
  if (filled.length < FEWEST || filled.some((name) => name.length > LONGEST_TITLE || readAmount(name) !== null || readMoment(name) !== null)) return null
  const width = Math.max(above.length, below.length)
  const columns = Array.from({ length: width }, (_, at) => at)
  const isMergedDown = columns.some((at) => (above[at] ?? '') !== '' && (below[at] ?? '') === '')
  const isMergedAcross = columns.some((at) => (above[at] ?? '') === '' && (below[at] ?? '') !== '')
  if (!isMergedDown || !isMergedAcross) return null
  const reach = columns.map((at) => (above.slice(0, at + 1).findLast((name) => name !== '') ?? ''))
  if (columns.some((at) => (below[at] ?? '') !== '' && reach[at] === '')) return null
  return columns.map((at) => together((below[at] ?? '') === '' ? (above[at] ?? '') : reach[at]!, below[at] ?? ''))
}

function together(upper: string, lower: string): string {
  if (lower === '' || lower.includes(upper)) return lower === '' ? upper : lower
  return WAYS.test(lower) ? `${lower}${upper}` : `${upper}${lower}`
}
