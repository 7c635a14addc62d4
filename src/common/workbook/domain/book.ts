import { type CaseFile, type JudgementPack, judgementGraph } from '#common/assessment/domain'
import { Calc, PARAMETERS } from './calc.ts'
import { formOf, markOf, writeChecklist, writeCover, writeIdentity } from './cover.ts'
import { Grid } from './cell.ts'
import { writeInputs } from './inputs.ts'
import { type Placed, type Rooms, SHEETS, placeAll, roomsFor } from './layout.ts'
import { writeRepayment } from './repayment-sheet.ts'
import { MONTHLY_SHOWN, RESULT_SHEETS, heightOf, panelsOf, writeCheckResults, writeMonths, writePanels, writePlan } from './views.ts'
import { sizesFor } from './sizes.ts'
import { Words } from './words.ts'

const USUAL_WIDTHS = [24, 16, 16, 16, 16, 16, 16, 16]
const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  软信息: [26, 44, 26, 26, 18, 18, 18, 18], 侧面调查: [18, 18, 12, 44, 18, 14, 14, 18], 交叉检验: [20, 18, 22, 16, 22, 16, 16, 16, 16, 16, 16, 16, 16, 16], 凭据: [22, 14, 12, 40],
  基本: [24, 22, 18, 18, 18, 18, 18, 18], 损益表: [22, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 14], 勾稽与标志: [34, 9, 34, 9, 34, 9], 评分与额度: [26, 16, 26, 16, 26, 16], 还款计划: [14, 16, 16, 16, 16, 16], 资产负债表: [24, 15, 24, 15, 24, 15], 权益检验: [26, 15, 26, 15, 26, 15], 财务比率: [26, 15, 26, 15, 26, 15], 存货: [20, 10, 10, 8, 12, 14, 14, 10, 10, 10, 14, 12, 18],
}

/** A workbook before any library writes it: sheets in order, and the names its formulas use. */
export interface Book {
  readonly grids: readonly Grid[]
  readonly names: readonly { readonly name: string; readonly ref: string }[]
  readonly placed: ReadonlyMap<string, Placed>
  readonly rooms: Rooms
  readonly calc: Calc
}

/** The pack a workbook computes by, and what the bank calls it. */
export interface Basis { readonly pack: JudgementPack; readonly policy: string }

/** The workbook of a trade under a pack, empty or filled with a case. */
export function buildBook({ pack, policy }: Basis, caseFile: CaseFile | null, rooms: Rooms = roomsFor(caseFile)): Book {
  const words = new Words()
  const grids = new Map([...SHEETS, ...RESULT_SHEETS.map((name) => ({ name, landscape: false }))].map(({ name, landscape }) => [name, sheetFor(name, landscape === true)] as const))
  const panels = panelsOf({ graph: judgementGraph(pack), pack })
  const taken = takenRows(panels)
  const placed = placeAll(rooms, taken)
  writeInputs(grids, placed, caseFile, words, pack.industry.name)
  const calc = new Calc(pack, placed, rooms, words, sizesFor(pack, caseFile))
  calc.all()
  for (const [name, own] of panels) writePanels(grids.get(name)!, own, calc)
  writeMonths(grids.get('损益表')!, calc, 3)
  writePlan(grids.get('现金流')!, calc, bottomOf('现金流', placed))
  writeCheckResults(grids, calc)
  writeRepayment(grids.get('还款计划')!, calc)
  const { grid, names } = writeParameters(calc)
  const identity = writeIdentity({ form: formOf(), caseId: caseFile?.id ?? null, policy, mark: markOf(pack), trade: pack.industry.code, rooms, taken })
  const order = [writeCover(calc, caseFile, policy), ...grids.values(), writeChecklist(calc, words), grid, headed(calc), calc.lists, words.grid, identity]
  return { grids: order, names, placed, rooms, calc }
}

function sheetFor(name: string, landscape: boolean): Grid {
  const grid = new Grid(name)
  grid.landscape = landscape
  grid.frozen = 1
  grid.frozenColumns = landscape ? 1 : 0
  grid.set(1, 1, { value: name, look: 'title' })
  grid.widths.push(...(WIDTHS[name] ?? USUAL_WIDTHS))
  return grid
}

/** Rows results take on top of each sheet, before what is typed. */
export function takenRows(panels: ReturnType<typeof panelsOf>): Record<string, number> {
  const taken = Object.fromEntries([...panels].map(([name, own]) => [name, heightOf(own)]))
  taken['损益表'] = MONTHLY_SHOWN.size + 3
  return taken
}

function bottomOf(sheet: string, placed: ReadonlyMap<string, Placed>): number {
  return [...placed.values()].filter((part) => part.sheet === sheet).reduce((most, { top, room }) => Math.max(most, top + room + 1), 3)
}

function headed(calc: Calc): Grid {
  const { single } = calc
  single.set(1, 1, { value: '计算（金额单位：分）', look: 'title' })
  for (const [at, head] of ['指标', '值', '单位', '公式', '依据'].entries()) single.set(2, at + 1, { value: head, look: 'head' })
  single.widths.push(28, 16, 8, 70, 18)
  single.frozen = 2
  calc.lists.hidden = true
  return single
}

/** Values of the pack the formulas read, each with a name of its own. */
function writeParameters(calc: Calc): { grid: Grid; names: { name: string; ref: string }[] } {
  const grid = new Grid(PARAMETERS)
  grid.widths.push(44, 14, 8, 40, 4)
  grid.frozen = 3
  grid.set(1, 1, { value: '政策参数', look: 'title' })
  for (const [at, head] of ['参数', '取值', '单位', '编号'].entries()) grid.set(3, at + 1, { value: head, look: 'head' })
  const names = calc.parameters().map(({ key, name, value, money }, at) => {
    const row = at + 4
    grid.set(row, 1, { value: name, look: 'label' })
    const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
    grid.set(row, 2, typeof number === 'boolean' ? { formula: number ? 'TRUE' : 'FALSE', look: 'figure' } : money ? { value: Number(number) / 100, look: 'figure', format: 'MONEY' } : { value: number, look: 'figure', format: 'GENERAL' })
    grid.set(row, 3, { value: money ? '元' : '', look: 'note' })
    grid.set(row, 4, { value: key, look: 'note' })
    if (money) grid.set(row, 5, { formula: `ROUND($B$${row}*100,0)`, look: 'note' })
    return { name: `policy.${key}`, ref: `${PARAMETERS}!$${money ? 'E' : 'B'}$${row}` }
  })
  return { grid, names }
}
