import { type Sheet as FigureSheet, Sheet, type Value, isNumber } from '#common/figures/domain'
import { type Exact, compare, formatExact, roundFen } from '#kernel'
import { adoptedValues } from './accepted-value.ts'
import { NO_OFFER, type Working } from './axes.ts'
import type { CaseFile } from './case/index.ts'
import { type JudgementPack, judgementGraph } from './judgement-graph.ts'

/** Rates settled between passes are kept as decimal text. */
const RATE_DECIMALS = 12

/**
 * One case judged: checks on the stated values, accepted values (R6), everything again on these, then limit and price
 * until they agree. The sheet stays alive, so a typed figure recomputes only what rests on it.
 */
export class Judgement {
  readonly pack: JudgementPack
  readonly sheet: FigureSheet<Working>

  constructor(caseFile: CaseFile, pack: JudgementPack) {
    this.pack = pack
    this.sheet = new Sheet(judgementGraph(pack), working(caseFile), pack)
    this.settle()
  }

  /** Replaces the case; `changed` are its top-level keys that differ (`income`, `balance` …). */
  update(caseFile: CaseFile, changed: readonly (keyof CaseFile)[]): void {
    const { adopted, offer } = this.sheet.source
    const reset = [...(Object.keys(adopted).length > 0 ? ['adopted'] : []), ...(offer.annualRate !== null ? ['offer'] : [])]
    this.sheet.update(working(caseFile), [...changed, ...reset])
    this.settle()
  }

  private settle(): void {
    const adopted = adoptedValues(this.sheet, this.pack.checks.acceptMode)
    if (Object.keys(adopted).length > 0) this.sheet.update({ ...this.sheet.source, adopted }, ['adopted'])
    this.agreeOnPrice()
  }

  /**
   * Limit, score and price depend on each other: size at the best grade's rate, then once more at the price; of two prices the
   * higher stands (chapter 6.3). The grade of an assessment is that of its price: where the amount sized last scores otherwise,
   * the score stays on the amount and the rate it was decided on.
   */
  private agreeOnPrice(): void {
    if (!this.lends()) return
    const first = this.priced()
    if (compare(first.rate, first.price) === 0) return
    this.offer({ annualRate: formatExact(first.price, RATE_DECIMALS) })
    if (!this.lends()) return
    const second = this.priced()
    const difference = compare(second.price, first.price)
    if (difference === 0) return
    const { amountFen, rate, price } = difference > 0 ? second : first
    this.offer({ annualRate: formatExact(price, RATE_DECIMALS), scoredFen: roundFen(amountFen), scoredRate: formatExact(rate, RATE_DECIMALS) })
  }

  /** What the sheet now scores, at which rate, and the price of that. */
  private priced(): { amountFen: Exact; rate: Exact; price: Exact } {
    return { amountFen: this.number('scoredAmount'), rate: this.number('annualRate'), price: this.number('price') }
  }

  private offer(terms: Partial<Working['offer']>): void {
    this.sheet.update({ ...this.sheet.source, offer: { ...this.sheet.source.offer, ...terms } }, ['offer'])
  }

  private lends(): boolean {
    const limit: Value = this.sheet.figure('limit')
    return limit !== null && isNumber(limit) && compare(limit, 0) > 0
  }

  private number(id: string): Exact {
    const value = this.sheet.figure(id)
    if (value === null || !isNumber(value)) throw new Error(`figure ${id} is not known`)
    return value
  }
}

function working(caseFile: CaseFile): Working {
  return { ...caseFile, adopted: {}, offer: NO_OFFER }
}
