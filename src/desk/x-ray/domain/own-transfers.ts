import { type Exact, absolute, compare, divide, exact, subtract } from '#kernel'
import type { OwnTransfers } from './seen-case.ts'

/** Takings of an account and what of them was no sale; `salesOf` turns takings into the sales they stand for. */
export interface Takings {
  readonly creditsFen: number
  /** Null where the file has no place for them. */
  readonly ownFen: number | null
  readonly otherFen: number
  readonly statedFen: number
  /** Share of the sales paid in cash, which no account shows. */
  readonly cashShare: Exact
}

/** Own transfers were sold as sales when the stated sales fit the takings with them and do not fit the takings without them. Transfers within the tolerance cannot be told from cash. */
export function ownTransfersIn({ creditsFen, ownFen, otherFen, statedFen, cashShare }: Takings, tolerance: string): OwnTransfers {
  if (ownFen === null || statedFen <= 0 || compare(cashShare, 1) >= 0) return 'UNKNOWN'
  if (ownFen === 0) return 'NONE'
  const fits = (takings: number): boolean => {
    const sales = divide(takings, subtract(1, cashShare))
    return compare(absolute(divide(subtract(statedFen, sales), statedFen)), exact(tolerance)) <= 0
  }
  if (fits(creditsFen - ownFen - otherFen)) return 'EXCLUDED'
  if (compare(divide(ownFen, statedFen), exact(tolerance)) <= 0) return 'EXCLUDED'
  return fits(creditsFen - otherFen) || fits(creditsFen) ? 'COUNTED' : 'EXCLUDED'
}
