import type { Axis } from '#common/figures/domain'
import { type Day, type Month, addMonths, monthOf, shiftMonth } from '#kernel'
import type { CaseFile } from './case/index.ts'
import { isUnfilled } from './case/measured.ts'
import { GROUND_KEYS, flagGround } from './flag-ground.ts'
import { listedDebts } from './listed-debts.ts'
import { lastDueOn } from './offer.ts'

/** The terms settled between the passes: the rate, and where the deciding pass was another, the amount and the rate its score was worked out on. */
export interface Offer {
  readonly annualRate: string | null
  readonly scoredFen: number | null
  readonly scoredRate: string | null
}

export const NO_OFFER: Offer = { annualRate: null, scoredFen: null, scoredRate: null }

/** What judgement computes on: the case file, the values accepted so far (R6) and the terms being offered. */
export interface Working extends CaseFile {
  /** Accepted values that differ from the stated ones, by account: fen, or decimal text for the margin. */
  readonly adopted: Readonly<Record<string, number | string>>
  readonly offer: Offer
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
function withinChecks(name: string, field: 'samples' | 'quotes' | 'voices' | 'items' | 'orders' | 'readings' | 'links', methods: readonly string[], more: (input: Working, row: Row, all: readonly Row[]) => object = () => ({}), fields: Axis<Working>['derived'] = {}): Axis<Working> {
  const flat = (input: Working) => input.checks.flatMap((check, at) => {
    if (!methods.includes(check.method)) return []
    const all = (check as unknown as Readonly<Record<string, readonly Row[] | undefined>>)[field] ?? []
    return all.map((row, i) => ({ ...row, ...more(input, row, all), check: at, i }))
  })
  return derived(name, ['checks', 'cutOffOn'], flat, (input, row) => {
    const found = flat(input)[row]!
    return `/checks/${found.check}/${field}/${found.i}`
  }, { check: null, ...fields })
}

type Row = Readonly<Record<string, unknown>>

/** Where a month stands in the twelve of the statements; another year's month is compared with the same month of them. */
function monthAt(input: Working, month: unknown): number | null {
  return typeof month === 'string' ? windowMonths(input.cutOffOn).findIndex((each) => each.slice(5) === month.slice(5)) : null
}

/** How far a reading stands before or after the middle of its row, twice: the weights whose sum with the amounts is their trend. */
function trendWeight(row: Row, all: readonly Row[]): number {
  const [before, after] = [all.filter((each) => String(each['month']) < String(row['month'])), all.filter((each) => String(each['month']) > String(row['month']))]
  return before.length - after.length
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

/** Whether a name is that of a related party (chapter 3.9). */
function isRelated({ related }: Working, label: string): boolean {
  return related.parties.some((party) => party.label === label)
}

/** Whether somebody also stands among those who owe (T13). */
function owes({ balance }: Working, label: string): boolean {
  return [...balance.receivables, ...balance.otherReceivable].some((row) => row.label === label)
}

const all: readonly Axis<Working>[] = [
  derived('month', ['cutOffOn'], (input) => windowMonths(input.cutOffOn).map((month, at) => ({ month, at })), () => null),
  derived('plan', ['request', 'cutOffOn'], (input) => {
    const window = windowMonths(input.cutOffOn)
    return planMonths(input).map((month) => ({ month, sameMonth: window.findIndex((each) => each.slice(5) === month.slice(5)) }))
  }, () => null),
  ...(['cash', 'bankDeposit', 'otherReceivable', 'prepayments', 'inventory', 'fixedAssets', 'prepaidRent', 'otherOperatingAssets', 'nonOperatingAssets', 'payables', 'advances', 'creditCards', 'loans', 'privateLoans', 'otherLiabilities', 'offBalanceAssets', 'offBalanceLiabilities', 'guaranteesGiven'] as const)
    .map((name) => list(name, `/balance/${name}`, (input) => input.balance[name])),
  derived('receivables', ['balance', 'related'], (input) => input.balance.receivables.map((row) => ({ ...row, related: row.relatedParty || isRelated(input, row.label) })), (_, row) => `/balance/receivables/${row}`, { related: 'relatedParty' }),
  list('relatedParties', '/related/parties', (input) => input.related.parties), list('relatedDealings', '/related/dealings', (input) => input.related.dealings),
  list('systemFindings', '/system/findings', (input) => input.system.findings),
  derived('liftedFlags', GROUND_KEYS, (input) => input.system.lifted.map((row) => ({ ...row, holds: row.ground === flagGround(row.flag, input) })), (_, row) => `/system/lifted/${row}`, { holds: 'ground' }),
  list('chain', '/soft/chain', (input) => input.soft.chain),
  ...([['householdInitial', 'initial'], ['householdIncomes', 'incomes'], ['householdAppreciation', 'appreciation'], ['householdWithdrawals', 'withdrawals'], ['householdDepreciation', 'depreciation']] as const)
    .map(([name, field]) => list(name, `/householdEquity/${field}`, (input) => input.householdEquity?.[field] ?? [])),
  derived('salesMonths', ['cutOffOn', 'income'], (input) => windowMonths(input.cutOffOn).map((month) => ({ month, estimated: input.income.sales.some((line) => line.estimatedMonths.includes(month)) })), () => null),
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
  ...([['equityInitial', 'initial'], ['equityProfits', 'profits'], ['equityAppreciation', 'appreciation'], ['equityHousehold', 'household'], ['equityWithdrawals', 'withdrawals'], ['equityDepreciation', 'depreciation']] as const)
    .map(([name, field]) => list(name, `/equity/${field}`, (input) => input.equity?.[field] ?? [])),
  derived('equityInjections', ['equity', 'balance'], (input) => (input.equity?.injections ?? []).map((row) => ({ ...row, alsoOwed: owes(input, row.label) })), (_, row) => `/equity/injections/${row}`, { alsoOwed: 'label' }),
  inPlan('rentPayments', 'rentPayments'), inPlan('stockRelease', 'stockRelease'), inPlan('planItems', 'otherItems'),
  list('wageLines', '/salary/wages', (input) => input.salary?.wages ?? []), list('bonuses', '/salary/bonuses', (input) => input.salary?.bonuses ?? []), list('spouseWageLines', '/salary/spouseWages', (input) => input.salary?.spouseWages ?? []),
  ...(['land', 'crops', 'animals'] as const).map((name) => list(name, `/farm/${name}`, (input) => input.farm?.[name] ?? [])),
  list('groupMembers', '/jointGroup/members', (input) => input.jointGroup?.members ?? []),
  list('purposeItems', '/request/purposeItems', (input) => input.request.purposeItems),
  list('collateral', '/collateral', (input) => input.collateral),
  derived('checks', ['checks', 'cutOffOn'], (input) => input.checks.map((check) => ({ ...check, unfilled: isUnfilled(check), bare: check.evidence.length === 0, ...('month' in check ? { monthAt: monthAt(input, check.month) } : {}) })), (_, row) => `/checks/${row}`, { monthAt: 'month', unfilled: null, bare: 'evidence' }),
  withinChecks('samples', 'samples', ['X13']), withinChecks('quotes', 'quotes', ['X19']), withinChecks('voices', 'voices', ['X22']),
  withinChecks('checkedItems', 'items', ['X24']), withinChecks('householdItems', 'items', ['X28']), withinChecks('unitCosts', 'items', ['X10']),
  withinChecks('orders', 'orders', ['X33'], (input, { deliveredOn }) => {
    const window = windowMonths(input.cutOffOn)
    return { inYear: String(deliveredOn) >= window[0]! && monthOf(String(deliveredOn) as Day) <= window.at(-1)! }
  }, { inYear: 'deliveredOn' }),
  withinChecks('readings', 'readings', ['X36'], (input, row, rows) => ({ monthAt: monthAt(input, row['month']), weight: trendWeight(row, rows) }), { monthAt: 'month', weight: 'month' }),
  withinChecks('links', 'links', ['X37']),
  derived('reportedLoans', ['creditReport', 'balance', 'household'], (input) => listedDebts(input).loans, (_, row) => `/creditReport/loans/${row}`, { listedFen: 'balanceFen' }),
  derived('reportedCards', ['creditReport', 'balance', 'household'], (input) => listedDebts(input).cards, (_, row) => `/creditReport/cards/${row}`, { listedFen: 'usedFen' }),
  list('prices', '/prices', (input) => input.prices),
  list('bankFlows', '/bankFlows', (input) => input.bankFlows),
  list('findings', '/findings', (input) => input.findings),
  list('inquiries', '/soft/inquiries', (input) => input.soft.inquiries),
  derived('explanations', ['soft', 'system'], (input) => input.soft.explanations.map((each) => ({ ...each, accepted: each.accepted && !input.system.refusedExplanations.some(({ cell, says }) => cell === each.cell && says === each.text), characters: [...each.text].length })), (_, row) => `/soft/explanations/${row}`, { accepted: 'accepted', characters: 'text' }),
]

/** Every list a formula may run over, by its name. */
export const AXES: Readonly<Record<string, Axis<Working>>> = Object.fromEntries(all.map((axis) => [axis.name, axis]))
