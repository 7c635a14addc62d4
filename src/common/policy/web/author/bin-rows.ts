import type { Bin, Condition } from '#common/policy/domain'

/** A bin of one figure as a row: from, to, points. `equal` is a single value. */
export interface BinRow {
  readonly from: { readonly is: 'GE' | 'GT'; readonly than: string } | null
  readonly to: { readonly is: 'LE' | 'LT'; readonly than: string } | null
  readonly equal: string | null
  readonly points: number | null
}

/** The one figure all bins speak of; null where an indicator combines several, or where a bin has no such simple form. */
export function soleFigure(bins: readonly Bin[]): string | null {
  const [figure, ...others] = [...new Set(bins.flatMap(({ when }) => when.map((each) => each.figure)))]
  return figure !== undefined && others.length === 0 && bins.every((bin) => rowOf(bin) !== null) ? figure : null
}

/** A bin as a row; null where its conditions are more than one lower and one upper end. */
export function rowOf({ when, then }: Bin): BinRow | null {
  const points = typeof then === 'number' ? then : null
  const [equal, lower, upper] = [when.filter(({ is }) => is === 'EQ'), when.filter(({ is }) => is === 'GE' || is === 'GT'), when.filter(({ is }) => is === 'LE' || is === 'LT')]
  if (equal.length === 1 && when.length === 1) return { from: null, to: null, equal: equal[0]?.than ?? '', points }
  if (equal.length > 0 || lower.length > 1 || upper.length > 1) return null
  const [from, to] = [lower[0], upper[0]]
  return { from: from === undefined ? null : { is: from.is === 'GT' ? 'GT' : 'GE', than: from.than }, to: to === undefined ? null : { is: to.is === 'LT' ? 'LT' : 'LE', than: to.than }, equal: null, points }
}

/** The bin a row stands for. A row without any end would hold always; its lower end stays open to be typed. */
export function binOf(figure: string, row: BinRow): Bin {
  const conditions: readonly Condition[] = row.equal !== null ? [{ figure, is: 'EQ', than: row.equal }] : [...(row.from === null ? [] : [{ figure, ...row.from }]), ...(row.to === null ? [] : [{ figure, ...row.to }])]
  return { when: conditions.length === 0 ? [{ figure, is: 'GE', than: '' }] : conditions, then: row.points }
}

/** The list with one item moved by one place; the same list where there is no room. */
export function moved<T>(items: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const to = at + by
  if (to < 0 || to >= items.length) return items
  return items.map((item, i) => (i === at ? items[to]! : i === to ? items[at]! : item))
}

/** Whether all ends are typed, so that the line can be worked out. */
export function isTyped(bins: readonly Bin[]): boolean {
  return bins.every(({ when, then }) => typeof then === 'number' && when.every(({ figure, than }) => figure !== '' && than !== ''))
}
