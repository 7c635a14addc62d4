import type { Calculation as Calc } from './calculation.ts'
import { type Comp, NOTHING, made, roundedWhole, strict } from './comp.ts'
import type { Spot } from './compile.ts'
import { monthNumber } from './derived.ts'
import { scheduleRows } from './schedule.ts'
import { dayText } from './twins.ts'
import { monthsFrom, serial, termsOf } from './terms.ts'
import { largestByHalving } from './halving.ts'

type Counterpart = (calc: Calc, args: readonly Comp[], spot: Spot) => Comp

const unknown = (args: readonly Comp[]) => args.some(({ known }) => known === null)
const seen = (calc: Calc, comp: Comp, spot: Spot) => calc.seenFrom(comp, spot.home).text
const passTitle = (spot: Spot) => (['列示', '初算', '按价', '定价', '还款'] as const)[spot.pass]!

/** The searches and questions of the calendar that are no formula, each by cells of its own. */
const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  monthsSince: (calc, [from], spot) => monthsTo(calc, from!, calc.typed(['cutOffOn']), spot),
  monthsUsed: (calc, [from], spot) => (from!.known === null ? NOTHING : made(`MAX(0,${monthNumber(seen(calc, calc.typed(['cutOffOn']), spot))}-${monthNumber(strict(from!))})`, 'NUMBER', true, true)),
  monthsAtMaturity: (calc, [from], spot) => (from!.known === null ? NOTHING : made(monthsFrom(serial(strict(from!)), seen(calc, termsOf(calc).lastDue, spot)), 'NUMBER', true, true)),
  maturityOn: (calc, _, spot) => made(dayText(seen(calc, termsOf(calc).lastDue, spot)), 'WORD', true),
  largestLoan: (calc, [most, rate], spot) => largestLoan(calc, most!, rate!, spot),
  instalmentInMonth: (calc, [amount, rate], spot) => {
    const { block, total } = scheduleRows(calc, full(amount!), full(rate!), passTitle(spot))
    const month = block.column('month', '')
    const t = termsOf(calc)
    const sum = `SUMIFS(${block.range(total, spot.home)},${block.range(month, spot.home)},${seen(calc, t.planFrom, spot)}+${spot.k})`
    return made(`IF(AND(${seen(calc, t.holds, spot)},${seen(calc, t.shape, spot)}<>""),${sum},NA())`, 'NUMBER', true, true)
  },
  largestInstalment: (calc, [amount, rate], spot) => calc.seenFrom(scheduleRows(calc, full(amount!), full(rate!), passTitle(spot)).largest, spot.home),
  totalRepayment: (calc, [amount, rate], spot) => calc.seenFrom(scheduleRows(calc, full(amount!), full(rate!), passTitle(spot)).whole, spot.home),
  shareOfCheckedAccounts: (calc) => calc.settled.accepted.share(),
}

/** The counterpart of a named search; what has none is unknown in the workbook and said to be. */
export function algorithmOf(calc: Calc, name: string, args: readonly Comp[], spot: Spot): Comp {
  const counterpart = COUNTERPARTS[name]
  if (counterpart === undefined) return calc.uncarry(name)
  return unknown(args) ? NOTHING : counterpart(calc, args, spot)
}

/** An argument as a cell with its sheet, so that its rows may stand anywhere. */
function full(comp: Comp): Comp {
  if (comp.cell && !comp.text.includes('!') && !comp.text.startsWith('policy.')) return { ...comp, text: `计算!${comp.text}` }
  return comp
}

function monthsTo(calc: Calc, from: Comp, to: Comp, spot: Spot): Comp {
  if (from.known === null) return NOTHING
  const months = monthsFrom(serial(strict(from)), serial(seen(calc, to, spot)))
  return made(months, 'NUMBER', true, true)
}

/** The largest loan the cash carries: by the annuity factor for level months, else by halving over the plan. */
function largestLoan(calc: Calc, most: Comp, rate: Comp, spot: Spot): Comp {
  const t = termsOf(calc)
  const [n, level] = [seen(calc, t.periods, spot), seen(calc, t.monthlyLevel, spot)]
  const i = `(${rate.text}/12)`
  const factor = `IF(${rate.text}=0,${n},(1-(1+${i})^-${n})/${i})`
  const others = largestByHalving(calc, rate, spot)
  return made(`IF(${strict(most)}<=0,0,IF(${level},${roundedWhole(`${most.text}*${factor}`)},${others}))`, 'NUMBER', true, true)
}
