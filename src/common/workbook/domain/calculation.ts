import type { JudgementPack, Working } from '#common/assessment/domain'
import type { Aggregate, Expr, Graph } from '#common/figures/domain'
import type { Block } from './block.ts'
import type { Comp } from './comp.ts'
import type { Spot, World } from './compile.ts'
import type { ListRow } from './lists.ts'
import type { Placed } from './layout.ts'
import type { Sizes } from './sizes.ts'
import type { Words } from './words.ts'

/** The figure graph as cells, as far as the searches and sums that are laid out beside it use it. */
export interface Calculation extends World {
  readonly graph: Graph<Working>
  readonly pack: JudgementPack
  readonly placed: ReadonlyMap<string, Placed>
  readonly words: Words
  readonly blocks: ReadonlyMap<string, Block>
  readonly rows: ReadonlyMap<string, readonly ListRow[] | null>
  readonly settled: { readonly accepted: { share(): Comp } }
  readonly sizes: Sizes
  spot(pass: number, home?: string): Spot
  newBlock(name: string, title: string, size: number): Block
  figure(id: string, at: number | Comp, spot: Spot): Comp
  field(axis: string, row: number, path: readonly string[], at: number | null, spot: Spot): Comp
  input(path: readonly string[], spot: Spot): Comp
  typed(path: readonly string[]): Comp
  policy(path: readonly string[]): Comp
  overFigure(fn: Aggregate, id: string, spot: Spot): Comp
  helper(axis: string, body: Expr, spot: Spot): string
  fieldRange(axis: string, path: readonly string[], at: number | null, spot: Spot): string | null
  used(axis: string, row: number, home: string): string
  usedRange(axis: string, home: string): string | null
  placedOf(axis: string, row: number): { placed: Placed; row: number; at: ListRow }
  seenFrom(comp: Comp, home: string): Comp
  line(name: string, comp: Comp): Comp
  once(name: string, make: () => Comp): Comp
  uncarry(what: string): Comp
}
