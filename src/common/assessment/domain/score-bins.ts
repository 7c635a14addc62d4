import { type Sheet as FigureSheet, Sheet, isNumber } from '#common/figures/domain'
import { formatExact } from '#kernel'
import type { Working } from './axes.ts'
import { binFigure } from './formulas/score.ts'
import type { Judgement } from './judgement.ts'
import { binGraph } from './judgement-graph.ts'

/** The bin of every indicator of the card by its place, counted from 1; 0 where none holds. */
export function binsOf({ sheet, pack }: Judgement): Readonly<Record<string, number>> {
  const counted: FigureSheet<Working> = new Sheet(binGraph(pack), sheet.source, pack)
  return Object.fromEntries(Object.keys(pack.scorecard.indicators).map((id) => {
    const bin = counted.figure(binFigure(id))
    return [id, bin !== null && isNumber(bin) ? Number(formatExact(bin, 0)) : 0]
  }))
}
