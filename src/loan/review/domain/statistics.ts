import { assert, divide, formatExact } from '#kernel'

/** One outcome as it counts. */
export interface Counted {
  readonly staffId: string
  readonly name: string
  readonly returned: boolean
  readonly deskSeconds: number
}

export interface ReturnRate {
  readonly staffId: string
  readonly name: string
  readonly reviews: number
  readonly returned: number
  readonly returnRate: string | null
  readonly medianDeskSeconds: number | null
}

const PLACES = 4

/** Returned ÷ reviewed of each person (审查退件率), with the median time at the desk; who has most reviews first. */
export function returnRates(outcomes: readonly Counted[]): ReturnRate[] {
  const people = new Map<string, Counted[]>()
  for (const outcome of outcomes) people.set(outcome.staffId, [...(people.get(outcome.staffId) ?? []), outcome])
  return [...people.values()].map(rateOf).toSorted((a, b) => b.reviews - a.reviews || (a.name < b.name ? -1 : 1))
}

function rateOf(of: readonly Counted[]): ReturnRate {
  const [first] = of
  assert(first !== undefined, 'a group holds an outcome')
  const returned = of.filter((outcome) => outcome.returned).length
  return { staffId: first.staffId, name: first.name, reviews: of.length, returned, returnRate: formatExact(divide(returned, of.length), PLACES), medianDeskSeconds: median(of.map(({ deskSeconds }) => deskSeconds)) }
}

/** The lower of the two in the middle: a time that was really taken. */
function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered.find((_, i) => (i + 1) + (i + 1) >= ordered.length) ?? null
}
