import { monthOf } from '#kernel'
import { isDay, isMonth } from '#kernel'
import type { Field, Kind } from './fields.ts'
import { dayOf } from './values.ts'

/** A cell as it was read from a file. */
export interface TypedCell { readonly text: string; readonly kind: 'NUMBER' | 'TEXT' | 'TRUTH' | 'ERROR' | 'MERGED'; readonly formula: boolean }
/** Cells of a file by sheet, then `row:column`. */
export type TypedBook = ReadonlyMap<string, ReadonlyMap<string, TypedCell>>
/** What a cell says, or what it should have said. */
export type Decoded = { readonly value: unknown } | { readonly expected: string }

/** What is expected of a cell that lies below a merged one. */
export const SEPARATE = '单独的单元格：取消合并，逐格填写'

const YES = new Set(['是', 'TRUE', 'true', '1'])
const NO = new Set(['否', 'FALSE', 'false', '0'])
const [PLACES, MOST_FEN] = [12, 1e15]

/** Reads a cell as the value of a field. A value that means the same as the one the case holds is left as the case writes it. */
export function decode({ kind }: Field, cell: TypedCell, held: unknown): Decoded {
  if (cell.kind === 'MERGED') return { expected: SEPARATE }
  if (cell.kind === 'ERROR') return { expected: '可用的值：公式出错，请改正或填数' }
  const text = cell.text.trim()
  switch (kind.is) {
    case 'MONEY': case 'MONTHLY': return money(text)
    case 'PERCENT': case 'NUMBER': return decimal(text, held)
    case 'COUNT': return whole(text)
    case 'FLAG': return YES.has(text) ? { value: true } : NO.has(text) ? { value: false } : { expected: '是 或 否' }
    case 'CHOICE': return choice(kind, text)
    case 'DAY': return day(text)
    case 'MONTH': return month(text)
    case 'TEXT': return { value: text }
    case 'IDS': return { value: split(text) }
    case 'COUNTS': return split(text).every((each) => /^\d{1,6}$/.test(each)) ? { value: split(text).map(Number) } : { expected: '整数，多个用顿号隔开' }
    case 'MONTHS': return months(text)
    case 'AMOUNTS': return amounts(text)
    case 'CHOICES': return choices(kind, text)
    default: {
      const never: never = kind
      throw new Error(`unknown kind ${String(never)}`)
    }
  }
}

function split(text: string): string[] {
  return text.split(/[、,，;；\s]+/).filter((each) => each !== '')
}

/** A number as people write it: thousands, yuan, per cent. */
function numberOf(text: string): number | null {
  const plain = text.replaceAll(/[,，\s￥¥元]/g, '')
  const percent = /^(-?\d+(?:\.\d+)?)[%％]$/.exec(plain)
  if (percent !== null) return Number((Number(percent[1]) / 100).toPrecision(PLACES))
  return /^-?\d+(\.\d+)?(e[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : null
}

function money(text: string): Decoded {
  const yuan = numberOf(text)
  const fen = yuan === null ? Number.NaN : Math.round(yuan * 100)
  const fits = yuan !== null && Math.abs(fen) < MOST_FEN && Math.abs(yuan * 100 - fen) < 0.001 * Math.max(1, Math.abs(fen) / 1e9)
  return fits ? { value: fen === 0 ? 0 : fen } : { expected: '金额，单位元，最多两位小数' }
}

/** Amounts side by side: a comma belongs to the amount. */
function amounts(text: string): Decoded {
  const all = text.split(/[、;；\s]+/).filter((each) => each !== '').map(money)
  return all.every((each) => 'value' in each) ? { value: all.map((each) => (each as { value: unknown }).value) } : { expected: '金额，单位元，多个用顿号隔开，如 20000、30000' }
}

function decimal(text: string, held: unknown): Decoded {
  const number = numberOf(text)
  if (number === null || !Number.isFinite(number) || Math.abs(number) >= 1e12) return { expected: '数字，如 0.12 或 12%' }
  if (typeof held === 'string' && Math.abs(Number(held) - number) < 1e-12 * Math.max(1, Math.abs(number))) return { value: held }
  const plain = Number(number.toPrecision(PLACES)).toFixed(PLACES).replace(/\.?0+$/, '')
  return { value: plain === '-0' || plain === '' ? '0' : plain }
}

function whole(text: string): Decoded {
  const number = numberOf(text)
  return number !== null && Number.isSafeInteger(number) ? { value: number } : { expected: '整数' }
}

function choices(kind: Choice, text: string): Decoded {
  const all = split(text).map((each) => choice(kind, each))
  return all.every((each) => 'value' in each) ? { value: all.map((each) => (each as { value: unknown }).value) } : { expected: `${kind.words.slice(0, 30).join('、')}，多个用顿号隔开` }
}

type Choice = Extract<Kind, { is: 'CHOICE' | 'CHOICES' }>
function choice({ codes, words }: Choice, text: string): Decoded {
  const at = words.indexOf(text) >= 0 ? words.indexOf(text) : codes.indexOf(text)
  return at >= 0 ? { value: codes[at] } : { expected: words.slice(0, 30).join('、') }
}

function day(text: string): Decoded {
  const written = text.replaceAll(/[/.年月]/g, '-').replace('日', '').split('-').map((part, at) => (at > 0 ? part.padStart(2, '0') : part)).join('-')
  if (isDay(written)) return { value: written }
  const on = /^\d{1,6}$/.test(text) ? dayOf(Number(text)) : null
  return on === null ? { expected: '日期，如 2025-03-12' } : { value: on }
}

function month(text: string): Decoded {
  const written = text.replaceAll(/[/.年]/g, '-').replace('月', '').split('-').map((part, at) => (at > 0 ? part.padStart(2, '0') : part)).join('-')
  if (isMonth(written)) return { value: written }
  const on = day(text)
  return 'value' in on ? { value: monthOf(on.value as never) } : { expected: '月份，如 2025-03' }
}

function months(text: string): Decoded {
  const all = split(text).map((each) => month(each))
  return all.every((each) => 'value' in each) ? { value: all.map((each) => (each as { value: unknown }).value) } : { expected: '月份，如 2025-03，多个用顿号隔开' }
}
