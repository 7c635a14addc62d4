import { type Day, type Exact, type Fen, Refusal, addMonths, assert, daysBetween, monthsBetween, ratio } from '#kernel'
import { buildSchedule } from './build-schedule.ts'
import type { Schedule } from './schedule.ts'
import { type Every, cycleOf, lengthOf } from './methods.ts'
import { wholeMonths } from './periods.ts'
import { ruleOf } from './plan.ts'
import { roundQuotient } from './quotient.ts'
import { drawsOf } from './revolving.ts'
import type { ScheduleTerms } from './terms.ts'

/** What a borrower receives, and pays on which cycle; days matter for the first payment only. */
export interface CashFlow {
  readonly netProceedsFen: Fen
  readonly disbursedOn: Day
  readonly every: Every
  readonly rows: readonly { readonly dueOn: Day; readonly totalFen: Fen }[]
}

/** Yearly cost as fractions (0.072 = 7.2 %): `simple` is the period rate × periods a year, `effective` compounds it. */
export interface AnnualRates {
  readonly simple: Exact
  readonly effective: Exact
}

/** Decimal places carried while solving, and kept of the result. */
const DIGITS = 45n
const KEPT = 30n
const ONE = 10n ** DIGITS
/** Newton doubles the digits each step: after a move this small the next would be below the last digit. */
const CLOSE = 10n ** 20n
const MAX_STEPS = 20_000
const DAYS_PER_YEAR = 365

/** Annual rates by internal rate of return: the period rate m with net proceeds = Σ payment ÷ (1+m)^t. */
export function annualRates(flow: CashFlow): AnnualRates {
  if (flow.netProceedsFen <= 0) throw new Refusal({ code: 'schedule.fees-too-high', message: '扣除费用后借款人实际得到的金额必须大于零', at: '/feesFen', value: flow.netProceedsFen, expected: '小于本金的费用' })
  const { first, step, perYear } = slotsOf(flow)
  return ratesFrom(solve(flow, first, step), step > 0 ? step : first, perYear)
}

/** The period rate × periods a year, and the same compounded, from the discount factor of one slot. */
function ratesFrom(discount: bigint, unit: number, perYear: number): AnnualRates {
  const growth = (slots: number) => powerOf((ONE * ONE) / discount, slots)
  return { simple: kept((growth(unit) - ONE) * BigInt(perYear), BigInt(unit)), effective: kept(growth(perYear) - ONE, 1n) }
}

/** The annual rates of a schedule with the fees of its terms counted in; due days moved off holidays count as contracted. */
export function ratesOfSchedule(terms: ScheduleTerms, schedule: Schedule): AnnualRates {
  // Cells shown of amounts carried exactly need not add up to the loan: what it costs is told by the plan in whole fen.
  const { rows } = terms.rounding === 'EXACT_DISPLAY' ? buildSchedule({ ...terms, rounding: 'HALF_UP', holidayRule: 'NONE' }) : schedule
  const netProceedsFen = (terms.principalFen - (terms.feesFen ?? 0)) as Fen
  if (terms.method === 'REVOLVING' && terms.movements !== undefined) return ratesByDay(terms, netProceedsFen, rows)
  const every = cycleOf(terms.method, terms.every)
  if (terms.holidayRule === undefined || terms.holidayRule === 'NONE') return annualRates({ netProceedsFen, disbursedOn: terms.disbursedOn, every, rows })
  const { dueDays } = ruleOf(terms)
  return annualRates({ netProceedsFen, disbursedOn: terms.disbursedOn, every, rows: rows.map(({ totalFen }, k) => ({ dueOn: dueDays[k]!, totalFen })) })
}

