import { type Fen, assert, parts, sign } from '#kernel'
import type { Day } from '#kernel'
import { type Fraction, equalLevel, levelOver } from './annuity.ts'
import { refuseContradictions } from './contradictions.ts'
import { givenPrincipals } from './given-principals.ts'
import { type Shape, cycleOf, lengthOf, shapeOf } from './methods.ts'
import { type PeriodRule, dueDaysFrom, firstPeriodIsRegular, measurePeriods } from './periods.ts'
import type { ScheduleTerms } from './terms.ts'

/** Terms with every default settled and every period measured: all that rows need. */
export interface Plan {
  readonly principalFen: Fen
  readonly dueDays: readonly Day[]
  /** Interest of period k is the balance × rates[k] ÷ rateUnit. */
  readonly rates: readonly bigint[]
  readonly rateUnit: bigint
  readonly shape: Shape
  /** Leading periods that repay no principal. */
  readonly interestOnlyPeriods: number
  /** Level instalment (LEVEL) or share of principal (EQUAL, AT_END) in fen, before rounding. */
  readonly regularFen: Fraction
  /** Principal of each period where it is given; the last one takes what is left. */
  readonly given: readonly number[] | null
  readonly rounding: 'HALF_UP' | 'UP' | 'EXACT_DISPLAY'
}

/** Settles defaults and refuses terms that contradict each other. */
export function planOf(terms: ScheduleTerms): Plan {
  assert(sign(terms.annualRate) >= 0, 'a rate is not negative')
  refuseContradictions(terms)
  const rule = ruleOf(terms)
  const { perYear, spans, regularSpan } = measurePeriods(rule)
  const [n, d] = parts(terms.annualRate)
  const rates = spans.map((span) => n * BigInt(span))
  const rateUnit = d * BigInt(perYear)
  const shape = shapeOf(terms.method)
  const interestOnlyPeriods = countInterestOnly(terms, shape, rule)
  const regularFen = (): Fraction => {
    if (shape !== 'LEVEL') return [BigInt(terms.principalFen), BigInt(terms.periods - interestOnlyPeriods)]
    if (terms.levelBy === 'DAYS') return levelOver(terms.principalFen, amortisedRates(terms, rule, n, rates).slice(interestOnlyPeriods), rateUnit, terms.residualFen)
    return equalLevel(terms.principalFen, n * BigInt(regularSpan), rateUnit, (terms.amortisationPeriods ?? terms.periods) - interestOnlyPeriods, terms.residualFen)
  }
  return { principalFen: terms.principalFen, dueDays: rule.dueDays, rates, rateUnit, shape, interestOnlyPeriods, regularFen: regularFen(), given: shape === 'GIVEN' ? givenPrincipals(terms, interestOnlyPeriods) : null, rounding: terms.rounding ?? 'HALF_UP' }
}

/** Days and counting of terms; weeks and the days of a revolving line are counted even where whole months are not. */
export function ruleOf(terms: ScheduleTerms): PeriodRule {
  const cycle = lengthOf(cycleOf(terms.method, terms.every))
  const dueDay = terms.dueDay ?? Number(terms.firstDueOn.slice(8, 10))
  const dayCount = terms.dayCount ?? 'M30'
  return {
    disbursedOn: terms.disbursedOn, dueDay, cycle, dayCount,
    dueDays: dueDaysFrom(terms.firstDueOn, cycle, terms.periods, dueDay),
    oddPeriod: terms.oddPeriod ?? (dayCount === 'M30' ? 'ACT_360' : dayCount),
  }
}

/** Rates of every period the level instalment is spread over: a balloon's run beyond the last due day. */
function amortisedRates(terms: ScheduleTerms, rule: PeriodRule, rate: bigint, rates: readonly bigint[]): readonly bigint[] {
  if (terms.amortisationPeriods === undefined) return rates
  const dueDays = dueDaysFrom(terms.firstDueOn, rule.cycle, terms.amortisationPeriods, rule.dueDay)
  return measurePeriods({ ...rule, dueDays }).spans.map((span) => rate * BigInt(span))
}

function countInterestOnly(terms: ScheduleTerms, shape: Shape, rule: PeriodRule): number {
  if (shape === 'AT_END') return terms.periods - 1
  const odd = terms.firstPeriod === 'INTEREST_FIRST' && terms.periods > 1 && !firstPeriodIsRegular(rule) ? 1 : 0
  return Math.max(odd, terms.gracePeriods ?? 0)
}
