import type { Aggregate } from '#common/figures/domain'
import { type Comp, made } from './comp.ts'

/** The formula of a cell: what is unknown is empty there. */
export function inCell(comp: Comp): string {
  if (comp.known !== undefined) return comp.known === null ? '""' : comp.text
  return comp.may && !comp.cell ? `IFERROR(${comp.text},"")` : comp.text
}

/** Aggregates pass over what is unknown; `all` asks every row in use. */
export function aggregated(fn: Aggregate, range: string, used: string | null, size: number, whole: boolean): Comp {
  switch (fn) {
    case 'sum': return made(`SUM(${range})`, 'NUMBER', false, whole)
    case 'count': return made(`COUNTIF(${range},TRUE)`, 'NUMBER', false, true)
    case 'any': return made(`(COUNTIF(${range},TRUE)>0)`, 'TRUTH', false)
    case 'all': return made(`(COUNTIF(${range},TRUE)=${used === null ? size : `COUNTIF(${used},TRUE)`})`, 'TRUTH', false)
    case 'min': case 'max': return made(`IF(COUNT(${range})=0,NA(),${fn.toUpperCase()}(${range}))`, 'NUMBER', true, whole)
    default: {
      const never: never = fn
      throw new Error(`unknown aggregate ${String(never)}`)
    }
  }
}
