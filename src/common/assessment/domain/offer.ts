import { type Schedule, type ScheduleTerms, buildSchedule } from '#common/schedule/domain'
import { type Day, type Exact, addMonths, fen, monthsBetween } from '#kernel'
import type { PolicyPack } from '#common/policy/domain'
import type { CaseFile } from './case/index.ts'

type Request = CaseFile['request']
/** How this bank counts days and rounds; the part of a pack a schedule needs. */
export type RepaymentPolicy = Pick<PolicyPack['repayment'], 'dayCount' | 'oddDayCount' | 'oddPeriod' | 'rounding'>

/** Day of the last instalment. */
export function lastDueOn(request: Pick<Request, 'firstDueOn' | 'periods' | 'method'>): Day {
  return request.method === 'BULLET' ? (request.firstDueOn as Day) : addMonths(request.firstDueOn as Day, request.periods - 1)
}

/** No loan of this system waits longer for its first instalment. */
const FIRST_WITHIN_MONTHS = 120

/** Whether a schedule can be made of the requested days: the first instalment falls due after the disbursement, not in another life. */
export function termsHold({ disbursedOn, firstDueOn }: Pick<Request, 'disbursedOn' | 'firstDueOn'>): boolean {
  return firstDueOn > disbursedOn && monthsBetween(disbursedOn, firstDueOn) < FIRST_WITHIN_MONTHS
}

/** The requested repayment for an amount and a rate, as terms of a schedule. */
export function termsOf(request: Request, principalFen: number, annualRate: Exact, repayment: RepaymentPolicy): ScheduleTerms {
  const bullet = request.method === 'BULLET'
  return {
    principalFen: fen(principalFen), annualRate, method: request.method, periods: bullet ? 1 : request.periods, every: bullet ? 'ONCE' : 'MONTH', disbursedOn: request.disbursedOn as Day, firstDueOn: request.firstDueOn as Day,
    dayCount: repayment.dayCount, oddPeriod: repayment.oddDayCount, firstPeriod: repayment.oddPeriod, rounding: repayment.rounding,
  }
}

let last: { readonly request: Request; readonly repayment: RepaymentPolicy; readonly principalFen: number; readonly annualRate: Exact; readonly schedule: Schedule } | null = null

/** The schedule of an offer. The last one is remembered: many figures ask for the rows of the same one. */
export function scheduleOf(request: Request, principalFen: number, annualRate: Exact, repayment: RepaymentPolicy): Schedule {
  if (last?.request === request && last.repayment === repayment && last.principalFen === principalFen && last.annualRate === annualRate) return last.schedule
  const schedule = buildSchedule(termsOf(request, principalFen, annualRate, repayment))
  last = { request, repayment, principalFen, annualRate, schedule }
  return schedule
}
