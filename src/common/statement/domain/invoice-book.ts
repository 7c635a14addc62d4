import { type Day, type Fen, type Month, fen, formatExact, monthOf, ratio, shiftMonth, firstDay, monthsBetween } from '#kernel'
import { addSize } from './amount.ts'
import { type InvoicePartner, Partners, type RedLetters, Reds } from './invoice-partners.ts'
import type { Invoice } from './invoice.ts'
import { seasonIndex } from './season.ts'

const MONTHS_OF_YEAR = 12
const PLACES = 4
const SHOWN = 10
const MOST_CATEGORIES = 500

/** What the invoices say of one firm. Rates have four decimals; null where there is nothing to divide by. */
export interface InvoiceProfile {
  readonly id: string
  /** Valid sales invoices, price with tax, net of returns. */
  readonly salesFen: Fen
  /** The part of the 12 calendar months that end with the last valid sales invoice. */
  readonly sales12mFen: Fen
  readonly activeMonths12: number
  readonly voidRate: string | null
  readonly topCustomerShare: string | null
  readonly monthlyCv: string | null
  readonly customers: number
  readonly suppliers: number
  readonly salesMonths: readonly { readonly month: Month; readonly salesFen: Fen; readonly invoices: number }[]
  readonly salesInvoices: number
  readonly purchasesFen: Fen
  /** Valid negative sales invoices, as an amount above zero, and their share of the positive ones. */
  readonly returnsFen: Fen
  readonly returnRate: string | null
  /** Sum of squared customer shares (Herfindahl): 1 is one customer, near 0 very many. */
  readonly customerConcentration: string | null
  /** Longest run of months without a valid sales invoice between the first and the last. */
  readonly longestGapMonths: number
  /** Share of the year each month January … December brings; null under one full year. */
  readonly seasonIndex: readonly string[] | null
  /** As a list of firms beside the invoices calls it; empty where there is none. */
  readonly name: string
  readonly lastSaleOn: Day | null
  readonly topCustomers: readonly InvoicePartner[]
  readonly topSuppliers: readonly InvoicePartner[]
  /** Firms it both sells to and buys from: money that may only go round. */
  readonly bothWays: readonly { readonly id: string; readonly soldFen: Fen; readonly boughtFen: Fen }[]
  readonly red: RedLetters
  /** What the sales invoices say was sold, by the category of the tax office; empty where they do not say. */
  readonly goods: readonly { readonly category: string; readonly fen: Fen }[]
}

interface Sales {
  fen: number
  invoices: number
}

/** The sums of one firm, taken up invoice by invoice: nothing is kept per invoice, so a million of them need little room. */
class FirmBook {
  readonly id: string
  readonly months = new Map<Month, Sales>()
  readonly customers = new Partners()
  readonly suppliers = new Partners()
  readonly reds = new Reds()
  readonly goods = new Map<string, number>()
  lastSaleOn: Day | null = null
  salesRows = 0
  voidRows = 0
  sold = 0
  returned = 0
  purchases = 0
  #sizes = 0

  constructor(id: string) {
    this.id = id
  }

  /** False where the firm's sums would no longer be exact. */
  add(invoice: Invoice): boolean {
    const sizes = addSize(this.#sizes, invoice.totalFen)
    if (sizes === null) return false
    this.#sizes = sizes
    if (invoice.of === 'PURCHASES') this.#addPurchase(invoice)
    else this.#addSale(invoice)
    return true
  }

  #addSale(invoice: Invoice): void {
    this.salesRows++
    if (!invoice.valid) {
      this.voidRows++
      return
    }
    const of = monthOf(invoice.on)
    const month = this.months.get(of) ?? { fen: 0, invoices: 0 }
    this.months.set(of, { fen: month.fen + invoice.totalFen, invoices: month.invoices + 1 })
    this.customers.add(invoice.partner, invoice.partnerName, invoice.on, invoice.totalFen)
    this.reds.add(invoice.partner, invoice.on, invoice.totalFen)
    if (this.lastSaleOn === null || invoice.on > this.lastSaleOn) this.lastSaleOn = invoice.on
    const category = categoryOf(invoice.goods)
    if (category !== '' && (this.goods.size < MOST_CATEGORIES || this.goods.has(category))) this.goods.set(category, (this.goods.get(category) ?? 0) + invoice.totalFen)
    if (invoice.totalFen < 0) this.returned -= invoice.totalFen
    else this.sold += invoice.totalFen
  }

  #addPurchase(invoice: Invoice): void {
    if (!invoice.valid) return
    this.suppliers.add(invoice.partner, invoice.partnerName, invoice.on, invoice.totalFen)
    this.purchases += invoice.totalFen
  }
}

/** The invoices of any number of firms. */
export class InvoiceBook {
  readonly #firms = new Map<string, FirmBook>()
  readonly #names = new Map<string, string>()

  /** False where the sums of the invoice's firm would no longer be exact. */
  add(invoice: Invoice): boolean {
    let firm = this.#firms.get(invoice.firm)
    if (!firm) this.#firms.set(invoice.firm, firm = new FirmBook(invoice.firm))
    return firm.add(invoice)
  }

  /** A firm as a list beside the invoices calls it. */
  nameFirm(id: string, name: string): void {
    this.#names.set(id, name)
  }

