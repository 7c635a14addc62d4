/** One case with its score, the higher the better, and what became of it. */
export interface Scored {
  readonly score: number
  readonly bad: boolean
}

/** How well a score tells good from bad. */
export interface Discrimination {
  /** Chance that a good case scores above a bad one, ties counting half; 0.5 is no better than a coin. */
  readonly auc: number
  /** Standard error of the AUC (Hanley and McNeil). */
  readonly error: number
  /** Widest gap between the two cumulative distributions. */
  readonly ks: number
  /** The score at which that gap lies: cases at or below it on one side. */
  readonly ksAt: number
}

/** AUC and KS of a score; null where there are not both good and bad cases. */
export function discriminate(cases: readonly Scored[]): Discrimination | null {
  const bads = cases.filter(({ bad }) => bad).length
  const goods = cases.length - bads
  if (bads === 0 || goods === 0) return null
  const at = new Map<number, { good: number; bad: number }>()
  for (const { score, bad } of cases) {
    const cell = at.get(score) ?? { good: 0, bad: 0 }
    cell[bad ? 'bad' : 'good'] += 1
    at.set(score, cell)
  }
  let [below, pairs, ks, ksAt] = [{ good: 0, bad: 0 }, 0, 0, 0]
  for (const [score, cell] of [...at].toSorted(([a], [b]) => a - b)) {
    pairs += cell.good * (below.bad + cell.bad / 2)
    below = { good: below.good + cell.good, bad: below.bad + cell.bad }
    const gap = Math.abs(below.bad / bads - below.good / goods)
    if (gap > ks) [ks, ksAt] = [gap, score]
  }
  const auc = pairs / (goods * bads)
  return { auc, error: errorOf(auc, goods, bads), ks, ksAt }
}

/** Hanley and McNeil 1982: Q1 = A ÷ (2 − A), Q2 = 2A² ÷ (1 + A). */
function errorOf(auc: number, goods: number, bads: number): number {
  const square = auc * auc
  const twoGoods = auc / (2 - auc)
  const twoBads = (2 * square) / (1 + auc)
  const variance = (auc * (1 - auc) + (goods - 1) * (twoBads - square) + (bads - 1) * (twoGoods - square)) / (goods * bads)
  return Math.sqrt(Math.max(0, variance))
}