/** A line that is drawn and repaid on any day has no periods: its slots are days, and a year has 365 of them. */
function ratesByDay(terms: ScheduleTerms, netProceedsFen: Fen, rows: Schedule['rows']): AnnualRates {
  const payments = rows.map(({ dueOn, totalFen }) => ({ slot: daysBetween(terms.disbursedOn, dueOn), amount: BigInt(totalFen) * ONE }))
  const draws = drawsOf(terms).map(({ on, drawFen }) => ({ slot: daysBetween(terms.disbursedOn, on), amount: BigInt(-drawFen) * ONE }))
  return ratesFrom(halve([...payments, ...draws].sort((a, b) => a.slot - b.slot), BigInt(netProceedsFen) * ONE), 1, DAYS_PER_YEAR)
}

/** Discount factor of one day by halving: with draws between the repayments the sum need not be convex. */
function halve(flows: readonly { readonly slot: number; readonly amount: bigint }[], net: bigint): bigint {
  const worth = (discount: bigint): bigint => {
    let [sum, power, reached] = [0n, ONE, 0]
    for (const { slot, amount } of flows) {
      power = (power * powerOf(discount, slot - reached)) / ONE
      reached = slot
      sum += (amount * power) / ONE
    }
    return sum
  }
  let [low, high] = [0n, ONE]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (worth(middle) < net) low = middle
    else high = middle
  }
  return high
}

interface Slots {
  /** Slots from disbursement to the first payment, and from one payment to the next. */
  readonly first: number
  readonly step: number
  readonly perYear: number
}

/** Time in whole slots: a month, one day of the month in which the odd days of the first period lie, or a day where periods are weeks. */
function slotsOf({ disbursedOn, every, rows }: CashFlow): Slots {
  const due = rows[0]?.dueOn
  assert(due !== undefined && due > disbursedOn, 'payments follow the disbursement')
  const { months: cycle, days } = lengthOf(every)
  if (days > 0) return { first: daysBetween(disbursedOn, due), step: days, perYear: DAYS_PER_YEAR }
  const dueDay = rows.reduce((latest, row) => Math.max(latest, Number(row.dueOn.slice(8, 10))), 1)
  const whole = wholeMonths(disbursedOn, due, dueDay)
  if (whole !== undefined) return { first: whole, step: cycle, perYear: 12 }
  const months = monthsBetween(disbursedOn, due)
  const reached = addMonths(disbursedOn, months)
  const perMonth = daysBetween(reached, addMonths(disbursedOn, months + 1))
  return { first: months * perMonth + daysBetween(reached, due), step: cycle * perMonth, perYear: 12 * perMonth }
}

/** Discount factor of one slot, by Newton's method from 1: the sum is convex and rising, so steps never overshoot the root. */
function solve({ netProceedsFen, rows }: CashFlow, first: number, step: number): bigint {
  const net = BigInt(netProceedsFen) * ONE
  const payments = rows.map((row) => BigInt(row.totalFen) * ONE).reverse()
  assert(payments.some((payment) => payment > 0n), 'a loan is paid back')
  let discount = ONE
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const cycle = powerOf(discount, step)
    let [sum, slope] = [0n, 0n]
    for (const payment of payments) {
      slope = (slope * cycle) / ONE + sum
      sum = (sum * cycle) / ONE + payment
    }
    const head = powerOf(discount, first)
    const rise = (head * (BigInt(first) * sum + (BigInt(step) * cycle * slope) / ONE)) / ONE
    const move = (discount * ((head * sum) / ONE - net)) / rise
    discount -= move
    if (move < CLOSE && move > -CLOSE) return discount
  }
  throw new Error('invariant broken: the annual rate did not converge')
}

function powerOf(base: bigint, exponent: number): bigint {
  let [result, square] = [ONE, base]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) / ONE
    square = (square * square) / ONE
  }
  return result
}

/** A solved figure over `divisor`, cut to the digits that are sure, so that a rate of 0.072 comes out as 0.072. */
function kept(scaled: bigint, divisor: bigint): Exact {
  const size = roundQuotient(scaled < 0n ? -scaled : scaled, divisor * 10n ** (DIGITS - KEPT))
  return ratio(scaled < 0n ? -size : size, 10n ** KEPT)
}
