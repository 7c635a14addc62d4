import { type Exact, compare, exact, subtract } from '#kernel'
import { scoreFigure } from './keys/score-figures.ts'
import type { Condition } from './rule.ts'

/** A bin of an indicator as read: its conditions and its points. */
export interface Bin {
  readonly when: readonly Condition[]
  readonly then: unknown
}

/** One end of a stretch: a number (or a guideline value), and whether it belongs to it. */
export interface End {
  readonly value: string
  readonly belongs: boolean
}

/** Where on the line of one figure a bin decides; `bin` is its place in the list, null where none holds. */
export interface Stretch {
  readonly bin: number | null
  readonly from: End | null
  readonly to: End | null
}

/** A place that decides the same way throughout: a point, a gap between points, or a word. */
interface Cell {
  readonly holds: (condition: Condition) => boolean
  readonly from: End | null
  readonly to: End | null
}

const GUIDELINES = ['v5', 'v4', 'v3', 'v2', 'v1'] as const

/** Whether a bin compares with a guideline value of the trade. */
export function isGuideline(than: string): boolean {
  return (GUIDELINES as readonly string[]).includes(than)
}

/** The places the bins tell apart on one figure. */
export function cellsOf(figure: string, bins: readonly Bin[]): readonly Cell[] {
  const known = scoreFigure(figure)
  const than = bins.flatMap(({ when }) => when.filter((each) => each.figure === figure).map((each) => each.than))
  if (known?.is === 'WORD') return [...new Set([...(known.words ?? []), ...than])].map((word) => ({ holds: (condition) => condition.than === word, from: null, to: null }))
  return lineCells(than, known?.is === 'COUNT')
}

/** The line cut at every value a bin names: below the first, the first, between the first and the second … A count has nothing between 2 and 3. */
function lineCells(than: readonly string[], isCount: boolean): readonly Cell[] {
  const cuts = than.toSorted((a, b) => compare(placeOf(a), placeOf(b))).filter((each, i, all) => i === 0 || compare(placeOf(each), placeOf(all[i - 1] ?? each)) !== 0)
  const rank = (text: string): number => cuts.findIndex((cut) => compare(placeOf(cut), placeOf(text)) === 0)
  const holds = (cell: number) => ({ is, than: text }: Condition): boolean => {
    const order = cell - (rank(text) + rank(text) + 1)
    return is === 'EQ' ? order === 0 : is === 'GE' ? order >= 0 : is === 'LE' ? order <= 0 : is === 'GT' ? order > 0 : order < 0
  }
  const hasRoom = (i: number): boolean => !isCount || roomBetween(cuts[i - 1], cuts[i])
  return [...cuts, null].flatMap((cut, i) => {
    const [before, after] = [cuts[i - 1], cut]
    const open: Cell = { holds: holds(i + i), from: before === undefined ? null : { value: before, belongs: false }, to: after === null ? null : { value: after, belongs: false } }
    const point: readonly Cell[] = cut === null ? [] : [{ holds: holds(i + i + 1), from: { value: cut, belongs: true }, to: { value: cut, belongs: true } }]
    return hasRoom(i) ? [open, ...point] : point
  })
}

/** Whether a whole number from 0 lies between two cuts; above the last there always is one. */
function roomBetween(before: string | undefined, after: string | undefined): boolean {
  if (after === undefined) return true
  return before === undefined ? compare(placeOf(after), 0) > 0 : compare(subtract(placeOf(after), placeOf(before)), 1) > 0
}

/** A guideline value stands where its quality does: v1 is the best. */
function placeOf(than: string): Exact {
  return exact(isGuideline(than) ? String(GUIDELINES.findIndex((each) => each === than)) : than)
}

/** The line of one figure as the bins divide it, from below to above; the first bin that holds decides. */
export function stretches(figure: string, bins: readonly Bin[]): readonly Stretch[] {
  const out: Stretch[] = []
  for (const cell of cellsOf(figure, bins)) {
    const found = bins.findIndex(({ when }) => when.every(cell.holds))
    const bin = found < 0 ? null : found
    const last = out.at(-1)
    if (last !== undefined && last.bin === bin) out[out.length - 1] = { ...last, to: cell.to }
    else out.push({ bin, from: cell.from, to: cell.to })
  }
  return out
}

/** Whether a condition holds anywhere on the line besides what `others` take. */
export function meets(figure: string, bins: readonly Bin[], a: Bin, b: Bin): boolean {
  return cellsOf(figure, bins).some(({ holds }) => a.when.every(holds) && b.when.every(holds))
}

/** The bins that decide somewhere, over all values of all their figures together. */
export function reached(figures: readonly string[], bins: readonly Bin[]): ReadonlySet<number> {
  const found = new Set<number>()
  const walk = (left: readonly string[], open: readonly number[]): void => {
    const [figure, ...rest] = left
    const [first] = open
    if (first === undefined || found.size === bins.length) return
    if (figure === undefined) { found.add(first); return }
    for (const { holds } of cellsOf(figure, bins)) walk(rest, open.filter((i) => (bins[i]?.when ?? []).every((each) => each.figure !== figure || holds(each))))
  }
  walk(figures, bins.map((_, i) => i))
  return found
}
