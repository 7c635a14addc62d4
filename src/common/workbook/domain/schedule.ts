import type { Block } from './block.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, made } from './comp.ts'
import { monthsFrom, termsOf } from './terms.ts'

const HOME = '明细'
const SINGLE = '计算'

/** Rows of one schedule: due days and lengths are shared, amounts belong to one principal and rate. */
export interface Rows {
  readonly block: Block
  readonly principal: number
  readonly interest: number
  readonly total: number
  readonly balance: number
  /** Result of the whole: Σ of what is due, and the instalment cash is held against. */
  readonly whole: Comp
  readonly largest: Comp
}

export interface Frame {
  readonly block: Block
  readonly due: number
  readonly month: number
  /** Interest of a period is the balance times the yearly rate times this. */
  readonly part: number
  readonly regularPart: string
  readonly interestOnly: string
  readonly n: string
  readonly shape: string
}

const frames = new WeakMap<Calc, Frame>()
const made_ = new WeakMap<Calc, Map<string, Rows>>()

/** The schedule of an amount at a rate, laid out once for each pair that is asked for. */
export function scheduleRows(calc: Calc, amount: Comp, rate: Comp, title: string): Rows {
  const store = made_.get(calc) ?? new Map<string, Rows>()
  made_.set(calc, store)
  const key = `${amount.text}|${rate.text}`
  let rows = store.get(key)
  if (rows === undefined) store.set(key, rows = lay(calc, amount.text, rate.text, `${title}${store.size}`))
  return rows
}

export function frameOf(calc: Calc): Frame {
  let frame = frames.get(calc)
  if (frame === undefined) frames.set(calc, frame = layFrame(calc))
  return frame
}

/** Due days and the length of each period as the pack counts it. */
function layFrame(calc: Calc): Frame {
  const t = termsOf(calc)
  const { dayCount, oddDayCount, oddPeriod } = calc.pack.repayment
  const own = (comp: Comp) => calc.seenFrom(comp, SINGLE).text
  const counted = dayCount === 'M30' ? oddDayCount : dayCount
  const perYear = counted === 'ACT_365' ? 365 : 360
  const between = (from: string, to: string) => (counted === 'M30' ? `DAYS360(${from},${to},TRUE)` : `(${to}-${from})`)
  const drawn = `${t.method.text}="REVOLVING"`
  const whole = calc.once('首期整月数', () => {
    const [from, due] = [own(t.disbursed), own(t.firstDue)]
    const months = monthsFrom(from, due)
    // Counted back the due day of the loan is kept, as EDATE keeps it.
    return made(`IF(AND(${own(t.days)}=0,${months}>0,OR(EDATE(${from},${months})=${due},EDATE(${due},-${months})=${from})),${months},0)`, 'NUMBER', true, true)
  })
  const block = calc.newBlock('#schedule', '还款计划', calc.sizes.periods)
  const [due, month, part] = [block.column('due', '还款日(序号)'), block.column('month', '还款月'), block.column('part', '期长(年)')]
  const regular = calc.once('每期长度(年)', () => made(dayCount === 'M30' ? `IF(${own(t.days)}>0,${own(t.days)}/${perYear},${own(t.months)}/12)` : `IF(${own(t.days)}>0,${own(t.days)}/${perYear},${own(t.months)}/12)`, 'NUMBER', true))
  for (let k = 0; k < block.size; k++) {
    const there = `${k}<${t.periods.text}`
    block.write(due, k, `IFERROR(IF(${there},IF(${t.days.text}>0,${t.firstDue.text}+${k}*${t.days.text},EDATE(${t.firstDue.text},${k}*${t.months.text})),""),"")`)
    block.write(month, k, `IFERROR(YEAR(${block.at(due, k, HOME)})*12+MONTH(${block.at(due, k, HOME)})-1,"")`)
    const counting = between(k === 0 ? t.disbursed.text : block.at(due, k - 1, HOME), block.at(due, k, HOME))
    const inDays = `${counting}/${perYear}`
    const length = dayCount !== 'M30' ? inDays : k === 0 ? `IF(${whole.text}>0,${whole.text}/12,${inDays})` : `IF(${t.days.text}>0,${inDays},${t.months.text}/12)`
    // A line drawn and repaid on any day is counted by the day.
    const byDay = `(${block.at(due, k, HOME)}-${k === 0 ? t.disbursed.text : block.at(due, k - 1, HOME)})/${perYear}`
    block.write(part, k, `IFERROR(IF(${there},IF(${drawn},${byDay},${length}),""),"")`)
  }
  const interestOnly = calc.once('只付息期数', () => {
    const isRegular = `IF(${own(t.days)}>0,${own(t.firstDue)}-${own(t.disbursed)}=${own(t.days)},OR(${own(t.months)}=0,${own(whole)}=${own(t.months)}))`
    return made(`IF(${own(t.shape)}="AT_END",${own(t.periods)}-1,MAX(${own(t.shaped.grace)},${oddPeriod === 'INTEREST_FIRST' ? `IF(AND(${own(t.periods)}>1,NOT(${isRegular})),1,0)` : '0'}))`, 'NUMBER', true, true)
  })
  return { block, due, month, part, regularPart: regular.text, interestOnly: interestOnly.text, n: t.periods.text, shape: t.shape.text }
}

