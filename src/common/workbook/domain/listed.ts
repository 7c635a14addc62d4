import { GENERAL } from '#common/assessment/domain'
import { letters } from './cell.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, made } from './comp.ts'
import { placeOf } from './layout.ts'

const HOME = '明细'
/** Lists of debts a reported one may be found in, by kind of the reported one; a home loan is looked for among home loans first. */
const AMONG = {
  reportedLoans: [['/household/mortgages', true], ['/balance/loans', false], ['/household/otherDebts', false]],
  reportedCards: [['/balance/creditCards', false]],
} as const
type Reported = keyof typeof AMONG

interface Debt { readonly name: string; readonly amount: string; readonly onlyMortgage: boolean }

const known = new WeakMap<Calc, Map<string, readonly string[]>>()

/** How much of a debt the credit report knows of stands in the statements (I14): by the lender's name first, then by the very same amount. */
export function listedOf(calc: Calc, axis: string, row: number): Comp {
  const store = known.get(calc) ?? new Map<string, readonly string[]>()
  known.set(calc, store)
  let cells = store.get(axis)
  if (cells === undefined) store.set(axis, cells = lay(calc, axis as Reported))
  return made(cells[row]!, 'NUMBER', false, true)
}

function lay(calc: Calc, axis: Reported): readonly string[] {
  const debts = AMONG[axis].flatMap(([pointer, onlyMortgage]) => debtsOf(calc, pointer, onlyMortgage))
  const rows = calc.rows.get(axis)!.length
  const block = calc.newBlock(`#${axis}`, axis === 'reportedLoans' ? '征信贷款与列示' : '征信信用卡与列示', rows + 3)
  const [lender, wanted, mortgage, result] = [block.column('lender', '机构'), block.column('wanted', '征信余额'), block.column('mortgage', '按揭'), block.column('listed', '已列示')]
  const first = debts.map((_, at) => block.column(`name ${at}`, `同名${at + 1}`))
  const second = debts.map((_, at) => block.column(`amount ${at}`, `同额${at + 1}`))
  // Three rows on top hold the name, the bare name and the amount of each listed debt.
  debts.forEach(({ name, amount }, at) => {
    block.write(first[at]!, 0, `(${name}&"")`)
    block.write(first[at]!, 1, bare(block.at(first[at]!, 0, HOME)))
    block.write(first[at]!, 2, `ROUND(N(${amount})*100,0)`)
  })
  for (let row = 0; row < rows; row++) {
    const at = row + 3
    const { placed, row: line } = calc.placedOf(axis, row)
    const cell = (name: string) => { const place = placeOf(placed, [name], line)!; return `${place.sheet}!$${letters(place.column)}$${place.row}` }
    block.write(lender, at, `(${cell('lender')}&"")`)
    block.write(wanted, at, `ROUND(N(${cell(axis === 'reportedLoans' ? 'balanceFen' : 'usedFen')})*100,0)`)
    block.write(mortgage, at, axis === 'reportedLoans' ? `IF(${cell('mortgage')}="是",1,0)` : '0')
    debts.forEach(({ onlyMortgage }, debt) => {
      const own = (column: number) => block.at(column, at, HOME)
      const [label, short] = [block.at(first[debt]!, 0, HOME), block.at(first[debt]!, 1, HOME)]
      const mine = bare(own(lender))
      const same = `OR(EXACT(${label},${own(lender)}),ISNUMBER(FIND(${mine},${short})),ISNUMBER(FIND(${short},${mine})))`
      const open = `${own(lender)}<>"",${label}<>""${onlyMortgage ? `,${own(mortgage)}=1` : ''}`
      const left = (columns: readonly number[]) => `${block.at(first[debt]!, 2, HOME)}-${taken(columns.map((column) => block.range(column, HOME, 3, Math.max(3, at - 1))), row === 0)}`
      const need = (before: readonly string[]) => `${own(wanted)}${before.map((each) => `-${each}`).join('')}`
      const inFirst = debt === 0 ? [] : [`SUM(${own(first[0]!)}:${own(first[debt - 1]!)})`]
      block.write(first[debt]!, at, `IF(AND(${open}),IF(${same},MAX(0,MIN(${left([first[debt]!])},${need(inFirst)})),0),0)`)
      const leftNow = `(${block.at(first[debt]!, 2, HOME)}-SUM(${block.range(first[debt]!, HOME, 3)})${row === 0 ? '' : `-SUM(${block.range(second[debt]!, HOME, 3, at - 1)})`})`
      const needNow = `(${need([`SUM(${own(first[0]!)}:${own(first.at(-1)!)})`, ...(debt === 0 ? [] : [`SUM(${own(second[0]!)}:${own(second[debt - 1]!)})`])])})`
      block.write(second[debt]!, at, `IF(AND(${open},${leftNow}>0,${needNow}>0,${leftNow}=${needNow}),${needNow},0)`)
    })
    block.write(result, at, debts.length === 0 ? '0' : `SUM(${block.at(first[0]!, at, HOME)}:${block.at(second.at(-1)!, at, HOME)})`)
  }
  return Array.from({ length: rows }, (_, row) => block.at(result, row + 3, HOME))
}

function taken(ranges: readonly string[], first: boolean): string {
  return first ? '0' : ranges.map((range) => `SUM(${range})`).join('-')
}

function debtsOf(calc: Calc, pointer: string, onlyMortgage: boolean): Debt[] {
  const placed = calc.placed.get(pointer)!
  return Array.from({ length: placed.room }, (_, row) => {
    const cell = (name: string) => { const place = placeOf(placed, [name], row)!; return `${place.sheet}!$${letters(place.column)}$${place.row}` }
    return { name: cell('label'), amount: cell('amountFen'), onlyMortgage }
  })
}

/** A lender's name without the words every lender bears; what then is nothing keeps all of them. */
function bare(cell: string): string {
  const words = [...GENERAL.source.replace(/\|?\[[^\]]*\]/, '').split('|'), ' ', '(', ')', '（', '）']
  const text = words.reduce((rest, word) => `SUBSTITUTE(${rest},"${word}","")`, cell)
  return `IF(${text}="",${cell},${text})`
}
