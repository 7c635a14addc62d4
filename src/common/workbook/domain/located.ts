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
  for (const figure of calc.graph.figures.values()) {
    for (let index = 0; index < (figure.over === undefined ? 1 : instances(figure.id)); index++) {
      const row = figure.over === undefined ? 0 : rowOf(calc, caseFile, figure.over, index)
      if (row === null) continue
      const comp = calc.figure(figure.id, row, calc.spot(PASS.FINAL, ''))
      yield { id: figure.id, index, place: comp.known === undefined ? placeIn(comp.text) : null, known: comp.known }
    }
  }
}

function rowOf(calc: Calc, caseFile: CaseFile, axis: string, index: number): number | null {
  const rows = calc.rows.get(axis)
  if (rows === null || rows === undefined) return index < calc.blocks.get(axis)!.size ? index : null
  const held = [...new Set(rows.map(({ section }) => section))].flatMap((section) => rowsHeld(section, caseFile).map(({ pointer }, row) => ({ section, row, pointer })))
  const own = held.sort((a, b) => order(a.pointer, b.pointer))[index]
  if (own === undefined) return null
  const at = rows.findIndex(({ section, row }) => section === own.section && row === own.row)
  return at < 0 ? null : at
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