/** The level instalment, or the regular share of principal. */
export function regularText(calc: Calc, { n, shape, interestOnly, regularPart }: Frame, principal: string, rate: string): string {
  const { shaped } = termsOf(calc)
  const [i, over, residual] = [`(${rate}*${regularPart})`, `(${shaped.over.text}-${interestOnly})`, shaped.residual(principal)]
  const level = `IF(${rate}=0,(${principal}-${residual})/${over},(${principal}-${residual}*(1+${i})^-${over})*${i}/(1-(1+${i})^-${over}))`
  return `IF(${shape}="LEVEL",${level},${principal}/(${n}-${interestOnly}))`
}

function lay(calc: Calc, amount: string, rate: string, title: string): Rows {
  const frame = frameOf(calc)
  const { block, n, shape, interestOnly } = frame
  const { rounding } = calc.pack.repayment
  const exact = rounding === 'EXACT_DISPLAY'
  const up = rounding === 'UP'
  const money = (text: string, always: boolean) => (exact ? text : always ? `ROUNDUP(ROUND(${text},6),0)` : `ROUND((${text})*(1+4E-15),0)`)
  const { shaped } = termsOf(calc)
  const regular = calc.once(`${title} 每期应还或还本`, () => made(money(regularText(calc, frame, amount, rate), up), 'NUMBER', true)).text
  const nearest = calc.once(`${title} 各期还本取近`, () => made(shaped.nearest(amount), 'TRUTH', false)).text
  const column = (name: string) => block.column(`${title} ${name}`, `${title}${name}`)
  const [principal, interest, total, balance] = [column('本金'), column('利息'), column('合计'), column('余额')]
  for (let k = 0; k < block.size; k++) {
    const at = (of: number, row = k) => block.at(of, row, HOME)
    const before = k === 0 ? amount : at(balance, k - 1)
    const there = (text: string) => `IFERROR(IF(AND(${k}<${n},${amount}>0),${text},""),"")`
    const accrued = `${before}*${rate}*${at(frame.part)}`
    block.write(interest, k, there(up && !exact ? `IF(${shape}="LEVEL",${money(accrued, false)},${money(accrued, true)})` : money(accrued, false)))
    block.write(principal, k, there(`IF(${k}+1=${n},${before},IF(${shape}="GIVEN",MIN(${before},${shaped.given(amount, nearest, k, interestOnly)}),IF(${k}<${interestOnly},0,MIN(${before},IF(${shape}="LEVEL",MAX(0,${regular}-${at(interest)}),${regular})))))`))
    block.write(balance, k, there(`${before}-${at(principal)}`))
    block.write(total, k, there(exact ? `ROUND((${at(principal)}+${at(interest)})*(1+4E-15),0)` : `${at(principal)}+${at(interest)}`))
  }
  return { block, principal, interest, total, balance, ...results(calc, title, amount, block, { total, interest }, exact) }
}

/** The instalment cash is held against, a month of it, as the product's type has it. */
function results(calc: Calc, title: string, amount: string, block: Block, { total, interest }: { total: number; interest: number }, exact: boolean): { whole: Comp; largest: Comp } {
  const t = termsOf(calc)
  const own = (comp: Comp) => calc.seenFrom(comp, SINGLE).text
  const range = (column: number, to = block.size - 1) => block.range(column, SINGLE, 0, to)
  const known = `AND(${own(t.holds)},${own(t.shape)}<>"")`
  const last = `INDEX(${range(total)},${own(t.periods)})`
  const largestTotal = calc.once(`${title} 最高一期`, () => made(`IF(${own(t.periods)}=1,${last},MAX(${block.at(total, 0, SINGLE)}:INDEX(${range(total)},${own(t.periods)}-1)))`, 'NUMBER', true, true))
  const most = `IF(${own(t.shape)}="AT_END",MAX(${range(interest)}),${own(largestTotal)})`
  const perMonth = `IF(${own(t.days)}>0,ROUND(${most}*${own(t.periods)}/ROUNDUP(${own(t.periods)}*${own(t.days)}*12/365,0),0),IF(${own(t.months)}>1,ROUND(${most}/${own(t.months)},0),${most}))`
  const principal = calc.seenFrom(made(amount, 'NUMBER', false), SINGLE).text
  const all = exact ? `${principal}+ROUND(SUM(${range(interest)})*(1+4E-15),0)` : `SUM(${range(total)})`
  const calendar = `IF(${own(t.days)}>0,ROUNDUP(${own(t.periods)}*${own(t.days)}*12/365,0),${own(t.periods)}*MAX(1,${own(t.months)}))`
  const of = (name: string, text: string) => calc.once(`${title} ${name}`, () => made(`IF(${known},IF(${principal}<=0,0,${text}),NA())`, 'NUMBER', true, true))
  return { whole: of('还款总额', all), largest: of('最高月供', `IF(${own(t.shape)}="GIVEN",ROUND((${all})/${calendar},0),${perMonth})`) }
}
