import { type Schedule, ScheduleTerms, buildSchedule, countingBy, lengthOf, ratesOfSchedule } from '#common/schedule/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, type Fen, Refusal, addDays, addMonths, assert, daysBetween, formatExact, monthsBetween } from '#kernel'
import { type Terms, periodsOf, shapeWithin } from '#loan/decision/domain'

/** What fixes a repayment plan besides the terms. */
export interface PlanDays {
  readonly amountFen: Fen
  readonly disbursedOn: Day
  readonly firstDueOn: Day
  readonly feesFen?: Fen
}

const RATE_PLACES = 6

/** The part of terms a plan is made from. */
export type PlanTerms = Pick<Terms, 'amountFen' | 'annualRate' | 'method' | 'every' | 'periods' | 'shape'>

/** The plan of a contract or a drawdown, counted as the bank's policy counts, with its yearly cost; a part of the amount comes back in the same proportions. */
export function planOf(terms: PlanTerms, repayment: PolicyPack['repayment'], days: PlanDays): { readonly schedule: Schedule; readonly maturesOn: Day; readonly months: number; readonly simple: string; readonly effective: string } {
  const input = ScheduleTerms.parse({
    principalFen: days.amountFen, annualRate: terms.annualRate, method: terms.method, every: terms.every, periods: periodsOf(terms), disbursedOn: days.disbursedOn, firstDueOn: days.firstDueOn, ...shapeWithin(terms, { amountFen: days.amountFen, periods: terms.periods }),
    ...countingBy(repayment), firstPeriod: repayment.oddPeriod, rounding: roundingOf(repayment), ...(days.feesFen === undefined ? {} : { feesFen: days.feesFen }),
  })
  const schedule = buildSchedule(input)
  const { simple, effective } = ratesOfSchedule(input, schedule)
  const last = schedule.rows.at(-1)
  assert(last !== undefined, 'a plan has rows')
  return { schedule, maturesOn: last.dueOn, months: wholeMonths(days.disbursedOn, last.dueOn), simple: formatExact(simple, RATE_PLACES), effective: formatExact(effective, RATE_PLACES) }
}

/** Refuses a first day that stretches the term beyond what was decided: the first period may be odd by a month (of weeks by one more), and a loan repaid once matures within its months. */
export function refuseLateFirstDay({ every, periods }: Pick<Terms, 'every' | 'periods'>, { startsOn, firstDueOn }: { readonly startsOn: Day; readonly firstDueOn: Day }): void {
  const { months, days } = lengthOf(every)
  const last = every === 'ONCE' ? addMonths(startsOn, periods) : days > 0 ? addDays(startsOn, days + days) : addMonths(startsOn, months + 1)
  if (firstDueOn <= last) return
  const says = every === 'ONCE' ? `到期日 ${firstDueOn} 超过决议的 ${periods} 个月` : `首次还款日 ${firstDueOn} 过晚，期限长于决议`
  throw new Refusal({ code: 'contract.first-day-late', message: says, at: '/firstDueOn', value: firstDueOn, expected: `不晚于 ${last}` }, 422)
}

/** A contract is kept in whole fen, so a plan shown exactly is kept rounded half-up. */
export function roundingOf({ rounding }: Pick<PolicyPack['repayment'], 'rounding'>): 'HALF_UP' | 'UP' {
  return rounding === 'UP' ? 'UP' : 'HALF_UP'
}

function wholeMonths(from: Day, to: Day): number {
  const months = monthsBetween(from, to)
  return months === 0 && daysBetween(from, to) > 0 ? 1 : months
}
