/** An exact fraction of two whole numbers: small on purpose, and none of the program's own arithmetic, so that it can prove it. */
export class Fraction {
  readonly top: bigint
  readonly bottom: bigint

  constructor(top: bigint, bottom = 1n) {
    if (bottom === 0n) throw new Error('divided by zero')
    const sign = bottom < 0n ? -1n : 1n
    const common = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) || 1n
    this.top = (sign * top) / common
    this.bottom = (sign * bottom) / common
  }

  /** Of a whole number or decimal text such as `0.072`. */
  static of(value: number | string): Fraction {
    const [whole = '0', decimals = ''] = String(value).split('.')
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.top, other.bottom))
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom)
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top)
  }

  power(n: number): Fraction {
    return new Fraction(this.top ** BigInt(n), this.bottom ** BigInt(n))
  }

  get size(): Fraction {
    return this.top < 0n ? new Fraction(-this.top, this.bottom) : this
  }

  /** Whether it is at least the other. */
  reaches(other: Fraction | number | string): boolean {
    const than = other instanceof Fraction ? other : Fraction.of(other)
    return this.top * than.bottom >= than.top * this.bottom
  }

  /** Half up and away from zero, to whole numbers. */
  round(): number {
    const { top, bottom } = this.size
    const up = (2n * top + bottom) / (2n * bottom)
    return Number(this.top < 0n ? -up : up)
  }

  floor(): number {
    const down = this.top / this.bottom
    return Number(this.top < 0n && down * this.bottom !== this.top ? down - 1n : down)
  }

  /** With four decimals, as answers are printed. */
  toText(): string {
    const ten = this.times(new Fraction(10_000n)).round()
    const digits = String(Math.abs(ten)).padStart(5, '0')
    return `${ten < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
  }
}

export const sumOf = (values: Iterable<Fraction>): Fraction => [...values].reduce((sum, value) => sum.plus(value), new Fraction(0n))
export const least = (values: readonly Fraction[]): Fraction => values.reduce((low, value) => (low.reaches(value) ? value : low))

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
