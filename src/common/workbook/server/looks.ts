import type { Style } from '@cj-tech-master/excelts'
import type { Look } from '#common/workbook/domain'

const [INK, BLUE, PALE, YELLOW, GREY] = ['FF1F2933', 'FF1D4E79', 'FFE8EEF5', 'FFFFF8DC', 'FF7B8794'] as const
const line = { style: 'thin', color: { argb: 'FFCBD2D9' } } as const
const box = { top: line, bottom: line, left: line, right: line }
const font = (more: object = {}) => ({ name: '等线', size: 10, color: { argb: INK }, ...more })
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const

/** How cells look: pale yellow is where a person types, everything else is locked. */
export const LOOKS: Readonly<Record<Look, Partial<Style>>> = {
  title: { font: font({ size: 16, bold: true, color: { argb: BLUE } }), protection: { locked: true } },
  note: { font: font({ size: 9, color: { argb: GREY } }), alignment: { vertical: 'middle' }, protection: { locked: true } },
  text: { font: font(), alignment: { vertical: 'top' }, protection: { locked: true } },
  section: { font: font({ size: 12, bold: true, color: { argb: BLUE } }), protection: { locked: true } },
  head: { font: font({ bold: true, color: { argb: 'FFFFFFFF' } }), fill: fill(BLUE), border: box, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true }, protection: { locked: true } },
  label: { font: font(), fill: fill(PALE), border: box, alignment: { vertical: 'middle', wrapText: true }, protection: { locked: true } },
  input: { font: font({ color: { argb: 'FF0B3D91' } }), fill: fill(YELLOW), border: box, alignment: { vertical: 'middle' }, protection: { locked: false } },
  fixed: { font: font({ color: { argb: GREY } }), border: box, protection: { locked: true } },
  figure: { font: font({ bold: true }), border: box, alignment: { horizontal: 'right', vertical: 'middle' }, protection: { locked: true } },
  word: { font: font({ bold: true }), border: box, alignment: { horizontal: 'center', vertical: 'middle' }, protection: { locked: true } },
  plain: { font: font({ size: 9 }), protection: { locked: true } },
}
