import { type Day, type Fen, type Month, daysBetween, fen, formatExact, monthOf, ratio } from '#kernel'

const PLACES = 4
const SHOWN_PARTNERS = 10
const SHOWN_PAIRS = 20

/** One of the firms it sells to or buys from. */
export interface InvoicePartner {
  readonly id: string
  readonly name: string
  readonly fen: Fen
  /** Of the net sum of its side; null where that is not above zero. */
  readonly share: string | null
  readonly invoices: number
  readonly firstMonth: Month
  readonly lastMonth: Month
}

/** A negative invoice and the one it takes back. */
export interface RedPair {
  readonly on: Day
  readonly partner: string
  readonly fen: Fen
  /** Days after the invoice it takes back; null where none of the same partner and amount stands before it. */
  readonly daysAfter: number | null
}

/** Negative (red-letter) sales invoices: which of them take back an invoice seen, and which do so in a later month. */
export interface RedLetters {
  readonly count: number
  readonly fen: Fen
  readonly pairedCount: number
  readonly crossMonthCount: number
  readonly crossMonthFen: Fen
  readonly largest: readonly RedPair[]
}

interface Held {
  name: string
  fen: number
  invoices: number
  first: Month
  last: Month
}

/** The partners of one side of a firm. */
export class Partners {
  readonly #held = new Map<string, Held>()

  add(id: string, name: string, on: Day, amount: number): void {
    const month = monthOf(on)
    const held = this.#held.get(id)
    if (held === undefined) {
      this.#held.set(id, { name, fen: amount, invoices: 1, first: month, last: month })
      return
    }
    held.fen += amount
    held.invoices++
    if (held.name === '') held.name = name
    if (month < held.first) held.first = month
    if (month > held.last) held.last = month
  }

  get size(): number {
    return this.#held.size
  }

  sums(): number[] {
    return [...this.#held.values()].map((held) => held.fen)
  }

  sumOf(id: string): number | undefined {
    return this.#held.get(id)?.fen
  }

  ids(): Iterable<string> {
    return this.#held.keys()
  }

  /** The largest by what was bought or sold. */
  largest(whole: number): InvoicePartner[] {
    return [...this.#held].sort(([, a], [, b]) => b.fen - a.fen).slice(0, SHOWN_PARTNERS).map(([id, held]) => ({
      id, name: held.name, fen: fen(held.fen), share: whole <= 0 ? null : formatExact(ratio(BigInt(held.fen), BigInt(whole)), PLACES), invoices: held.invoices, firstMonth: held.first, lastMonth: held.last,
    }))
  }
}

/** Takes up sales one by one and tells which negative ones take back which positive ones: the same partner, the same amount, not later. */
export class Reds {
  readonly #sold = new Map<string, Map<number, Sold>>()
  readonly #reds: { on: Day; partner: string; fen: number }[] = []

  add(partner: string, on: Day, amount: number): void {
    if (amount < 0) {
      this.#reds.push({ on, partner, fen: amount })
      return
    }
    const own = this.#sold.get(partner) ?? new Map<number, Sold>()
    this.#sold.set(partner, own)
    const sold = own.get(amount)
    if (sold === undefined) own.set(amount, { days: [on], before: null })
    else sold.days.push(on)
  }

  /** Each red invoice takes the nearest one before it that none other has taken. */
  read(): RedLetters {
    const pairs = this.#reds.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map((red) => ({ red, from: this.#takeBack(red) }))
    const paired = pairs.flatMap(({ red, from }) => (from === null ? [] : [{ red, from }]))
    const cross = paired.filter(({ red, from }) => monthOf(red.on) !== monthOf(from))
    return {
      count: pairs.length, fen: sizeOf(pairs.map(({ red }) => red)), pairedCount: paired.length, crossMonthCount: cross.length, crossMonthFen: sizeOf(cross.map(({ red }) => red)),
      largest: pairs.sort((a, b) => a.red.fen - b.red.fen).slice(0, SHOWN_PAIRS).map(({ red, from }) => ({ on: red.on, partner: red.partner, fen: fen(-red.fen), daysAfter: from === null ? null : daysBetween(from, red.on) })),
    }
  }

  /** Red ones come the earliest first, so the days before one of them only grow: the last of those not taken is the nearest. */
  #takeBack({ on, partner, fen: amount }: { on: Day; partner: string; fen: number }): Day | null {
    const sold = this.#sold.get(partner)?.get(-amount)
    if (sold === undefined) return null
    if (sold.before === null) {
      sold.days.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
      sold.before = []
    }
    while (sold.days.length > 0 && sold.days.at(-1)! <= on) sold.before.push(sold.days.pop()!)
    return sold.before.pop() ?? null
  }
}

/** Days of sales of one partner and amount: those still to come, the earliest last, and, once red ones are paired, those before the one at hand. */
interface Sold {
  readonly days: Day[]
  before: Day[] | null
}

function sizeOf(reds: readonly { fen: number }[]): Fen {
  return fen(reds.reduce((sum, each) => sum - each.fen, 0))
}
