import { MEASURED } from '#common/assessment/domain'
import { letters } from './cell.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, holds, literal, made, strict } from './comp.ts'
import { placeOf } from './layout.ts'
import { listedOf } from './listed.ts'
import { termsOf } from './terms.ts'

const REFUSED = '/system/refusedExplanations'

type Make = (calc: Calc, axis: string, row: number) => Comp

/** Months since year 0 of a text that begins with YYYY-MM. */
export function monthNumber(text: string): string {
  return `(LEFT(${text},4)*12+MID(${text},6,2)-1)`
}

/** The text YYYY-MM of such a number. */
export function monthText(number: string): string {
  return `(INT((${number})/12)&"-"&TEXT(MOD(${number},12)+1,"00"))`
}

/** First of the twelve months before the cut-off month. */
export function windowFrom(calc: Calc): Comp {
  return calc.once('损益表首月', () => made(`(${monthNumber(strict(calc.seenFrom(calc.typed(['cutOffOn']), '计算')))}-12)`, 'NUMBER', true, true))
}

const field = (calc: Calc, axis: string, row: number, name: string): Comp => calc.field(axis, row, [name], null, { ...calc.spot(4), home: '明细' })

/** Where a month stands in the twelve of the statements, whatever its year. */
const inWindow: Make = (calc, axis, row) => made(`MOD(${monthNumber(strict(field(calc, axis, row, 'month')))}-${windowFrom(calc).text},12)`, 'NUMBER', true, true)

/** The typed cells of one field of a list. */
function typedRange(calc: Calc, pointer: string, name: string): string {
  const placed = calc.placed.get(pointer)!
  const { sheet, row, column } = placeOf(placed, [name], 0)!
  return `${sheet}!$${letters(column)}$${row}:$${letters(column)}$${row + placed.room - 1}`
}

/** The cell in which a row of a list has this field. */
function cellOf(calc: Calc, axis: string, row: number, name: string): string {
  const { placed, row: at } = calc.placedOf(axis, row)
  const { sheet, row: line, column } = placeOf(placed, [name], at)!
  return `${sheet}!$${letters(column)}$${line}`
}

/** The cell that names the evidence of a check. */
function evidenceOf(calc: Calc, row: number): string {
  return cellOf(calc, 'checks', row, 'evidence')
}

/** Whether the name of a row stands in any of these lists, letter by letter. */
function isNamed(calc: Calc, axis: string, row: number, pointers: readonly string[]): string {
  const label = strict(field(calc, axis, row, 'label'))
  return pointers.map((pointer) => `SUMPRODUCT(--EXACT(${typedRange(calc, pointer, 'label')},${label}))>0`).join(',')
}

