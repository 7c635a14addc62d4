import { AMORTISED_OVER, GRACE_IN, USUAL } from '#common/schedule/domain'
import type { Block } from './block.ts'
import type { Calculation as Calc } from './calculation.ts'
import { letters, quoted } from './cell.ts'
import { type Comp, made } from './comp.ts'
import { placeOf } from './layout.ts'

const [HOME, SINGLE, STEPS] = ['明细', '计算', '/request/shape/steps']

/** How principal comes back where the type has to be told: for any amount, in the proportions typed or, where nothing was, as is usual. */
export interface Shaped {
  /** Whether what was typed can be a schedule of the amount asked for. */
  readonly holds: Comp
  /** Leading periods without principal, and the periods a level instalment is reckoned over. */
  readonly grace: Comp
  readonly over: Comp
  /** Principal on top of the last level instalment, for this amount. */
  residual(principal: string): string
  /** Whether each share of this amount may be rounded to the nearest fen; the same cell is handed to `given`. */
  nearest(principal: string): string
  given(principal: string, nearest: string, k: number, interestOnly: string): string
}

interface Asked { readonly method: string; readonly periods: string; readonly amount: string }

/** The typed shape of the requested repayment. All names are cells of the sheet of single values. */
export function shapedOf(calc: Calc, asked: Asked): Shaped {
  const one = (name: string) => calc.seenFrom(calc.typed(['request', 'shape', name]), SINGLE).text
  const { method: m, periods: n, amount: a } = asked
  const [grace, over, residual, each] = ['gracePeriods', 'amortisationPeriods', 'residualFen', 'principalEachFen'].map(one)
  const is = (method: string) => `${m}=${quoted(method)}`
  const number = (name: string, formula: string) => calc.once(name, () => made(formula, 'NUMBER', true, true))
  const listed = new Amounts(calc, asked)
  const stepped = `OR(${is('STEP_UP')},${is('STEP_DOWN')})`
  const holds = calc.once('还本安排可用', () => made(`IFERROR(${choose([
    [is('GRACE_ANNUITY'), `IF(${grace}="",${n}>1,${grace}<${n})`], [is('BALLOON_AMORT'), `OR(${over}="",N(${over})>${n})`], [is('BALLOON_RESIDUAL'), `OR(${residual}="",N(${residual})<${a})`],
    [is('FIXED_PRINCIPAL'), `OR(${each}="",N(${each})*(${n}-1)<=${a})`], [stepped, listed.goesOneWay(is('STEP_UP'), n)],
  ], 'TRUE')},FALSE)`, 'TRUTH', false))
  const shares = { each: outside(each!), amount: outside(a), periods: outside(n), fixed: outside(is('FIXED_PRINCIPAL')), irregular: outside(is('IRREGULAR')) }
  return {
    holds,
    grace: number('宽限期数', `IF(${is('GRACE_ANNUITY')},IF(${grace}="",MAX(1,INT(${n}/${GRACE_IN})),MAX(1,MIN(${grace},${n}-1))),0)`),
    over: number('等额计算期数', `IF(${is('BALLOON_AMORT')},IF(${over}="",${n}*${AMORTISED_OVER},MAX(${over},${n}+1)),${n})`),
    residual: (principal) => `IF(${outside(is('BALLOON_RESIDUAL'))},IF(${outside(residual!)}="",MAX(1,INT(${principal}*${USUAL.residual}/100)),MAX(1,MIN(${floor(outside(residual!), principal, outside(a))},${principal}-1))),0)`,
    nearest: (principal) => listed.nearest(principal),
    given: (principal, nearest, k, interestOnly) => {
      const share = `MIN(IF(${shares.each}="",INT(${principal}*${USUAL.each}/100),${floor(shares.each, principal, shares.amount)}),INT(${principal}/MAX(1,${shares.periods}-1)))`
      return `IF(${shares.fixed},IF(${k}<${interestOnly},0,${share}),${listed.share(principal, nearest, k, shares.irregular)})`
    },
  }
}

/** Amounts said period by period: the steps or the list typed, or the weights that are usual. */
class Amounts {
  readonly #block: Block
  readonly #base: number
  readonly #reached: number
  readonly #typed: string
  readonly #sum: string