  /** One profile a firm, `E2` before `E11`. */
  profiles(): InvoiceProfile[] {
    return [...this.#firms.values()].sort((a, b) => byNumber(a.id, b.id)).map((firm) => profileOf(firm, this.#names.get(firm.id) ?? ''))
  }
}

function profileOf(firm: FirmBook, name: string): InvoiceProfile {
  const active = [...firm.months.keys()].sort()
  const last = active.at(-1)
  const window = last === undefined ? [] : Array.from({ length: MONTHS_OF_YEAR }, (_, i) => shiftMonth(last, i - MONTHS_OF_YEAR + 1))
  const sums = window.map((month) => firm.months.get(month)?.fen ?? 0)
  const net = firm.sold - firm.returned
  return {
    id: firm.id, salesFen: fen(net), sales12mFen: fen(sums.reduce((a, b) => a + b, 0)), activeMonths12: window.filter((month) => firm.months.has(month)).length,
    voidRate: share(firm.voidRows, firm.salesRows), topCustomerShare: share(largest(firm.customers.sums()), net), monthlyCv: variation(sums),
    customers: firm.customers.size, suppliers: firm.suppliers.size,
    salesMonths: active.map((month) => ({ month, salesFen: fen(firm.months.get(month)!.fen), invoices: firm.months.get(month)!.invoices })),
    salesInvoices: firm.salesRows - firm.voidRows, purchasesFen: fen(firm.purchases), returnsFen: fen(firm.returned), returnRate: share(firm.returned, firm.sold),
    customerConcentration: concentration(firm.customers.sums(), net), longestGapMonths: longestGap(active), seasonIndex: seasonIndex(new Map([...firm.months].map(([month, { fen: sum }]) => [month, sum]))),
    name, lastSaleOn: firm.lastSaleOn, topCustomers: firm.customers.largest(net), topSuppliers: firm.suppliers.largest(firm.purchases), bothWays: bothWays(firm), red: firm.reds.read(),
    goods: [...firm.goods].sort(([, a], [, b]) => b - a).slice(0, SHOWN).map(([category, sum]) => ({ category, fen: fen(sum) })),
  }
}

/** Partners on both sides, those with most going both ways first. */
function bothWays(firm: FirmBook): InvoiceProfile['bothWays'] {
  const both = [...firm.customers.ids()].flatMap((id) => {
    const bought = firm.suppliers.sumOf(id)
    return bought === undefined ? [] : [{ id, soldFen: fen(firm.customers.sumOf(id) ?? 0), boughtFen: fen(bought) }]
  })
  return both.sort((a, b) => Math.min(b.soldFen, b.boughtFen) - Math.min(a.soldFen, a.boughtFen)).slice(0, SHOWN)
}

/** The tax office puts the category before the goods: `*食品*面包`. */
function categoryOf(goods: string): string {
  return /^\*([^*]{1,20})\*/.exec(goods)?.[1] ?? ''
}

/** A share as text; without a whole there is none. */
function share(part: number, whole: number): string | null {
  return whole <= 0 ? null : formatExact(ratio(BigInt(part), BigInt(whole)), PLACES)
}

function concentration(parts: readonly number[], whole: number): string | null {
  return whole <= 0 ? null : formatExact(ratio(parts.reduce((sum, part) => sum + BigInt(part) * BigInt(part), 0n), BigInt(whole) * BigInt(whole)), PLACES)
}

function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > most) most = value
  return most === Number.NEGATIVE_INFINITY ? 0 : most
}

/**
 * Sample standard deviation ÷ mean, exact to the last of the four places: with n values, sum S and sum of squares Q the
 * square of it is n(nQ − S²) ÷ ((n − 1)S²), all whole numbers, and only its root is rounded.
 */
export function variation(values: readonly number[]): string | null {
  const n = BigInt(values.length)
  const sum = values.reduce((total, value) => total + BigInt(value), 0n)
  if (n < 2n || sum <= 0n) return null
  const squares = values.reduce((total, value) => total + BigInt(value) * BigInt(value), 0n)
  const unit = 10n ** BigInt(PLACES)
  const doubled = wholeRoot((4n * unit * unit * n * (n * squares - sum * sum)) / ((n - 1n) * sum * sum))
  return formatExact(ratio((doubled + 1n) / 2n, unit), PLACES)
}

/** Largest whole number whose square is at most `value` (Newton). */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

function longestGap(active: readonly Month[]): number {
  return active.reduce((most, month, i) => (i === 0 ? 0 : Math.max(most, monthsBetween(firstDay(active[i - 1]!), firstDay(month)) - 1)), 0)
}

function byNumber(a: string, b: string): number {
  const [numberA, numberB] = [/\d+/.exec(a)?.[0] ?? '', /\d+/.exec(b)?.[0] ?? '']
  return Number(numberA) - Number(numberB) || (a < b ? -1 : 1)
}

/** A profile as the command line shows it: the documented keys and no others. */
export function shownProfile({ id, salesFen, sales12mFen, activeMonths12, voidRate, topCustomerShare, monthlyCv, customers, suppliers }: InvoiceProfile) {
  return { id, salesFen, sales12mFen, activeMonths12, voidRate, topCustomerShare, monthlyCv, customers, suppliers }
}
