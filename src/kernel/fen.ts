import { Refusal, assert } from './refusal.ts'

declare const fenBrand: unique symbol
/** Money as whole fen (分): a safe integer, so JSON, browser and SQL carry it unchanged. */
export type Fen = number & { readonly [fenBrand]: true }

/** Brands a whole number of fen; anything else is a bug of the caller. */
export function fen(value: number): Fen {
  assert(Number.isSafeInteger(value), `fen must be a safe integer, got ${value}`)
  return (value === 0 ? 0 : value) as Fen
}

export const ZERO_FEN: Fen = fen(0)

/** Exact sum of amounts. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0
  for (const amount of amounts) total += amount
  return fen(total)
}

/** Parts that add up exactly; the last one carries what is left over. */
export function splitEvenly(total: Fen, parts: number): Fen[] {
  const each = Math.trunc(total / parts)
  return Array.from({ length: parts }, (_, i) => fen(i < parts - 1 ? each : total - each * (parts - 1)))
}

/** Shares `total` out in the proportion of `weights` (not all zero); the sum is kept, the largest remainders get the odd fen. */
export function shareOut(total: Fen, weights: readonly number[]): Fen[] {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n)
  assert(sum !== 0n, 'shareOut needs a weight')
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight))
  const parts = exact.map((share) => share / sum)
  let left = BigInt(total) - parts.reduce((a, b) => a + b, 0n)
  const step = left < 0n ? -1n : 1n
  const order = exact.map((share, i) => ({ i, rest: abs(share % sum) })).sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.i - b.i))
  for (const { i } of order) {
    if (left === 0n) break
    parts[i] = parts[i]! + step
    left -= step
  }
  return parts.map((part) => fen(Number(part)))
}

/** `11800000` → `118,000.00`; negative amounts in brackets, as bankers print them. */
export function formatYuan(amount: Fen | number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  const text = `${yuan}.${digits.slice(-2)}`
  return amount < 0 ? `(${text})` : text
}

/**
 * Reads an amount a person typed or pasted: `118000`, `118,000.00`, `11.8万`, `１１８０００`, `¥118,000`, `1.2亿`.
 * Refuses (`amount.unreadable`) text that is no amount or has parts smaller than a fen.
 */
export function parseYuan(text: string, at?: string): Fen {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '').replace(/^([-+]?)[¥￥]/, '$1').replace(/元$/, '')
  const match = /^([-+]?)(\d+)(?:\.(\d+))?(万|亿)?$/.exec(plain)
  const power = match?.[4] === '亿' ? 10 : match?.[4] === '万' ? 6 : 2
  const fraction = (match?.[3] ?? '').replace(/0+$/, '')
  if (!match || fraction.length > power) throw unreadable(text, at)
  const value = Number(`${match[2]}${fraction.padEnd(power, '0')}`)
  if (!Number.isSafeInteger(value)) throw unreadable(text, at)
  return fen(match[1] === '-' ? -value : value)
}

function unreadable(text: string, at: string | undefined): Refusal {
  return new Refusal({
    code: 'amount.unreadable', message: `金额「${text.slice(0, 40)}」无法识别`, value: text, expected: '元为单位的金额，如 118000、118,000.00 或 11.8万，最多两位小数（分）', ...(at === undefined ? {} : { at }),
  })
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Amount in capitals as on a contract: `11800000` → `壹拾壹万捌仟元整`. */
export function capitals(amount: Fen | number): string {
  const total = Math.abs(amount)
  const yuan = Math.floor(total / 100)
  const jiao = Math.floor((total % 100) / 10)
  const cent = total % 10
  const head = yuan === 0 ? (total === 0 ? '零元' : '') : `${wholeInCapitals(yuan)}元`
  if (jiao === 0 && cent === 0) return `${amount < 0 ? '负' : ''}${head}整`
  const gap = jiao === 0 && yuan > 0 ? '零' : ''
  const tail = `${jiao > 0 ? `${DIGITS[jiao]}角` : gap}${cent > 0 ? `${DIGITS[cent]}分` : '整'}`
  return `${amount < 0 ? '负' : ''}${head}${tail}`
}

function wholeInCapitals(yuan: number): string {
  let text = ''
  let rest = yuan
  for (let group = 0; rest > 0; group++) {
    const part = rest % 10_000
    const higher = Math.floor(rest / 10_000)
    if (part > 0) {
      const bridge = higher > 0 && part < 1000 ? '零' : ''
      text = `${bridge}${groupInCapitals(part)}${GROUPS[group]}${text}`
    } else if (text !== '' && !text.startsWith('零')) text = `零${text}`
    rest = higher
  }
  return text
}

function groupInCapitals(part: number): string {
  let text = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(part / 10 ** place) % 10
    if (digit === 0) {
      zero = text !== ''
      continue
    }
    text += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
    zero = false
  }
  return text
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
