import { type Algorithm, type Environment, type Value, isNumber } from '#common/figures/domain'
import { annuityFactor, largestPrincipal } from '#common/schedule/domain'
import { type Day, type Exact, type Month, assert, compare, divide, fen, firstDay, monthsBetween, multiply, roundFen } from '#kernel'
import { type AccountMethods, type CheckPolicy, methodsByAccount } from './account-methods.ts'
import { type Working, planMonths } from './axes.ts'
import { type RepaymentPolicy, lastDueOn, scheduleOf, termsOf } from './offer.ts'

/** No search goes beyond 10 million yuan: every product cap lies far below. */
const SEARCH_CEILING = fen(1_000_000_000)

/** The parts of a pack that searches read. */
export interface AlgorithmPolicy extends CheckPolicy {
  readonly repayment: RepaymentPolicy
}

const numbers = (args: readonly Value[]): Exact[] | null => (args.every((arg): arg is Exact => arg !== null && isNumber(arg)) ? [...args] : null)
const wholeFen = (value: Exact): number => roundFen(value)

const CUT_OFF = () => ['/cutOffOn']
const TERMS = () => ['/request/method', '/request/periods', '/request/disbursedOn', '/request/firstDueOn']
const COUNTING = ['repayment.dayCount', 'repayment.oddDayCount', 'repayment.oddPeriod', 'repayment.rounding']
const placesOfMethods = ({ checks, oral, previousCase }: Working) => [
  ...checks.map((_, at) => `/checks/${at}/method`), ...(oral.monthlyNetProfitFen === undefined ? [] : ['/oral/monthlyNetProfitFen']), ...(previousCase === null ? [] : ['/previousCase/cutOffOn']),
]

/** Searches and calendar questions that are no formula; each names what it reads. */
export function algorithms(pack: AlgorithmPolicy): Readonly<Record<string, Algorithm<Working>>> {
  return {
    monthsSince: { name: '至截止日的月数', figures: [], inputs: ['cutOffOn'], places: CUT_OFF, run: ([from], _, input) => (typeof from === 'string' ? monthsBetween(from as Day, input.cutOffOn as Day) : null) },
    monthsUsed: { name: '已使用月数', figures: [], inputs: ['cutOffOn'], places: CUT_OFF, run: ([from], _, input) => (typeof from === 'string' ? Math.max(0, monthsBetween(firstDay(from as Month), input.cutOffOn as Day)) : null) },
    monthsToMaturity: { name: '至到期月数', figures: [], inputs: ['cutOffOn', 'request'], places: () => [...CUT_OFF(), ...TERMS()], run: (_, __, input) => monthsBetween(input.cutOffOn as Day, lastDueOn(input.request)) },
    maturityOn: { name: '到期日', figures: [], inputs: ['request'], places: TERMS, run: (_, __, input) => lastDueOn(input.request) },
    largestLoan: { name: '可承受的最大本金', figures: ['planBeforeLoan', 'cash', 'bankDeposit', 'disposableCash'], inputs: ['request', 'plan'], places: ({ request }) => (request.method === 'ANNUITY' ? TERMS() : [...TERMS(), '/plan/useFen']), policies: ['limit.payRatio', ...COUNTING], run: (args, sheet, input) => largestLoan(args, sheet, input, pack) },
    instalmentInMonth: { name: '当月应还', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input, index) => onSchedule(args, input, pack, (schedule) => {
      const month = planMonths(input)[index]!
      return schedule.rows.reduce((sum, row) => (row.dueOn.startsWith(month) ? sum + row.totalFen : sum), 0)
    }) },
    largestInstalment: { name: '最高一期应还', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input) => onSchedule(args, input, pack, (schedule) => (input.request.method === 'ANNUITY' ? schedule.rows[0]!.totalFen : schedule.rows.reduce((most, row) => Math.max(most, input.request.method === 'EQUAL_PRINCIPAL' ? row.totalFen : row.interestFen), 0))) },
    totalRepayment: { name: '还款总额', figures: [], inputs: ['request'], places: TERMS, policies: COUNTING, run: (args, _, input) => onSchedule(args, input, pack, (schedule) => schedule.totals.totalFen) },
    shareOfCheckedAccounts: { name: '检验齐备的科目占比', figures: ['checkValue', 'receivables', 'payables', 'inventory', 'fixedAssets', 'equityGiven', 'cash', 'bankDeposit', 'loans'], inputs: ['checks', 'evidence', 'oral', 'previousCase', 'equity'], places: placesOfMethods, policies: ['checks.methodsPerAccount'], run: (_, sheet, input) => {
      const accounts = methodsByAccount(input, pack, sheet)
      return accounts.length === 0 ? 1 : divide(accounts.filter((account: AccountMethods) => account.enough).length, accounts.length)
    } },
  }
}

function onSchedule(args: readonly Value[], input: Working, pack: AlgorithmPolicy, read: (schedule: ReturnType<typeof scheduleOf>) => number): Value {
  const known = numbers(args)
  if (known === null) return null
  const [amount, rate] = known as [Exact, Exact]
  return wholeFen(amount) <= 0 ? 0 : read(scheduleOf(input.request, wholeFen(amount), rate, pack.repayment))
}

/** Largest principal the cash carries: by factor for level instalments, else by the plan month for month (chapter 6.3). */
function largestLoan(args: readonly Value[], sheet: Environment, input: Working, pack: AlgorithmPolicy): Value {
  const known = numbers(args)
  if (known === null) return null
  const [maxInstalment, annualRate] = known as [Exact, Exact]
  if (compare(maxInstalment, 0) <= 0) return 0
  if (input.request.method === 'ANNUITY') return multiply(maxInstalment, annuityFactor(divide(annualRate, 12), input.request.periods))
  const months = planMonths(input)
  const before = months.map((_, k) => amountOf(sheet.figure('planBeforeLoan', k)))
  const opening = amountOf(sheet.figure('cash', 0)) + amountOf(sheet.figure('bankDeposit', 0)) - input.plan.useFen
  const yearly = multiply(12, multiply(amountOf(sheet.figure('disposableCash', 0)), pack.payRatio))
  const { principalFen: _, ...terms } = termsOf(input.request, 1, annualRate, pack.repayment)
  return largestPrincipal(terms, SEARCH_CEILING, (schedule) => {
    const paid = new Map<string, number>()
    for (const row of schedule.rows) paid.set(row.dueOn.slice(0, 7), (paid.get(row.dueOn.slice(0, 7)) ?? 0) + row.totalFen)
    let closing = opening + schedule.totals.principalFen
    let firstYear = 0
    for (const [k, month] of months.entries()) {
      closing += before[k]! - (paid.get(month) ?? 0)
      if (closing < 0) return false
      if (k < 12) firstYear += paid.get(month) ?? 0
    }
    return compare(firstYear, yearly) <= 0
  })
}

function amountOf(value: Value): number {
  assert(typeof value === 'number', 'a plan figure is whole fen')
  return value
}
