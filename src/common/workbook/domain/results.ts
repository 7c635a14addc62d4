import { type CaseFile, Judgement, planMonths, scheduleOf, termsHold, windowMonths } from '#common/assessment/domain'
import { type Value, isNumber } from '#common/figures/domain'
import { type Exact, Refusal, add, divide, exact, formatExact, roundFen } from '#kernel'
import type { Book } from './book.ts'
import { LISTS, PARAMETERS, SINGLE } from './calc.ts'
import { type Cell, type Grid, type Place, type Result, type Shows, ref } from './cell.ts'
import { located } from './located.ts'
import { PASS } from './pass.ts'
import { FIRST_ROW } from './repayment-sheet.ts'
import { dayNumber } from './values.ts'
import { wordsFor } from './views.ts'

/** More places than a program shows of a fraction. */
const PLACES = 12
/** Sheets whose cells hold values as formulas count them: fen and codes. */
const COUNTED: ReadonlySet<string> = new Set([SINGLE, LISTS, PARAMETERS])

/**
 * Writes beside the formulas of a case what the judgement itself makes of it, so that a program which shows a file without working it out
 * (a preview, a protected view) shows results. Steps between two figures have none; nothing is written where a figure is out of range.
 */
export function storeResults(book: Book, caseFile: CaseFile): Book {
  try {
    const judgement = new Judgement(caseFile, book.calc.pack)
    const results = new Results(book, valuesOf(book, caseFile, judgement))
    results.store()
    results.storeSchedule(caseFile, judgement)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'number.too-large')) throw error
  }
  return book
}

/** Every figure, and the months, by the cell that works it out. */
function valuesOf({ calc }: Book, caseFile: CaseFile, { sheet }: Judgement): Map<string, Value> {
  const values = new Map<string, Value>()
  for (const { id, index, place } of located(calc, caseFile, (figure) => sheet.instances(figure))) if (place !== null) values.set(ref(place, ''), sheet.figure(id, index))
  for (const [axis, months] of [['month', windowMonths(caseFile.cutOffOn)], ['plan', planMonths(caseFile)]] as const) {
    months.slice(0, calc.blocks.get(axis)!.size).forEach((month, k) => values.set(calc.field(axis, k, ['month'], null, calc.spot(PASS.FINAL, '')).text, month))
  }
  return values
}

class Results {
  readonly #book: Book
  readonly #values: ReadonlyMap<string, Value>
  readonly #grids: ReadonlyMap<string, Grid>

  constructor(book: Book, values: ReadonlyMap<string, Value>) {
    this.#book = book
    this.#values = values
    this.#grids = new Map(book.grids.map((grid) => [grid.name, grid]))
  }

  store(): void {
    for (const grid of this.#book.grids) for (const [row, cells] of grid.cells) for (const [column, cell] of cells) {
      if (cell.formula !== undefined) this.#put({ sheet: grid.name, row, column }, this.#resultOf(grid.name, row, column, cell))
    }
    for (const [at, { value, money }] of this.#book.calc.parameters().entries()) if (money && typeof value === 'number') this.#put({ sheet: PARAMETERS, row: at + 4, column: 5 }, numberOf(value))
  }

  /** The schedule of the amount and rate the judgement ends with. */
  storeSchedule({ request }: CaseFile, { sheet, pack }: Judgement): void {
    const [amount, rate] = [sheet.figure('limit'), sheet.figure('annualRate')]
    if (amount === null || !isNumber(amount) || rate === null || !isNumber(rate) || roundFen(amount) <= 0 || !termsHold(request)) return
    scheduleOf(request, roundFen(amount), rate, pack.repayment).rows.forEach(({ seq, dueOn, principalFen, interestFen, totalFen, balanceFen }, k) => {
      const own = [numberOf(seq), numberOf(dayNumber(dueOn)), ...[principalFen, interestFen, totalFen, balanceFen].map(yuan)]
      own.forEach((result, at) => this.#put({ sheet: '还款计划', row: FIRST_ROW + k, column: at + 1 }, result))
    })
  }

  #put({ sheet, row, column }: Place, result: Result | null): void {
    const cells = this.#grids.get(sheet)!.cells.get(row)
    const cell = cells?.get(column)
    if (result !== null && cell?.formula !== undefined) cells!.set(column, { ...cell, result })
  }

  #resultOf(sheet: string, row: number, column: number, { formula, shows }: Cell): Result | null {
    if (shows !== undefined) return this.#asRead(shows)
    return COUNTED.has(sheet) ? counted(this.#valueAt(ref({ sheet, row, column }, '')) ?? constant(formula!)) : null
  }

  #valueAt(cell: string): Value | undefined {
    return this.#values.get(cell) ?? constant(cell)
  }

  /** A figure as a person reads it: amounts in yuan, truths and codes in words. */
  #asRead({ id, unit, from }: Shows): Result | null {
    const values = from.map((cell) => this.#valueAt(cell) ?? null)
    const value = from.length === 1 ? values[0]! : values.reduce<Exact>((sum, each) => (each !== null && isNumber(each) ? add(sum, each) : sum), 0)
    if (unit === 'TRUTH') return { word: value === null ? '—' : value === true ? '是' : '否' }
    if (unit === 'FEN') return value !== null && isNumber(value) ? yuan(value) : null
    if (unit !== 'WORD' || typeof value !== 'string') return counted(value)
    const { codes, words } = wordsFor(id, this.#book.calc)
    return { word: words[codes.indexOf(value)] ?? value }
  }
}

/** What a formula that is a constant says. */
function constant(formula: string): Value | undefined {
  if (/^-?\d{1,15}(\.\d+)?$/.test(formula)) return exact(formula)
  if (formula === 'TRUE' || formula === 'FALSE') return formula === 'TRUE'
  return /^"[^"]*"$/.test(formula) ? formula.slice(1, -1) : undefined
}

/** A value as formulas count it; what is unknown is an empty cell. */
function counted(value: Value | undefined): Result | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'boolean' ? { holds: value } : typeof value === 'string' ? { word: value } : numberOf(value)
}

function yuan(fen: Exact): Result {
  return numberOf(divide(fen, 100))
}

function numberOf(value: Exact): Result {
  const text = formatExact(value, PLACES)
  return { number: text.replace(/\.?0+$/, '') }
}
