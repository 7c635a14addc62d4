import type { Calculation as Calc } from './calculation.ts'
import { type Comp, NOTHING, made } from './comp.ts'
import { strict } from './comp.ts'
import { AcceptedValues } from './accepted.ts'
import { PASS } from './pass.ts'

/** What is settled between two passes: accepted values, the rate a loan is sized at, and what its score was decided on. */
export class Settled {
  private readonly calc: Calc
  private readonly made = new Map<string, Comp>()
  private values: AcceptedValues | undefined

  constructor(calc: Calc) {
    this.calc = calc
  }

  get accepted(): AcceptedValues {
    return this.values ??= new AcceptedValues(this.calc)
  }

  adopted(account: string): Comp {
    return this.accepted.valueOf(account)
  }

  offer(term: string, pass: number): Comp {
    if (pass <= PASS.FIRST) return NOTHING
    if (term === 'annualRate') return pass === PASS.PRICED ? this.priced() : this.agreed()
    return pass < PASS.FINAL ? NOTHING : term === 'scoredFen' ? this.scored('评分所用金额', 'amount', true) : this.scored('评分所用利率', 'rate', false)
  }

  /** The price of the loan as first sized, where it is another than it was sized at. */
  private priced(): Comp {
    return this.once('按初算定价', () => {
      const at = this.at(PASS.FIRST)
      return made(`IF(AND(${at.lends},${at.rate}<>${at.price}),ROUND(${at.price},12),NA())`, 'NUMBER', true)
    })
  }

  /** Sized at that price the loan may be priced once more; the dearer of the two stands. */
  private agreed(): Comp {
    return this.once('采用利率', () => {
      const [first, second, priced] = [this.at(PASS.FIRST), this.at(PASS.PRICED), this.calc.seenFrom(this.priced(), '计算').text]
      return made(`IF(${priced}="",NA(),IF(${second.lends},IF(${second.price}>${first.price},ROUND(${second.price},12),${priced}),${priced}))`, 'NUMBER', true)
    })
  }

  /** Where the two prices differ, the score stands on what the pass of the higher one scored. */
  private scored(name: string, term: 'amount' | 'rate', whole: boolean): Comp {
    return this.once(name, () => {
      const [first, second, priced] = [this.at(PASS.FIRST), this.at(PASS.PRICED), this.calc.seenFrom(this.priced(), '计算').text]
      return made(`IF(${priced}="",NA(),IF(${second.lends},IF(${second.price}>${first.price},${second[term]},IF(${second.price}<${first.price},${first[term]},NA())),NA()))`, 'NUMBER', true, whole)
    })
  }

  private at(pass: number): { lends: string; rate: string; price: string; amount: string } {
    const limit = this.figure('limit', pass)
    const [rate, price, amount] = ['annualRate', 'price', 'scoredAmount'].map((id) => strict(this.figure(id, pass)))
    return { lends: limit.may ? `IFERROR(${strict(limit)}>0,FALSE)` : `(${limit.text}>0)`, rate: rate!, price: price!, amount: amount! }
  }

  private figure(id: string, pass: number): Comp {
    return this.calc.figure(id, 0, this.calc.spot(pass))
  }

  private once(name: string, make: () => Comp): Comp {
    let comp = this.made.get(name)
    if (comp === undefined) this.made.set(name, comp = this.calc.line(name, make()))
    return comp
  }
}

