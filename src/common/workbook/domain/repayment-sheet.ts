import type { Calc } from './calc.ts'
import type { Grid } from './cell.ts'
import { PASS } from './pass.ts'
import { frameOf, scheduleRows } from './schedule.ts'

/** Where the first instalment stands. */
export const FIRST_ROW = 6

/** The schedule of the amount and rate the judgement ends with. */
export function writeRepayment(grid: Grid, calc: Calc): void {
  grid.frozen = 5
  const figure = (id: string) => calc.figure(id, 0, calc.spot(PASS.FINAL, ''))
  const [amount, rate] = [figure('limit'), figure('annualRate')]
  const { block, due } = frameOf(calc)
  const rows = scheduleRows(calc, amount, rate, '还款')
  const instalment = figure('instalment')
  const heads = [['额度（元）', `IF(${amount.text}="","",${amount.text}/100)`, 'MONEY', amount.text], ['年利率', rate.text, 'PERCENT', rate.text], ['月供（元）', `IF(${instalment.text}="","",${instalment.text}/100)`, 'MONEY', instalment.text]] as const
  heads.forEach(([name, formula, format, cell], at) => {
    grid.set(3, 1 + 2 * at, { value: name, look: 'label' })
    grid.set(3, 2 + 2 * at, { formula, look: 'figure', format, shows: { id: name, unit: format === 'MONEY' ? 'FEN' : 'RATE', from: [cell] } })
  })
  for (const [at, head] of ['期次', '还款日', '本金', '利息', '本息合计', '余额'].entries()) grid.set(5, at + 1, { value: head, look: 'head' })
  for (let k = 0; k < block.size; k++) {
    const row = FIRST_ROW + k
    const cell = (column: number) => block.at(column, k, '')
    grid.set(row, 1, { formula: `IF(${cell(rows.total)}="","",${k + 1})`, look: 'label', format: 'COUNT' })
    grid.set(row, 2, { formula: `IF(${cell(rows.total)}="","",${cell(due)})`, look: 'figure', format: 'DAY' })
    for (const [at, column] of [rows.principal, rows.interest, rows.total, rows.balance].entries()) grid.set(row, at + 3, { formula: `IF(${cell(column)}="","",ROUND(${cell(column)},0)/100)`, look: 'figure', format: 'MONEY' })
  }
}
