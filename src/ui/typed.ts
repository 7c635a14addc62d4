import { type Day, type Fen, type RefusalDetail, Refusal, day, divide, exact, formatExact, formatYuan, multiply, parseYuan } from '#kernel'

/** How a kind of figure is read from keys and shown again. `read` refuses what it does not understand; empty text is `null` and never reaches it. */
export interface Typing<T> {
  readonly read: (text: string) => T
  /** Shown when nobody types: `118,000.00`. */
  readonly show: (value: T) => string
  /** Shown when typing begins: `118000`. */
  readonly edit: (value: T) => string
}

export type Reading<T> = { readonly value: T | null; readonly refusal: null } | { readonly value: null; readonly refusal: RefusalDetail }

/** Reads typed text; a refusal comes back as data so that the text can stay in the field. */
export function readTyped<T>(text: string, typing: Typing<T>): Reading<T> {
  if (text.trim() === '') return { value: null, refusal: null }
  try {
    return { value: typing.read(text), refusal: null }
  } catch (error) {
    if (error instanceof Refusal) return { value: null, refusal: error.toJSON() }
    throw error
  }
}

/** Full-width signs as plain ones; a comma that parts no thousands is a slip of the finger for a point, never passed over. */
function plainNumber(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').replace(/^\((.*)\)$/, '-$1')
  const whole = /^[-+]?[¥￥]?([\d,]+)/.exec(plain)?.[1] ?? ''
  if (plain.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) throw new Refusal({ code: 'number.comma', message: `「${text.slice(0, 30)}」中的逗号不在千分位上`, value: text, expected: '小数用点，如 1234.5；千分位如 1,234.50' })
  return plain.replaceAll(',', '')
}

/** What counts and quantities are counted in: said beside the field, and often typed with it. */
const COUNTED_IN = /[个人台件天日月年次户家亩斤吨头羽只张笔辆套箱包桌位间期口条米]{1,2}$|个月$|公斤$|平方米$|㎡$/

export const amountTyping: Typing<Fen> = {
  read: (text) => {
    const plain = plainNumber(text)
    return parseYuan(plain.startsWith('-') ? plain : text)
  },
  show: (value) => formatYuan(value), edit: plainYuan }

/** Percent in, decimal text out: `7.2`, `７．２％` → `0.072`. */
export const rateTyping: Typing<string> = {
  read: (text) => {
    const plain = plainNumber(text).replace(/%$/, '')
    if (!/^-?\d{1,6}(\.\d{1,8})?$/.test(plain)) {
      throw new Refusal({ code: 'rate.unreadable', message: `比率「${text.slice(0, 30)}」无法识别`, value: text, expected: '百分数，如 7.2 表示 7.2 %' })
    }
    return trimZeros(formatExact(divide(exact(plain), 100), 10))
  },
  show: (value) => atLeastTwoPlaces(trimZeros(formatExact(multiply(exact(value), 100), 8))),
  edit: (value) => trimZeros(formatExact(multiply(exact(value), 100), 8)),
}

export const countTyping: Typing<number> = {
  read: (text) => {
    const plain = plainNumber(text).replace(COUNTED_IN, '')
    if (!/^\d{1,12}$/.test(plain)) throw new Refusal({ code: 'count.unreadable', message: `数目「${text.slice(0, 30)}」无法识别`, value: text, expected: '整数，如 12' })
    return Number(plain)
  },
  show: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ','),
  edit: String,
}

/** Decimal text for quantities and ratios that are no percent: `1.5`, `12`. */
export const decimalTyping: Typing<string> = {
  read: (text) => {
    const plain = plainNumber(text).replace(COUNTED_IN, '')
    if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(plain)) throw new Refusal({ code: 'number.unreadable', message: `数值「${text.slice(0, 30)}」无法识别`, value: text, expected: '数值，如 12 或 1.5' })
    return plain
  },
  show: (value) => value,
  edit: (value) => value,
}

/** Days as people type them: `20250314`, `2025.3.14`, `2025年3月14日`, and `3-14` in the year of `today`. */
export function dayTyping(today: Day | null): Typing<Day> {
  return {
    read: (text) => {
      const plain = text.normalize('NFKC').trim().replace(/[年月.／/]/g, '-').replace(/日$/, '').replace(/\s/g, '')
      const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(plain) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
      if (match) return day(`${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`)
      const short = /^(\d{1,2})-(\d{1,2})$/.exec(plain)
      if (short && today !== null) return day(`${today.slice(0, 4)}-${short[1]!.padStart(2, '0')}-${short[2]!.padStart(2, '0')}`)
      return day(text)
    },
    show: (value) => value,
    edit: (value) => value,
  }
}

/** `11800000` → `11.8 万`; below 万 there is nothing to shorten. */
export function shortYuan(amount: Fen): string {
  const size = Math.abs(amount)
  const sign = amount < 0 ? '-' : ''
  if (size >= 10_000_000_000) return `${sign}${trimZeros(formatExact(divide(size, 10_000_000_000), 10))} 亿`
  if (size >= 1_000_000) return `${sign}${trimZeros(formatExact(divide(size, 1_000_000), 6))} 万`
  return ''
}

function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  const text = trimZeros(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
  return amount < 0 ? `-${text}` : text
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function atLeastTwoPlaces(text: string): string {
  const [whole, fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}
