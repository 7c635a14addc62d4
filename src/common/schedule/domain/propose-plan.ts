import { type Day, type Exact, type Fen, type Month, fen, formatYuan, monthOf, multiply, ratio, roundFen } from '#kernel'
import { buildSchedule } from './build-schedule.ts'
import { type Plan, planOf } from './plan.ts'
import { roundQuotient } from './quotient.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleTerms } from './terms.ts'

/** What the cash of a business allows, month by month over the term. */
export interface CashAhead {
  /** Cash at the beginning, the loan received and used. */
  readonly openingFen: number
  /** Net cash of each month before this loan, from the first month that counts to that of the last due day. */
  readonly months: readonly { readonly month: Month; readonly netFen: number }[]
  /** Cash that must be left at the end of each month. */
  readonly reserveFen: number
  /** Share of a month's net cash that may go to the loan: the rest is kept. */
  readonly payShare: Exact
}

/** The loan a plan is looked for: principal, rate, first due day, months and how days are counted. */
export type ProposalTerms = Pick<ScheduleTerms, 'principalFen' | 'annualRate' | 'periods' | 'disbursedOn' | 'firstDueOn' | 'dueDay' | 'dayCount' | 'oddPeriod' | 'firstPeriod' | 'rounding'>

/** Why a row repays what it repays. */
export type Ground = 'BY_SHARE' | 'WATER_LEVEL' | 'NO_SURPLUS' | 'LAST'

/** One row of a proposed plan with its reason. */
export interface ProposedRow {
  readonly seq: number
  readonly dueOn: Day
  readonly netFen: number
  readonly principalFen: Fen
  readonly interestFen: Fen
  readonly totalFen: Fen
  readonly balanceFen: Fen
  /** Cash at the end of the month after it. */
  readonly closingFen: number
  readonly ground: Ground
  readonly says: string
}

/** A plan fitted to the cash ahead, or why there is none. */
export type Fitted =
  | { readonly fits: true; readonly says: string; readonly shareTenThousandths: number; readonly terms: ScheduleTerms; readonly schedule: Schedule; readonly rows: readonly ProposedRow[]; readonly lowest: Lowest }
  | { readonly fits: false; readonly says: string }

/** The month with the least cash at its end. */
export interface Lowest { readonly month: Month; readonly closingFen: number }

/** What the algorithm is called, on screen and in reports. */
export const FITTING = '净现金比例分摊法（月末水位约束）'

/** Shares are tried in hundredths of a per cent; principal is asked for in whole hundreds of yuan where that works. */
const [SHARES, ROUND_TO] = [10_000, [10_000, 1]] as const

/**
 * Fits an irregular plan to the cash ahead. Each month repays one and the same share of its net cash, interest included: the
 * smallest share that brings the loan back in time. No payment takes the cash at the end of its month, or of any month after
 * it, below the reserve, the interest still to come counted in; a month without net cash pays interest only.
 */
export function fitPlan(terms: ProposalTerms, cash: CashAhead): Fitted {
  const plan = planOf({ ...terms, method: 'FIXED_PRINCIPAL', principalEachFen: fen(0) })
  const ahead = aheadOf(plan, cash)
  const unpaid = ahead.find(({ spareFen }) => spareFen < 0)
  if (unpaid !== undefined) return { fits: false, says: `只付利息，${unpaid.month} 月末也只有 ${formatYuan(unpaid.spareFen + cash.reserveFen)} 元，低于须保留的 ${formatYuan(cash.reserveFen)} 元` }
  for (const unit of ROUND_TO) {
    const share = smallestShare((tried) => walk(plan, cash, ahead, { share: tried, unit }).done)
    if (share !== null) return fittedPlan(terms, cash, walk(plan, cash, ahead, { share, unit }).rows, { share, unit })
  }
  const { leftFen } = walk(plan, cash, ahead, { share: SHARES, unit: 1 })
  return { fits: false, says: `每月净现金至多 ${percent(SHARES, cash)} 用于还款、月末保留 ${formatYuan(cash.reserveFen)} 元，${terms.periods} 期内还差本金 ${formatYuan(leftFen)} 元；须减额、延期或增强还款来源` }
}

/** A month of the term with what could be paid in it at most, were only interest paid. */
interface Ahead { readonly month: Month; readonly netFen: number; readonly row: number | null; readonly spareFen: number }

/** Months with their due rows; `spareFen` is the cash above the reserve when every due day takes interest on the whole principal. */
function aheadOf(plan: Plan, cash: CashAhead): Ahead[] {
  const rows = new Map(plan.dueDays.map((on, k) => [monthOf(on), k]))
  let spare = cash.openingFen - cash.reserveFen
  return cash.months.map(({ month, netFen }) => {
    const row = rows.get(month) ?? null
    spare += netFen - (row === null ? 0 : interestOf(plan, plan.principalFen, row))
    return { month, netFen, row, spareFen: spare }
  })
}

function interestOf(plan: Plan, balance: number, row: number): number {
  return Number(roundQuotient(BigInt(balance) * plan.rates[row]!, plan.rateUnit, plan.rounding === 'UP'))
}

interface Walked { readonly done: boolean; readonly leftFen: number; readonly rows: readonly { readonly principalFen: number; readonly ground: Ground }[] }

