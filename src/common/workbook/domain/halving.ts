import type { Block } from './block.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, made, strict } from './comp.ts'
import type { Spot } from './compile.ts'
import { PASS } from './pass.ts'
import { frameOf, regularText } from './schedule.ts'
import { termsOf } from './terms.ts'

const [HOME, SINGLE] = ['明细', '计算']
/** The largest principal a schedule is made for, and the halvings that bring it down to a fen. */
const [CEILING, HALVINGS] = [10_000_000_000_000, 44]

const found = new WeakMap<Calc, Map<string, Comp>>()

/** The largest loan the forward plan carries, found by halving laid out in cells: every trial has its schedule, held month by month against the plan. */
export function largestByHalving(calc: Calc, rate: Comp, spot: Spot): string {
  if (calc.sizes.trials === 0) return '0'
  const store = found.get(calc) ?? new Map<string, Comp>()
  found.set(calc, store)
  const key = rate.text.includes('!') ? rate.text : `${SINGLE}!${rate.text}`
  let result = store.get(key)
  if (result === undefined) store.set(key, result = new Trials(calc, key, store.size).result())
  return calc.seenFrom(result, spot.home).text
}

class Trials {
  private readonly calc: Calc
  private readonly rate: string
  private readonly title: string
  private readonly block: Block
  private readonly steps: Block
  private readonly frame: ReturnType<typeof frameOf>
  private readonly own: number

  constructor(calc: Calc, rate: string, nth: number) {
    this.calc = calc
    this.rate = rate
    this.title = `试算${nth + 1}`
    this.frame = frameOf(calc)
    this.block = calc.newBlock(`#trial ${nth}`, this.title, Math.max(calc.sizes.trials, this.months))
    this.steps = calc.newBlock(`#steps ${nth}`, `${this.title} 对分`, HALVINGS + 1)
    this.own = this.ownMoney()
  }

  /** Months of the plan that the periods the workbook was made for may reach. */
  private get months(): number {
    return this.calc.blocks.get('plan')!.size
  }

  result(): Comp {
    const { steps, calc } = this
    const column = (name: string) => steps.column(name, name)
    const [low, high, middle, fits] = [column('下限'), column('上限'), column('试算本金'), column('可承受')]
    const at = (of: number, row: number) => steps.at(of, row, HOME)
    for (let step = 0; step <= HALVINGS; step++) {
      const open = step === 0 ? '' : `${at(high, step - 1)}-${at(low, step - 1)}>1`
      steps.write(low, step, step === 0 ? '0' : `IF(AND(${open},${at(fits, step - 1)}=1),${at(middle, step - 1)},${at(low, step - 1)})`)
      steps.write(high, step, step === 0 ? String(CEILING + 1) : `IF(AND(${open},${at(fits, step - 1)}=0),${at(middle, step - 1)},${at(high, step - 1)})`)
      steps.write(middle, step, step === HALVINGS ? at(low, step) : `INT((${at(low, step)}+${at(high, step)})/2)`)
      const trial = this.trial(at(middle, step), step)
      steps.write(fits, step, step === HALVINGS ? trial.neverDry : trial.notTooMuch)
    }
    const most = `${HOME}!${at(low, HALVINGS)}`
    const t = termsOf(calc)
    const settled = `AND(${t.holds.text},${calc.sizes.given ? '' : `${t.shape.text}<>"GIVEN",`}${t.periods.text}<=${calc.sizes.trials},${most}>0,${HOME}!${at(fits, HALVINGS)}=1)`
    return calc.once(`${this.title} 可承受的最大本金`, () => made(`IF(${settled},${most},0)`.replaceAll(`${SINGLE}!`, ''), 'NUMBER', true, true))
  }

