import { type Day, fen, monthOf } from '#kernel'
import { buildSchedule } from './build-schedule.ts'
import { shapeOf as inputsOf } from './fit-shape.ts'
import { type Every, METHODS, type Method, cyclesOf, lengthOf, monthsIn, periodsWithin } from './methods.ts'
import { type CashAhead, type Fitted, type Lowest, type ProposalTerms, closingsOf, fitPlan, lowestFrom } from './propose-plan.ts'
import { dueDaysFrom } from './periods.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleShape, ScheduleTerms } from './terms.ts'
import { usualShape } from './usual-shape.ts'

/** The type a customer asked for. */
export interface Asked { readonly method: Method; readonly every?: Every | undefined; readonly periods: number; readonly firstDueOn?: Day | undefined; readonly shape?: ScheduleShape | undefined }

/** A way to repay beside others: its rows and what they leave in the till. */
export interface Way {
  readonly method: Method
  readonly terms: ScheduleTerms
  readonly schedule: Schedule
  readonly lowest: Lowest
  readonly keepsReserve: boolean
  /** How far its balance lies from the fitted plan's, on average of the months; 0 where there is none. */
  readonly distanceFen: number
}

/** What is proposed for a loan: the fitted plan or why there is none, the type that was asked for, and the standard types in their order. */
export interface Proposal { readonly fitted: Fitted; readonly asked: Way; readonly ranked: readonly Way[] }

/** Types that are not set beside the proposal: it is IRREGULAR itself, and a line has no plan. */
const NO_STANDARD: readonly Method[] = ['IRREGULAR', 'REVOLVING']

/**
 * Fits a plan to the cash ahead and ranks the types the bank offers: first those that keep the reserve in every month, then
 * by how near their balance stays to the fitted plan, then by the interest they cost. Each type that needs to be told more
 * is tried with its usual inputs.
 */
export function proposePlan(terms: ProposalTerms, asked: Asked, cash: CashAhead, offered: readonly Method[]): Proposal {
  const fitted = fitPlan(terms, cash)
  const balances = fitted.fits ? balancesOf(fitted.schedule, terms.principalFen, cash) : null
  const way = (wanted: ScheduleTerms): Way => {
    const schedule = buildSchedule(wanted)
    const lowest = lowestFrom(closingsOf(schedule, cash), 0)
    return { method: wanted.method, terms: wanted, schedule, lowest, keepsReserve: lowest.closingFen >= cash.reserveFen, distanceFen: balances === null ? 0 : apart(balances, balancesOf(schedule, terms.principalFen, cash)) }
  }
  const standard = METHODS.filter((method) => offered.includes(method) && !NO_STANDARD.includes(method)).flatMap((method) => {
    const wanted = termsFor(terms, method)
    return wanted === null ? [] : [way(wanted)]
  })
  const order = (a: Way, b: Way): number => Number(b.keepsReserve) - Number(a.keepsReserve)
    || (balances === null ? b.lowest.closingFen - a.lowest.closingFen : a.distanceFen - b.distanceFen)
    || a.schedule.totals.interestFen - b.schedule.totals.interestFen
  return { fitted, asked: way(askedTerms(terms, asked)), ranked: standard.sort(order) }
}

function askedTerms(terms: ProposalTerms, { method, every, periods, firstDueOn, shape }: Asked): ScheduleTerms {
  const to = { principalFen: terms.principalFen, periods: method === 'BULLET' ? 1 : periods }
  return { ...terms, ...to, ...(shape ?? usualShape(method, to)), method, every, firstDueOn: firstDueOn ?? terms.firstDueOn }
}

/** A type over the same months; null where they hold no whole number of its periods. */
function termsFor(terms: ProposalTerms, method: Method): ScheduleTerms | null {
  const every = cyclesOf(method)[0]
  const months = terms.periods
  const periods = every === 'ONCE' ? 1 : periodsWithin(every, months)
  if (periods === 0 || (every !== 'ONCE' && monthsIn(every, periods) !== months)) return null
  const dueDay = terms.dueDay ?? Number(terms.firstDueOn.slice(-2))
  const after = every === 'ONCE' ? months - 1 : lengthOf(every).months - 1
  const [firstDueOn] = dueDaysFrom(terms.firstDueOn, { months: after, days: 0 }, 2, dueDay).slice(1)
  const shape = usualShape(method, { principalFen: terms.principalFen, periods })
  const wanted: ScheduleTerms = { ...terms, ...shape, method, every, periods, firstDueOn: firstDueOn!, dueDay }
  return needsMore(wanted) ? null : wanted
}

/** Where so few periods leave a type no room its usual inputs are empty. */
function needsMore(terms: ScheduleTerms): boolean {
  return terms.method === 'GRACE_ANNUITY' && Object.keys(inputsOf(terms)).length === 0
}

/** What is still out at the end of each month. */
function balancesOf(schedule: Schedule, principalFen: number, cash: CashAhead): number[] {
  let [balance, next] = [principalFen, 0]
  return cash.months.map(({ month }) => {
    for (; next < schedule.rows.length && monthOf(schedule.rows[next]!.dueOn) <= month; next++) balance = schedule.rows[next]!.balanceFen
    return balance
  })
}

function apart(a: readonly number[], b: readonly number[]): number {
  return a.length === 0 ? 0 : fen(Math.round(a.reduce((sum, one, k) => sum + Math.abs(one - b[k]!), 0) / a.length))
}
