import type { Calc } from './calc.ts'
import type { Comp } from './comp.ts'
import type { Spot } from './compile.ts'

export function largestByHalving(calc: Calc, rate: Comp, spot: Spot): string {
  void calc; void rate; void spot
  return 'NA()'
}
