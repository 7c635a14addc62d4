import { Judgement, assessmentOf } from '#common/assessment/domain'
import { packFor } from './cases.ts'
import { Chance } from './chance.ts'
import { randomCase } from './random-case.ts'
import { type Outcome, RELATIONS } from './relations.ts'

/** How often each outcome came up, by relation; boundaries by their name. */
export interface Tally {
  cases: number
  /** Cases that are granted something: a proof on rejected ones alone would show little. */
  granted: number
  readonly outcomes: Record<string, Record<string, number>>
  readonly faults: string[]
  /** One example of each boundary. */
  readonly boundaries: Record<string, string>
}

/** Holds every relation against the cases of the seeds from `first`, `count` of them. */
export function proveRelations(seed: number, first: number, count: number, names: readonly string[] = Object.keys(RELATIONS)): Tally {
  const tally: Tally = { cases: 0, granted: 0, outcomes: Object.fromEntries(names.map((name) => [name, {}])), faults: [], boundaries: {} }
  for (let number = first; number < first + count; number++) {
    const own = caseSeed(seed, number)
    const caseFile = randomCase(new Chance(own))
    const pack = packFor(caseFile.business.trade)
    const judgement = new Judgement(caseFile, pack)
    const assessment = assessmentOf(judgement)
    tally.cases++
    if ((assessment.limit?.amountFen ?? 0) > 0) tally.granted++
    for (const name of names) note(tally, name, own, RELATIONS[name]!({ caseFile, pack, judgement, assessment, chance: new Chance(own ^ 0x5bd1e995) }))
  }
  return tally
}

function caseSeed(seed: number, number: number): number {
  return (Math.imul(seed, 0x9e3779b1) + number) >>> 0
}

function note(tally: Tally, name: string, seed: number, outcome: Outcome): void {
  const label = outcome.kind === 'BOUNDARY' ? `BOUNDARY: ${outcome.name}` : outcome.kind
  const counts = tally.outcomes[name]!
  counts[label] = (counts[label] ?? 0) + 1
  if (outcome.kind === 'FAULT') tally.faults.push(`${name}, case ${seed}: ${outcome.says}`)
  if (outcome.kind === 'BOUNDARY') tally.boundaries[outcome.name] ??= `case ${seed}: ${outcome.says}`
}

/** Several tallies as one. */
export function added(tallies: readonly Tally[]): Tally {
  const sum: Tally = { cases: 0, granted: 0, outcomes: {}, faults: [], boundaries: {} }
  for (const tally of tallies) {
    sum.cases += tally.cases
    sum.granted += tally.granted
    sum.faults.push(...tally.faults)
    Object.assign(sum.boundaries, tally.boundaries)
    for (const [name, counts] of Object.entries(tally.outcomes)) for (const [label, count] of Object.entries(counts)) (sum.outcomes[name] ??= {})[label] = (sum.outcomes[name][label] ?? 0) + count
  }
  return sum
}
