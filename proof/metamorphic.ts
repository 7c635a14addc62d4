import type { Figures } from '../scripts/proof/proof.ts'
import { inWorkers } from '../sim/in-workers.ts'
import { added } from '../sim/prove-relations.ts'

const CASES = 100_000
/** Of so many cases a boundary may be met: each is a property of the rules themselves and said in words below. */
const BOUNDARIES_AT_MOST = 0.002

/** What the boundaries are, for whoever reads the figures. */
const ABOUT = {
  'all money times k': 'k is 2, 3, 7, 10 or 37; the amounts of the pack (product caps and their step, restricted amount, sizes that rules begin at) are scaled with it, so that rounding down to a step scales too. Every figure instance is compared: money to within the roundings of its fen nodes, ratios to within a thousandth, words, grades, points, flags and rules exactly.',
  'a new debt never raises the limit': 'A bank loan, online loan, card, private loan or mortgage that the bureau and the loan book know of. Caps only fall. The granted amount can rise where the smaller amount is judged better than the larger one was: score, price and forward plan rest on the amount (chapter 6.3 sizes once more at the price and stops). These are counted, one example each.',
  'more income never lowers the amount': 'The household earns more every month. The granted amount can fall only where the card judges the larger amount worse, so that it costs more or its grade is restricted; these are counted.',
  'grade, cap and price of one assessment are those of one grade': 'The rate is the price of the grade shown, the points shown add up to that grade, and the bound of a restricted grade binds that grade only.',
  'a lower check never raises the accepted value': 'In all three modes, for assets, income, debts and expenses alike.',
  'other names, another order and split lines change nothing': 'Labels, people and evidence ids renamed, rows of every list shuffled, one line of each list written as two; depreciated assets and interest-bearing loans are split so that both parts round like the whole. Lines that the pack counts (products of the margin table) are not split.',
  'a planted trap is named': 'One of T1 to T18 planted in a case without any; not applicable where the trap needs an equity check and the case has none.',
  'where from recomputes to the same value and ends in what was typed': 'Every instance of every figure is computed again from the sources of its "where from" alone; the evidence of every place the limit rests on exists.',
} as const

/** Relations between judgements on random cases, all cores. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const { cases, granted, outcomes, faults, boundaries } = added(await inWorkers(seed, CASES))
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults.slice(0, 5).join('\n')}`)
  for (const [name, counts] of Object.entries(outcomes)) {
    const short = Object.entries(counts).filter(([label]) => label.startsWith('BOUNDARY')).reduce((sum, [, count]) => sum + count, 0)
    if (short > cases * BOUNDARIES_AT_MOST) throw new Error(`${name}: ${short} of ${cases} cases meet a boundary`)
  }
  return { cases, granted, outcomes, boundaries, about: ABOUT }
}
