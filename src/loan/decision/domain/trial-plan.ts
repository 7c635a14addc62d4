import { type Schedule, buildSchedule, lengthOf } from '#common/schedule/domain'
import { type Day, addDays, addMonths, exact, fen } from '#kernel'
import { type Terms, shapeWithin } from './terms.ts'

/** The first day a loan usually falls due: a cycle after it begins, or at the end of its months. */
export function usualFirstDay({ every, periods }: Pick<Terms, 'every' | 'periods'>, startsOn: Day): Day {
  const { months, days } = lengthOf(every)
  return days > 0 ? addDays(startsOn, days) : addMonths(startsOn, every === 'ONCE' ? periods : months)
}

/** Instalments of the plan: what is repaid at once has one. */
export function periodsOf({ method, periods }: Pick<Terms, 'method' | 'periods'>): number {
  return method === 'BULLET' ? 1 : periods
}

/** The plan terms come to if the money went out on a day, whole periods from then on: for looking at, before any contract fixes the days. */
export function trialPlan(terms: Terms, startsOn: Day): Schedule {
  return buildSchedule({
    principalFen: fen(terms.amountFen), annualRate: exact(terms.annualRate), method: terms.method, every: terms.every, periods: periodsOf(terms), disbursedOn: startsOn, firstDueOn: usualFirstDay(terms, startsOn),
    ...shapeWithin(terms, terms),
  })
}
