import { type Fen, fen } from '#kernel'
import { narrow } from './text.ts'

const AMOUNT = /^([-+]?)(?:[¥￥])?([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?元?$/

/**
 * Reads the amount in a cell exactly; null where the text is no amount. Spreadsheets keep 49.74 as 49.739999999: such a
 * number is taken to the fen it stands within a millionth of, and any other number with parts of a fen is no amount.
 */
export function readAmount(cell: string): Fen | null {
  const match = AMOUNT.exec(withoutBlanks(narrow(cell)))
  if (!match || (match[1] !== '' && match[2] !== '')) return null
  const whole = match[3]!.replaceAll(',', '')
  const fraction = match[4] ?? ''
  const extra = carry(fraction.slice(2))
  if (extra === null) return null
  const size = Number(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`) + extra
  if (!Number.isSafeInteger(size)) return null
  return fen(match[1] === '-' || match[2] === '-' ? -size : size)
}

function withoutBlanks(text: string): string {
  return text.includes(' ') ? text.replace(/\s+/g, '') : text
}

function carry(partsOfFen: string): 0 | 1 | null {
  if (/^0*$/.test(partsOfFen) || partsOfFen.startsWith('000000')) return 0
  return partsOfFen.startsWith('999999') ? 1 : null
}
