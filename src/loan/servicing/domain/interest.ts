import { buildSchedule } from '#common/schedule/domain'
import { type Day, type Exact, type Fen, add, addMonths, day, daysBetween, divide, exact, fen, multiply, parts, roundFen } from '#kernel'
import type { PlanTerms } from './note.ts'

/** Days in a row in which one rate holds. */
export interface Stretch {
  readonly annualRate: Exact
  readonly days: number
}

/** A rate written as decimal text; texts are few and read again and again. */
export function rateOf(text: string): Exact {
  const known = RATES.get(text)
  if (known !== undefined) return known
  const read = exact(text)
  RATES.set(text, read)
  return read
}

const RATES = new Map<string, Exact>()

/** Interest of whole days on an amount, rounded once: amount × yearly rate ÷ days of the year × days. */
export function interestOfDays(amountFen: Fen, annualRate: string, days: number, daysPerYear: number): Fen {
  const rate = rateOf(annualRate)
  const [n, d] = typeof rate === 'number' ? [rate, 1] : [Number(rate.n), Number(rate.d)]
  const product = amountFen * n * days
  const unit = d * daysPerYear
  // Every step on numbers this small is exact; what is larger is a fraction of whole numbers without end.
  if (product > Number.MAX_SAFE_INTEGER || unit > Number.MAX_SAFE_INTEGER) return roundFen(divide(multiply(multiply(amountFen, rate), days), daysPerYear))
  const rest = product % unit
  return fen((product - rest) / unit + (rest * 2 >= unit ? 1 : 0))
}

/** Interest of days in a row on an amount, each at its rate, rounded once. */
export function interestOfStretches(amountFen: Fen, stretches: readonly Stretch[], daysPerYear: number): Fen {
  return roundFen(divide(stretches.reduce<Exact>((sum, { annualRate, days }) => add(sum, multiply(multiply(amountFen, annualRate), days)), 0), daysPerYear))
}

/** The contract's rates from a day to another, the last day not counted. */
export function stretchesOf({ annualRate, rates }: Pick<PlanTerms, 'annualRate' | 'rates'>, from: Day, to: Day): Stretch[] {
  if (to <= from) return []
  if (rates === undefined) return [{ annualRate: rateOf(annualRate), days: daysBetween(from, to) }]
  return rates.flatMap((rate, k) => {
    const begins = k === 0 || rate.from < from ? from : rate.from
    const next = rates[k + 1]?.from
    const ends = next === undefined || next > to ? to : next
    return ends > begins ? [{ annualRate: rateOf(rate.annualRate), days: daysBetween(begins, ends) }] : []
  })
}

/** Yearly rate × days ÷ days of the year from a day to another: what one fen bears. */
export function factorOf(terms: Pick<PlanTerms, 'annualRate' | 'rates'>, from: Day, to: Day, daysPerYear: number): Exact {
  return stretchesOf(terms, from, to).reduce<Exact>((sum, { annualRate, days }) => add(sum, divide(multiply(annualRate, days), daysPerYear)), 0)
}

/** Interest of one period by the day count of the loan; rates that change within it count by their days. */
export function interestOfPeriod(terms: PlanTerms, balanceFen: Fen, from: Day, to: Day): Fen {
  if (balanceFen === 0) return balanceFen
  const { method, oddPeriod, rounding } = terms
  // A revolving line counts its days, also where others go by months.
  const dayCount = method === 'REVOLVING' && (terms.dayCount ?? 'M30') === 'M30' ? (oddPeriod ?? 'ACT_360') : terms.dayCount
  const [row] = buildSchedule({
    principalFen: balanceFen, annualRate: meanRate(stretchesOf(terms, from, to)), method: 'BULLET', periods: 1, disbursedOn: from, firstDueOn: to, dayCount, oddPeriod, rounding,
    dueDay: dueDayFor(terms, to),
  }).rows
  return row!.interestFen
}

/** A due day at the end of a long month is said where the month at hand is too short to show it; weeks have none. */
export function dueDayFor(terms: PlanTerms, dueOn: Day): number | undefined {
  const dueDay = terms.dueDay ?? Number(terms.firstDueOn.slice(-2))
  return terms.every !== 'WEEK' && terms.every !== 'FORTNIGHT' && addMonths(dueOn, 0, dueDay) === dueOn ? dueDay : undefined
}

function meanRate(stretches: readonly Stretch[]): Exact {
  const [only] = stretches
  if (stretches.length === 1 && only !== undefined) return only.annualRate
  const days = stretches.reduce((sum, one) => sum + one.days, 0)
  return divide(stretches.reduce<Exact>((sum, one) => add(sum, multiply(one.annualRate, one.days)), 0), days)
}

/** The terms from a day on at another rate; a change on the day of an earlier one takes its place. */
export function atRate<T extends PlanTerms>(terms: T, on: Day, annualRate: string): T {
  const before = terms.rates ?? [{ from: day(terms.disbursedOn), annualRate: terms.annualRate }]
  return { ...terms, annualRate, rates: [...before.filter((rate) => rate.from < on), { from: on, annualRate }] }
}

/** True where a rate is the higher one. */
export function isHigher(a: string, b: string): boolean {
  const [[an, ad], [bn, bd]] = [parts(rateOf(a)), parts(rateOf(b))]
  return an * bd > bn * ad
}
