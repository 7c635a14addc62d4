import { METHODS, cyclesOf, lengthOf, shapeOf } from '#common/schedule/domain'
import type { Calculation as Calc } from './calculation.ts'
import { quoted as text } from './cell.ts'
import { type Comp, made } from './comp.ts'
import { type Shaped, shapedOf } from './shaped.ts'

/** The requested repayment, settled: what the months of the plan and every schedule are made from. */
export interface Terms {
  readonly method: Comp
  /** LEVEL, EQUAL, AT_END or GIVEN. */
  readonly shape: Comp
  readonly periods: Comp
  /** Length of a cycle in months, and in days where it is counted in weeks. */
  readonly months: Comp
  readonly days: Comp
  readonly disbursed: Comp
  readonly firstDue: Comp
  readonly lastDue: Comp
  readonly planFrom: Comp
  readonly planMonths: Comp
  /** A schedule can be made of it at all. */
  readonly holds: Comp
  readonly monthlyLevel: Comp
  /** What types that have to be told were told. */
  readonly shaped: Shaped
}

const known = new WeakMap<Calc, Terms>()
/** No loan waits longer for its first instalment. */
const FIRST_WITHIN_MONTHS = 120

/** A day written YYYY-MM-DD as a number of days. */
export function serial(day: string): string {
  return `DATE(LEFT(${day},4),MID(${day},6,2),RIGHT(${day},2))`
}

/** Whole months completed between two day numbers. */
export function monthsFrom(from: string, to: string): string {
  const months = `((YEAR(${to})-YEAR(${from}))*12+MONTH(${to})-MONTH(${from}))`
  return `(${months}-IF(EDATE(${from},${months})>${to},1,0))`
}

export function termsOf(calc: Calc): Terms {
  let terms = known.get(calc)
  if (terms === undefined) known.set(calc, terms = settle(calc))
  return terms
}

function settle(calc: Calc): Terms {
  const spot = calc.spot(4)
  const typed = (name: string) => calc.input(['request', name], spot)
  const number = (name: string, formula: string, type: Comp['type'] = 'NUMBER') => calc.once(name, () => made(formula, type, true, true))
  const method = calc.typed(['request', 'method'])
  const [asked, m] = [typed('every').text, typed('method').text]
  const cycle = number('还款周期', cycleText(m, asked), 'WORD')
  const own = (comp: Comp) => calc.seenFrom(comp, spot.home).text
  const months = number('每期月数', oneOf(own(cycle), ['MONTH', 'QUARTER', 'HALF_YEAR'].map((each) => [each, lengthOf(each as 'MONTH').months]), 0))
  const days = number('每期天数', oneOf(own(cycle), ['WEEK', 'FORTNIGHT'].map((each) => [each, lengthOf(each as 'WEEK').days]), 0))
  const shape = number('还本方式', oneOf(m, METHODS.map((each) => [each, shapeOf(each)]), 'NA'), 'WORD')
  const periods = number('计划期数', `IF(${m}="BULLET",1,${typed('periods').text}+0)`)
  const disbursed = number('放款日(序号)', serial(typed('disbursedOn').text))
  const firstDue = number('首次还款日(序号)', serial(typed('firstDueOn').text))
  const lastDue = number('末期还款日(序号)', `IF(${own(days)}>0,${own(firstDue)}+${own(days)}*(${typed('periods').text}-1),EDATE(${own(firstDue)},${own(months)}*(${typed('periods').text}-1)))`)
  const monthOf = (day: Comp) => `(YEAR(${own(day)})*12+MONTH(${own(day)})-1)`
  const planFrom = number('预测首月', `MIN(${monthOf(firstDue)},${monthOf(disbursed)}+1)`)
  const planMonths = number('预测月数', `MIN(${calc.sizes.months},${monthOf(lastDue)}-${own(planFrom)}+1)`)
  const shaped = shapedOf(calc, { method: m, periods: own(periods), amount: typed('amountFen').text })
  const holds = calc.once('可排还款计划', () => made(`IFERROR(AND(${own(shaped.holds)},${own(firstDue)}>${own(disbursed)},${monthsFrom(own(disbursed), own(firstDue))}<${FIRST_WITHIN_MONTHS}),FALSE)`, 'TRUTH', false))
  const monthlyLevel = calc.once('按月等额本息', () => made(`AND(${m}="ANNUITY",${own(cycle)}="MONTH")`, 'TRUTH', false))
  return { method, shape, periods, months, days, disbursed, firstDue, lastDue, planFrom, planMonths, holds, monthlyLevel, shaped }
}

/** The cycle asked for where the method allows it, else that of the method. */
function cycleText(method: string, asked: string): string {
  const several = METHODS.filter((each) => cyclesOf(each).length > 1)
  const allowed = several.map((each) => `AND(${method}=${text(each)},OR(${cyclesOf(each).map((cycle) => `${asked}=${text(cycle)}`).join(',')}))`)
  return `IF(OR(${allowed.join(',')}),${asked},${oneOf(method, METHODS.map((each) => [each, cyclesOf(each)[0]]), 'NA')})`
}

function oneOf(word: string, cases: readonly (readonly [string, string | number])[], otherwise: string | number): string {
  const say = (value: string | number) => (typeof value === 'number' ? String(value) : value === 'NA' ? 'NA()' : text(value))
  const by = new Map<string | number, string[]>()
  for (const [name, value] of cases) by.set(value, [...(by.get(value) ?? []), name])
  return [...by].reduceRight((rest, [value, names]) => `IF(${names.length === 1 ? `${word}=${text(names[0]!)}` : `OR(${names.map((name) => `${word}=${text(name)}`).join(',')})`},${say(value)},${rest})`, say(otherwise))
}
