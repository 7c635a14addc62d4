import { type Day, type Exact, type Fen, Refusal, addMonths, assert, daysBetween, monthsBetween, ratio } from '#kernel'
import type { Schedule } from './schedule.ts'
import { type Every, cycleOf, monthsOf } from './methods.ts'
import { wholeMonths } from './periods.ts'
import { roundQuotient } from './quotient.ts'
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

/** Annual rates by internal rate of return: the period rate m with net proceeds = Σ payment ÷ (1+m)^t. */
export function annualRates(flow: CashFlow): AnnualRates {
  if (flow.netProceedsFen <= 0) throw new Refusal({ code: 'schedule.fees-too-high', message: '扣除费用后借款人实际得到的金额必须大于零', at: '/feesFen', value: flow.netProceedsFen, expected: '小于本金的费用' })
  const { first, step, perMonth } = slotsOf(flow)
  const discount = solve(flow, first, step)
  const unit = step > 0 ? step : first
  const growth = (slots: number) => powerOf((ONE * ONE) / discount, slots)
  return { simple: kept((growth(unit) - ONE) * BigInt(12 * perMonth), BigInt(unit)), effective: kept(growth(12 * perMonth) - ONE, 1n) }
}

/** The annual rates of a schedule with the fees of its terms counted in. */
export function ratesOfSchedule(terms: ScheduleTerms, { rows }: Schedule): AnnualRates {
  const netProceedsFen = (terms.principalFen - (terms.feesFen ?? 0)) as Fen
  return annualRates({ netProceedsFen, disbursedOn: terms.disbursedOn, every: cycleOf(terms.method, terms.every), rows })
}

interface Slots {
  /** Slots from disbursement to the first payment, and from one payment to the next. */
  readonly first: number
  readonly step: number
  readonly perMonth: number
}

/** Time in whole slots: a month, or one day of the month in which the odd days of the first period lie. */
function slotsOf({ disbursedOn, every, rows }: CashFlow): Slots {
  const due = rows[0]?.dueOn
  assert(due !== undefined && due > disbursedOn, 'payments follow the disbursement')
  const dueDay = rows.reduce((latest, row) => Math.max(latest, Number(row.dueOn.slice(8, 10))), 1)
  const whole = wholeMonths(disbursedOn, due, dueDay)
  if (whole !== undefined) return { first: whole, step: monthsOf(every), perMonth: 1 }
  const months = monthsBetween(disbursedOn, due)
  const reached = addMonths(disbursedOn, months)
  const perMonth = daysBetween(reached, addMonths(disbursedOn, months + 1))
  return { first: months * perMonth + daysBetween(reached, due), step: monthsOf(every) * perMonth, perMonth }
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
