import { type Fen, fen } from './fen.ts'
import { Refusal, assert } from './refusal.ts'

/** A fraction of whole numbers, denominator positive, not necessarily in lowest terms. */
export class Ratio {
  readonly n: bigint
  readonly d: bigint
  constructor(n: bigint, d: bigint) {
    this.n = n
    this.d = d
  }
}

/** An exact number: a safe integer where that is enough (most money is), else a fraction. Nothing is ever rounded on the way. */
export type Exact = number | Ratio
export type RoundMode = 'HALF_UP' | 'UP' | 'DOWN'

/** Beyond this many bits of denominator a fraction is brought to lowest terms, so long products stay short. */
const REDUCE_ABOVE = 1n << 192n
const SAFE = BigInt(Number.MAX_SAFE_INTEGER)

/** Builds the exact number n ÷ d. */
export function ratio(n: bigint, d: bigint): Exact {
  assert(d !== 0n, 'ratio with denominator 0')
  if (d < 0n) return ratio(-n, -d)
  if (d === 1n || n === 0n) return whole(n)
  if (d > REDUCE_ABOVE) {
    const common = gcd(n < 0n ? -n : n, d)
    return common === d ? whole(n / d) : new Ratio(n / common, d / common)
  }
  return new Ratio(n, d)
}

/** Reads a decimal written as text, `0.072` or `-12.5`; refuses (`number.unreadable`) anything else, exponents and floats included. */
export function exact(text: string, at?: string): Exact {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text)
  if (!match) {
    throw new Refusal({ code: 'number.unreadable', message: `数值「${text.slice(0, 40)}」无法识别`, value: text, expected: '十进制小数文本，如 "0.072"', ...(at === undefined ? {} : { at }) })
  }
  const fraction = match[3] ?? ''
  const n = BigInt(`${match[2]}${fraction}`)
  return ratio(match[1] === '-' ? -n : n, 10n ** BigInt(fraction.length))
}

export function add(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  return ad === bd ? ratio(an + bn, ad) : ratio(an * bd + bn * ad, ad * bd)
}

export function negate(a: Exact): Exact {
  return typeof a === 'number' ? (a === 0 ? 0 : -a) : new Ratio(-a.n, a.d)
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b))
}

export function multiply(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product
  }
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  return ratio(an * bn, ad * bd)
}

/** a ÷ b; b must not be 0. */
export function divide(a: Exact, b: Exact): Exact {
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  const n = an * bd
  const d = ad * bn
  assert(d !== 0n, 'division by 0')
  return n % d === 0n ? whole(n / d) : ratio(n, d)
}

/** a to a whole power, negative powers included (a ≠ 0 then). */
export function power(a: Exact, exponent: number): Exact {
  const [n, d] = parts(a)
  const times = BigInt(Math.abs(exponent))
  return exponent >= 0 ? ratio(n ** times, d ** times) : ratio(d ** times, n ** times)
}

/** −1, 0 or 1 as a is below, equal to or above b, without rounding. */
export function compare(a: Exact, b: Exact): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  const left = an * bd
  const right = bn * ad
  return left < right ? -1 : left > right ? 1 : 0
}

export function sign(a: Exact): number {
  if (typeof a === 'number') return Math.sign(a)
  return a.n > 0n ? 1 : a.n < 0n ? -1 : 0
}

export function absolute(a: Exact): Exact {
  return sign(a) < 0 ? negate(a) : a
}

export function smaller(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b
}

export function larger(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b
}

/** The nearest whole number. HALF_UP rounds ties away from zero; UP and DOWN go away from and towards zero. */
export function roundWhole(a: Exact, mode: RoundMode = 'HALF_UP'): number {
  if (typeof a === 'number') return a
  const negative = a.n < 0n
  const n = negative ? -a.n : a.n
  const quotient = n / a.d
  const rest = n % a.d
  const up = mode === 'UP' ? rest > 0n : mode === 'HALF_UP' && rest * 2n >= a.d
  const size = Number(up ? quotient + 1n : quotient)
  if (!Number.isSafeInteger(size)) throw new Refusal({ code: 'number.too-large', message: '计算结果超出可精确表示的范围', expected: '绝对值不超过 9007199254740991 的结果' })
  return size === 0 ? 0 : negative ? -size : size
}

/** Rounds to whole fen: the one place where a product of money and a rate loses its fraction. */
export function roundFen(a: Exact, mode: RoundMode = 'HALF_UP'): Fen {
  return fen(roundWhole(a, mode))
}

/** The multiple of `step` (> 0) at or below a; `UP` gives the one at or above. */
export function roundToStep(a: Exact, step: Exact, mode: 'UP' | 'DOWN'): Exact {
  const [n, d] = parts(divide(a, step))
  const floor = n >= 0n ? n / d : -((-n + d - 1n) / d)
  const steps = mode === 'UP' && floor * d !== n ? floor + 1n : floor
  return multiply(whole(steps), step)
}

/** Decimal text with exactly `places` places, rounded half-up: `formatExact(1/3, 4)` → `0.3333`. */
export function formatExact(a: Exact, places: number): string {
  const scaled = scaledWhole(a, places)
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return scaled < 0n ? `-${text}` : text
}

/** For drawing only (bar widths, positions): never for money or a decision. */
export function approximate(a: Exact): number {
  return typeof a === 'number' ? a : Number(formatExact(a, 12))
}

function scaledWhole(a: Exact, places: number): bigint {
  const [n, d] = parts(a)
  const scaled = n * 10n ** BigInt(places)
  const size = scaled < 0n ? -scaled : scaled
  const rounded = (size * 2n + d) / (d * 2n)
  return scaled < 0n ? -rounded : rounded
}

/** Numerator and denominator (> 0), for arithmetic that keeps one common denominator throughout. */
export function parts(a: Exact): [bigint, bigint] {
  return typeof a === 'number' ? [BigInt(a), 1n] : [a.n, a.d]
}

function whole(n: bigint): Exact {
  return n <= SAFE && n >= -SAFE ? Number(n) : new Ratio(n, 1n)
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
