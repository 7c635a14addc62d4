import type { CaseFile } from '#common/assessment/domain'
import { Fraction, least, sumOf } from './fraction.ts'

/** What of a trade's pack the paper reads. */
export interface TradeFigures {
  readonly netMargin: Readonly<Record<'v1' | 'v2' | 'v3' | 'v4' | 'v5', string>>
  readonly inventoryDays: number
  readonly yearlySalesPerHead: number | null
  readonly monthlySalesPerSquareMetre: number | null
}

const of = Fraction.of
const ZERO = of(0)
const ONE = of(1)
const sum = <T>(rows: readonly T[], value: (row: T) => number): Fraction => of(rows.reduce((total, row) => total + value(row), 0))
const monthly = (rows: readonly { readonly monthlyFen: number | readonly number[] }[], k: number): number => rows.reduce((total, { monthlyFen }) => total + (typeof monthlyFen === 'number' ? monthlyFen : monthlyFen[k] ?? 0), 0)
const MONTHS = Array.from({ length: 12 }, (_, k) => k)

export type Books = ReturnType<typeof booksByHand>

/** Balance sheet, income statement and equity as a clerk adds them up. */
export function booksByHand({ balance, income, equity, cutOffOn }: CaseFile) {
  const cash = sum(balance.cash, (row) => row.amountFen)
  const bank = sum(balance.bankDeposit, (row) => row.amountFen)
  const receivables = sum(balance.receivables, (row) => row.amountFen)
  const inventory = sum(balance.inventory, (row) => row.amountFen)
  const prepayments = sum(balance.prepayments, (row) => row.amountFen)
  const fixedAssets = sumOf(balance.fixedAssets.map(({ costFen, lifeMonths, boughtIn }) => of(costFen * (lifeMonths - Math.min(lifeMonths, monthsFrom(boughtIn, cutOffOn.slice(0, 7))))).over(of(lifeMonths))))
  const prepaidRent = sum(balance.prepaidRent, (row) => row.monthlyFen * row.monthsLeft)
  const payables = sum(balance.payables, (row) => row.amountFen)
  const debt = sum(balance.loans, (row) => row.amountFen).plus(sum(balance.creditCards, (row) => row.amountFen))
  const assets = sumOf([cash, bank, receivables, inventory, prepayments, fixedAssets, prepaidRent])
  const liabilities = payables.plus(debt).plus(sum(balance.advances, (row) => row.amountFen))
  const margin = sumOf(income.margins.map(({ salesShare, marginRate = '0' }) => of(salesShare).times(of(marginRate))))
  const shrinkage = of(income.shrinkageRate)
  const sales = MONTHS.map((k) => of(monthly(income.sales, k)))
  const annualSales = sumOf(sales)
  const cogs = annualSales.times(ONE.minus(margin))
  const fixed = MONTHS.map((k) => of(monthly(income.fixed, k)))
  const rent = MONTHS.map((k) => of(monthly(income.fixed.filter(({ kind }) => kind === 'RENT'), k)))
  const profit = annualSales.times(margin.minus(shrinkage)).minus(sumOf(fixed)).minus(sumOf(MONTHS.map((k) => of(monthly(income.interest, k)))))
  const household = sumOf(MONTHS.map((k) => of(monthly(income.householdExpense, k))))
  const lines = (rows: readonly { readonly amountFen: number }[] = []): Fraction => sum(rows, (row) => row.amountFen)
  const expected = sum(equity?.initial ?? [], (row) => (row.side === 'ASSET' ? row.amountFen : -row.amountFen)).plus(lines(equity?.profits)).plus(lines(equity?.injections)).minus(lines(equity?.household)).minus(lines(equity?.withdrawals)).minus(lines(equity?.depreciation))
  const own = assets.minus(liabilities)
  return {
    cash, bank, receivables, inventory, fixedAssets, payables, debt, assets, liabilities, own, margin, shrinkage, sales, annualSales, cogs, fixed, rent, household, expected,
    utilities: of(12 * monthly(income.fixed.filter(({ kind }) => kind === 'UTILITIES'), 0)), taxes: of(12 * monthly(income.fixed.filter(({ kind }) => kind === 'TAXES'), 0)),
    profitMonthly: profit.over(of(12)), disposable: profit.minus(household).over(of(12)), householdMonthly: household.over(of(12)), profit,
    shrunk: annualSales.times(shrinkage), interestYear: sumOf(MONTHS.map((k) => of(monthly(income.interest, k)))), equityDeviation: expected.minus(own).over(own),
  }
}

/** From the cash that is left to the amount, its instalment and price: chapter 6.3 and 6.4 with the figures of the default policy. */
export function lendingByHand(caseFile: CaseFile) {
  const books = booksByHand(caseFile)
  const { request, balance, guarantor } = caseFile
  const rate = of('0.0720') // 2.30 % + 2.40 % + 2 % × 60 % + 75 % × 10.5 % × 10 % + 0.50 % = 7.1875 %, up to the next 0.05 %
  const month = rate.over(of(12))
  const free = of(books.disposable.round()).minus(sum(balance.loans, ({ monthlyPrincipalFen, amountFen }) => Math.min(monthlyPrincipalFen, amountFen)))
  const annuity = ONE.minus(ONE.over(ONE.plus(month).power(request.periods))).over(month)
  const spare = books.cash.plus(books.bank).minus(books.cogs.times(of(7)).over(of(360)))
  const caps = {
    capCash: of(free.times(of('0.8')).round()).times(new Fraction(BigInt(annuity.times(of(1_000_000)).round()), 1_000_000n)), // money on paper is whole fen, the factor has six decimals: 11.544815
    capNeed: sum(request.purposeItems, (item) => item.amountFen).minus(spare.reaches(0) ? spare : ZERO),
    capRequest: of(request.amountFen),
    capGuarantor: of(24 * (guarantor?.monthlyDisposableFen ?? 0)),
    capEquity: books.own.times(of('0.5')).minus(books.debt),
    capDebtRatio: books.assets.times(of('0.5')).minus(books.liabilities).over(of('0.5')),
    capSales: books.annualSales.times(of('0.3')).minus(books.debt),
    capProduct: of(50_000_000),
  }
  const base = least(Object.values(caps))
  const limit = Math.floor(base.times(of('0.8')).floor() / 100_000) * 100_000
  const rows = scheduleByHand(limit, month, request.periods, annuity)
  const instalment = Math.max(...rows.slice(0, -1)) // the last one takes what is left
  return { books, rate, caps, base, limit, instalment, coverage: free.over(of(instalment)), effective: ONE.plus(month).power(12).minus(ONE), free, rows }
}

/** Level instalments rounded to the fen; the last takes what is left. */
function scheduleByHand(limit: number, month: Fraction, periods: number, annuity: Fraction): number[] {
  const level = of(limit).over(annuity).round()
  let left = limit
  return Array.from({ length: periods }, (_, k) => {
    const interest = of(left).times(month).round()
    const principal = k === periods - 1 ? left : level - interest
    left -= principal
    return principal + interest
  })
}

function monthsFrom(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5))
}