  /** Money there would be at the end of each month without this loan. */
  private ownMoney(): number {
    const { calc, block } = this
    const spot = { ...calc.spot(PASS.FINAL), home: HOME }
    const figure = (id: string, k = 0) => strict(calc.figure(id, k, spot))
    const use = calc.typed(['plan', 'useFen']).text
    const own = block.column('own', '自有现金')
    const left = block.column('rows', '已到期数')
    for (let j = 0; j < this.months; j++) {
      block.write(own, j, `IFERROR(IF(${j}<${termsOf(calc).planMonths.text},${j === 0 ? `${figure('cash')}+${figure('bankDeposit')}-${use}` : block.at(own, j - 1, HOME)}+${figure('planBeforeLoan', j)},""),"")`)
      block.write(left, j, `IFERROR(COUNTIFS(${this.frame.block.range(this.frame.month, HOME)},"<="&(${termsOf(calc).planFrom.text}+${j})),0)`)
    }
    return own
  }

  /** One principal tried: its rows, and the plan with them. */
  private trial(principal: string, step: number): { notTooMuch: string; neverDry: string } {
    const { block, frame, calc, rate } = this
    const { n, shape, interestOnly } = frame
    const up = calc.pack.repayment.rounding === 'UP'
    const whole = (text: string, always: boolean) => (always ? `ROUNDUP(ROUND(${text},6),0)` : `ROUND((${text})*(1+4E-15),0)`)
    const column = (name: string) => block.column(`${name} ${step}`, `${name}${step + 1}`)
    const [regular, interest, balance, dry] = [this.steps.column('regular', '每期'), column('利息'), column('余额'), column('差额')]
    this.steps.write(regular, step, `IFERROR(${whole(regularText(calc, frame, principal, rate), up)},0)`)
    const { shaped } = termsOf(calc)
    const near = this.steps.column('nearest', '取近')
    this.steps.write(near, step, shaped.nearest(principal))
    const given = (k: number) => (calc.sizes.given ? shaped.given(principal, this.steps.at(near, step, HOME), k, interestOnly) : '0')
    const each = this.steps.at(regular, step, HOME)
    const at = (of: number, row: number) => block.at(of, row, HOME)
    for (let k = 0; k < calc.sizes.trials; k++) {
      const before = k === 0 ? principal : at(balance, k - 1)
      const accrued = `${before}*${rate}*${frame.block.at(frame.part, k, HOME)}`
      const there = (text: string) => `IFERROR(IF(${k}<${n},${text},""),"")`
      block.write(interest, k, there(up ? `IF(${shape}="LEVEL",${whole(accrued, false)},${whole(accrued, true)})` : whole(accrued, false)))
      block.write(balance, k, there(`${before}-IF(${k}+1=${n},${before},IF(${shape}="GIVEN",MIN(${before},${given(k)}),IF(${k}<${interestOnly},0,MIN(${before},IF(${shape}="LEVEL",MAX(0,${each}-${at(interest, k)}),${each})))))`))
    }
    const [interests, balances] = [block.range(interest, HOME, 0, calc.sizes.trials - 1), block.range(balance, HOME, 0, calc.sizes.trials - 1)]
    const due = this.block.column('rows', '')
    const left = block.column(`left ${step}`, `未还${step + 1}`)
    for (let j = 0; j < this.months; j++) {
      const count = at(due, j)
      block.write(left, j, `IFERROR(IF(${at(this.own, j)}="","",IF(${count}=0,${principal},INDEX(${balances},${count})-SUM(${block.at(interest, 0, HOME)}:INDEX(${interests},${count})))),"")`)
      block.write(dry, j, `IFERROR(IF(${at(this.own, j)}+${at(left, j)}<0,IF(${at(left, j)}>=0,1,2),0),"")`)
    }
    const months = termsOf(calc).planMonths.text
    const paid = `(${principal}-INDEX(${block.range(left, HOME, 0, this.months - 1)},MIN(12,${months})))`
    const spot = { ...calc.spot(PASS.FINAL), home: HOME }
    const affordable = `${paid}<=12*${strict(calc.figure('disposableCash', 0, spot))}*${calc.policy(['limit', 'payRatio']).text}`
    const tests = block.range(dry, HOME, 0, this.months - 1)
    return { notTooMuch: `IFERROR(IF(AND(COUNTIF(${tests},2)=0,${affordable}),1,0),0)`, neverDry: `IFERROR(IF(AND(COUNTIF(${tests},">0")=0,${affordable}),1,0),0)` }
  }
}