  constructor(calc: Calc, { method, periods }: Asked) {
    const [m, n] = [outside(method), outside(periods)]
    const block = this.#block = calc.newBlock('#given', '各期还本的比例', calc.sizes.periods)
    const { room } = calc.placed.get(STEPS)!
    const columns = { periods: block.column('step periods', '段期数'), amount: block.column('step amount', '段每期还本'), reached: block.column('step reached', '段末期'), listed: block.column('listed', '各期还本') }
    const cell = (name: string, row: number) => { const { sheet, column, row: at } = placeOf(calc.placed.get(STEPS)!, [name], row)!; return `${sheet}!$${letters(column)}$${at}` }
    for (let row = 0; row < room; row++) {
      block.write(columns.periods, row, `N(${cell('periods', row)})`)
      block.write(columns.amount, row, `ROUND(N(${cell('principalFen', row)})*100,0)`)
      block.write(columns.reached, row, `${block.at(columns.periods, row, HOME)}${row === 0 ? '' : `+${block.at(columns.reached, row - 1, HOME)}`}`)
    }
    const [stepPeriods, stepAmounts, stepEnds] = [columns.periods, columns.amount, columns.reached].map((column) => block.range(column, HOME, 0, room - 1))
    const list = outside(calc.typed(['request', 'shape', 'principalsFen']).text)
    const spaced = [';', '；', ' '].reduce((text, mark) => `SUBSTITUTE(${text},"${mark}","、")`, `SUBSTITUTE(${list}&"",",","")`)
    const rest = block.column('list', '其余')
    for (let k = 0; k < block.size; k++) {
      const [before, text] = [k === 0 ? '' : block.at(rest, k - 1, HOME), block.at(rest, k, HOME)]
      block.write(rest, k, k === 0 ? `${spaced}&"、"` : `IFERROR(MID(${before},FIND("、",${before})+1,LEN(${before})),"")`)
      block.write(columns.listed, k, `IFERROR(ROUND(VALUE(LEFT(${text},FIND("、",${text})-1))*100,0),0)`)
    }
    const stepped = `OR(${m}="STEP_UP",${m}="STEP_DOWN")`
    const seen = (column: number, to: number) => block.range(column, SINGLE, 0, to)
    this.#typed = calc.once('各期还本已填', () => made(`(IF(OR(${method}="STEP_UP",${method}="STEP_DOWN"),SUMPRODUCT(${seen(columns.periods, room - 1)},${seen(columns.amount, room - 1)}),SUM(${seen(columns.listed, block.size - 1)}))>0)`, 'TRUTH', false)).text
    const typed = outside(this.#typed)
    const lastStep = `SUMPRODUCT(MAX((${stepPeriods!}>0)*(ROW(${stepPeriods!})-${block.top - 1})))`
    this.#base = block.column('base', '比例')
    this.#reached = block.column('base reached', '累计比例')
    for (let k = 0; k < block.size; k++) {
      const step = `INDEX(${stepAmounts!},MIN(1+COUNTIF(${stepEnds!},"<="&${k}),${lastStep}))`
      const own = `IF(${typed},IF(${stepped},${step},${block.at(columns.listed, k, HOME)}),IF(${stepped},${usualWeight(m, n, k)},1))`
      block.write(this.#base, k, `IFERROR(IF(${k}<${n},${own},0),0)`)
      block.write(this.#reached, k, `${block.at(this.#base, k, HOME)}${k === 0 ? '' : `+${block.at(this.#reached, k - 1, HOME)}`}`)
    }
    this.#sum = block.at(this.#reached, block.size - 1, HOME)
  }

  /** Steps rise or fall as their type says, and are not all nothing. */
  goesOneWay(up: string, periods: string): string {
    const [earlier, later] = [this.#block.range(this.#base, SINGLE, 0, this.#block.size - 2), this.#block.range(this.#base, SINGLE, 1)]
    const backward = (sign: string) => `SUMPRODUCT((ROW(${later})-${this.#block.top}<${periods})*(${later}${sign}${earlier}))`
    return `AND(${HOME}!${this.#sum}>0,IF(${up},${backward('<')},${backward('>')})=0)`
  }

  nearest(principal: string): string {
    const [base, sum] = [this.#block.range(this.#base, ''), this.#block.at(this.#reached, this.#block.size - 1, '')]
    return `IFERROR(AND(${outside(this.#typed)},SUMPRODUCT(ROUND(${base}*${principal}/${sum},0))<=${principal}),FALSE)`
  }

  share(principal: string, nearest: string, k: number, irregular: string): string {
    const at = (column: number, row: number) => this.#block.at(column, row, HOME)
    const [base, upTo, before] = [at(this.#base, k), at(this.#reached, k), k === 0 ? '0' : at(this.#reached, k - 1)]
    const spread = `${floor(upTo, principal, this.#sum)}-${floor(before, principal, this.#sum)}`
    return `IF(${this.#sum}=0,0,IF(AND(${irregular},${outside(this.#typed)}),${spread},IF(${nearest},ROUND(${base}*${principal}/${this.#sum},0),${floor(base, principal, this.#sum)})))`
  }
}

/** A part of an amount, rounded down: by whole numbers, because a quotient may lie a hair beside one. */
function floor(share: string, amount: string, whole: string): string {
  const near = `ROUND(${share}*${amount}/${whole},0)`
  return `(${near}-IF(${near}*${whole}>${share}*${amount},1,0))`
}

/** Stretches of equal length, the earlier ones longer by one where they do not divide evenly. */
function usualWeight(m: string, n: string, k: number): string {
  const count = `MIN(${USUAL.steps.length},${n})`
  const [length, longer] = [`INT(${n}/${count})`, `MOD(${n},${count})`]
  const step = `IF(${k}<${longer}*(${length}+1),INT(${k}/(${length}+1)),${longer}+INT((${k}-${longer}*(${length}+1))/${length}))`
  return `IF(${m}="STEP_UP",CHOOSE(${step}+1,${USUAL.steps.join(',')}),CHOOSE(${step}+1,${[...USUAL.steps].reverse().join(',')}))`
}

function choose(cases: readonly (readonly [string, string])[], otherwise: string): string {
  return cases.reduceRight((rest, [condition, then]) => `IF(${condition},${then},${rest})`, otherwise)
}

/** A formula of the sheet of single values as another sheet says it. */
function outside(text: string): string {
  return text.replaceAll(/(?<![!\w$:])\$([A-Z]+)\$(\d+)/g, `${SINGLE}!$$$1$$$2`)
}
