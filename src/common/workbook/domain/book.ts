import type { CaseFile, JudgementPack } from '#common/assessment/domain'
import { Calc, PARAMETERS } from './calc.ts'
import { Grid } from './cell.ts'
import { writeInputs } from './inputs.ts'
import { type Placed, type Rooms, SHEETS, placeAll, roomsFor } from './layout.ts'
import { Words } from './words.ts'

/** A workbook before any library writes it: sheets in order, and the names its formulas use. */
export interface Book {
  readonly grids: readonly Grid[]
  readonly names: readonly { readonly name: string; readonly ref: string }[]
  readonly placed: ReadonlyMap<string, Placed>
  readonly rooms: Rooms
  readonly calc: Calc
}

/** The workbook of a trade under a pack, empty or filled with a case. */
export function buildBook(pack: JudgementPack, caseFile: CaseFile | null, rooms: Rooms = roomsFor(caseFile)): Book {
  const words = new Words()
  const grids = new Map(SHEETS.map(({ name, landscape }) => {
    const grid = new Grid(name)
    grid.landscape = landscape === true
    return [name, grid] as const
  }))
  const placed = placeAll(rooms, {})
  writeInputs(grids, placed, caseFile, words, pack.industry.code)
  const calc = new Calc(pack, placed, rooms, words)
  calc.all()
  const { grid, names } = writeParameters(calc)
  return { grids: [...grids.values(), grid, calc.single, calc.lists, words.grid], names, placed, rooms, calc }
}

/** Values of the pack the formulas read, each with a name of its own. */
function writeParameters(calc: Calc): { grid: Grid; names: { name: string; ref: string }[] } {
  const grid = new Grid(PARAMETERS)
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
