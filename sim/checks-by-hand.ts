import type { Check } from '#common/assessment/domain'
import { Fraction, sumOf } from './fraction.ts'
import type { Books, TradeFigures } from './shop-by-hand.ts'

const of = Fraction.of

/** What a check says and what it is compared with, by the formulas of chapter 4.2 as they stand on paper. */
export function checkByHand(check: Check, books: Books, trade: TradeFigures): { readonly value: Fraction; readonly against: Fraction } | null {
  const account = accountOf(check.account, books)
  const month = 'month' in check && check.month !== undefined ? books.sales[monthAt(check.month)]! : books.annualSales.over(of(12))
  const product = (...factors: readonly (number | string)[]): Fraction => factors.reduce<Fraction>((so, factor) => so.times(of(factor)), of(1))
  switch (check.method) {
    case 'X01': return { value: of(check.documentsFen), against: check.askedFen === undefined ? account : of(check.askedFen) }
    case 'X02': return { value: product(check.units, check.turns, check.persons, check.priceFen, check.monthDays), against: month }
    case 'X06': return { value: of(check.commissionFen).over(of(check.commissionRate)).over(of(check.commissionedShare)), against: books.annualSales }
    case 'X07': return { value: of(check.openingInventoryFen + check.purchasesFen).minus(books.inventory).minus(books.shrunk).over(of(1).minus(books.margin)), against: books.annualSales }
    case 'X08': return { value: of(check.seasonSalesFen).over(of(check.seasonIndex)), against: books.annualSales }
    case 'X09': return { value: of(check.energyUsed!).over(of(check.energyPerUnit!)).times(of(check.priceFen!)), against: month }
    case 'X12': return { value: of(check.openingFen + check.takingsFen - check.depositsFen - check.paymentsFen), against: books.cash }
    case 'X13': return { value: sumOf(check.samples.map(({ amountFen, days }) => of(amountFen).over(of(days)))).over(of(check.samples.length)).times(of(check.monthDays)).over(of(check.seasonIndex)), against: books.annualSales }
    case 'X14': return { value: of(check.creditsFen - check.ownTransfersFen - check.loansFen - check.otherFen).over(of(1).minus(of(check.cashShare))), against: books.annualSales }
    case 'X15': return { value: of(check.interestFen).times(of(360)).over(of(check.demandRate)).over(of(check.days)), against: books.bank }
    case 'X16': return { value: books.annualSales.times(of(check.creditShare)).times(of(check.termDays)).over(of(360)), against: books.receivables }
    case 'X17': return { value: of(check.countedFen), against: of(check.listedFen) }
    case 'X18': return { value: of(check.openingInventoryFen + check.purchasesFen).minus(books.cogs).minus(books.shrunk), against: books.inventory }
    case 'X19': return { value: of(check.quotes.reduce((sum, quote) => sum + quote.amountFen, 0)), against: books.fixedAssets }
    case 'X20': return { value: of(check.purchasesFen).times(of(check.creditShare)).times(of(check.termDays)).over(of(360)), against: books.payables }
    case 'X21': return { value: books.debt, against: books.debt }
    case 'X24': return { value: sumOf(check.items.map(({ salesShare, costFen, priceFen }) => of(salesShare).times(of(1).minus(of(costFen).over(of(priceFen)))))), against: books.margin }
    case 'X26': return { value: product(check.visitors, check.hours, check.factor, check.ticketFen, check.monthDays).over(of(check.sampleHours)), against: month }
    case 'X27': return { value: product(check.machines, check.outputPerHour, check.hours, check.monthDays, check.yieldShare, check.priceFen), against: month }
    case 'X28': return { value: of(check.items.reduce((sum, item) => sum + item.amountFen, 0)), against: books.householdMonthly }
    case 'X29': return { value: of(check.invoicedFen).over(of(check.invoicedShare)), against: books.annualSales }
    case 'X30': return { value: product(check.parcels, check.ticketFen), against: month }
    case 'X31': return { value: product(check.packs, check.content, check.useShare, check.ticketFen), against: month }
    case 'X32': return { value: product(check.staff, check.outputPerHeadFen ?? trade.yearlySalesPerHead ?? 0), against: books.annualSales }
    case 'X33': return { value: of(check.orders.reduce((sum, order) => sum + order.amountFen, 0)).over(of(check.orderShare)), against: books.annualSales }
    case 'X34': return { value: of(check.settledFen).over(of(check.platformShare)), against: month }
    case 'X35': return { value: product(check.area, check.salesPerSquareMetreFen ?? trade.monthlySalesPerSquareMetre ?? 0), against: month }
    case 'X37': return { value: farthest(check.links.map(({ quantity, yieldShare = '1', perUnit = '1' }) => of(quantity).times(of(yieldShare)).over(of(perUnit))), of(check.outputQuantity)), against: of(check.outputQuantity) }
    default: return null // a grade, a ratio, voices or a trend: no deviation
  }
}

function accountOf(account: string, books: Books): Fraction {
  const known: Readonly<Record<string, Fraction>> = { receivables: books.receivables, payables: books.payables, cash: books.cash, bankDeposit: books.bank, fixedAssets: books.fixedAssets, loans: books.debt, electricity: books.utilities, tax: books.taxes }
  return known[account] ?? of(0)
}

/** The twelve full months before March 2025, the month all these shops were visited in. */
function monthAt(month: string): number {
  return (Number(month.slice(5)) + 9) % 12
}

function farthest(values: readonly Fraction[], from: Fraction): Fraction {
  return values.reduce((far, value) => (value.minus(from).size.reaches(far.minus(from).size) ? value : far))
}