/** Pays month by month by a share of the net cash, never more than the lowest water level still to come allows. */
function walk(plan: Plan, cash: CashAhead, ahead: readonly Ahead[], { share, unit }: { readonly share: number; readonly unit: number }): Walked {
  // What is above the reserve at the lowest month from here on; principal paid lowers it, interest saved raises it.
  const lowest = ahead.reduceRight<number[]>((levels, { spareFen }) => [Math.min(spareFen, levels[0] ?? spareFen), ...levels], [])
  let [balance, paid, leftFen]: [number, number, number] = [plan.principalFen, 0, 0]
  const rows: { principalFen: number; ground: Ground }[] = []
  for (const [k, { netFen, row }] of ahead.entries()) {
    if (row === null) continue
    const interest = interestOf(plan, balance, row)
    const room = lowest[k]! - paid
    const wanted = Math.max(0, roundFen(multiply(multiply(Math.max(0, netFen), cash.payShare), fraction(share))) - interest)
    const isLast = row === plan.dueDays.length - 1
    const most = Math.max(0, Math.min(wanted, room))
    if (isLast) leftFen = Math.max(0, balance - most)
    const principal = isLast ? balance : Math.min(balance, most - (most % unit))
    const ground: Ground = isLast ? 'LAST' : principal === 0 && wanted === 0 ? 'NO_SURPLUS' : wanted > room && balance > most ? 'WATER_LEVEL' : 'BY_SHARE'
    rows.push({ principalFen: principal, ground })
    if (!isLast) { balance -= principal; paid += principal }
  }
  return { done: leftFen === 0, leftFen, rows }
}

function fraction(share: number): Exact {
  return ratio(BigInt(share), BigInt(SHARES))
}

/** The smallest share that works; a larger one always works where a smaller does. */
function smallestShare(works: (share: number) => boolean): number | null {
  if (!works(SHARES)) return null
  let [low, high] = [0, SHARES as number]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (works(middle)) high = middle
    else low = middle
  }
  return high
}

function fittedPlan(terms: ProposalTerms, cash: CashAhead, walked: Walked['rows'], { share, unit }: { readonly share: number; readonly unit: number }): Fitted {
  const irregular: ScheduleTerms = { ...terms, method: 'IRREGULAR', every: 'MONTH', principalsFen: walked.map((row) => fen(row.principalFen)) }
  const schedule = buildSchedule(irregular)
  const closings = closingsOf(schedule, cash)
  const rows = schedule.rows.map((row, k): ProposedRow => {
    const at = cash.months.findIndex(({ month }) => month === monthOf(row.dueOn))
    const [netFen, closingFen, ground] = [cash.months[at]?.netFen ?? 0, closings[at]?.closingFen ?? 0, walked[k]!.ground]
    return { ...row, netFen, closingFen, ground, says: saysOf(ground, { netFen, totalFen: row.totalFen, share, cash, lowest: lowestFrom(closings, at) }) }
  })
  return { fits: true, shareTenThousandths: share, terms: irregular, schedule, rows, lowest: lowestFrom(closings, 0), says: `每月以净现金的 ${percent(share, cash)} 还款${unit > 1 ? '，本金取整百元' : ''}，月末不低于 ${formatYuan(cash.reserveFen)} 元` }
}

function saysOf(ground: Ground, { netFen, totalFen, share, cash, lowest }: { netFen: number; totalFen: number; share: number; cash: CashAhead; lowest: Lowest }): string {
  switch (ground) {
    case 'BY_SHARE': return `净现金 ${formatYuan(netFen)} 元，按 ${percent(share, cash)} 还 ${formatYuan(totalFen)} 元`
    case 'WATER_LEVEL': return `${lowest.month} 月末现金最低，须保留 ${formatYuan(cash.reserveFen)} 元，本期只还 ${formatYuan(totalFen)} 元`
    case 'NO_SURPLUS': return netFen > 0 ? `净现金 ${formatYuan(netFen)} 元只够付息` : '当月没有净现金，只付利息'
    case 'LAST': return '末期还清余额'
  }
}

/** A share of what may be paid, as a part of the whole net cash. */
function percent(share: number, { payShare }: CashAhead): string {
  const hundredths = roundFen(multiply(multiply(payShare, fraction(share)), SHARES))
  return `${formatYuan(hundredths)} %`
}

/** Cash at the end of each month under a schedule. */
export function closingsOf(schedule: Schedule, cash: Pick<CashAhead, 'openingFen' | 'months'>): Lowest[] {
  const paid = new Map<string, number>()
  for (const row of schedule.rows) paid.set(monthOf(row.dueOn), (paid.get(monthOf(row.dueOn)) ?? 0) + row.totalFen)
  let closing = cash.openingFen
  return cash.months.map(({ month, netFen }) => {
    closing += netFen - (paid.get(month) ?? 0)
    return { month, closingFen: closing }
  })
}

/** The month with the least cash at its end, from one month on. */
export function lowestFrom(closings: readonly Lowest[], from: number): Lowest {
  const later = closings.slice(Math.max(0, from))
  return later.reduce((least, one) => (one.closingFen < least.closingFen ? one : least), later[0] ?? closings.at(-1)!)
}
