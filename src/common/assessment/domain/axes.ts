import type { Axis } from '#common/figures/domain'
import { type Day, type Month, addMonths, monthOf, shiftMonth } from '#kernel'
import type { CaseFile } from './case/index.ts'
import { lastDueOn } from './offer.ts'

/** What judgement computes on: the case file, the values accepted so far (R6) and the terms being offered. */
export interface Working extends CaseFile {
  /** Accepted values that differ from the stated ones, by account: fen, or decimal text for the margin. */
  readonly adopted: Readonly<Record<string, number | string>>
  readonly offer: { readonly annualRate: string | null; readonly restrictedFen: number | null }
}

type Rows = (input: Working) => readonly unknown[]

/** A list of the case file as it stands. */
function list(name: string, path: string, rows: Rows): Axis<Working> {
  return { name, rows, pointer: (_, row) => `${path}/${row}`, reads: [path.split('/')[1]!] }
}

/** Rows worked out from the case; each leads back to the row it was made from. */
function derived(name: string, reads: readonly string[], rows: Rows, pointer: (input: Working, row: number) => string | null, fields: Axis<Working>['derived'] = {}): Axis<Working> {
  return { name, rows, pointer, reads, derived: fields }
}

/** The rows of a list inside each check, flattened; `.check` tells whose they are. */
function withinChecks(name: string, field: 'samples' | 'quotes' | 'voices' | 'items', methods: readonly string[]): Axis<Working> {
  const flat = (input: Working) => input.checks.flatMap((check, at) => (methods.includes(check.method) ? ((check as unknown as Readonly<Record<string, readonly object[] | undefined>>)[field] ?? []).map((row, i) => ({ ...row, check: at, i })) : []))
  return derived(name, ['checks'], flat, (input, row) => {
    const found = flat(input)[row]!
    return `/checks/${found.check}/${field}/${found.i}`
  }, { check: null })
}

/** Plan rows that fall into a month of the plan. */
function inPlan(name: string, field: 'rentPayments' | 'stockRelease' | 'otherItems'): Axis<Working> {
  return derived(name, ['plan', 'request'], (input) => {
    const months = planMonths(input)
    return input.plan[field].map((row) => ({ ...row, planMonth: months.indexOf(row.month as Month) }))
  }, (_, row) => `/plan/${field}/${row}`, { planMonth: 'month' })
}

const plans = new WeakMap<CaseFile['request'], Month[]>()

/** Months of the forward plan: from the one after disbursement, or that of the first instalment where it is earlier, to the one of the last. */
export function planMonths({ request }: Pick<CaseFile, 'request'>): readonly Month[] {
  const known = plans.get(request)
  if (known !== undefined) return known
  const months: Month[] = []
  const last = monthOf(lastDueOn(request))
  const [next, firstDue] = [shiftMonth(monthOf(request.disbursedOn), 1), monthOf(request.firstDueOn as Day)]
  for (let at = firstDue < next ? firstDue : next; at <= last && months.length < 360; at = shiftMonth(at, 1)) months.push(at)
  plans.set(request, months)
  return months
}

/** The twelve full months before the cut-off month, oldest first. */
export function windowMonths(cutOffOn: CaseFile['cutOffOn']): Month[] {
  return Array.from({ length: 12 }, (_, i) => monthOf(addMonths(cutOffOn, i - 12, 1)))
}

const all: readonly Axis<Working>[] = [
  derived('month', ['cutOffOn'], (input) => windowMonths(input.cutOffOn).map((month) => ({ month })), () => null),
  derived('plan', ['request', 'cutOffOn'], (input) => {
    const window = windowMonths(input.cutOffOn)
    return planMonths(input).map((month) => ({ month, sameMonth: window.findIndex((each) => each.slice(5) === month.slice(5)) }))
  }, () => null),
  ...(['cash', 'bankDeposit', 'receivables', 'otherReceivable', 'prepayments', 'inventory', 'fixedAssets', 'prepaidRent', 'otherOperatingAssets', 'nonOperatingAssets', 'payables', 'advances', 'creditCards', 'loans', 'privateLoans', 'otherLiabilities', 'offBalanceAssets', 'offBalanceLiabilities', 'guaranteesGiven'] as const)
    .map((name) => list(name, `/balance/${name}`, (input) => input.balance[name])),
  ...(['houses', 'vehicles', 'savings', 'insurance', 'mortgages', 'otherDebts'] as const).map((name) => list(name, `/household/${name}`, (input) => input.household[name])),
  list('salesLines', '/income/sales', (input) => input.income.sales),
  list('otherIncomeLines', '/income/otherIncome', (input) => input.income.otherIncome),
  list('margins', '/income/margins', (input) => input.income.margins),
  list('fixedLines', '/income/fixed', (input) => input.income.fixed),
  list('interestLines', '/income/interest', (input) => input.income.interest),
  list('incomeTaxLines', '/income/incomeTax', (input) => input.income.incomeTax),
  list('householdIncomeLines', '/income/householdIncome', (input) => input.income.householdIncome),
  list('householdExpenseLines', '/income/householdExpense', (input) => input.income.householdExpense),
  list('otherCashLines', '/income/otherCash', (input) => input.income.otherCash),
  ...([['equityInitial', 'initial'], ['equityProfits', 'profits'], ['equityInjections', 'injections'], ['equityAppreciation', 'appreciation'], ['equityHousehold', 'household'], ['equityWithdrawals', 'withdrawals'], ['equityDepreciation', 'depreciation']] as const)
    .map(([name, field]) => list(name, `/equity/${field}`, (input) => input.equity?.[field] ?? [])),
  inPlan('rentPayments', 'rentPayments'), inPlan('stockRelease', 'stockRelease'), inPlan('planItems', 'otherItems'),
  list('wageLines', '/salary/wages', (input) => input.salary?.wages ?? []), list('bonuses', '/salary/bonuses', (input) => input.salary?.bonuses ?? []), list('spouseWageLines', '/salary/spouseWages', (input) => input.salary?.spouseWages ?? []),
  ...(['land', 'crops', 'animals'] as const).map((name) => list(name, `/farm/${name}`, (input) => input.farm?.[name] ?? [])),
  list('groupMembers', '/jointGroup/members', (input) => input.jointGroup?.members ?? []),
  list('purposeItems', '/request/purposeItems', (input) => input.request.purposeItems),
  list('collateral', '/collateral', (input) => input.collateral),
  list('checks', '/checks', (input) => input.checks),
  withinChecks('samples', 'samples', ['X13']), withinChecks('quotes', 'quotes', ['X19']), withinChecks('voices', 'voices', ['X22']),
  withinChecks('checkedItems', 'items', ['X24']), withinChecks('householdItems', 'items', ['X28']),
  list('reportedLoans', '/creditReport/loans', (input) => input.creditReport?.loans ?? []),
  list('reportedCards', '/creditReport/cards', (input) => input.creditReport?.cards ?? []),
  list('bankFlows', '/bankFlows', (input) => input.bankFlows),
  list('findings', '/findings', (input) => input.findings),
  list('inquiries', '/soft/inquiries', (input) => input.soft.inquiries),
  derived('explanations', ['soft'], (input) => input.soft.explanations.map((each) => ({ ...each, characters: [...each.text].length })), (_, row) => `/soft/explanations/${row}`, { characters: 'text' }),
]

/** Every list a formula may run over, by its name. */
export const AXES: Readonly<Record<string, Axis<Working>>> = Object.fromEntries(all.map((axis) => [axis.name, axis]))
