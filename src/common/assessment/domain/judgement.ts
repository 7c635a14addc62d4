import { type Sheet as FigureSheet, Sheet, type Value, isNumber } from '#common/figures/domain'
import { type Exact, compare, formatExact } from '#kernel'
import { adoptedValues } from './accepted-value.ts'
import type { Working } from './axes.ts'
import type { CaseFile } from './case/index.ts'
import { type JudgementPack, judgementGraph } from './judgement-graph.ts'

const NO_OFFER = { annualRate: null, restrictedFen: null } as const

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
    const reset = [...(Object.keys(adopted).length > 0 ? ['adopted'] : []), ...(offer.annualRate !== null || offer.restrictedFen !== null ? ['offer'] : [])]
    this.sheet.update(working(caseFile), [...changed, ...reset])
    this.settle()
  }

  private settle(): void {
    const adopted = adoptedValues(this.sheet, this.pack.checks.acceptMode)
    if (Object.keys(adopted).length > 0) this.sheet.update({ ...this.sheet.source, adopted }, ['adopted'])
    this.agreeOnPrice()
    this.restrictByGrade()
  }

  /** Limit, score and price depend on each other: size at the best grade's rate, then once more at the price (chapter 6.3). */
  private agreeOnPrice(): void {
    if (!this.lends()) return
    const first = this.rate('annualRate')
    const price = this.rate('price')
    if (compare(first, price) === 0) return
    this.offer({ annualRate: formatExact(price, 12) })
    if (!this.lends()) return
    const again = this.rate('price')
    if (compare(again, price) > 0) this.offer({ annualRate: formatExact(again, 12) })
  }

  private restrictByGrade(): void {
    const grade = this.lends() ? this.sheet.figure('grade') : null
    if (typeof grade !== 'string' || !(this.pack.scorecard.restrictedGrades as readonly string[]).includes(grade)) return
    if (compare(this.rate('limit'), this.pack.scorecard.restrictedUpTo) > 0) this.offer({ restrictedFen: this.pack.scorecard.restrictedUpTo })
  }

  private offer(terms: Partial<Working['offer']>): void {
    this.sheet.update({ ...this.sheet.source, offer: { ...this.sheet.source.offer, ...terms } }, ['offer'])
  }

  private lends(): boolean {
    const limit: Value = this.sheet.figure('limit')
    return limit !== null && isNumber(limit) && compare(limit, 0) > 0
  }

  private rate(id: string): Exact {
    const value = this.sheet.figure(id)
    if (value === null || !isNumber(value)) throw new Error(`figure ${id} is not known`)
    return value
  }
}

function working(caseFile: CaseFile): Working {
  return { ...caseFile, adopted: {}, offer: NO_OFFER }
}
