import type { CaseFile } from '#common/assessment/domain'
import type { Value } from '#common/figures/domain'
import type { Calc } from './calc.ts'
import type { Place } from './cell.ts'
import { rowsHeld } from './layout.ts'
import { PASS } from './pass.ts'

/** Where a figure of a case stands in its workbook; `index` is the month or row as the case file counts it. */
export interface Located { readonly id: string; readonly index: number; readonly place: Place | null; readonly known: Value | undefined }

/** Every instance of every figure the case has, with its cell; checks by the list of their method. */
export function* located(calc: Calc, caseFile: CaseFile, instances: (id: string) => number): Generator<Located> {
  const orders = new Map<string, readonly number[] | null>()
  for (const figure of calc.graph.figures.values()) {
    for (let index = 0; index < (figure.over === undefined ? 1 : instances(figure.id)); index++) {
      const row = figure.over === undefined ? 0 : rowOf(calc, caseFile, orders, figure.over, index)
      if (row === null || row < 0) continue
      const comp = calc.figure(figure.id, row, calc.spot(PASS.FINAL, ''))
      yield { id: figure.id, index, place: comp.known === undefined ? placeIn(comp.text) : null, known: comp.known }
    }
  }
}

function rowOf(calc: Calc, caseFile: CaseFile, orders: Map<string, readonly number[] | null>, axis: string, index: number): number | null {
  let rows = orders.get(axis)
  if (rows === undefined) orders.set(axis, rows = rowsInOrder(calc, caseFile, axis))
  if (rows === null) return index < calc.blocks.get(axis)!.size ? index : null
  return rows[index] ?? null
}

/** Rows of a list on its sheet in the order of the case file; null where they are the months. */
function rowsInOrder(calc: Calc, caseFile: CaseFile, axis: string): readonly number[] | null {
  const rows = calc.rows.get(axis)
  if (rows === null || rows === undefined) return null
  const held = [...new Set(rows.map(({ section }) => section))].flatMap((section) => rowsHeld(section, caseFile).map(({ pointer }, row) => ({ section, row, pointer })))
  return held.sort((a, b) => order(a.pointer, b.pointer)).map((own) => rows.findIndex(({ section, row }) => section === own.section && row === own.row))
}

function order(a: string, b: string): number {
  const [left, right] = [a, b].map((pointer) => pointer.split('/').filter((part) => /^\d+$/.test(part)).map(Number))
  for (let at = 0; at < Math.min(left!.length, right!.length); at++) if (left![at] !== right![at]) return left![at]! - right![at]!
  return 0
}

function placeIn(text: string): Place {
  const [sheet = '', cell = ''] = text.split('!')
  const [, letters = '', row = ''] = /^\$([A-Z]+)\$(\d+)$/.exec(cell) ?? []
  return { sheet, row: Number(row), column: [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) }
}
