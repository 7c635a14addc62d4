import type { Value } from '#common/figures/domain'
import { quoted } from './cell.ts'

/** A compiled expression. What is unknown shows as an empty text in a cell and as an error inside a formula. */
export interface Comp {
  readonly text: string
  readonly type: 'NUMBER' | 'WORD' | 'TRUTH'
  /** May be unknown. */
  readonly may: boolean
  /** A whole number whenever known, so that nothing has to be rounded. */
  readonly whole: boolean
  /** A single cell: unknown shows as an empty text there, not as an error. */
  readonly cell: boolean
  /** Known when the workbook is made. */
  readonly known?: Value
}

export const NOTHING: Comp = { text: 'NA()', type: 'NUMBER', may: true, whole: true, cell: false, known: null }

export function made(text: string, type: Comp['type'], may: boolean, whole = false): Comp {
  return { text, type, may, whole, cell: false }
}

export function literal(value: string | number | boolean): Comp {
  if (typeof value === 'string') return { text: quoted(value), type: 'WORD', may: false, whole: false, cell: false, known: value }
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', type: 'TRUTH', may: false, whole: false, cell: false, known: value }
  return { text: value < 0 ? `(${value})` : String(value), type: 'NUMBER', may: false, whole: Number.isInteger(value), cell: false, known: value }
}

/** Turns an unknown cell into an error, where an operator would not do so by itself. */
export function strict(comp: Comp): string {
  if (!comp.cell || !comp.may) return comp.text
  return comp.type === 'NUMBER' ? `(${comp.text}+0)` : `IF(${comp.text}="",NA(),${comp.text})`
}

/** True or false and never an error: what is unknown does not hold. */
export function holds(comp: Comp): string {
  if (comp.known !== undefined) return comp.known === true ? 'TRUE' : 'FALSE'
  if (comp.cell) return comp.may ? `(${comp.text}=TRUE)` : comp.text
  return comp.may ? `IFERROR(${comp.text},FALSE)` : comp.text
}

/** Rounded half away from zero: a product of decimal fractions stands a hair beside the tie it means, and is moved over it. */
export function roundedWhole(text: string): string {
  return `ROUND((${text})*(1+4E-15),0)`
}
