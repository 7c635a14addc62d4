import { type Every, type Schedule, type ScheduleShape, type ScheduleTerms, basisOf, buildSchedule, countingBy, cyclesOf, fitShape, lengthOf, needsOf, usualShape } from '#common/schedule/domain'
import { type Day, type Exact, Refusal, addDays, addMonths, compare, fen, firstDay, monthOf, monthsBetween } from '#kernel'
import type { PolicyPack } from '#common/policy/domain'
import type { CaseFile } from './case/index.ts'

type Request = CaseFile['request']
/** How this bank counts days and rounds; the part of a pack a schedule needs. */
export type RepaymentPolicy = Pick<PolicyPack['repayment'], 'dayCount' | 'oddDayCount' | 'oddPeriod' | 'rounding'>

/** How often the requested loan falls due. */
export function everyOf({ method, every }: Pick<Request, 'method' | 'every'>): Every {
  const cycles = cyclesOf(method)
  return every !== undefined && cycles.includes(every) ? every : cycles[0]
}

/** Day of the last instalment. */
export function lastDueOn(request: Pick<Request, 'firstDueOn' | 'periods' | 'method' | 'every'>): Day {
  const { months, days } = lengthOf(everyOf(request))
  const first = request.firstDueOn as Day
  return days > 0 ? addDays(first, days * (request.periods - 1)) : addMonths(first, months * (request.periods - 1))
}

/** Term of a request in calendar months: a loan repaid once has one instalment and a long term. */
export function termMonths(request: Pick<Request, 'disbursedOn' | 'firstDueOn' | 'periods' | 'method' | 'every'>): number {
  return monthsBetween(firstDay(monthOf(request.disbursedOn)), firstDay(monthOf(lastDueOn(request))))
}

/** How principal comes back for an amount: in the proportions that were said, or as is usual where nothing was. */
export function shapeFor({ method, shape, amountFen, periods }: Pick<Request, 'method' | 'shape' | 'amountFen' | 'periods'>, principalFen: number): ScheduleShape {
  const to = { principalFen, periods }
  const needs = needsOf(method)
  if (needs.length === 0) return {}
  // A type that was changed, or whose amounts were emptied, begins again from what is usual.
  if (shape === undefined || needs.some((extra) => shape[extra as keyof ScheduleShape] === undefined)) return usualShape(method, to)
  const from = basisOf(shape, { principalFen: amountFen, periods })
  return from.principalFen === 0 ? usualShape(method, to) : fitShape(method, shape, from, to)
}

/** No loan of this system waits longer for its first instalment. */
const FIRST_WITHIN_MONTHS = 120

/** Why no schedule can be made of the request; null where one can: the first instalment falls due after the disbursement, not in another life. */
export function termsFault(request: Request): string | null {
  const { disbursedOn, firstDueOn } = request
  if (firstDueOn <= disbursedOn || monthsBetween(disbursedOn, firstDueOn) >= FIRST_WITHIN_MONTHS) return `首次还款日 ${firstDueOn} 须在放款日 ${disbursedOn} 之后、十年之内，否则排不出还款计划`
  if (needsOf(request.method).length === 0) return null
  try {
    buildSchedule({ principalFen: fen(request.amountFen), annualRate: 0, method: request.method, periods: request.periods, every: everyOf(request), ...shapeFor(request, request.amountFen), disbursedOn: disbursedOn as Day, firstDueOn: firstDueOn as Day })
    return null
  } catch (error) {
    if (error instanceof Refusal) return `${error.message}，排不出还款计划`
    throw error
  }
}

export function termsHold(request: Request): boolean {
  return termsFault(request) === null
}

/** The requested repayment for an amount and a rate, as terms of a schedule. */
export function termsOf(request: Request, principalFen: number, annualRate: Exact, repayment: RepaymentPolicy): ScheduleTerms {
  return {
    principalFen: fen(principalFen), annualRate, method: request.method, periods: request.method === 'BULLET' ? 1 : request.periods, every: everyOf(request), ...shapeFor(request, principalFen), disbursedOn: request.disbursedOn as Day, firstDueOn: request.firstDueOn as Day,
    ...countingBy(repayment), firstPeriod: repayment.oddPeriod, rounding: repayment.rounding,
  }
}

interface Built {
  readonly request: Request
  readonly repayment: RepaymentPolicy
  readonly principalFen: number
  readonly annualRate: Exact
  readonly schedule: Schedule
}

/** The schedule asked for last, and the one before it: that of the offer and that of its score. */
let built: readonly Built[] = []

/** The schedule of an offer. Many figures ask for the rows of the same ones, so the last are remembered. */
export function scheduleOf(request: Request, principalFen: number, annualRate: Exact, repayment: RepaymentPolicy): Schedule {
  const known = built.find((each) => each.request === request && each.repayment === repayment && each.principalFen === principalFen && compare(each.annualRate, annualRate) === 0)
  if (known !== undefined) return known.schedule
  const schedule = buildSchedule(termsOf(request, principalFen, annualRate, repayment))
  built = [{ request, repayment, principalFen, annualRate, schedule }, ...built.slice(0, 1)]
  return schedule
}
