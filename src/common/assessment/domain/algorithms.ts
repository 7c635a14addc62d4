import { type Algorithm, type Environment, type Value, isNumber } from '#common/figures/domain'
import { type Schedule, annuityFactor, buildSchedule, largestPrincipal, lengthOf, monthsIn, shapeOf } from '#common/schedule/domain'
import { type Day, type Exact, type Month, assert, compare, divide, fen, firstDay, monthsBetween, multiply, roundFen } from '#kernel'
import { type AccountMethods, type CheckPolicy, methodsByAccount } from './account-methods.ts'
import { type Working, planMonths } from './axes.ts'
import { type RepaymentPolicy, everyOf, lastDueOn, scheduleOf, termsHold, termsOf } from './offer.ts'

/** Where the search for a principal begins, and the largest a schedule can be made for; no cap of a product comes near. */
const [SEARCH_FROM, SEARCH_CEILING] = [1_000_000, 10_000_000_000_000]

/** The parts of a pack that searches read. */
export interface AlgorithmPolicy extends CheckPolicy {
  readonly repayment: RepaymentPolicy
}

const numbers = (args: readonly Value[]): Exact[] | null => (args.every((arg): arg is Exact => arg !== null && isNumber(arg)) ? [...args] : null)
const wholeFen = (value: Exact): number => roundFen(value)

const CUT_OFF = () => ['/cutOffOn']
const TERMS = () => ['/request/method', '/request/periods', '/request/disbursedOn', '/request/firstDueOn']
/** Level instalments month by month: the factor answers without a search. */
const isMonthlyLevel = (request: Working['request']) => request.method === 'ANNUITY' && everyOf(request) === 'MONTH'
const COUNTING = ['repayment.dayCount', 'repayment.oddDayCount', 'repayment.oddPeriod', 'repayment.rounding']
const placesOfMethods = ({ checks, oral, previousCase }: Working) => [
  ...checks.map((_, at) => `/checks/${at}/method`), ...(oral.monthlyNetProfitFen === undefined ? [] : ['/oral/monthlyNetProfitFen']), ...(previousCase === null ? [] : ['/previousCase/cutOffOn']),
]

/** Searches and calendar questions that are no formula; each names what it reads. */
export function algorithms(pack: AlgorithmPolicy): Readonly<Record<string, Algorithm<Working>>> {
  return {
    monthsSince: { name: '至截止日的月数', figures: [], inputs: ['cutOffOn'], places: CUT_OFF, run: ([from], _, input) => (typeof from === 'string' ? monthsBetween(from as Day, input.cutOffOn as Day) : null) },
    monthsUsed: { name: '已使用月数', figures: [], inputs: ['cutOffOn'], places: CUT_OFF, run: ([from], _, input) => (typeof from === 'string' ? Math.max(0, monthsBetween(firstDay(from as Month), input.cutOffOn as Day)) : null) },
    monthsAtMaturity: { name: '到期时的月龄', figures: [], inputs: ['request'], places: () => TERMS(), run: ([from], _, input) => (typeof from === 'string' ? monthsBetween(from as Day, lastDueOn(input.request)) : null) },
    maturityOn: { name: '到期日', figures: [], inputs: ['request'], places: TERMS, run: (_, __, input) => lastDueOn(input.request) },
    largestLoan: { name: '可承受的最大本金', figures: ['planBeforeLoan', 'cash', 'bankDeposit', 'disposableCash'], inputs: ['request', 'plan'], places: ({ request }) => (isMonthlyLevel(request) ? TERMS() : [...TERMS(), '/plan/useFen']), policies: ['limit.payRatio', ...COUNTING], run: (args, sheet, input) => largestLoan(args, sheet, input, pack) },
    instalmentInMonth: { name: '当月应还', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input, index) => onSchedule(args, input, pack, (schedule) => {
      const month = planMonths(input)[index]!
      return schedule.rows.reduce((sum, row) => (row.dueOn.startsWith(month) ? sum + row.totalFen : sum), 0)
    }) },
    largestInstalment: { name: '最高一期应还', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input) => onSchedule(args, input, pack, (schedule) => instalmentOf(input.request, schedule)) },
    totalRepayment: { name: '还款总额', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input) => onSchedule(args, input, pack, (schedule) => schedule.totals.totalFen) },
    shareOfCheckedAccounts: { name: '检验齐备的科目占比', figures: ['checkValue', 'checkHolds', 'annualCogs', 'annualFixedCosts', 'prepayments', 'otherReceivable', 'advances', 'prepaidRent', 'otherLiabilities', 'guaranteesGiven', 'annualUtilities', 'annualTaxes', 'receivables', 'payables', 'inventory', 'fixedAssets', 'equityGiven', 'cash', 'bankDeposit', 'loans'], inputs: ['checks', 'evidence', 'oral', 'previousCase', 'equity', 'business'], places: placesOfMethods, policies: ['checks.methodsPerAccount'], run: (_, sheet, input) => {
      const accounts = methodsByAccount(input, pack, sheet)
      return accounts.length === 0 ? 1 : divide(accounts.filter((account: AccountMethods) => account.enough).length, accounts.length)
    } },
  }
}

