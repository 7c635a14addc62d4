import { Resvg } from '@resvg/resvg-js'
import { FONT_FILES } from './compile-pdf.ts'
import { FONT } from './typst-page.ts'

/** Pixels across a chart in a Word file: sharp on paper, small as a file. */
const ACROSS = 1500

/** A drawing as PNG, with the Chinese font of the house and no other. */
export function pictureOf(svg: string): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: ACROSS }, background: '#ffffff', font: { loadSystemFonts: false, fontFiles: [FONT_FILES[0]!], defaultFontFamily: FONT } }).render().asPng()
}