/** Fields of rows that nobody types: worked out the same way from what is typed. */
export const DERIVED: Readonly<Record<string, Make>> = {
  'month.month': (calc, _, row) => made(monthText(`${windowFrom(calc).text}+${row}`), 'WORD', true),
  'month.at': (_, __, row) => ({ text: String(row), type: 'NUMBER', may: false, whole: true, cell: false, known: row }),
  'plan.month': (calc, _, row) => made(monthText(`${termsOf(calc).planFrom.text}+${row}`), 'WORD', true),
  'plan.used': (calc, _, row) => made(`IFERROR(${row}<${termsOf(calc).planMonths.text},FALSE)`, 'TRUTH', false),
  'plan.sameMonth': (calc, _, row) => made(`MOD(${termsOf(calc).planFrom.text}+${row}-${windowFrom(calc).text},12)`, 'NUMBER', true, true),
  '*.planMonth': (calc, axis, row) => {
    const { planFrom, planMonths } = termsOf(calc)
    const at = `(${monthNumber(strict(field(calc, axis, row, 'month')))}-${planFrom.text})`
    return made(`IF(AND(${at}>=0,${at}<${planMonths.text}),${at},-1)`, 'NUMBER', true, true)
  },
  // What the bank refused, word for word and for this very cell, is not accepted however it is marked here.
  'explanations.accepted': (calc, axis, row) => {
    const marked = cellOf(calc, axis, row, 'accepted')
    const refused = `SUMPRODUCT((${typedRange(calc, REFUSED, 'cell')}=${strict(field(calc, axis, row, 'cell'))})*EXACT(${typedRange(calc, REFUSED, 'says')},${strict(field(calc, axis, row, 'text'))}))`
    return made(`IFERROR(AND(${marked}<>"否",${refused}=0),FALSE)`, 'TRUTH', false)
  },
  'explanations.characters': (calc, axis, row) => made(`LEN(${strict(field(calc, axis, row, 'text'))})`, 'NUMBER', true, true),
  'checks.monthAt': (calc, axis, row) => {
    const month = field(calc, axis, row, 'month')
    return month.known === null ? month : inWindow(calc, axis, row)
  },
  'checks.bare': (calc, _, row) => made(`(LEN(${evidenceOf(calc, row)})=0)`, 'TRUTH', false),
  'checks.unfilled': (calc, axis, row) => {
    const measured = MEASURED[calc.placedOf(axis, row).at.section.ofCheck!.method as keyof typeof MEASURED]
    if (measured === undefined) return literal(false)
    const typed = measured.map((name) => field(calc, axis, row, name)).filter(({ known }) => known !== null)
    return made(`AND(LEN(${evidenceOf(calc, row)})=0${typed.map(({ text }) => `,N(${text})=0`).join('')})`, 'TRUTH', false)
  },
  'readings.monthAt': inWindow,
  'orders.inYear': (calc, axis, row) => {
    const at = `(${monthNumber(strict(field(calc, axis, row, 'deliveredOn')))}-${windowFrom(calc).text})`
    return made(`AND(${at}>=0,${at}<12)`, 'TRUTH', true)
  },
  'salesMonths.month': (calc, _, row) => made(monthText(`${windowFrom(calc).text}+${row}`), 'WORD', true),
  'salesMonths.estimated': (calc, axis, row) => made(`(SUMPRODUCT(--ISNUMBER(FIND(${strict(field(calc, axis, row, 'month'))},${typedRange(calc, '/income/sales', 'estimatedMonths')})))>0)`, 'TRUTH', true),
  'receivables.related': (calc, axis, row) => made(`OR(${holds(field(calc, axis, row, 'relatedParty'))},${isNamed(calc, axis, row, ['/related/parties'])})`, 'TRUTH', true),
  'equityInjections.alsoOwed': (calc, axis, row) => made(`OR(${isNamed(calc, axis, row, ['/balance/receivables', '/balance/otherReceivable'])})`, 'TRUTH', true),
  'reportedLoans.listedFen': (calc, axis, row) => listedOf(calc, axis, row),
  'reportedCards.listedFen': (calc, axis, row) => listedOf(calc, axis, row),
  'readings.weight': (calc, axis, row) => {
    const own = strict(field(calc, axis, row, 'month'))
    const spot = { ...calc.spot(4), home: '明细' }
    const months = calc.fieldRange(axis, ['month'], null, spot)
    const checks = calc.fieldRange(axis, ['check'], null, spot)
    const check = strict(field(calc, axis, row, 'check'))
    return made(`IF(${own}="","",SUMPRODUCT((${checks}=${check})*(${months}<>"")*((${months}<${own})-(${months}>${own}))))`, 'NUMBER', true, true)
  },
  '*.check': (calc, axis, row) => {
    const { placed, row: at, at: { section } } = calc.placedOf(axis, row)
    const first = calc.rows.get('checks')!.findIndex((each) => each.section.ofCheck!.method === section.ofCheck!.method)
    const cell = `${placed.sheet}!$${letters(1)}$${placed.top + at}`
    return made(`IF(${cell}="","",${cell}-1+${first})`, 'NUMBER', true, true)
  },
}
