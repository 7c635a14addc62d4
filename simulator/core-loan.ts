import { addMonths, daysBetween, decimal, fraction, over, plus, round, times, type Fraction } from './money.ts'

/** One row of the core bank's own plan and what it has received of it. */
export interface Row {
  readonly dueOn: string
  readonly principalFen: number
  readonly interestFen: number
  paidPrincipalFen: number
  paidInterestFen: number
}

/** A loan in the simulated core bank, with a plan it works out by itself. */
export interface Loan {
  readonly number: string
  readonly noteNumber: string
  readonly account: string
  readonly principalFen: number
  /** Per cent, as the files say it: 7.2. */
  readonly annualRate: string
  readonly openedOn: string
  readonly rows: Row[]
  balanceFen: number
  /** Counts days by actual/365 instead of the agreed way: planted. */
  dayCount?: 'ACT_365'
}

/** What the remark of a drawdown order says: method, periods, how often, first due day, day count. */
export interface Terms { readonly method: string; readonly periods: number; readonly firstDueOn: string }

export const METHODS = ['ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M', 'BULLET'] as const

export function readTerms(remark: string): Terms | undefined {
  const [method = '', periods = '', every = '', firstDueOn = ''] = remark.split(',')
  const known = METHODS.some((one) => one === method) && /^\d+$/.test(periods) && (every === 'MONTH' || every === 'ONCE') && /^\d{4}-\d{2}-\d{2}$/.test(firstDueOn)
  return known ? { method, periods: Number(periods), firstDueOn } : undefined
}

/** The plan: months of a twelfth of a year, an odd first period by its days of 360, half-up, the last row takes the rest. */
export function planOf(principalFen: number, annualRate: string, openedOn: string, { method, periods, firstDueOn }: Terms): Row[] {
  const rate = yearly(annualRate)
  const monthly = over(rate, fraction(12))
  const first = method === 'BULLET' || addMonths(openedOn, 1) !== firstDueOn ? times(rate, fraction(daysBetween(openedOn, firstDueOn), 360)) : monthly
  const level = levelOf(principalFen, monthly, periods)
  const rows: Row[] = []
  let left = principalFen
  for (let at = 0; at < periods; at++) {
    const interestFen = round(times(fraction(left), at === 0 ? first : monthly))
    const wanted = method === 'ANNUITY' ? level - interestFen : method === 'EQUAL_PRINCIPAL' ? round(fraction(principalFen, periods)) : 0
    const paid = at === periods - 1 ? left : Math.min(left, Math.max(0, wanted))
    rows.push({ dueOn: addMonths(firstDueOn, at), principalFen: paid, interestFen, paidPrincipalFen: 0, paidInterestFen: 0 })
    left -= paid
  }
  return rows
}

const yearly = (percent: string): Fraction => over(decimal(percent), fraction(100))

function levelOf(principalFen: number, i: Fraction, periods: number): number {
  if (i.n === 0n) return round(fraction(principalFen, periods))
  const growth = plus(fraction(1), i)
  const power: Fraction = { n: growth.n ** BigInt(periods), d: growth.d ** BigInt(periods) }
  return round(over(times(fraction(principalFen), times(i, power)), plus(power, fraction(-1))))
}

/** Penalty and interest on interest of a late row: one and a half times the rate, by days of 360. Paid on Monday for a weekend costs nothing. */
function chargesOf({ annualRate }: Loan, row: Row, on: string): { penaltyFen: number; compoundFen: number } {
  const days = daysBetween(row.dueOn, on)
  const weekday = new Date(row.dueOn).getUTCDay()
  const free = weekday === 6 ? 2 : weekday === 0 ? 1 : 0
  if (days <= free) return { penaltyFen: 0, compoundFen: 0 }
  const late = times(times(yearly(annualRate), fraction(3, 2)), fraction(days, 360))
  return { penaltyFen: round(times(fraction(row.principalFen - row.paidPrincipalFen), late)), compoundFen: round(times(fraction(row.interestFen - row.paidInterestFen), late)) }
}

/** Where money on a loan went. */
export interface Taken { readonly principalFen: number; readonly interestFen: number; readonly penaltyFen: number }

/** Sets money off: the oldest row first, in it interest on interest, penalty, interest, principal. */
export function receive(loan: Loan, amountFen: number, on: string): Taken {
  let [left, principalFen, interestFen, penaltyFen] = [amountFen, 0, 0, 0]
  const take = (owed: number): number => {
    const taken = Math.min(left, Math.max(0, owed))
    left -= taken
    return taken
  }
  for (const row of loan.rows.filter(({ dueOn }) => dueOn <= on)) {
    const charges = chargesOf(loan, row, on)
    penaltyFen += take(charges.compoundFen) + take(charges.penaltyFen)
    const interest = take(row.interestFen - row.paidInterestFen)
    const principal = take(row.principalFen - row.paidPrincipalFen)
    row.paidInterestFen += interest
    row.paidPrincipalFen += principal
    interestFen += interest
    principalFen += principal
  }
  loan.balanceFen -= principalFen
  return { principalFen, interestFen, penaltyFen }
}

/** A loan at the end of a day, as the balance file says it. */
export function standing(loan: Loan, on: string): { duePrincipalFen: number; dueInterestFen: number; penaltyFen: number; compoundFen: number; accruedFen: number; oldestDueOn: string; overdueDays: number } {
  const open = loan.rows.filter((row) => row.dueOn <= on && (row.paidPrincipalFen < row.principalFen || row.paidInterestFen < row.interestFen))
  const sum = (of: (row: Row) => number): number => open.reduce((total, row) => total + of(row), 0)
  const oldestDueOn = open[0]?.dueOn ?? ''
  const next = loan.rows.findIndex((row) => row.dueOn > on)
  return {
    duePrincipalFen: sum((row) => row.principalFen - row.paidPrincipalFen), dueInterestFen: sum((row) => row.interestFen - row.paidInterestFen), penaltyFen: sum((row) => chargesOf(loan, row, on).penaltyFen), compoundFen: sum((row) => chargesOf(loan, row, on).compoundFen),
    accruedFen: next < 0 ? 0 : accrued(loan, next, on), oldestDueOn, overdueDays: oldestDueOn === '' ? 0 : daysBetween(oldestDueOn, on),
  }
}

/** Interest of the running period so far: its planned interest by days, or by the planted count on the balance. */
function accrued(loan: Loan, next: number, on: string): number {
  const from = loan.rows[next - 1]?.dueOn ?? loan.openedOn
  const [days, whole] = [daysBetween(from, on), daysBetween(from, loan.rows[next]!.dueOn)]
  if (loan.dayCount === undefined) return round(fraction(loan.rows[next]!.interestFen * days, whole))
  const bearing = loan.rows.slice(next).reduce((sum, row) => sum + row.principalFen - row.paidPrincipalFen, 0)
  return round(times(times(fraction(bearing), yearly(loan.annualRate)), fraction(days, 365)))
}
