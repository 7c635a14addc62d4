import { type Day, fromNumber, isDay, toNumber, day } from '#kernel'
import type { MoneyUnit } from './mapping.ts'

/** A value, nothing at all, or what was expected. */
export type CellReading<T> = { readonly value: T | null } | { readonly expected: string }

const NOTHING = /^(?:|[-/\\—]+|无|空|n\/a)$/i
const MONEY_EXPECTED = '金额，如 1,234.56、11.8万'
const [FEN_OF_YUAN, YUAN_OF_WAN, MOST_FEN] = [100, 10_000, 99_999_999_999_999]

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replace(/^'+/, '')
}

/** An amount in fen. Spreadsheets leave parts of a fen behind; they are rounded. */
export function readMoney(text: string, unit: MoneyUnit): CellReading<number> {
  const written = plain(text)
  if (NOTHING.test(written)) return { value: null }
  const match = /^[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万)?元?$/.exec(written)
  if (match === null) return { expected: MONEY_EXPECTED }
  const factor = BigInt(FEN_OF_YUAN * (unit === 'WAN' || match[3] === '万' ? YUAN_OF_WAN : 1))
  const decimals = match[2] ?? ''
  const scale = 10n ** BigInt(decimals.length)
  const fen = Number((BigInt(match[1]!.replaceAll(',', '') + decimals) * factor * 2n + scale) / (scale * 2n))
  return fen > MOST_FEN ? { expected: '小于一万亿元的金额' } : { value: fen }
}

/** Spreadsheets count days from the last day of 1899. */
const SHEET_EPOCH = toNumber(day('1899-12-30'))
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000]

/** A day as people and spreadsheets write it. */
export function readDay(text: string): CellReading<Day> {
  const written = text.normalize('NFKC').trim()
  if (NOTHING.test(written)) return { value: null }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(written)
  if (serial !== null && Number(serial[1]) >= FIRST_SERIAL && Number(serial[1]) <= LAST_SERIAL) return { value: fromNumber(SHEET_EPOCH + Number(serial[1])) }
  const match = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:日|[ T].*)?$/.exec(written)
  const made = match === null ? '' : `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return isDay(made) ? { value: made } : { expected: '日期，如 2025-03-12、2025/3/12、20250312' }
}

/** A whole number of days; nothing written means none. */
export function readCount(text: string): CellReading<number> {
  const written = plain(text).replace(/(?:天|\.0+)$/, '')
  if (NOTHING.test(written)) return { value: 0 }
  return /^\d{1,5}$/.test(written) ? { value: Number(written) } : { expected: '整数天数，如 0、35' }
}

/** A mobile or a fixed-line number by its digits. */
export function readPhone(text: string): CellReading<string> {
  const digits = plain(text).replace(/^\+?86(?=1\d{10}$)/, '').replace(/[-()]/g, '').replace(/\.0+$/, '')
  if (NOTHING.test(digits)) return { value: null }
  return /^\d{7,12}$/.test(digits) ? { value: digits } : { expected: '电话号码，如 13800138000' }
}

/** Numbers of people and papers are compared by letters and digits alone. */
export function readNumber(text: string): CellReading<string> {
  const written = plain(text).toUpperCase()
  return { value: NOTHING.test(written) ? null : written }
}

export function readText(text: string): CellReading<string> {
  const written = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  return { value: NOTHING.test(written) ? null : written }
}
