import type { FigureText, Unit } from '#common/figures/domain'
import { figure } from '../write.ts'

/** One method of the catalogue (chapter 4.2) as figures; its inputs are in `case/checks.ts`. */
export interface Method {
  readonly code: string
  readonly name: string
  readonly formula: string
  /** FEN where it says nothing else. */
  readonly unit?: Unit
  /** What the check is measured against when that is not the account's own figure. */
  readonly base?: string
  /** Whether it holds, for a method that is not judged by a deviation, or not by that alone. */
  readonly holds?: string
  /** Read as a ratio, a grade, voices or a trend: it has no relative deviation. */
  readonly withoutDeviation?: boolean
  /** Its other form on one account: a figure of its own, since it yields something else there. */
  readonly on?: { readonly account: string; readonly suffix: string; readonly name: string; readonly formula: string; readonly unit?: Unit; readonly base?: string }
}

/** The figure the main form of a method stands in. */
export const valueOf = (code: string): string => `check${code}`

/** The figures of a method: one value a form, of the rows the officer filled in. */
export function figuresOf({ code, name, formula, unit = 'FEN', on }: Method): FigureText[] {
  const value = (id: string, called: string, says: string, of: Unit) => figure(id, called, of, `4.2 ${code}`, `when(.method = '${code}' and not .unfilled, ${says})`, { over: 'checks', exact: true })
  return [value(valueOf(code), name, formula, unit), ...(on === undefined ? [] : [value(`${valueOf(code)}${on.suffix}`, on.name, on.formula, on.unit ?? 'FEN')])]
}

/** `match` over the words of a field of the check. */
export const choose = (field: string, cases: readonly (readonly [string, string])[], otherwise: string): string =>
  cases.length === 0 ? otherwise : `match(.${field}, ${cases.map(([word, then]) => `'${word}', ${then}, `).join('')}${otherwise})`

/** Sums and extremes over the rows a check carries. */
export const sumOf = (list: string, what: string): string => `sum(${list}, if(.check = k, ${what}, 0))`
