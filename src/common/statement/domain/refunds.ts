import { type Fen, ZERO_FEN, fen } from '#kernel'
import type { Entry } from './layout.ts'
import type { Nature } from './statement.ts'
import { blankMark } from './text.ts'

interface Noted {
  readonly place: number
  readonly numbers: readonly string[]
  readonly fen: Fen
}

/**
 * Refunds that a bill shows twice: in the state of the sale (已退款(￥30.00)) and as a row of its own. They are the same
 * where the two share a number; then the row counts, and the sale keeps only what no row shows.
 */
export class Refunds {
  readonly #sales: Noted[] = []
  readonly #rows: Noted[] = []

  note(place: number, nature: Nature, entry: Entry): void {
    if (entry.refundFen === ZERO_FEN) return
    if (nature === 'TRADE') this.#sales.push({ place, numbers: numbersOf(entry), fen: entry.refundFen })
    if (nature === 'REFUND_PAID') this.#rows.push({ place, numbers: numbersOf(entry), fen: entry.refundFen })
  }

  /** For each sale whose refund rows of their own show: its place and what of the refund is left to it. */
  left(): Map<number, Fen> {
    const open = new Map<string, Noted>()
    for (const sale of this.#sales) for (const number of sale.numbers) if (!open.has(number)) open.set(number, sale)
    const left = new Map<number, Fen>()
    for (const row of this.#rows) {
      const sale = row.numbers.map((number) => open.get(number)).find((found) => found !== undefined)
      if (sale) left.set(sale.place, fen(Math.max(0, (left.get(sale.place) ?? sale.fen) - row.fen)))
    }
    return left
  }
}

/** The order's numbers: the platform's own (a refund may carry it with its own behind an underscore) and the seller's. */
function numbersOf({ id, order = '' }: Entry): string[] {
  return [id, id.split('_')[0] ?? '', order].filter((number) => !blankMark(number) && !/^0+$/.test(number))
}
