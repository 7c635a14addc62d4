import type { CaseFile } from '#common/assessment/domain'
import { Fraction, least, sumOf } from './fraction.ts'
import { checkByHand } from './checks-by-hand.ts'
import type { Books, TradeFigures } from './shop-by-hand.ts'

const of = Fraction.of
const MONTHS = Array.from({ length: 12 }, (_, k) => k)

interface Lending {
  readonly books: Books
  readonly free: Fraction
  readonly limit: number
  readonly instalment: number
  readonly rows: readonly number[]
}

/** The scorecard of chapter 6.2, indicator by indicator, with its bins as printed. */
export function scoreByHand(caseFile: CaseFile, trade: TradeFigures, lending: Lending): Record<string, number> {
  const { books, free, limit, instalment } = lending
  const { applicant, business, creditReport, income } = caseFile
  const cards = creditReport?.cards ?? []
  const used = of(cards.reduce((sum, card) => sum + card.usedFen, 0))
  const cardShare = cards.length === 0 ? of(0) : used.over(of(cards.reduce((sum, card) => sum + card.limitFen, 0)))
  const years = of(Math.floor(monthsOpen(business.startedOn))).over(of(12))
  const stockDays = books.inventory.times(of(360)).over(books.cogs)
  const growth = books.annualSales.over(of(income.priorSalesFen ?? 1)).minus(of(1))
  const margin = books.profit.over(books.annualSales)
  const off = deviations(caseFile, books, trade)
  return {
    A1: least5(free.over(of(instalment)), [['2', 10], ['1.75', 9], ['1.5', 8], ['1.25', 6], ['1.1', 2]]),
    A2: least5(margin, [[trade.netMargin.v2, 5], [trade.netMargin.v3, 4], [trade.netMargin.v4, 3], [trade.netMargin.v5, 1]]),
    A3: most(books.liabilities.plus(of(limit)).over(books.assets.plus(of(limit))), [['0.3', 5], ['0.4', 4], ['0.5', 3], ['0.6', 1]]),
    A4: most(books.debt.plus(of(limit)).times(of(12)).over(books.annualSales), [['0.5', 4], ['1', 3], ['2', 2], ['3', 1]]),
    A5: least5(lowestCash(caseFile, lending).over(of(instalment)), [['3', 6], ['2', 5], ['1', 3], ['0', 1]]),
    B1: creditReport?.worstOverdueDays === 0 ? 6 : 0, B2: most(cardShare, [['0.3', 4], ['0.5', 3], ['0.7', 1]]), B3: most(of(creditReport?.hardInquiries3Months ?? 9), [['1', 4], ['3', 3], ['5', 1]]),
    B4: most(of(creditReport?.institutions ?? 9), [['1', 3], ['2', 2], ['3', 1]]), B5: creditReport?.onlineLenders === 0 ? 3 : 0,
    C1: least5(years, [['5', 4], ['3', 3], ['1', 2], ['0.25', 1]]), C2: business.premises === 'OWN' ? 3 : (business.leaseEndsOn ?? '') >= '2026-03-14' ? 2 : 1,
    C3: most(of(business.largestCustomerShare), [['0.2', 3], ['0.4', 2], ['0.6', 1]]), C4: business.mainSupplierYears >= 3 ? 2 : 1,
    C5: most(stockDays.minus(of(trade.inventoryDays)).over(of(trade.inventoryDays)).size, [['0.3', 3], ['0.6', 2]]), C6: 3, C7: growth.reaches('-0.05') && of('0.4').reaches(growth) ? 2 : 1,
    D1: applicant.residence.local ? 3 : 0, D2: applicant.property === 'HOME_OWNED' ? 3 : 0, D3: caseFile.spouse?.coSigns === true ? 3 : 0, D4: 3, D5: caseFile.soft.inquiries.filter(({ positive }) => positive).length >= 3 ? 4 : 2, D6: applicant.habits === 'NONE' ? 2 : 0,
    E1: 3, E2: most(off, [['0.03', 3], ['0.05', 2]]), E3: most(books.equityDeviation.size, [['0.03', 2], ['0.05', 1]]), E4: caseFile.guarantor?.relation === 'CONTROL' && of(24 * caseFile.guarantor.monthlyDisposableFen).reaches(limit) ? 3 : 2,
  }
}

/** The lowest cash at the end of a month over the twelve months of the plan (chapter 3.4). */
function lowestCash({ balance, income, plan, request }: CaseFile, { books, limit, rows }: Lending): Fraction {
  const list = (items: readonly { readonly month: string; readonly amountFen: number }[], month: string): number => items.reduce((sum, item) => (item.month === month ? sum + item.amountFen : sum), 0)
  const disbursed = Number(request.disbursedOn.slice(5, 7))
  let cash = books.cash.plus(books.bank).plus(of(limit)).minus(of(plan.useFen))
  const ends = MONTHS.map((k) => {
    const number = disbursed + k + 1
    const month = `${2025 + Math.floor((number - 1) / 12)}-${String(((number - 1) % 12) + 1).padStart(2, '0')}`
    const same = (number + 9) % 12 // the same month of the year before, the first of which is March
    const household = income.householdExpense.reduce((sum, line) => sum + (typeof line.monthlyFen === 'number' ? line.monthlyFen : line.monthlyFen[same] ?? 0), 0)
    const old = balance.loans.reduce((sum, { amountFen, monthlyPrincipalFen, annualRate }) => {
      const left = Math.max(0, amountFen - k * monthlyPrincipalFen)
      return sum + Math.min(monthlyPrincipalFen, left) + of(left).times(of(annualRate)).over(of(12)).round()
    }, 0)
    const earned = books.sales[same]!.times(books.margin.minus(books.shrinkage)).minus(books.fixed[same]!).plus(books.rent[same]!)
    cash = cash.plus(earned).plus(of(list(plan.stockRelease, month) - list(plan.rentPayments, month) - household - old - (rows[k] ?? 0)))
    return cash
  })
  return least(ends)
}

/** The largest deviation of any check or of what the customer said. */
function deviations({ checks, oral }: CaseFile, books: Books, trade: TradeFigures): Fraction {
  const ofChecks = checks.flatMap((check) => {
    const done = checkByHand(check, books, trade)
    return done === null ? [] : [done.against.minus(done.value).over(done.against).size]
  })
  const said = [oral.weightedMargin === undefined ? of(0) : books.margin.minus(of(oral.weightedMargin)).over(books.margin).size, oral.monthlyNetProfitFen === undefined ? of(0) : books.profitMonthly.minus(of(oral.monthlyNetProfitFen)).over(books.profitMonthly).size]
  return sumOf([[...ofChecks, ...said].reduce((high, one) => (one.reaches(high) ? one : high))])
}

function least5(value: Fraction, bins: readonly (readonly [string, number])[]): number {
  return bins.find(([from]) => value.reaches(from))?.[1] ?? 0
}

function most(value: Fraction, bins: readonly (readonly [string, number])[]): number {
  return bins.find(([upTo]) => of(upTo).reaches(value))?.[1] ?? 0
}

function monthsOpen(startedOn: string): number {
  const whole = (2025 - Number(startedOn.slice(0, 4))) * 12 + 3 - Number(startedOn.slice(5, 7))
  return Number(startedOn.slice(8)) > 12 ? whole - 1 : whole
}
