/** Cases that fell into one bin, by what became of them. */
export interface BinCount {
  readonly label: string
  readonly good: number
  readonly bad: number
}

/** A bin with its weight of evidence. */
export interface BinWeight extends BinCount {
  readonly shareGood: number
  readonly shareBad: number
  readonly woe: number
  readonly iv: number
}

/** An empty cell counts as half a case: the logarithm of nothing says nothing. */
const EMPTY_CELL = 0.5

/** Weight of evidence of each bin, ln(share of the good ÷ share of the bad), and the information value they add up to. */
export function weigh(bins: readonly BinCount[]): { readonly bins: readonly BinWeight[]; readonly iv: number } {
  const good = bins.reduce((sum, each) => sum + each.good, 0)
  const bad = bins.reduce((sum, each) => sum + each.bad, 0)
  const rows = bins.filter((each) => each.good + each.bad > 0).map((each): BinWeight => {
    const [shareGood, shareBad] = [good === 0 ? 0 : each.good / good, bad === 0 ? 0 : each.bad / bad]
    const woe = good === 0 || bad === 0 ? 0 : Math.log(((each.good || EMPTY_CELL) / good) / ((each.bad || EMPTY_CELL) / bad))
    return { ...each, shareGood, shareBad, woe, iv: (shareGood - shareBad) * woe }
  })
  return { bins: rows, iv: rows.reduce((sum, each) => sum + each.iv, 0) }
}

/** How far a distribution moved: Σ (now − then) × ln(now ÷ then) over the shares; null where one of the two is empty. */
export function stability(then: readonly number[], now: readonly number[]): number | null {
  const [thenAll, nowAll] = [sum(then), sum(now)]
  if (thenAll === 0 || nowAll === 0) return null
  return sum(then.map((before, i) => {
    const after = now[i] ?? 0
    if (before === 0 && after === 0) return 0
    const [from, to] = [(before || EMPTY_CELL) / thenAll, (after || EMPTY_CELL) / nowAll]
    return (to - from) * Math.log(to / from)
  }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
