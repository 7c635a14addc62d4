import type { Format, Look } from '#common/workbook/domain'
import { escaped } from './xml-text.ts'

const [INK, BLUE, PALE, YELLOW, GREY, LINE, TYPED, WHITE] = ['FF1F2933', 'FF1D4E79', 'FFE8EEF5', 'FFFFF8DC', 'FF7B8794', 'FFCBD2D9', 'FF0B3D91', 'FFFFFFFF'] as const
const FONT = '等线'

interface Face {
  readonly size?: number
  readonly bold?: boolean
  readonly ink?: string
  readonly fill?: string
  readonly box?: boolean
  readonly across?: 'center' | 'right'
  readonly down?: 'center' | 'top'
  readonly wraps?: boolean
  /** A person types here; every other cell is locked. */
  readonly open?: boolean
}

/** How cells look: pale yellow is where a person types, everything else is locked. */
const FACES: Readonly<Record<Look, Face>> = {
  title: { size: 16, bold: true, ink: BLUE },
  note: { size: 9, ink: GREY, down: 'center' },
  text: { down: 'top' },
  section: { size: 12, bold: true, ink: BLUE },
  head: { bold: true, ink: WHITE, fill: BLUE, box: true, across: 'center', down: 'center', wraps: true },
  label: { fill: PALE, box: true, down: 'center', wraps: true },
  input: { ink: TYPED, fill: YELLOW, box: true, down: 'center', open: true },
  fixed: { ink: GREY, box: true },
  figure: { bold: true, box: true, across: 'right', down: 'center' },
  word: { bold: true, box: true, across: 'center', down: 'center', wraps: true },
  plain: { size: 9 },
}

const FORMATS: Readonly<Record<Format, string>> = {
  MONEY: '#,##0.00;[Red]-#,##0.00', FEN: '#,##0', PERCENT: '0.00%', NUMBER: '#,##0.####', COUNT: '0', TEXT: '@', DAY: 'yyyy-mm-dd', MONTH: 'yyyy-mm', GENERAL: 'General',
}
/** Formats of what is counted or measured: read from the right. */
const NUMBERS: ReadonlySet<Format> = new Set<Format>(['MONEY', 'FEN', 'PERCENT', 'NUMBER', 'COUNT', 'DAY', 'MONTH'])
/** The first number a format of one's own may have. */
const OWN_FORMATS = 164

function isTypedText(open: boolean, format: Format): boolean {
  return open && format === 'TEXT'
}

/** Whether a longer text goes on in a further line of its cell. */
export function goesOn(look: Look, format: Format | undefined): boolean {
  const { wraps = false, open = false } = FACES[look]
  return wraps || isTypedText(open, format ?? 'GENERAL')
}

/** Pieces of the sheet of styles, each kept once and named by its number. */
class Pieces {
  readonly all: string[]

  constructor(...usual: string[]) {
    this.all = usual
  }

  number(xml: string): number {
    const at = this.all.indexOf(xml)
    return at >= 0 ? at : this.all.push(xml) - 1
  }

  xml(name: string): string {
    return `<${name} count="${this.all.length}">${this.all.join('')}</${name}>`
  }
}

/** Styles of one workbook: those its cells ask for. */
export class Styles {
  readonly #fonts = new Pieces(`<font><sz val="10"/><color rgb="${INK}"/><name val="${FONT}"/></font>`)
  readonly #fills = new Pieces('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>')
  readonly #borders = new Pieces('<border><left/><right/><top/><bottom/><diagonal/></border>')
  readonly #faces = new Pieces('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>')
  readonly #known = new Map<string, number>()

  /** Number of the style of a cell. */
  of(look: Look, format: Format | undefined): number {
    const key = `${look} ${format ?? ''}`
    let number = this.#known.get(key)
    if (number === undefined) this.#known.set(key, number = this.#faces.number(this.#face(FACES[look], format ?? 'GENERAL')))
    return number
  }

  #face({ size = 10, bold = false, ink = INK, fill, box = false, across, down, wraps = false, open = false }: Face, format: Format): string {
    const font = this.#fonts.number(`<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="${ink}"/><name val="${FONT}"/></font>`)
    const filled = fill === undefined ? 0 : this.#fills.number(`<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/></patternFill></fill>`)
    const side = (name: string) => `<${name} style="thin"><color rgb="${LINE}"/></${name}>`
    const border = box ? this.#borders.number(`<border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border>`) : 0
    const aside = across ?? (!box ? undefined : NUMBERS.has(format) ? 'right' : 'left')
    const aligned = `${aside === undefined ? '' : ` horizontal="${aside}"${aside === 'center' ? '' : ' indent="1"'}`}${down === undefined ? '' : ` vertical="${down}"`}${wraps || isTypedText(open, format) ? ' wrapText="1"' : ''}`
    const number = format === 'GENERAL' ? 0 : OWN_FORMATS + Object.keys(FORMATS).indexOf(format)
    return `<xf numFmtId="${number}" fontId="${font}" fillId="${filled}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">${aligned === '' ? '' : `<alignment${aligned}/>`}<protection locked="${open ? 0 : 1}"/></xf>`
  }

  xml(): string {
    const formats = Object.values(FORMATS).map((code, at) => `<numFmt numFmtId="${OWN_FORMATS + at}" formatCode="${escaped(code)}"/>`)
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.join('')}</numFmts>${this.#fonts.xml('fonts')}${this.#fills.xml('fills')}${this.#borders.xml('borders')}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${this.#faces.xml('cellXfs')}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }
}
