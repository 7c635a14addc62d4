/** Exact fractions, so that the simulator's interest is right to the fen without a line of the bank's own code. */
export interface Fraction { readonly n: bigint; readonly d: bigint }

export const fraction = (n: bigint | number, d: bigint | number = 1): Fraction => ({ n: BigInt(n), d: BigInt(d) })
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d })
export const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n })
export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })

/** `0.072` as it stands. */
export function decimal(text: string): Fraction {
  const [whole = '0', rest = ''] = text.split('.')
  return { n: BigInt(`${whole}${rest}`), d: 10n ** BigInt(rest.length) }
}

/** Half-up to a whole. */
export function round({ n, d }: Fraction): number {
  return Number((2n * n + d) / (2n * d))
}

const MS_PER_DAY = 86_400_000
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY)
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, 10)

/** The same day of a later month; the last day of a month too short for it. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const at = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), Math.min(date, at.getUTCDate()))).toISOString().slice(0, 10)
}

/** A number between 0 and 1 that is always the same for the same words. */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join('\u0000')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
