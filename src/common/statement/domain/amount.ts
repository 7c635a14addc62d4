import { type Fen, fen } from '#kernel'
import { narrow } from './text.ts'

/** One amount: below a trillion yuan. */
const MOST_FEN = 99_999_999_999_999
/** All amounts of one bill or one firm together: with this a dozen of them still add up exactly. */
const MOST_SUM_FEN = 700_000_000_000_000

export const AMOUNT_EXPECTED = '元为单位的金额，最多两位小数，小于一万亿，如 1,234.56'
/** For a row with which the amounts together would go beyond what can be added. */
export const SUM_EXPECTED = '全部金额合计不超过 7 万亿元；请核实金额，或分成几份'

const AMOUNT = /^([-+]?)(?:[¥￥]|人民币|CNY|RMB)?([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?元?(-?)$/
/** Books of accounts write what went out in brackets. */
const BRACKETED = /^\(([^-+()]+)\)$/

/**
 * Reads the amount in a cell exactly; null where the text is no amount. Spreadsheets keep 49.74 as 49.739999999: such a
 * number is taken to the fen it stands within a millionth of, and any other number with parts of a fen is no amount.
 */
export function readAmount(cell: string): Fen | null {
  const text = withoutBlanks(narrow(cell))
  const bracketed = text.startsWith('(') ? BRACKETED.exec(text) : null
  const match = AMOUNT.exec(bracketed?.[1] ?? text)
  if (!match || [match[1], match[2], match[5]].filter((sign) => sign !== '').length > 1) return null
  const whole = match[3]!.replaceAll(',', '')
  const fraction = match[4] ?? ''
  const extra = carry(fraction.slice(2))
  if (extra === null) return null
  const size = Number(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`) + extra
  if (size > MOST_FEN) return null
  return fen(bracketed !== null || match[1] === '-' || match[2] === '-' || match[5] === '-' ? -size : size)
}

/** A running sum of sizes with one more; null where it would go beyond what is added up exactly. */
export function addSize(sum: number, fen: number): number | null {
  const more = sum + Math.abs(fen)
  return more > MOST_SUM_FEN ? null : more
}

function withoutBlanks(text: string): string {
  return text.includes(' ') ? text.replace(/\s+/g, '') : text
}

function carry(partsOfFen: string): 0 | 1 | null {
  if (/^0*$/.test(partsOfFen) || partsOfFen.startsWith('000000')) return 0
  return partsOfFen.startsWith('999999') ? 1 : null
}
