import type { CaseRow } from './shapes.ts'

/** Where a case falls in an indicator: its bin and points, as one label; null where the card of the case did not ask. */
export function placeOf({ points, bins }: Pick<CaseRow, 'points' | 'bins'>, id: string): string | null {
  return points[id] === undefined ? null : `${bins[id] ?? ''}:${points[id]}`
}

/** The bin and points a label says; no bin where the decision did not keep it. */
export function placeIn(label: string): { readonly bin: number | null; readonly points: number } {
  const [bin = '', points = '0'] = label.split(':')
  return { bin: bin === '' ? null : Number(bin), points: Number(points) }
}

/** Labels from the most points down; of equal points the earlier bin first, what no bin takes last. */
export function inOrder(a: string, b: string): number {
  const [left, right] = [placeIn(a), placeIn(b)]
  return right.points - left.points || (left.bin || Infinity) - (right.bin || Infinity)
}
