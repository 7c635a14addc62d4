import { chance } from '../src/common/statement/server/mutations-for-tests.ts'
import { type Judged, auc, halves, interval, limitsOf, realFirms } from '../src/common/statement/server/ranking-for-tests.ts'

export const needs = 'sme_invoices'

const GRADES = { good: 2, middle: 5 }
const AT_LEAST = 0.75

/** Limits set on one half of 30 real firms rank the defaults of the other half; both ways round, each with its uncertainty, which is wide. */
export async function prove({ seed, realData }: { seed: number; realData: string }): Promise<Record<string, unknown>> {
  const [first, second] = halves(realFirms(realData))
  const measured = { 'set on the first half, measured on the second': measure(first, second, seed), 'set on the second half, measured on the first': measure(second, first, seed) }
  if (measured['set on the first half, measured on the second'].auc < AT_LEAST) throw new Error(`the judgement ranks no better than ${measured['set on the first half, measured on the second'].auc}`)
  return { ...measured, note: 'the first direction is the shipped policy; with so few firms the interval, not the figure, is the result' }
}

function measure(set: readonly Judged[], other: readonly Judged[], seed: number) {
  const rules = limitsOf(set, GRADES)
  const of = (firms: readonly Judged[]) => ({ firms: firms.length, defaults: firms.filter(({ bad }) => bad).length })
  const value = auc(other, rules)
  const [low, high] = interval(other, rules, chance(seed))
  return { set: of(set), measured: of(other), auc: Number(value.toFixed(3)), interval95: [Number(low.toFixed(3)), Number(high.toFixed(3))], aucWhereSet: Number(auc(set, rules).toFixed(3)), limits: rules }
}