function onSchedule(args: readonly Value[], input: Working, pack: AlgorithmPolicy, read: (schedule: ReturnType<typeof scheduleOf>) => number): Value {
  const known = numbers(args)
  if (known === null || !termsHold(input.request)) return null
  const [amount, rate] = known as [Exact, Exact]
  return wholeFen(amount) <= 0 ? 0 : read(scheduleOf(input.request, wholeFen(amount), rate, pack.repayment))
}

/**
 * The instalment disposable cash is held against, a month of it: the largest before the last of level and equal types, interest
 * alone where principal comes at the end, and the average where amounts follow the cash of the business, which the plan tests month by month.
 */
function instalmentOf(request: Working['request'], { rows, totals }: Schedule): number {
  const every = everyOf(request)
  const perMonth = (amount: number, months: number) => roundFen(divide(amount, months))
  const shape = shapeOf(request.method)
  const { months, days } = lengthOf(every)
  if (shape === 'GIVEN') return perMonth(totals.totalFen, monthsIn(every, request.periods))
  const largest = rows.reduce((most, row, k) => Math.max(most, shape === 'AT_END' ? row.interestFen : k === rows.length - 1 && rows.length > 1 ? 0 : row.totalFen), 0)
  return days > 0 ? perMonth(largest * rows.length, monthsIn(every, rows.length)) : months > 1 ? perMonth(largest, months) : largest
}

/** Largest principal the cash carries: by factor for level instalments, else by the plan month for month (chapter 6.3). */
function largestLoan(args: readonly Value[], sheet: Environment, input: Working, pack: AlgorithmPolicy): Value {
  const known = numbers(args)
  if (known === null) return null
  const [maxInstalment, annualRate] = known as [Exact, Exact]
  if (compare(maxInstalment, 0) <= 0) return 0
  if (isMonthlyLevel(input.request)) return multiply(maxInstalment, annuityFactor(divide(annualRate, 12), input.request.periods))
  if (!termsHold(input.request)) return 0
  const carries = planTest(sheet, input, pack)
  const scheduleFor = (principal: number) => buildSchedule(termsOf(input.request, principal, annualRate, pack.repayment))
  let ceiling = SEARCH_FROM
  while (ceiling < SEARCH_CEILING && carries(scheduleFor(ceiling)).notTooMuch) ceiling = Math.min(2 * ceiling, SEARCH_CEILING)
  const most = largestPrincipal(scheduleFor, fen(ceiling), (schedule) => carries(schedule).notTooMuch)
  return most > 0 && carries(scheduleFor(most)).neverDry ? most : 0
}

/**
 * Whether the forward plan carries a schedule. A larger principal helps the months in which it is still there and hurts those in
 * which more was repaid than lent: `notTooMuch` holds up to some principal and never after, `neverDry` asks all months.
 */
function planTest(sheet: Environment, input: Working, pack: AlgorithmPolicy): (schedule: Schedule) => { notTooMuch: boolean; neverDry: boolean } {
  const months = planMonths(input)
  const before = months.map((_, k) => amountOf(sheet.figure('planBeforeLoan', k)))
  const opening = amountOf(sheet.figure('cash', 0)) + amountOf(sheet.figure('bankDeposit', 0)) - input.plan.useFen
  const yearly = multiply(12, multiply(amountOf(sheet.figure('disposableCash', 0)), pack.payRatio))
  return (schedule) => {
    const paid = new Map<string, number>()
    for (const row of schedule.rows) paid.set(row.dueOn.slice(0, 7), (paid.get(row.dueOn.slice(0, 7)) ?? 0) + row.totalFen)
    let [own, left, firstYear, neverDry, notTooMuch] = [opening, Number(schedule.totals.principalFen), 0, true, true]
    for (const [k, month] of months.entries()) {
      own += before[k]!
      left -= paid.get(month) ?? 0
      if (k < 12) firstYear += paid.get(month) ?? 0
      if (own + left < 0) [neverDry, notTooMuch] = [false, notTooMuch && left >= 0]
    }
    const affordable = compare(firstYear, yearly) <= 0
    return { notTooMuch: notTooMuch && affordable, neverDry: neverDry && affordable }
  }
}

function amountOf(value: Value): number {
  assert(typeof value === 'number', 'a plan figure is whole fen')
  return value
}
